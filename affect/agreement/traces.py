"""Agreement of continuous traces, item by item: concordance of pairs, and Cronbach's alpha.

The traces of an item are brought to one grid of times (see `affect.traces`).

ccc is the concordance correlation coefficient (Lin 1989) of each pair of raters over the times that
both have, with one divisor throughout,

    CCC = 2 s_xy / (s_x^2 + s_y^2 + (m_x - m_y)^2),

its mean over the pairs of an item, and the mean of these over items. Two equal constant traces
agree (1); a constant beside a moving one has 0.

cronbach-alpha takes the k raters of an item as a test's parts and the times that all have as its
takers (Cronbach 1951): with the variance s_k^2 of each rater and s^2 of their sum

    alpha = k / (k - 1) (1 - sum_k s_k^2 / s^2),

and the mean over items. It does not see a constant distance between raters, ccc does. Items whose
raters' sum does not vary have none.

Unbounded traces have no common unit. Each is standardised first, so that their ccc is Pearson's r.
Time is not shifted: raters who react late agree less.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.random import Generator

from affect.agreement.bootstrap import measure
from affect.agreement.pairable import from_coded
from affect.agreement.rankings import MeanOfUnits
from affect.agreement.result import FloatArray, Result
from affect.coded import Coded
from affect.questions import Trace
from affect.traces import grid_times, on_grid

NO_CURVES = "no item has two traces that overlap and move"
LEAST_TIMES = 3
"""Fewer common times than this say nothing about a trace."""


def trace_agreement(
    question: Trace, coded: Coded, resamples: int, rng: Generator | None
) -> tuple[list[Result], dict[str, Result]]:
    """Mean ccc and Cronbach's alpha over dimensions, and the ccc of each dimension alone.

    The mean of an item is over the dimensions that have a value there.
    """
    rated = from_coded(coded)
    n_units = rated.basis.units
    each = np.full((2, n_units, len(question.dimensions)), np.nan)
    order = np.argsort(rated.unit, kind="stable")
    starts = np.searchsorted(rated.unit[order], np.arange(n_units + 1))
    for unit in range(n_units):
        traces = list(rated.values[order[starts[unit] : starts[unit + 1]]])
        for column, dimension in enumerate(question.dimension_ids):
            rows = _compared(question, traces, dimension)
            each[:, unit, column] = mean_ccc(rows), cronbach_alpha(rows)

    def result(of_units: FloatArray) -> Result:
        defined = of_units[~np.isnan(of_units)]
        if n_units and not len(defined):
            return rated.basis.refuse(NO_CURVES)
        return measure(MeanOfUnits(defined), [rated.basis], resamples, rng)[0]

    overall = [result(_mean(values)) for values in each]
    alone = [result(values) for values in each[0].T]
    return overall, dict(zip(question.dimension_ids, alone, strict=True))


def _mean(values: FloatArray) -> FloatArray:
    """Mean of each row's values, NaN where it has none."""
    there = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        mean: FloatArray = np.nansum(values, axis=1) / there.sum(axis=1)
    return mean


def _compared(question: Trace, traces: Sequence[Mapping[str, Any]], dimension: str) -> FloatArray:
    seconds = max(float(trace["seconds"]) for trace in traces)
    rows = on_grid(traces, dimension, grid_times(seconds))
    return standardised(rows) if question.mode == "unbounded" else rows


def standardised(rows: FloatArray) -> FloatArray:
    """Each row with mean 0 and standard deviation 1; a constant row is missing."""
    with np.errstate(invalid="ignore", divide="ignore"):
        centred = rows - _mean(rows)[:, None]
        spread = np.sqrt(_mean(centred**2))[:, None]
        scaled: FloatArray = np.where(spread > 0, centred / spread, np.nan)
    return scaled


def mean_ccc(rows: FloatArray) -> float:
    """Mean ccc over pairs of rows (raters, times), NaN where no pair has enough times."""
    found = [ccc(a, b) for a, b in combinations(rows, 2)]
    defined = [value for value in found if not np.isnan(value)]
    return float(np.mean(defined)) if defined else np.nan


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


def cronbach_alpha(rows: FloatArray) -> float:
    """Alpha of rows (raters, times) over the times that all have; NaN where it is undefined."""
    complete = rows[:, ~np.isnan(rows).any(axis=0)]
    k, times = complete.shape
    if k < 2 or times < LEAST_TIMES:
        return np.nan
    total = float(complete.sum(axis=0).var())
    if total <= 0:
        return np.nan
    return float(k / (k - 1) * (1 - complete.var(axis=1).sum() / total))
