"""One pass over an original: its proxy, its drawing peaks, its levels.

The proxy is 16 kHz mono 16-bit FLAC, never normalised: loudness is an emotion cue. What the proxy
loses (clipping at the original rate, the channels) is measured on the way and kept in frames of
10 ms, so that the gates of any later cut need not decode the original again.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from ingestion.engines.decode import Reader, Resampler
from ingestion.engines.errors import SilentMediaError
from ingestion.engines.meters import FrameMeter, Frames, LoudnessMeter
from ingestion.engines.peaks import PeakWriter
from ingestion.engines.store import ArrayWriter, read_arrays, replacing
from ingestion.engines.types import (
    LEVELS_NAME,
    PEAKS_NAME,
    PROXY_NAME,
    PROXY_RATE_HZ,
    FrameLevels,
    Levels,
    PictureSpan,
    Prepared,
    Probe,
    Progress,
)

LEVELS_FORM = "emotate-levels-1"

#: A recording that never exceeds the last bit of 16-bit sound holds nothing to rate.
SILENCE_PEAK = 1 / 32768


def prepare(
    path: Path,
    folder: Path,
    progress: Progress | None = None,
    picture: PictureSpan | None = None,
) -> Prepared:
    """Read ``path`` once and write proxy, peaks and levels into ``folder`` (made if missing).

    The three files appear together at the end, the proxy last: where it is, the others are.
    Memory does not grow with the length, but for 80 bytes a second. Raises a ``MediaError`` and
    leaves nothing behind, as it does when ``progress`` raises. Sound that belongs to a
    ``picture`` lasts as long and keeps its time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with Reader(path, picture) as reader, _outputs(folder, reader.probe) as outputs:
        for block in reader.blocks():
            outputs.feed(block)
            if progress:
                progress(reader.share_read)
        levels = outputs.finish()
        if levels.peak <= SILENCE_PEAK:
            raise SilentMediaError(
                path,
                f"is silent throughout ({outputs.meter.samples / reader.probe.rate_hz:.2f} s). "
                "Check that the right channel or device was recorded",
            )
        return Prepared(
            probe=reader.probe,
            proxy_path=folder / PROXY_NAME,
            peaks_path=folder / PEAKS_NAME,
            levels_path=folder / LEVELS_NAME,
            samples=outputs.meter.samples,
            duration_seconds=outputs.meter.samples / reader.probe.rate_hz,
            levels=levels,
            skipped_packets=reader.skipped_packets,
        )


def read_levels(path: Path) -> FrameLevels:
    """The levels that ``prepare`` stored, memory-mapped."""
    facts, arrays = read_arrays(path, LEVELS_FORM)
    return FrameLevels(
        rate_hz=facts["rate_hz"],
        frame_samples=facts["frame_samples"],
        samples=facts["samples"],
        power=arrays["levels"][:, 0],
        clipped=arrays["levels"][:, 1],
    )


@contextmanager
def _outputs(folder: Path, probe: Probe) -> Iterator["_Outputs"]:
    """The three files being written; they get their names only when the block ends well."""
    with ExitStack() as stack:
        proxy, levels, peaks = (
            stack.enter_context(replacing(folder / name))
            for name in (PROXY_NAME, LEVELS_NAME, PEAKS_NAME)
        )
        outputs = _Outputs(probe, proxy, levels, peaks)
        stack.callback(outputs.close)
        yield outputs


class _Outputs:
    """Everything that a block of the original is fed to."""

    def __init__(self, probe: Probe, proxy: Path, levels: Path, peaks: Path) -> None:
        self.meter = FrameMeter(probe.rate_hz, probe.channels)
        self._rate_hz = probe.rate_hz
        self._channels = probe.channels
        self._loudness = LoudnessMeter(probe.rate_hz, probe.channels)
        self._resampler = Resampler(probe.rate_hz, PROXY_RATE_HZ)
        self._proxy = soundfile.SoundFile(
            proxy, "w", PROXY_RATE_HZ, 1, subtype="PCM_16", format="FLAC"
        )
        self._levels = ArrayWriter(levels)
        self._peaks = PeakWriter(peaks)

    def feed(self, block: NDArray[np.float32]) -> None:
        self._loudness.feed(block)
        self._store(self.meter.feed(block))
        self._write_proxy(self._resampler.feed(block.mean(axis=0, dtype=np.float32)))

    def finish(self) -> Levels:
        """Write what still waits, close the files, and sum up."""
        self._store(self.meter.finish())
        self._write_proxy(self._resampler.finish())
        facts = {
            "rate_hz": self._rate_hz,
            "frame_samples": self.meter.frame_samples,
            "samples": self.meter.samples,
        }
        self._levels.close({"form": LEVELS_FORM, **facts})
        self._peaks.finish(facts)
        self._proxy.close()
        return self._summary()

    def close(self) -> None:
        """Let go of the files; harmless after ``finish``."""
        self._proxy.close()
        self._levels.close()
        self._peaks.close()

    def _store(self, frames: Frames) -> None:
        self._levels.append("levels", np.stack([frames.power, frames.clipped], axis=1))
        self._peaks.append(frames.low, frames.high)

    def _write_proxy(self, mono: NDArray[np.float32]) -> None:
        # Resampling can overshoot full scale, which would wrap round in 16 bits.
        self._proxy.write(np.clip(np.rint(mono * 32768), -32768, 32767).astype(np.int16))

    def _summary(self) -> Levels:
        count = max(1, self.meter.samples)
        return Levels(
            peak=self.meter.peak,
            peak_dbfs=_decibels(self.meter.peak**2),
            rms_dbfs=_decibels(self.meter.square_sum / count),
            loudness_lufs=self._loudness.integrated(),
            clipped_share=self.meter.clipped_sum / (count * self._channels),
        )


def _decibels(power: float) -> float:
    return float(10 * np.log10(max(power, 1e-20)))
