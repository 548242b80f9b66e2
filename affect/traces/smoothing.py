"""Traces without the tremor of the hand: a moving mean over a window of time."""

import numpy as np

from affect.traces.curves import FloatArray


def smoothed(rows: FloatArray, steps: int) -> FloatArray:
    """Mean over the `steps` times before and after each time, itself among them.

    rows: float64 (..., times) on an even grid. What is missing stays missing and is in no mean; at
    the ends the window is what there is of it, so that nothing is pulled to zero.
    """
    if steps < 1:
        return rows
    there = ~np.isnan(rows)
    total, n = _window_sums(np.where(there, rows, 0.0), steps), _window_sums(there * 1.0, steps)
    with np.errstate(invalid="ignore"):
        mean: FloatArray = np.where(there, total / n, np.nan)
    return mean


def _window_sums(rows: FloatArray, steps: int) -> FloatArray:
    size = rows.shape[-1]
    ends = np.concatenate([np.zeros((*rows.shape[:-1], 1)), np.cumsum(rows, axis=-1)], axis=-1)
    at = np.arange(size)
    last, first = np.minimum(at + steps + 1, size), np.maximum(at - steps, 0)
    sums: FloatArray = ends[..., last] - ends[..., first]
    return sums
