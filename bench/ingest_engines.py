"""How fast a recording goes through the engines, and how much memory its length costs.

The recordings are the sample dialogues one after the other, as 48 kHz stereo WAV and as MP3. One
process, one thread; memory is the highest resident size of a fresh process of its own (Linux).
"""

import json
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

import av
import numpy as np
import soundfile
from scipy.signal import resample_poly

from bench.stack import peak_megabytes
from ingestion.engines.default_engine import listen, speaker_turns, speech_spans
from ingestion.engines.gates import gates
from ingestion.engines.prepare import prepare, read_levels
from ingestion.engines.segmentation import cut_turns

SAMPLES = Path(__file__).resolve().parents[1] / "ingestion" / "samples"
MINUTES = 10.0
LONG_MINUTES = 120.0


class Row(TypedDict):
    """One line of `make bench`."""

    name: str
    value: float
    unit: str
    goal: float | None


def figures() -> list[Row]:
    """Speed of each stage, then memory of ten minutes and of two hours."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wav = recording(folder / "talk.wav", MINUTES)
        mp3 = as_mp3(wav, folder / "talk.mp3")
        long = recording(folder / "long.wav", LONG_MINUTES)
        return [*speed(wav, mp3, folder), *memory(wav, long, folder)]


def speed(wav: Path, mp3: Path, folder: Path) -> list[Row]:
    """Times real time. The promise of 50 is for everything without networks."""
    seconds = MINUTES * 60
    done = prepare(wav, folder / "wav")
    speech = speech_spans(done.proxy_path)
    turns = speaker_turns(done.proxy_path, speech)
    levels = read_levels(done.levels_path)

    def cut_and_judge() -> None:
        for one in cut_turns(turns, levels).cuts:
            gates(one, levels, speech)

    plain = [timed(lambda: prepare(wav, folder / "wav")), timed(cut_and_judge)]
    heavy = [
        timed(lambda: speech_spans(done.proxy_path)),
        timed(lambda: speaker_turns(done.proxy_path, speech)),
    ]
    packed = timed(lambda: prepare(mp3, folder / "mp3"))
    return [
        row(
            "decode, proxy, peaks, levels, cuts, gates: 48 kHz stereo WAV", seconds / sum(plain), 50
        ),
        row("the same: 44.1 kHz stereo MP3", seconds / (packed + plain[1]), 50),
        row("voice detector alone", seconds / heavy[0], None),
        row("speaker engine alone", seconds / heavy[1], None),
        row("everything, with the default engine", seconds / sum(plain + heavy), None),
    ]


def memory(short: Path, long: Path, folder: Path) -> list[Row]:
    """What length costs: the peak of two hours less the peak of ten minutes."""
    rows: list[Row] = []
    for name, work in (("prepare", _prepare), ("default engine", _listen)):
        peaks = [peak_of_new_process(work, path, folder) for path in (short, long)]
        rows.append(row(f"memory of {name}, {MINUTES:g} minutes", peaks[0], None, "MB"))
        growth = peaks[1] - peaks[0]
        rows.append(row(f"memory of {name}, growth to {LONG_MINUTES:g} minutes", growth, 64, "MB"))
    return rows


def _prepare(path: Path, folder: Path) -> None:
    prepare(path, folder / path.stem)


def _listen(path: Path, folder: Path) -> None:
    listen(folder / path.stem / "proxy.flac")


def recording(path: Path, minutes: float) -> Path:
    """The samples over and over, as 48 kHz stereo of the given length."""
    once = np.concatenate(
        [soundfile.read(flac, dtype="float32")[0] for flac in sorted(SAMPLES.glob("*.flac"))]
    )
    stereo = np.repeat(resample_poly(once, 3, 1)[:, None], 2, axis=1)
    left = round(minutes * 60 * 48_000)
    with soundfile.SoundFile(path, "w", 48_000, 2, subtype="PCM_16") as file:
        while left:
            file.write(stereo[:left])
            left -= min(left, len(stereo))
    return path


def as_mp3(wav: Path, path: Path) -> Path:
    """``wav`` as MP3 at 44.1 kHz."""
    with av.open(str(wav)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream("mp3", rate=44_100, layout="stereo")
        resampler = av.AudioResampler("fltp", "stereo", 44_100, frame_size=1152)
        for frame in source.decode(audio=0):
            for part in resampler.resample(frame):
                target.mux(stream.encode(part))
        for part in resampler.resample(None):
            target.mux(stream.encode(part))
        target.mux(stream.encode(None))
    return path


def timed(work: Callable[[], Any]) -> float:
    """Seconds that ``work`` takes, the better of two tries."""
    tries = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        tries.append(time.perf_counter() - start)
    return min(tries)


def peak_of_new_process(work: Callable[[Path, Path], None], path: Path, folder: Path) -> float:
    """Highest resident size of a new process that does ``work``."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_report, args=(sender, work, path, folder))
    process.start()
    peak = float(receiver.recv())
    process.join()
    return peak


def _report(sender: Any, work: Callable[[Path, Path], None], path: Path, folder: Path) -> None:
    work(path, folder)
    sender.send(peak_megabytes())


def row(name: str, value: float, goal: float | None, unit: str = "x real time") -> Row:
    return {"name": f"ingest, {name}", "value": round(value, 1), "unit": unit, "goal": goal}


if __name__ == "__main__":
    for figure in figures():
        print(json.dumps(figure))
