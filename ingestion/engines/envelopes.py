"""Drawing sensor tables: for each channel the extremes of stretches of equal time.

Hours are drawn from the coarse rows that ``sensors.prepare`` keeps, so that a page costs the same
however long the recording is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingestion.engines.sensors import FORM, STEP
from ingestion.engines.store import read_arrays


@dataclass(frozen=True, slots=True)
class Drawn:
    """Channels to draw: extremes in ``n`` stretches of equal time; NaN where there is no number.

    ``low`` and ``high``: float64[channels, n].
    """

    names: tuple[str, ...]
    start_seconds: float
    end_seconds: float
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def draw(
    path: Path, start: float, end: float, points: int, channels: Sequence[int] | None = None
) -> Drawn:
    """The channels between two times, in at most ``points`` stretches each.

    ``channels`` are places in the table from 0, in any order; all of them where it is None.

    Raises ValueError for a stretch that ends before it starts, for fewer than one point, and for
    a channel that the table does not have.
    """
    if points < 1:
        raise ValueError(f"points is {points}; ask for at least 1")
    if not end > start:
        raise ValueError(f"the stretch ends at {end} s, not after its start {start} s")
    _, arrays = read_arrays(path, FORM)
    names = json.loads(arrays["names"].tobytes())
    chosen = range(len(names)) if channels is None else channels
    if wrong := [at for at in chosen if not 0 <= at < len(names)]:
        raise ValueError(f"there is no channel {wrong[0]}; they go from 0 to {len(names) - 1}")
    columns = np.asarray(chosen, np.int64)
    first, last = _between(arrays["rows"], start, end)
    edges = np.linspace(start, end, points + 1)
    if last - first > 4 * STEP * points and len(arrays["coarse"]):
        coarse = arrays["coarse"]
        some = np.asarray(coarse[slice(*_between(coarse, start, end))])
        low, high = some[:, 1 + columns], some[:, 1 + len(names) + columns]
    else:
        some = np.asarray(arrays["rows"][first:last])
        low = high = some[:, 1 + columns]
    at = np.searchsorted(some[:, 0], edges)
    return Drawn(
        tuple(names[column] for column in columns),
        start,
        end,
        _extremes(low, at, np.fmin),
        _extremes(high, at, np.fmax),
    )


def _between(rows: NDArray[np.float64], start: float, end: float) -> tuple[int, int]:
    """Indices of the rows with start <= time <= end, by halving: nothing else is read."""

    def first_from(time: float, beyond: bool) -> int:
        low, high = 0, len(rows)
        while low < high:
            middle = (low + high) // 2
            before = rows[middle, 0] <= time if beyond else rows[middle, 0] < time
            low, high = (middle + 1, high) if before else (low, middle)
        return low

    return first_from(start, beyond=False), first_from(end, beyond=True)


def _extremes(values: NDArray[np.float64], at: NDArray[np.int64], of: Any) -> NDArray[np.float64]:
    """float64[channels, n] of float64[rows, channels], NaN for stretches without a number."""
    at = at.copy()
    at[-1] = len(values)  # the last stretch holds its end
    found = np.full((values.shape[1], len(at) - 1), np.nan)
    filled = np.flatnonzero(at[1:] > at[:-1])
    if len(filled):
        # Between two filled stretches there are no rows, so each reaches to the next one's start.
        found[:, filled] = of.reduceat(values, at[filled], axis=0).T
    return found
