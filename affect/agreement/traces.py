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

ccc-aligned is the ccc after each rater was moved by his lag against the others, up to 5 s: raters
who are late in the same way as always agree more there than in ccc, where time is not shifted. It
looks for the best shift, so it is above chance level for unrelated traces, too.

sda and rank-correlation believe ups and downs alone (see `affect.traces.concordance`): changes over
a second, and ranks over time.

Unbounded traces have no common unit. Each is standardised first, so that their ccc is Pearson's r.
"""

from collections.abc import Callable
from functools import partial
from itertools import combinations

import numpy as np

from affect.agreement.bootstrap import Draw, measure_units
from affect.agreement.pairable import from_coded
from affect.agreement.rankings import MeanOfUnits
from affect.agreement.result import FloatArray, Result
from affect.coded import Coded
from affect.questions import Trace
from affect.traces.alignment import aligned
from affect.traces.concordance import LEAST_TIMES, ccc, rank_correlation, sda
from affect.traces.curves import grid_times, on_grid, standardised

NO_CURVES = "no item has two traces that overlap and move"


def trace_agreement(
    question: Trace, coded: Coded, draw: Draw
) -> tuple[list[Result], dict[str, Result]]:
    """The kind's statistics, means over dimensions, and the ccc of each dimension alone.

    The mean of an item is over the dimensions that have a value there.
    """
    rated = from_coded(coded)
    n_units = rated.basis.units
    each = np.full((len(question.statistics), n_units, len(question.dimensions)), np.nan)
    order = np.argsort(rated.unit, kind="stable")
    starts = np.searchsorted(rated.unit[order], np.arange(n_units + 1))
    for unit in range(n_units):
        traces = list(rated.values[order[starts[unit] : starts[unit + 1]]])
        times = grid_times(max(float(trace["seconds"]) for trace in traces))
        for column, dimension in enumerate(question.dimension_ids):
            rows = on_grid(traces, dimension, times)
            if question.mode == "unbounded":
                rows = standardised(rows)
            each[:, unit, column] = _of_item(rows, times)

    def result(of_units: FloatArray) -> Result:
        defined = ~np.isnan(of_units)
        if n_units and not defined.any():
            return rated.basis.refuse(NO_CURVES)
        mean, units = MeanOfUnits(of_units[defined]), np.flatnonzero(rated.kept)[defined]
        return measure_units(mean, [rated.basis], units, draw)[0]

    overall = [result(_mean(values)) for values in each]
    alone = [result(values) for values in each[0].T]
    return overall, dict(zip(question.dimension_ids, alone, strict=True))


def _mean(values: FloatArray) -> FloatArray:
    """Mean of each row's values, NaN where it has none."""
    there = ~np.isnan(values)
    with np.errstate(invalid="ignore"):
        mean: FloatArray = np.nansum(values, axis=1) / there.sum(axis=1)
    return mean


def _of_item(rows: FloatArray, times: FloatArray) -> tuple[float, ...]:
    """The statistics of one item and dimension, in the order of the kind."""
    step = float(times[1] - times[0]) if len(times) > 1 else 1.0
    second = max(round(1 / step), 1)
    return (
        mean_of_pairs(rows, ccc),
        mean_of_pairs(aligned(rows, step).rows, ccc),
        cronbach_alpha(rows),
        mean_of_pairs(rows, rank_correlation),
        mean_of_pairs(rows, partial(sda, steps=second)),
    )


def mean_of_pairs(rows: FloatArray, of: Callable[[FloatArray, FloatArray], float]) -> float:
    """Mean over pairs of rows (raters, times), NaN where no pair has enough times."""
    found = [of(a, b) for a, b in combinations(rows, 2)]
    defined = [value for value in found if not np.isnan(value)]
    return float(np.mean(defined)) if defined else np.nan


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
