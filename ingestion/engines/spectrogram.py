"""Spectrograms to draw: level over time and pitch of a stretch of the proxy.

Mel bands from 50 Hz to 8 kHz, in dB below full scale. A stretch of hours is looked at in windows
spread over each column, so that a picture takes no longer than reading the sound does.
"""

from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray
from PIL import Image
from scipy import fft

from ingestion.engines.types import PROXY_RATE_HZ

BANDS = 128
LOWEST_HZ, HIGHEST_HZ = 50.0, 8000.0
#: 32 ms: wide enough to part harmonics of a voice, narrow enough to part syllables.
WINDOW = 512
FFT = 1024
#: What is shown: from silence (black) to a loud vowel (white).
FLOOR_DB, CEILING_DB = -90.0, -20.0
#: Windows that are averaged in one column at the most.
MOST_WINDOWS = 4
#: Of a long stretch this many places of a column are read. To go to a place costs far more than to
#: read there, so that two windows are taken at each.
PLACES = 2
PLACE = 2 * WINDOW
#: Up to here a stretch is read whole (15 MB).
SHORT_SECONDS = 120
MOST_COLUMNS = 4096


def spectrogram_png(
    proxy_path: Path, start_seconds: float, end_seconds: float, columns: int
) -> bytes:
    """A grey PNG of ``columns`` x ``BANDS``: the lowest band at the bottom, white is loud.

    Raises ValueError for a stretch that ends before it starts and for too few or many columns.
    """
    levels = band_levels(proxy_path, start_seconds, end_seconds, columns)
    shade = (levels - FLOOR_DB) / (CEILING_DB - FLOOR_DB)
    pixels = np.clip(np.rint(shade * 255), 0, 255).astype(np.uint8)
    out = BytesIO()
    Image.fromarray(pixels[::-1]).save(out, "PNG")
    return out.getvalue()


def band_levels(
    proxy_path: Path, start_seconds: float, end_seconds: float, columns: int
) -> NDArray[np.float64]:
    """float64[BANDS, columns]: mean power of each band and column, in dB re full scale."""
    if not end_seconds > start_seconds:
        raise ValueError(
            f"the stretch ends at {end_seconds} s, not after its start {start_seconds} s"
        )
    if not 1 <= columns <= MOST_COLUMNS:
        raise ValueError(f"width is {columns}; it must be between 1 and {MOST_COLUMNS}")
    edges = np.linspace(start_seconds, end_seconds, columns + 1) * PROXY_RATE_HZ
    with soundfile.SoundFile(proxy_path) as file:
        sound = _Sound(file, edges[0], edges[-1])
        powers = np.stack([_power(sound, *ends) for ends in pairwise(edges)])
    banded = powers @ _bands().T
    decibels: NDArray[np.float64] = 10 * np.log10(np.maximum(banded, 1e-12)).T
    return decibels


class _Sound:
    """Windows of a proxy; a short stretch is read at once, as each seek costs."""

    def __init__(self, file: soundfile.SoundFile, first: float, last: float) -> None:
        self._file = file
        self._at = int(first) - WINDOW
        length = int(last) + WINDOW - self._at
        short = length <= SHORT_SECONDS * PROXY_RATE_HZ
        self._kept = _read(file, self._at, length) if short else None

    def windows(self, first: float, last: float) -> NDArray[np.float64]:
        """float64[n, WINDOW], spread between two samples."""
        if self._kept is None:
            starts = _spread(first, last, PLACES, PLACE)
            places = np.stack([_read(self._file, int(at), PLACE) for at in starts])
            parts = np.lib.stride_tricks.sliding_window_view(places, WINDOW, axis=1)
            return parts[:, ::WINDOW].reshape(-1, WINDOW)
        count = min(MOST_WINDOWS, max(1, int((last - first) // (WINDOW // 2))))
        starts = _spread(first, last, count, WINDOW)
        return np.lib.stride_tricks.sliding_window_view(self._kept, WINDOW)[starts - self._at]


def _spread(first: float, last: float, count: int, length: int) -> NDArray[np.int64]:
    """Where ``count`` pieces of ``length`` samples begin whose middles are spread evenly."""
    middles = first + (np.arange(count) + 0.5) * (last - first) / count
    return np.rint(middles - length / 2).astype(np.int64)


def _power(sound: _Sound, first: float, last: float) -> NDArray[np.float64]:
    """Mean power spectrum of some windows between two samples; nought outside the recording."""
    windows = sound.windows(first, last)
    shape = np.hanning(WINDOW)
    # Single precision takes less time and is far finer than a grey level.
    spectra = fft.rfft((windows * shape).astype(np.float32), FFT) * np.float32(2 / shape.sum())
    power: NDArray[np.float64] = np.mean(np.abs(spectra) ** 2, axis=0, dtype=np.float64)
    return power


def _read(file: soundfile.SoundFile, start: int, length: int) -> NDArray[np.float64]:
    """Samples of the proxy, silence where there are none."""
    sound = np.zeros(length)
    first, last = max(0, start), min(file.frames, start + length)
    if first < last:
        if file.tell() != first:
            file.seek(first)
        sound[first - start : last - start] = file.read(last - first)
    return sound


@lru_cache(maxsize=1)
def _bands() -> NDArray[np.float64]:
    """float64[BANDS, bins]: triangles that are equally wide in mel (O'Shaughnessy's formula)."""

    def mel(hz: NDArray[np.float64] | float) -> NDArray[np.float64]:
        return np.asarray(2595 * np.log10(1 + np.asarray(hz) / 700))

    bins = mel(np.arange(FFT // 2 + 1) * PROXY_RATE_HZ / FFT)
    middles = np.linspace(mel(LOWEST_HZ), mel(HIGHEST_HZ), BANDS + 2)
    step = middles[1] - middles[0]
    triangles = np.maximum(0, 1 - np.abs(bins[None] - middles[1:-1, None]) / step)
    # A low band narrower than a bin falls between two: it takes the nearest.
    for band in np.flatnonzero(triangles.sum(axis=1) == 0):
        triangles[band, np.argmin(np.abs(bins - middles[band + 1]))] = 1
    sums: NDArray[np.float64] = triangles / triangles.sum(axis=1, keepdims=True)
    return sums
