"""Traces as curves: thinned for a plot, or brought to one grid of times so that they compare.

Raw samples come at the times when they were taken. Between two samples a trace is a straight line;
before its first and after its last one it is missing (NaN), for nothing was recorded there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


class TraceError(ValueError):
    """The traces or the request are wrong; says what is allowed."""


GRID_HZ = 10.0
"""Points a second at which traces are compared; the least rate that a trace may have."""


def thinned(times: ArrayLike, values: ArrayLike, points: int) -> tuple[FloatArray, FloatArray]:
    """At most `points` samples that draw the same line: the least and the most of each stretch.

    `points` is even. Ups and downs keep their height, which leaving out every nth sample loses.
    """
    t, x = np.asarray(times, np.float64), np.asarray(values, np.float64)
    if len(t) <= points:
        return t, x
    ends = np.linspace(0, len(t), points // 2 + 1).astype(np.int64)
    starts = ends[:-1]
    stretch = np.repeat(np.arange(len(starts)), np.diff(ends))
    by_value = np.lexsort((x, stretch))  # within a stretch from the least to the most
    kept = np.unique(np.concatenate([by_value[starts], by_value[ends[1:] - 1]]))
    return t[kept], x[kept]


def grid_times(seconds: float, rate_hz: float = GRID_HZ) -> FloatArray:
    """Times from 0 to `seconds`, evenly spaced, at about `rate_hz`."""
    return np.linspace(0.0, seconds, round(seconds * rate_hz) + 1)


def on_grid(traces: Sequence[Mapping[str, Any]], dimension: str, grid: FloatArray) -> FloatArray:
    """One dimension of several traces at the times of `grid`, float64 (traces, times)."""
    rows = np.full((len(traces), len(grid)), np.nan)
    for row, trace in zip(rows, traces, strict=True):
        times = np.asarray(trace["times"], np.float64)
        if len(times):
            samples = np.asarray(trace["values"][dimension], np.float64)
            row[:] = np.interp(grid, times, samples, left=np.nan, right=np.nan)
    return rows


def resampled(times: ArrayLike, values: ArrayLike, at: ArrayLike) -> FloatArray:
    """A trace at other times, such as the frames of a film, by straight lines between samples.

    Before the first sample it has that one's value and after the last one that one's, which is how
    CEAP-360VR brings its joystick samples to the frames of its films. `on_grid` makes nothing up.
    """
    t, x = np.asarray(times, np.float64), np.asarray(values, np.float64)
    return np.interp(np.asarray(at, np.float64), t, x)


def standardised(rows: FloatArray) -> FloatArray:
    """Each row with mean 0 and standard deviation 1; a constant row is missing."""
    n = (~np.isnan(rows)).sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        centred = rows - np.nansum(rows, axis=-1, keepdims=True) / n
        spread = np.sqrt(np.nansum(centred**2, axis=-1, keepdims=True) / n)
        scaled: FloatArray = np.where(spread > 0, centred / spread, np.nan)
    return scaled


def mean_curve(rows: FloatArray) -> FloatArray:
    """Mean of traces on one grid (traces, times) at each time, NaN where there is none."""
    n = (~np.isnan(rows)).sum(axis=0)
    with np.errstate(invalid="ignore"):
        curve: FloatArray = np.nansum(rows, axis=0) / n
    return curve
