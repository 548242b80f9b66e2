"""How each rater agrees with the others, and what alpha would be without them.

Krippendorff's observed disagreement is the mean over ratings of each one's mean distance to the
others of its unit. So a rater's own 1 - observed / expected, over their ratings alone, is a part of
alpha: alpha is the mean of these over raters, weighted by the disagreement expected of each.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.alphas.spread import NO_SPREAD
from affect.diagnostics.figure import (
    NO_VARIATION,
    NORMAL_95,
    NOTHING_SHARED,
    Figure,
    FloatArray,
    IntArray,
    figures,
)
from affect.diagnostics.shared import Distances, Shared, distances


@dataclass(frozen=True)
class Influence:
    """alpha: of all ratings, None where undefined. without: alpha of the rest, by rater."""

    alpha: float | None
    without: list[Figure]


def agreement_with_others(shared: Shared, apart: Distances | None = None) -> list[Figure]:
    """1 - observed / expected disagreement over each rater's ratings: 1 is as the others, 0 chance.

    The interval (95 %, normal) is of the rater's mean distance over units; what is expected by
    chance is taken as known. `apart`: the distances, where they are at hand.
    """
    apart = distances(shared) if apart is None else apart
    n = shared.ratings_of()
    observed, expected = shared.by_rater(apart.observed), shared.by_rater(apart.expected)
    square = shared.by_rater(apart.observed**2)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(expected > 0, 1 - observed / expected, np.nan)
        variance = np.maximum(square - observed**2 / n, 0) / (n - 1)
        error = NORMAL_95 * np.sqrt(variance * n) / expected
    error[n < 2] = np.nan
    return figures(value, error, n, _reason)


def others_met(shared: Shared) -> IntArray:
    """How many other known raters rated what each rater did, int64 (n_raters,)."""
    known = shared.rater >= 0
    there = (np.ones(int(known.sum())), (shared.rater[known], shared.unit[known]))
    table = csr_array(there, shape=(shared.n_raters, shared.n_units))
    met = table @ table.T  # each rater meets themself, too
    return np.maximum(np.diff(met.indptr).astype(np.int64) - 1, 0)


def _reason(n: int) -> str:
    return NO_VARIATION if n else NOTHING_SHARED


def leave_one_out(shared: Shared) -> Influence:
    """Alpha without each rater in turn: nominal of labels, interval of numbers (columns pooled).

    Units that are left with one rating are left out, as in any alpha. A figure's `n` counts the
    ratings of those that remain. Computed from what each rating adds to the sums of its unit, in
    one pass over the ratings.
    """
    parts = _label_parts(shared) if shared.n_labels else _number_parts(shared)
    whole = _alpha(*(part[None] for part in parts[0]))[0]
    value = _alpha(*(all_ - lost for all_, lost in zip(*parts, strict=True)))
    n = parts[0][0].max(initial=0.0) - parts[1][0].max(axis=1, initial=0.0)
    error = np.full(len(value), np.nan)
    return Influence(
        alpha=None if np.isnan(whole) else float(whole),
        without=figures(value, error, n.astype(np.int64), _reason_without),
    )


def _reason_without(n: int) -> str:
    return NO_VARIATION if n else "without this rater no unit has two ratings"


Parts = tuple[tuple[FloatArray, ...], tuple[FloatArray, ...]]
"""Of all ratings, then what goes with each rater (n_raters, ...): n, sum x, sum x^2, and the
disagreement within units, each by column."""


def _alpha(n: FloatArray, total: FloatArray, square: FloatArray, within: FloatArray) -> FloatArray:
    """1 - D_o / D_e with the sums of `affect.agreement.alphas.spread`, pooled over columns."""
    # taking a rater away leaves rounding where nothing should be
    expected = 2 * (n * square - total**2) / np.where(n > 1, n - 1, 1.0)
    scale, chance, observed = (part.sum(axis=1) for part in (n * square, expected, within))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(chance > NO_SPREAD * np.maximum(scale, 1.0), 1 - observed / chance, np.nan)


def _number_parts(shared: Shared) -> Parts:
    whole, lost = [], []
    for column in shared.columns:
        unit, x, size = column.unit, column.values, column.size
        within = _within(size, column.total, column.square)
        left = size[unit] - 1
        paired = left >= 2
        rest = [
            np.where(paired, part, 0.0)
            for part in (left, column.total[unit] - x, column.square[unit] - x**2)
        ]
        before = (size[unit], column.total[unit], column.square[unit], within[unit])
        after = (*rest, _within(*rest))
        whole.append([size.sum(), column.total.sum(), column.square.sum(), within.sum()])
        pairs = zip(before, after, strict=True)
        lost.append([shared.by_rater(b - a, column.rows) for b, a in pairs])
    return (
        tuple(np.array(part, np.float64) for part in zip(*whole, strict=True)),
        tuple(np.stack(part, axis=1) for part in zip(*lost, strict=True)),
    )


def _within(size: NDArray[Any], total: FloatArray, square: FloatArray) -> FloatArray:
    """2 [m sum x^2 - (sum x)^2] / (m - 1) where m >= 2, else 0."""
    pairs = np.maximum(size * square - total**2, 0.0)
    return np.where(size >= 2, 2 * pairs / np.maximum(size - 1, 1), 0.0)


def _label_parts(shared: Shared) -> Parts:
    """Labels as unit vectors: sum x is the count of each label, and so is sum x^2.

    The first column carries what is not of one label: n, and the disagreement within units.
    """
    unit, code, counts = shared.unit, shared.codes, shared.counts
    size, squares = shared.sizes, (counts**2).sum(axis=1)
    within = _label_within(size, squares)
    left = size[unit] - 1
    paired = left >= 2
    rest = np.where(paired, squares[unit] - 2 * counts[unit, code] + 1, 0)
    gone = within[unit] - _label_within(np.where(paired, left, 0), rest)
    lost = np.zeros((shared.n_raters, shared.n_labels))
    _count_lost(lost, shared.rater, code)
    # a unit of two goes whole: the other's label is what the sum of the codes leaves
    alone = ~paired
    other = np.bincount(unit, code, minlength=shared.n_units)[unit] - code
    _count_lost(lost, shared.rater[alone], other[alone].astype(np.int64))
    totals = counts.sum(axis=0).astype(np.float64)
    n, n_lost = totals.sum(), lost.sum(axis=1, keepdims=True)
    first = np.arange(shared.n_labels) == 0
    return (
        (np.full(shared.n_labels, n), totals, totals, first * within.sum()),
        (
            np.broadcast_to(n_lost, lost.shape),
            lost,
            lost,
            first * shared.by_rater(gone)[:, None],
        ),
    )


def _count_lost(lost: FloatArray, rater: IntArray, code: IntArray) -> None:
    """Add one per rating to `lost` (raters, labels)."""
    known = rater >= 0
    cells = rater[known] * lost.shape[1] + code[known]
    lost += np.bincount(cells, minlength=lost.size).reshape(lost.shape)


def _label_within(size: IntArray, squares: IntArray) -> FloatArray:
    """2 [m^2 - sum n_c^2] / (m - 1) where m >= 2, else 0."""
    apart = 2.0 * (size**2 - squares)
    return np.where(size >= 2, apart / np.maximum(size - 1, 1), 0.0)
