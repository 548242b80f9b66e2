"""Variances of units, raters and the rest where ratings are missing.

x_ij = mu + a_i + b_j + e_ij on the cells that are there: N ratings, n units with m_i, k raters with
n_j. The estimators are those of fitting constants (Henderson 1953, method III): each sum of squares
is what a factor adds to a model that has the other already, and its expectation is solved for the
variances,

    s_e = (sum x^2 - R(mu, a, b)) / (N - n - k + 1)
    s_b = (R(b | mu, a) - (k - 1) s_e) / (N - n)
    s_a = (R(a | mu, b) - (n - 1) s_e) / (N - k)
    R(b | mu, a) = r' C^- r,    r_j = sum_i [ij] (x_ij - x_i.),    C = diag(n_j) - sum_i [ij][ij'] /
    m_i

and of the one-way layout, with m_0 = (N - sum m_i^2 / N) / (n - 1)

    s_w = (sum x^2 - sum_i m_i x_i.^2) / (N - n),    s_1 = (MSB - s_w) / m_0.

They are unbiased with raters drawn or fixed, need no iterations and no normal errors, and are the
mean squares of the full layout where nothing is missing; REML is more precise when cells are few
and very uneven, and needs both. Raters in parts that share no unit are compared within their part.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from affect.agreement.alphas.spread import weighted_count
from affect.agreement.correlations.icc_forms import six_forms
from affect.agreement.rated.pairable import Pairable
from affect.agreement.rated.patterns import FEW_CODES
from affect.agreement.rated.ratings import ratings_of_long
from affect.agreement.result import FloatArray


@dataclass(frozen=True)
class Plain:
    """Sums per unit (units, 6): m, m^2, 1 / m, sum x, sum x^2, (sum x)^2 / m; and 1 (units,)."""

    sums: FloatArray

    def one_way(self, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
        """s_1 and s_w (resamples,)."""
        n, found = weights.sum(axis=1), weights @ self.sums
        ratings, squared_sizes, _, x, squares, of_units = found.T
        with np.errstate(invalid="ignore", divide="ignore"):
            within = (squares - of_units) / (ratings - n)
            between = (of_units - x**2 / ratings) / (n - 1)
            size = np.where(n > 1, ratings - squared_sizes / ratings, np.nan) / (n - 1)
            return (between - within) / size, within


@dataclass(frozen=True)
class Components:
    """The layout with gaps, as sums over units.

    crossed: what raters add, or None where they are unknown.
    """

    weight: NDArray[np.int64]
    pattern: NDArray[np.int64] | None
    plain: Plain
    crossed: "Crossed | None"

    @property
    def numbers(self) -> int:
        """How many a draw looks at."""
        crossed = self.crossed
        return self.plain.sums.size + (0 if crossed is None else crossed.numbers)

    def alphas(self, weights: FloatArray) -> FloatArray:
        """The six forms of `icc` (resamples, 6); those of two ways NaN where raters are unknown."""
        n = weights.sum(axis=1)
        ratings, _, inverse, _, squares, _ = (weights @ self.plain.sums).T
        one_way = self.plain.one_way(weights)
        nothing = np.full(len(n), np.nan)
        two_way = (nothing, nothing, nothing)
        if self.crossed is not None:
            two_way = self.crossed.variances(weights, self.plain)
        return six_forms(one_way, two_way, n / inverse, squares / ratings)


@dataclass(frozen=True)
class Crossed:
    """Sums per unit and rater.

    rated, given, left: (units, raters) 1, x_ij and x_ij - x_i. where rater j rated unit i.
    shared: (units, raters x raters) [ij][ij'] / m_i.
    """

    rated: csr_array
    given: csr_array
    left: csr_array
    shared: csr_array

    @property
    def numbers(self) -> int:
        """How many there are, without zeros."""
        return sum(part.nnz for part in (self.rated, self.given, self.left, self.shared))

    def variances(
        self, weights: FloatArray, plain: Plain
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """s_a, s_b and s_e (resamples,)."""
        n, (ratings, _, _, _, squares, of_units) = weights.sum(axis=1), (weights @ plain.sums).T
        numbers, x = np.asarray(weights @ self.rated), np.asarray(weights @ self.given)
        of_raters = (x**2 / np.maximum(numbers, 1)).sum(axis=1)
        raters = (numbers > 0).sum(axis=1)
        added, rank = self._added(weights, numbers)
        with np.errstate(invalid="ignore", divide="ignore"):
            # NaN where as many effects as ratings leave nothing to measure the rest by
            left_over = np.where(ratings - n - rank > 0, ratings - n - rank, np.nan)
            error = (squares - of_units - added) / left_over
            rater = (added - rank * error) / (ratings - n)
            by_units = of_units + added - of_raters
            unit = (by_units - (n + rank - raters) * error) / (ratings - raters)
        return unit, rater, error

    def _added(self, weights: FloatArray, numbers: FloatArray) -> tuple[FloatArray, FloatArray]:
        """R(b | mu, a) and the rank of C, each (resamples,)."""
        k = numbers.shape[1]
        left = np.asarray(weights @ self.left)
        shared = np.asarray(weights @ self.shared).reshape(-1, k, k)
        found = [
            projected(np.diag(n_j) - c, r) for n_j, c, r in zip(numbers, shared, left, strict=True)
        ]
        added, rank = np.array(found, np.float64).T
        return added, rank


def projected(c: FloatArray, r: FloatArray) -> tuple[float, int]:
    """r' C^- r and the rank of C.

    C has one null vector for each part of the raters that shares no unit with the others, and r is
    orthogonal to it, so adding the parts' own ones to C leaves the value as it is.
    """
    parts, part = connected_components(c < 0, directed=False)
    scale = max(float(np.diag(c).max()), 1.0)
    full = c + scale * (part[:, None] == part[None, :])
    return float(r @ np.linalg.solve(full, r)), len(c) - parts


def components_of(rated: Pairable) -> Components:
    """Of one number per rating of units with two or more."""
    values = rated.values.astype(np.float64)
    whole = np.array_equal(values, np.rint(values)) and np.ptp(values) < FEW_CODES
    # near zero nothing cancels; no form sees the shift
    values = values - (np.rint(values.mean()) if whole else values.mean())
    unit, rater, weight, pattern = rated.unit, rated.rater, np.ones(rated.basis.units, int), None
    known = rater is not None and rated.basis.raters is not None
    if known and whole:
        # points of a scale: few patterns, however many units
        alike = ratings_of_long(unit, rater, values).distinct()
        unit, rater, values = alike.unit, alike.rater, alike.values[alike.code]
        weight, pattern = alike.weight.astype(int), alike.pattern
    size = np.bincount(unit, minlength=len(weight)).astype(np.float64)
    x, squares = (weighted_count(unit, part, len(weight)) for part in (values, values**2))
    plain = Plain(np.column_stack([size, size**2, 1 / size, x, squares, x**2 / size]))
    crossed = _crossed(unit, rater, values, size, x / size) if known and rater is not None else None
    return Components(weight, pattern, plain, crossed)


def _crossed(
    unit: NDArray[np.int64],
    rater: NDArray[np.integer],
    values: FloatArray,
    size: FloatArray,
    mean: FloatArray,
) -> Crossed:
    if (np.diff(unit) < 0).any():
        order = np.argsort(unit, kind="stable")
        unit, rater, values = unit[order], rater[order], values[order]
    k, rater = int(rater.max()) + 1, rater.astype(np.int32)
    begin = _begins(size)
    shape = (len(size), k)
    rated, given, left = (
        csr_array((part, rater, begin), shape=shape)
        for part in (np.ones(len(unit)), values, values - mean[unit])
    )
    # each rating beside every rating of its unit, itself too: the rows of units lie in order
    beside = size[unit].astype(np.int32)
    first, second = np.repeat(rater, beside), rater[_all_of_unit(begin[unit], beside)]
    cells = first * np.int64(k) + second
    parts = np.repeat(1 / size[unit], beside)
    shared = csr_array((parts, cells, _begins(size**2)), shape=(len(size), k * k))
    return Crossed(rated, given, left, shared)


def _begins(size: FloatArray) -> NDArray[np.int64]:
    """Where each row begins among the entries, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(size)]).astype(np.int64)


def _all_of_unit(begin: NDArray[np.int64], beside: NDArray[np.int32]) -> NDArray[np.int64]:
    """For each rating in turn the places of all ratings of its unit, which begin at `begin`."""
    done = np.cumsum(beside, dtype=np.int64)
    places: NDArray[np.int64] = np.arange(done[-1]) + np.repeat(begin - (done - beside), beside)
    return places
