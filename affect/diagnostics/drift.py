"""Whether raters change over the course of the work."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from affect.diagnostics.bias import differences
from affect.diagnostics.figure import (
    NO_VARIATION,
    Figure,
    FloatArray,
    IntArray,
    figures,
    undefined,
)
from affect.diagnostics.shared import Distances, Shared, distances

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
    places = _places(shared, np.asarray(order), shared.every)
    return _slopes(shared, places, agreement, shared.every)


def severity_drift(shared: Shared, order: ArrayLike) -> list[list[Figure]]:
    """The same of each number minus the others' mean on its unit, by column: in points."""
    given = np.asarray(order)
    of_whole = _places(shared, given, shared.every)
    found = []
    for column in shared.columns:
        whole = column.rows is shared.every
        places = of_whole if whole else _places(shared, given, column.rows)
        found.append(_slopes(shared, places, differences(column), column.rows))
    return found


def _slopes(shared: Shared, t: FloatArray, y: FloatArray, rows: IntArray) -> list[Figure]:
    n = shared.ratings_of(rows)
    if np.isnan(y).any():
        return [undefined(NO_VARIATION, int(one)) for one in n]
    sums = (shared.by_rater(part, rows) for part in (t, y, t * t, t * y, y * y))
    st, sy, stt, sty, syy = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        tt, ty, yy = stt - st**2 / n, sty - st * sy / n, syy - sy**2 / n
        slope = np.where(n >= FEWEST, ty / tt, np.nan)
        residual = np.maximum(yy - ty**2 / tt, 0.0) / (n - 2)
        quantile = stdtrit(np.maximum(n - 2, 1).astype(np.float64), 0.975)
        error = np.asarray(quantile * np.sqrt(residual / tt), np.float64)
    return figures(slope, error, n, lambda n: f"{n} shared ratings; at least {FEWEST} tell a trend")


def _places(shared: Shared, order: IntArray, rows: IntArray) -> FloatArray:
    """The place of each rating of `rows` in its rater's work, from 0, the first, to 1 (k,).

    order: (n,) of the coded ratings.
    """
    rater, n = shared.rater[rows], shared.ratings_of(rows)
    by_time = np.lexsort((order[shared.row][rows], rater))
    unknown = int((rater < 0).sum())
    starts = unknown + np.cumsum(n) - n
    places = np.zeros(len(rater))
    known = by_time[unknown:]
    who = rater[known]
    places[known] = (np.arange(unknown, len(rater)) - starts[who]) / np.maximum(n[who] - 1, 1)
    return places
