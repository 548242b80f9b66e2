"""How far the traces of one item lie apart, as one number to sort items by."""

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from affect.questions import Trace
from affect.traces.curves import FloatArray, grid_times, on_grid

SPREAD_HZ = 4.0
"""Points a second: disagreement changes slowly, and a film has many."""
MOST_POINTS = 2000


def mean_spread(traces: Sequence[Mapping[str, Any]], question: Trace) -> float:
    """Mean over time, then over dimensions, of the raters' standard deviation (n - 1), as a part of
    the length of the dimension's scale: 0 where all lie on one line. Without a scale (the unbounded
    mode) each trace is first brought to mean 0 and standard deviation 1 over time.

    Times at which fewer than two traces have a value tell nothing; NaN where none tells anything.
    """
    seconds = max((float(trace["seconds"]) for trace in traces), default=0.0)
    if len(traces) < 2 or seconds <= 0:
        return np.nan
    grid = grid_times(seconds, min(SPREAD_HZ, MOST_POINTS / seconds))
    found = [
        _over_time(_on_scale(on_grid(traces, each.id, grid), each.min, each.max))
        for each in question.dimensions
    ]
    told = [value for value in found if not np.isnan(value)]
    return float(np.mean(told)) if told else np.nan


def _on_scale(rows: FloatArray, low: float | None, high: float | None) -> FloatArray:
    """From 0 to 1 of the scale; without one, each row standardised (a constant one is 0)."""
    if low is not None and high is not None:
        return (rows - low) / (high - low)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # rows without a value
        middle, spread = np.nanmean(rows, axis=1), np.nanstd(rows, axis=1)
    scale: FloatArray = np.where(spread > 0, spread, 1.0)[:, None]
    standard: FloatArray = (rows - middle[:, None]) / scale
    return standard


def _over_time(rows: FloatArray) -> float:
    """Mean of the standard deviation of columns with two values or more."""
    several = (~np.isnan(rows)).sum(axis=0) >= 2
    if not several.any():
        return np.nan
    return float(np.nanstd(rows[:, several], axis=0, ddof=1).mean())
