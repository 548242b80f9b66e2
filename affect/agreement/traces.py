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

icc2 is the intraclass correlation of absolute agreement of a single rater, ICC(A,1) of McGraw and
Wong (1996, Psychological Methods 1:30-46), with the times that all raters of the item have as its
targets, in the two-way random model; as CARMA (Girard 2014) and others report it. With s_a, s_b and
s_e the components of variance of times, raters and error

    ICC(A,1) = s_a / (s_a + s_b + s_e),

of each item, and the mean over items. It is of one rater: of the mean of k raters it would be
higher. Neighbouring times are alike, so the formula's own interval would be far too narrow;
intervals draw items, clusters or raters. icc2-aligned is the same after each rater was moved by his
lag. Where nobody's trace moves there is none.

ccc-aligned is the ccc after each rater was moved by his lag against the others, up to 5 s: raters
who are late in the same way as always agree more there than in ccc, where time is not shifted. It
looks for the best shift, so it is above chance level for unrelated traces, too.

sda and rank-correlation believe ups and downs alone (see `affect.traces.concordance`): changes over
a second, and ranks over time.

Where raters are drawn again, the lags stay those against all raters.

Unbounded traces have no common unit. Each is standardised first, so that their ccc is Pearson's r.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.agreement.alphas.rankings import MeanOfUnits
from affect.agreement.draws.bootstrap import Draw, measure_raters, measure_units
from affect.agreement.draws.rater_draws import Members, mean_over_units
from affect.agreement.rated.pairable import Pairable, pairable
from affect.agreement.result import FloatArray, Result
from affect.agreement.trace_pairs import (
    STATISTICS,
    ItemPairs,
    Together,
    TracePairs,
    item_pairs,
)
from affect.coded import Coded
from affect.questions import Trace
from affect.traces.curves import grid_times, on_grid, standardised

TRACES_AT_ONCE = 100
"""Traces are long: so many are in memory together, or those of one item."""
NO_CURVES = "no item has two traces that overlap and move"


def trace_agreement(
    question: Trace, coded: Coded, draw: Draw
) -> tuple[list[Result], dict[str, Result]]:
    """The kind's statistics, means over dimensions, and the ccc of each dimension alone.

    The mean of an item is over the dimensions that have a value there.
    """
    rows = np.flatnonzero(coded.answered())
    # the numbers of the rows stand for the traces, which are read a few items at a time
    rated = pairable(coded.unit[rows], rows, coded.rater[rows])
    pairs = _pairs_of(question, coded, rated)
    order = [STATISTICS.index(stat) for stat, _ in question.statistics]

    def outputs(times: FloatArray) -> FloatArray:
        """Of each item (units, outputs): the statistics, then the ccc of each dimension."""
        each = pairs.of_units(times)
        return np.concatenate([_mean_of_dimensions(each)[:, order], each[:, :, 0]], axis=1)

    if not rated.basis.units:
        nothing = rated.basis.result(np.nan, None)
        found = [nothing] * (len(order) + len(question.dimensions))
    elif draw.raters:
        bases = [rated.basis] * (len(order) + len(question.dimensions))
        found = measure_raters(
            lambda times: mean_over_units(outputs(times)), pairs.members.raters, bases, draw
        )
    else:
        found = [_of_units(rated, each, draw) for each in outputs(pairs.members.every()).T]
    if rated.basis.units:
        found = [rated.basis.refuse(NO_CURVES) if r.value is None else r for r in found]
    alone = zip(question.dimension_ids, found[len(order) :], strict=True)
    return found[: len(order)], dict(alone)


def _of_units(rated: Pairable, of_units: FloatArray, draw: Draw) -> Result:
    """The mean of items, of those that have a value."""
    defined = ~np.isnan(of_units)
    mean, units = MeanOfUnits(of_units[defined]), np.flatnonzero(rated.kept)[defined]
    return measure_units(mean, [rated.basis], units, draw)[0]


def _pairs_of(question: Trace, coded: Coded, rated: Pairable) -> TracePairs:
    """Every pair of traces of an item, in each dimension; values of `rated` are rows of `coded`."""
    order = np.argsort(rated.unit, kind="stable")
    unit = rated.unit[order]
    rater = np.zeros(len(order), np.int64) if rated.rater is None else rated.rater[order]
    items: list[list[ItemPairs]] = [[] for _ in question.dimensions]
    for traces in traces_by_item(coded, unit, rated.values[order]):
        for own, name in zip(items, question.dimension_ids, strict=True):
            own.append(_of_item(question, traces, name))
    return TracePairs(Members.of(unit, rater), *_stacked(items))


def traces_by_item(
    coded: Coded, unit: NDArray[np.integer], rows: NDArray[np.intp]
) -> Iterator[list[Any]]:
    """The values of rows of `coded` that are sorted by their unit (n,): a list for each unit.

    About `TRACES_AT_ONCE` are held together, however many there are.
    """
    starts = np.append(np.flatnonzero(np.diff(unit, prepend=-1)), len(unit))
    first = 0
    while first < len(starts) - 1:
        reach = np.searchsorted(starts, starts[first] + TRACES_AT_ONCE, side="right") - 1
        last = max(int(reach), first + 1)
        values = coded.values_of(rows[starts[first] : starts[last]])
        ends = starts[first : last + 1] - starts[first]
        yield from (values[start:end] for start, end in pairwise(ends.tolist()))
        first = last


def _of_item(question: Trace, traces: list[dict[str, Any]], dimension: str) -> ItemPairs:
    times = grid_times(max(float(trace["seconds"]) for trace in traces))
    rows = on_grid(traces, dimension, times)
    if question.mode == "unbounded":
        rows = standardised(rows)
    return item_pairs(rows, float(times[1] - times[0]) if len(times) > 1 else 1.0)


def _stacked(items: list[list[ItemPairs]]) -> tuple[FloatArray, Together]:
    """Of dimensions and their items: the pairs of all items (pairs, dimensions, ...)."""

    def rows(of: Callable[[ItemPairs], FloatArray], width: int) -> FloatArray:
        none = np.zeros((0, width))
        return np.stack([np.concatenate([none, *map(of, own)]) for own in items], axis=1)

    together = Together(
        covariance=rows(lambda item: item.together.covariance, 2),
        apart=rows(lambda item: item.together.apart, 2),
        variance=rows(lambda item: item.together.variance, 2),
        times=rows(lambda item: item.together.times[None], 2),
    )
    return rows(lambda item: item.alike, 4), together


def _mean_of_dimensions(values: FloatArray) -> FloatArray:
    """Mean over dimensions of (units, dimensions, statistics), of those that have a value."""
    return mean_over_units(np.moveaxis(values, 1, 0))
