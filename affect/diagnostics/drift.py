"""Whether raters change over the course of the work, and agree with themselves when asked again."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from affect.coded import Coded
from affect.diagnostics.bias import differences
from affect.diagnostics.figure import (
    NO_VARIATION,
    Figure,
    FloatArray,
    IntArray,
    figures,
    undefined,
)
from affect.diagnostics.raters import agreement_with_others
from affect.diagnostics.shared import Distances, Shared, distances, shared_ratings

FEWEST = 10
"""Ratings below which no line is laid through them."""


def agreement_drift(
    shared: Shared, order: ArrayLike, apart: Distances | None = None
) -> list[Figure]:
    """How much each rater's agreement with the others changes from the first rating to the last.

    The slope of 1 - observed / expected distance against the rating's place in the rater's work,
    from 0 to 1, by least squares, with a t interval (95 %). Negative: less agreement later on.
    Hard and easy items spread evenly over the work where the order is drawn per rater; where it is
    not, a change of the items shows here, too.

    order: (n,) of the coded ratings, rising with time, as their ids do.
    """
    apart = distances(shared) if apart is None else apart
    expected = np.where(apart.expected > 0, apart.expected, np.nan)
    agreement = 1 - apart.observed / expected
    return _slopes(shared, np.asarray(order)[shared.row], agreement, np.arange(len(shared.row)))


def severity_drift(shared: Shared, order: ArrayLike) -> list[list[Figure]]:
    """The same of each number minus the others' mean on its unit, by column: in points."""
    given = np.asarray(order)[shared.row]
    return [
        _slopes(shared, given[column.rows], differences(column), column.rows)
        for column in shared.columns()
    ]


def _slopes(shared: Shared, order: IntArray, y: FloatArray, rows: IntArray) -> list[Figure]:
    if np.isnan(y).any():
        return [undefined(NO_VARIATION, int(n)) for n in shared.ratings_of(rows)]
    n = shared.ratings_of(rows)
    t = _places(shared.rater[rows], order, n)
    sums = (shared.by_rater(part, rows) for part in (t, y, t * t, t * y, y * y))
    st, sy, stt, sty, syy = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        tt, ty, yy = stt - st**2 / n, sty - st * sy / n, syy - sy**2 / n
        slope = np.where(n >= FEWEST, ty / tt, np.nan)
        residual = np.maximum(yy - ty**2 / tt, 0.0) / (n - 2)
        quantile = stdtrit(np.maximum(n - 2, 1).astype(np.float64), 0.975)
        error = np.asarray(quantile * np.sqrt(residual / tt), np.float64)
    return figures(slope, error, n, lambda n: f"{n} shared ratings; at least {FEWEST} tell a trend")


def _places(rater: IntArray, order: IntArray, n: IntArray) -> FloatArray:
    """The place of each rating in its rater's work, from 0 (the first) to 1, float64 (k,)."""
    by_time = np.lexsort((order, rater))
    unknown = int((rater < 0).sum())
    starts = unknown + np.cumsum(n) - n
    places = np.zeros(len(rater))
    known = by_time[unknown:]
    who = rater[known]
    places[known] = (np.arange(unknown, len(rater)) - starts[who]) / np.maximum(n[who] - 1, 1)
    return places


def repeat_consistency(coded: Coded, n_labels: int = 0) -> list[Figure]:
    """Agreement of each rater with themself, where they rated a unit more than once.

    Alpha's 1 - observed / expected disagreement among a rater's own ratings of a unit, as
    `agreement_with_others` has it among raters.
    """
    known = coded.rater >= 0
    n_raters = int(coded.rater.max(initial=-1)) + 1
    key = coded.unit[known].astype(np.int64) * max(n_raters, 1) + coded.rater[known]
    _, unit = np.unique(key, return_inverse=True)
    own = Coded(
        unit.astype(np.int32), coded.rater[known], coded.values[known], coded.cannot_tell[known]
    )
    shared = replace(shared_ratings(own, n_labels), n_raters=n_raters)
    found = agreement_with_others(shared)
    return [one if one.n else undefined("rated nothing twice") for one in found]
