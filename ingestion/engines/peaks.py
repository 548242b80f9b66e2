"""Waveforms to draw: extremes of the mono mix in frames of 10 ms, 100 ms and 1 s.

The coarse arrays let a page show an hour from 72 kB, and zoom in without decoding anything.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingestion.engines.store import ArrayWriter, read_arrays
from ingestion.engines.types import Peaks

FORM = "emotate-peaks-1"

#: Frames of 10 ms in a pair of each stored array, fine to coarse.
STEPS = (1, 10, 100)


class PeakWriter:
    """Writes the pairs of ``prepare`` as they come; the coarse ones wait in memory (22 B/s)."""

    def __init__(self, path: Path) -> None:
        self._writer = ArrayWriter(path)
        self._waiting = np.zeros((0, 2), np.int8)
        self._tenths: list[NDArray[np.int8]] = []

    def append(self, low: NDArray[np.float32], high: NDArray[np.float32]) -> None:
        """Add frames; ``low`` and ``high`` in -1..1, rounded outwards so that no peak is lost."""
        pairs = np.stack([np.floor(low * 127), np.ceil(high * 127)], axis=1)
        fine = np.clip(pairs, -127, 127).astype(np.int8)
        self._writer.append("1", fine)
        rows = np.concatenate([self._waiting, fine])
        whole = len(rows) - len(rows) % 10
        self._tenths.append(_coarser(rows[:whole], 10))
        self._waiting = rows[whole:]

    def finish(self, facts: dict[str, Any]) -> None:
        """Write the coarse arrays and the header."""
        tenths = np.concatenate([*self._tenths, _coarser(self._waiting, 10)])
        self._writer.append("10", tenths)
        self._writer.append("100", _coarser(tenths, 10))
        self._writer.close({"form": FORM, **facts})

    def close(self) -> None:
        """Let go of the file without finishing it."""
        self._writer.close()


def read_peaks(
    path: Path,
    start_seconds: float = 0.0,
    end_seconds: float | None = None,
    points: int | None = None,
) -> Peaks:
    """The waveform from ``start_seconds`` to ``end_seconds`` (default: the end), ``points`` pairs.

    Without ``points``, and when the stretch has fewer frames than that, one pair a frame of 10 ms;
    ``rate_hz`` is then the frame rate and the first pair starts at the frame that holds
    ``start_seconds``. Times outside the recording are brought inside. Raises ValueError for a
    stretch that ends before it starts, and for fewer than one point.
    """
    if points is not None and points < 1:
        raise ValueError(f"points is {points}; ask for at least 1")
    if end_seconds is not None and end_seconds < start_seconds:
        raise ValueError(f"the stretch ends at {end_seconds} s, before its start {start_seconds} s")
    facts, arrays = read_arrays(path, FORM)
    rate = facts["rate_hz"] / facts["frame_samples"]
    frames = len(arrays["1"])
    first = min(frames, max(0, int(start_seconds * rate)))
    last = frames if end_seconds is None else min(frames, max(first, round(end_seconds * rate)))
    if points is None or last - first <= points:
        return _peaks(rate, np.asarray(arrays["1"][first:last]))
    # Pairs are whole stored pairs, so a quarter of a pair is the most that one is out of place.
    step = max((step for step in STEPS if last - first >= 4 * points * step), default=1)
    coarse = arrays[str(step)]
    edges = np.linspace(first / step, last / step, points + 1)[:-1].astype(int)
    pairs = np.asarray(coarse[edges[0] : -(-last // step)])
    offsets = edges - edges[0]
    low = np.minimum.reduceat(pairs[:, 0], offsets)
    high = np.maximum.reduceat(pairs[:, 1], offsets)
    return _peaks(points * rate / (last - first), np.stack([low, high], axis=1))


def _peaks(rate_hz: float, pairs: NDArray[np.int8]) -> Peaks:
    return Peaks(rate_hz, np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1]))


def _coarser(pairs: NDArray[np.int8], step: int) -> NDArray[np.int8]:
    """Every ``step`` pairs joined into one, the last of maybe fewer."""
    if not len(pairs):
        return pairs
    starts = np.arange(0, len(pairs), step)
    low = np.minimum.reduceat(pairs[:, 0], starts)
    return np.stack([low, np.maximum.reduceat(pairs[:, 1], starts)], axis=1)
