"""Krippendorff's alpha with a squared distance: 1 minus spread within units over spread of all.

For vectors x and the distance d(x, y) = |x - y|^2, with n pairable values in all and m_u in unit u
(Krippendorff 2011, with the pair sums written out):

    D_o = 1/n        sum_u  2 [m_u sum |x|^2 - |sum x|^2] / (m_u - 1)      over the values of u
    D_e = 1/(n(n-1))        2 [n   sum |x|^2 - |sum x|^2]                  over all values
    alpha = 1 - D_o / D_e

This is interval alpha for numbers; nominal alpha for labels as unit vectors (d = 2 [c != k], the
factor cancels); and the alpha of distributions under squared Euclidean distance. Each column alone
gives the alpha of that label (one against the rest, or its own numbers). Where raters leave labels
out, each column has its own n, and the pooled alpha weighs D_o and D_e of a column by that n, which
for complete rows is the alpha of the vectors.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.rated.patterns import distinct_rows
from affect.agreement.result import FloatArray

NO_SPREAD = 1e-12  # part of n sum x^2 below which a spread is rounding, not variation


@dataclass(frozen=True)
class Spread:
    """Sums per pattern and column, float64 (patterns, 4 x columns), in four blocks.

    m; sum x; sum x^2; 2 [m sum x^2 - (sum x)^2] / (m - 1). They lie side by side because one
    product with many weights is several times faster than four. A pattern with fewer than two
    values in a column has zeros there.
    """

    weight: NDArray[np.int64]
    sums: FloatArray
    pattern: NDArray[np.int64] | None = None

    @classmethod
    def of(
        cls,
        size: FloatArray,
        total: FloatArray,
        square: FloatArray,
        weight: NDArray[np.int64],
        pattern: NDArray[np.int64] | None = None,
    ) -> "Spread":
        """From the sums per unit or pattern; columns with a single value are left out."""
        paired = size >= 2
        size, total, square = (np.where(paired, part, 0.0) for part in (size, total, square))
        # the smallest is 0, but rounding can leave a little less
        pairs = np.maximum(size * square - total**2, 0.0)
        within = 2 * pairs / np.where(paired, size - 1, 1.0)
        return cls(weight, np.hstack([size, total, square, within]), pattern)

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1 + columns): pooled over the columns, then each column alone."""
        n, total, square, observed = np.split(weights @ self.sums, 4, axis=1)
        spread = n * square - total**2
        expected = 2 * spread / np.where(n > 1, n - 1, 1.0)
        pooled = _ratio(observed.sum(axis=1), expected.sum(axis=1), (n * square).sum(axis=1))
        return np.column_stack([pooled, _ratio(observed, expected, n * square)])

    def influence(self) -> FloatArray:
        """(patterns, 1 + columns), as in `linearised`."""
        size, total, square, observed = np.split(self.sums, 4, axis=1)
        n, x, squares, apart = np.split(self.weight.astype(np.float64) @ self.sums, 4)
        others, spread = np.where(n > 1, n - 1, 1.0), n * squares - x**2
        expected = 2 * spread / others
        change = 2 * (n * square + size * squares - 2 * x * total - spread * size / others) / others
        with np.errstate(invalid="ignore", divide="ignore"):
            alone = np.where(
                expected > NO_SPREAD * n * squares,
                (apart * change / expected - observed) / expected,
                np.nan,
            )
            whole = expected.sum()
            pooled = (apart.sum() * change.sum(axis=1) / whole - observed.sum(axis=1)) / whole
        return np.column_stack([pooled, alone])


def _ratio(observed: FloatArray, expected: FloatArray, scale: FloatArray) -> FloatArray:
    """1 - D_o / D_e, NaN where all values are equal."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > NO_SPREAD * scale, 1 - observed / expected, np.nan)


def label_spread(counts: NDArray[np.integer], size: NDArray[np.integer]) -> Spread:
    """Labels as unit vectors: counts (units, labels) among `size` (units,) ratings.

    For a choice the counts of a unit sum to its size; for a multi question each label is a
    yes or no of its own and they need not.
    """
    first, weight, pattern = distinct_rows(np.column_stack([counts, size]))
    n_c = counts[first].astype(np.float64)
    m = np.broadcast_to(size[first, None].astype(np.float64), n_c.shape)
    return Spread.of(size=m, total=n_c, square=n_c, weight=weight, pattern=pattern)


def number_spread(unit: NDArray[np.integer], values: FloatArray, n_units: int) -> Spread:
    """Numbers (n, columns), NaN where a column was not rated, of `n_units` units."""
    columns = [_column_sums(unit, column, n_units) for column in values.T]
    size, total, square = (np.stack(part, axis=1) for part in zip(*columns, strict=True))
    weight, pattern = np.ones(n_units, np.int64), None
    # Halves can sum to whole numbers, as -0.5 and 0.5 do: their squares tell.
    whole = all(np.array_equal(part, np.rint(part)) for part in (total, square))
    if whole and values.shape[1] == 1 and n_units and square.max() < 2**31:
        # points of a scale: few patterns, however many units
        first, weight, pattern = distinct_rows(np.hstack([size, total, square]).astype(np.int64))
        size, total, square = size[first], total[first], square[first]
    return Spread.of(size, total, square, weight, pattern)


def _column_sums(
    unit: NDArray[np.integer], column: FloatArray, n_units: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """m, sum x and sum x^2 per unit, of values shifted near zero so that nothing cancels."""
    there = ~np.isnan(column)
    if not there.all():
        unit, column = unit[there], column[there]
    size = np.bincount(unit, minlength=n_units).astype(np.float64)
    if len(column):
        middle = column.mean()
        whole = np.array_equal(column, np.rint(column))
        column = column - (np.rint(middle) if whole else middle)
    return (
        size,
        weighted_count(unit, column, n_units),
        weighted_count(unit, column**2, n_units),
    )


def weighted_count(unit: NDArray[np.integer], weights: FloatArray, n_units: int) -> FloatArray:
    """Sum of the weights of each unit, float64 (n_units,)."""
    return np.bincount(unit, weights=weights, minlength=n_units).astype(np.float64, copy=False)
