"""How often each value was given to each unit, without the values that nobody gave."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_POINTS = 1_024


@dataclass(frozen=True)
class Histogram:
    """Values and counts of units one after the other.

    ends: int64 (units + 1,), unit u has the entries from ends[u] to ends[u + 1].
    value: float64 (entries,), rising within a unit; count: int32 (entries,), at least 1.
    """

    ends: NDArray[np.int64]
    value: NDArray[np.float64]
    count: NDArray[np.int32]

    def rows(self, start: int, stop: int) -> "Histogram":
        """The units from `start` to `stop`."""
        ends = self.ends[start : stop + 1]
        entries = slice(ends[0], ends[-1])
        return Histogram(ends - ends[0], self.value[entries], self.count[entries])

    def of(self, unit: int) -> dict[float, int]:
        """Value and count of one unit."""
        entries = slice(self.ends[unit], self.ends[unit + 1])
        return dict(zip(self.value[entries].tolist(), self.count[entries].tolist(), strict=True))


def histogram(unit: NDArray[np.int32], value: NDArray[np.float64], n_units: int) -> Histogram:
    """Count values (n,) that are all there; `unit` (n,) says whose each is."""
    distinct, code = _coded(value)
    cell = np.multiply(unit, len(distinct), dtype=np.int64)
    cell += code
    if n_units * len(distinct) <= 8 * len(value) + 1024:
        counts = np.bincount(cell, minlength=n_units * len(distinct))
        there = np.flatnonzero(counts > 0)  # of numbers it would take seven times as long
        count = counts[there]
    else:  # sliders: nearly every value is a column of its own, and most of the table is empty
        there, count = np.unique(cell, return_counts=True)
    of_unit, of_value = np.divmod(there, max(len(distinct), 1))
    ends = np.concatenate([[0], np.cumsum(np.bincount(of_unit, minlength=n_units))])
    return Histogram(ends.astype(np.int64), distinct[of_value], count.astype(np.int32))


def _coded(value: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.integer]]:
    """Values that may occur, rising, and the place of each value among them.

    Points of a scale are small whole numbers, which need no sorting.
    """
    if len(value):
        least, most = value.min(), value.max()
        if most - least < MOST_POINTS and least == np.rint(least):
            code = (value - least).astype(
                np.int16
            )  # MOST_POINTS fit, and memory is what takes time
            if np.array_equal(code + least, value):
                return least + np.arange(int(most - least) + 1, dtype=np.float64), code
    distinct, found = np.unique(value, return_inverse=True)
    return distinct, found.astype(np.int64)
