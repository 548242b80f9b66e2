"""Traces of several raters brought together in time: by lag, by warping, or not at all.

lag     each trace is moved as a whole, by its lag against the others (see `lags`).
dtw     each trace is warped onto the mean of the others by itself (see `warping`).
gctw    all traces are warped together onto one clock, smoothly (see `canonical`).
none    each stays where it is.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from affect.traces.canonical import canonical_warps, read_at
from affect.traces.curves import FloatArray, mean_curve
from affect.traces.lags import MOST_SECONDS, Lag, lags, moved
from affect.traces.warping import warped

PASSES = 3
"""Lags are sought again after raters were moved, for the mean of the others is sharper then."""


@dataclass(frozen=True)
class Alignment:
    """How traces are brought together; `step` and `most_seconds` in seconds."""

    step: float
    how: str
    most_seconds: float
    rng: Generator | None


@dataclass(frozen=True)
class Aligned:
    """rows: float64 (raters, times), the traces after the move.

    shift: float64 (raters,), seconds by which each was moved earlier; the mean where it was warped.
    warp: float64 (raters, times), the seconds at each time; None where traces were not warped.
    lag: the lags against the others that were found first, where lags were sought.
    """

    rows: FloatArray
    shift: FloatArray
    warp: FloatArray | None = None
    lag: tuple[Lag, ...] = ()


def aligned(
    rows: FloatArray,
    step_seconds: float,
    *,
    most_seconds: float = MOST_SECONDS,
    rng: Generator | None = None,
) -> Aligned:
    """Each trace moved by its lag against the others."""
    present = int((~np.isnan(rows).all(axis=1)).sum())
    shift = np.zeros(len(rows))
    first: tuple[Lag, ...] = ()
    for _ in range(PASSES):
        generator = None if first else rng
        together = moved(rows, shift, step_seconds)
        found = lags(together, step_seconds, most_seconds=most_seconds, rng=generator)
        first = first or tuple(found)
        more = np.array([lag.seconds or 0.0 for lag in found]) * (present - 1) / max(present, 1)
        shift = shift + more
        if (np.abs(more) < step_seconds / 2).all():
            break
    return Aligned(moved(rows, shift, step_seconds), shift, lag=first)


def _by_lag(rows: FloatArray, alignment: Alignment) -> Aligned:
    return aligned(rows, alignment.step, most_seconds=alignment.most_seconds, rng=alignment.rng)


def _by_warping(rows: FloatArray, alignment: Alignment) -> Aligned:
    """Each trace warped onto the mean of the others, where both have values."""
    band = max(round(alignment.most_seconds / alignment.step), 1)
    together, warp = rows.copy(), np.where(np.isnan(rows), np.nan, 0.0)
    for k in range(len(rows)):
        others = mean_curve(np.delete(rows, k, axis=0))
        both = np.flatnonzero(~(np.isnan(rows[k]) | np.isnan(others)))
        if len(both):
            together[k], warp[k] = np.nan, np.nan
            together[k, both], move = warped(rows[k, both], others[both], band)
            warp[k, both] = move * alignment.step
    return Aligned(together, _means(warp), warp)


def _by_canonical_warping(rows: FloatArray, alignment: Alignment) -> Aligned:
    """All onto one clock, from their lags on."""
    start = _by_lag(rows, alignment)
    warp = canonical_warps(rows, alignment.step, start.shift, alignment.most_seconds)
    places = np.arange(rows.shape[1]) + warp / alignment.step
    together = np.stack([read_at(row, at) for row, at in zip(rows, places, strict=True)])
    warp = np.where(np.isnan(together), np.nan, warp)
    return Aligned(together, _means(warp), warp, start.lag)


def _means(warp: FloatArray) -> FloatArray:
    """The mean move of each trace, 0 where it has no values (raters,)."""
    n = (~np.isnan(warp)).sum(axis=1)
    mean: FloatArray = np.nansum(warp, axis=1) / np.maximum(n, 1)
    return mean


def _as_they_are(rows: FloatArray, alignment: Alignment) -> Aligned:
    return Aligned(rows, np.zeros(len(rows)))


ALIGN: dict[str, Callable[[FloatArray, Alignment], Aligned]] = {
    "lag": _by_lag,
    "dtw": _by_warping,
    "gctw": _by_canonical_warping,
    "none": _as_they_are,
}
ALIGNMENTS = tuple(ALIGN)
