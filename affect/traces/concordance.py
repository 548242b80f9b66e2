"""How two traces on one grid go together, where both have a value.

ccc is the concordance correlation coefficient (Lin 1989) with one divisor throughout; two equal
traces have 1, also constant ones, and a constant beside a moving one has 0.

rank_correlation is Pearson's r of their ranks over time (Spearman).

sda is the signed differential agreement (Booth and Narayanan 2020, Fifty shades of green): of the
changes of both over a while, the share with the same sign (up, down, still) less the share with
another, from -1 to 1. It looks at nothing but ups and downs.
"""

import numpy as np

from affect.traces.curves import FloatArray

LEAST_TIMES = 3
"""Fewer common times than this say nothing about a trace."""


def ccc(a: FloatArray, b: FloatArray) -> float:
    """Concordance of two rows where both have a value."""
    both = ~(np.isnan(a) | np.isnan(b))
    if both.sum() < LEAST_TIMES:
        return np.nan
    x, y = a[both], b[both]
    if np.array_equal(x, y):
        return 1.0
    dx, dy = x - x.mean(), y - y.mean()
    apart = float((x.mean() - y.mean()) ** 2)
    return float(2 * (dx * dy).mean() / ((dx**2).mean() + (dy**2).mean() + apart))


def pearson(a: FloatArray, b: FloatArray) -> float:
    """Correlation where both have a value; NaN without three times or without movement."""
    both = ~(np.isnan(a) | np.isnan(b))
    if both.sum() < LEAST_TIMES:
        return np.nan
    dx, dy = a[both] - a[both].mean(), b[both] - b[both].mean()
    spread = float(np.sqrt((dx**2).sum() * (dy**2).sum()))
    return float((dx * dy).sum() / spread) if spread > 0 else np.nan


def rank_correlation(a: FloatArray, b: FloatArray) -> float:
    """Spearman's, where both have a value; NaN as for `pearson`."""
    from scipy.stats import rankdata  # half a second to load, and every command would pay it

    both = ~(np.isnan(a) | np.isnan(b))
    if both.sum() < LEAST_TIMES:
        return np.nan
    return pearson(rankdata(a[both]), rankdata(b[both]))


def sda(a: FloatArray, b: FloatArray, steps: int) -> float:
    """Of changes over `steps` of the grid; NaN where there are fewer than three in both."""
    up = [np.sign(x[steps:] - x[:-steps]) for x in (a, b)]
    both = ~(np.isnan(up[0]) | np.isnan(up[1]))
    if both.sum() < LEAST_TIMES:
        return np.nan
    return float(2 * (up[0][both] == up[1][both]).mean() - 1)
