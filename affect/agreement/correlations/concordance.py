"""Concordance of raters over the units that they share: of numbers, and of their order.

ccc is Lin's coefficient (1989) of each pair of raters, with one divisor throughout,

    CCC = 2 s_xy / (s_x^2 + s_y^2 + (m_x - m_y)^2),

and its mean over the pairs. A pair that shares fewer than two units, or gave one number throughout,
has none and does not count.

kendall-w is Kendall's W of the raters' rankings of the units (Kendall and Babington Smith 1939),
with mid-ranks and his correction for ties. With m raters, n units, R_i the sum of the ranks of unit
i and the ties t of each rater

    W = 12 sum_i (R_i - mean R)^2 / (m^2 (n^3 - n) - m sum (t^3 - t)).

m random rankings give 1 / m on average, not 0. Only units that every rater ranked count.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.alphas.metrics import mid_ranks
from affect.agreement.alphas.spread import NO_SPREAD
from affect.agreement.correlations.icc import NO_WHOLE_UNIT, complete, of_whole_units
from affect.agreement.draws.bootstrap import Draw, measure, measure_raters
from affect.agreement.draws.pairs_of_raters import RaterPairs, rater_pairs
from affect.agreement.rated.pairable import Pairable, numbered
from affect.agreement.rated.patterns import codes
from affect.agreement.result import AgreementError, FloatArray, Result

UNKNOWN_RATERS = "who gave the ratings is unknown, and this is about each rater's own order"
MOST_PAIRS = 5_000
"""Pairs of raters whose sums are held for every unit."""


@dataclass(frozen=True)
class PairSums:
    """Sums per unit and pair of raters who share one.

    sums: six sparse (units, pairs): 1, x, y, x^2, y^2, xy, of numbers near zero.
    first, second: (pairs,) the raters.
    """

    weight: NDArray[np.int64]
    sums: tuple[csr_array, ...]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    pattern: None = None

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        found = self.each(weights)
        there = ~np.isnan(found)
        with np.errstate(invalid="ignore"):
            means: FloatArray = np.nansum(found, axis=1) / there.sum(axis=1)
        return means[:, None]

    def each(self, weights: FloatArray) -> FloatArray:
        """The ccc of each pair (resamples, pairs), NaN where it has none."""
        n, x, y, xx, yy, xy = (np.asarray(weights @ part) for part in self.sums)
        shared = np.maximum(n, 1)
        covariance = xy - x * y / shared
        apart = (xx - x**2 / shared) + (yy - y**2 / shared) + (x - y) ** 2 / shared
        defined = (n >= 2) & (apart > NO_SPREAD * (xx + yy))
        return np.where(defined, 2 * covariance / np.where(defined, apart, 1.0), np.nan)


def ccc_pairable(rated: Pairable, draw: Draw) -> Result:
    """Mean concordance of the pairs of raters.

    Raises
    ------
    AgreementError: raters are unknown, or too many.
    """
    if not rated.basis.units:
        return rated.basis.result(np.nan, None)
    numbers, rater = rated.values.astype(np.float64), numbered(rated.rater)
    sums = pair_sums(rater_pairs(rated.unit, rater, numbers))
    if not draw.raters:
        clusters = draw.clusters_of(rated.kept)
        return measure(sums, [rated.basis], draw.resamples, draw.rng, clusters)[0]
    each = sums.each(np.ones((1, rated.basis.units)))[0]
    there = ~np.isnan(each)

    def outputs(times: FloatArray) -> FloatArray:
        weights = times[sums.first][there] * times[sums.second][there]
        return np.array([np.average(each[there], weights=weights) if weights.any() else np.nan])

    n_raters = int(max(sums.first.max(), sums.second.max())) + 1
    return measure_raters(outputs, n_raters, [rated.basis], draw)[0]


def pair_sums(pairs: RaterPairs) -> PairSums:
    """Of the numbers of all pairs."""
    values = pairs.values - pairs.values.mean()
    left, right = pairs.rater[pairs.left], pairs.rater[pairs.right]
    x = np.where(left < right, values[pairs.left], values[pairs.right])
    y = np.where(left < right, values[pairs.right], values[pairs.left])
    span = int(pairs.rater.max()) + 1
    key, pair = np.unique(
        np.minimum(left, right) * span + np.maximum(left, right), return_inverse=True
    )
    if len(key) > MOST_PAIRS:
        raise AgreementError(
            f"ccc of {len(key)} pairs of raters is too many, at most {MOST_PAIRS}: use icc2"
        )
    shape, places = (len(pairs.weight), len(key)), (pairs.unit[pairs.left], pair.ravel())
    parts = (np.ones(len(x)), x, y, x**2, y**2, x * y)
    sums = tuple(csr_array((part, places), shape=shape) for part in parts)
    return PairSums(pairs.weight.astype(np.int64), sums, *np.divmod(key, span))


@dataclass(frozen=True)
class Rankings:
    """places: (raters, units), the place of each number among the distinct ones of its rater."""

    places: NDArray[np.int64]
    pattern: None = None

    @property
    def weight(self) -> NDArray[np.int64]:
        """Every unit stands for itself."""
        return np.ones(self.places.shape[1], np.int64)

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1): each resample is ranked anew."""
        return np.array([[self._w(row)] for row in weights])

    def ranks(self, weight: FloatArray) -> FloatArray:
        """Mid-ranks less their mean (raters, units), when each unit counts so often."""
        ranks = [mid_ranks(row, weight) for row in self.places]
        middle: float = weight.sum() / 2
        return np.array(ranks) - middle

    def _w(self, weight: FloatArray) -> float:
        """The spread of the sums beside m times the spread of the ranks: W with ties."""
        ranks = self.ranks(weight)
        spread = float(len(ranks) * (ranks**2 @ weight).sum())
        return float(ranks.sum(axis=0) ** 2 @ weight) / spread if spread > 0 else np.nan

    def of_raters(self, times: FloatArray) -> FloatArray:
        """(1,) when each rater counts so often.

        W = (1 + (m - 1) c / v) / m, with c the mean covariance of two rankings, v their variance.
        """
        ranks = self.ranks(self.weight.astype(np.float64))
        products = ranks @ ranks.T
        pairs, m = np.outer(times, times) * (1 - np.eye(len(times))), times.sum()
        spread = np.average(np.diag(products), weights=times)
        if not pairs.any() or not spread > 0:
            return np.array([np.nan])
        return np.array([(1 + (m - 1) * np.average(products, weights=pairs) / spread) / m])


def kendall_w_pairable(rated: Pairable, draw: Draw) -> Result:
    """W of raters who rank units by the numbers that they gave."""
    if not rated.basis.units:
        return rated.basis.result(np.nan, None)
    if rated.rater is None or rated.basis.raters is None:
        return rated.basis.refuse(UNKNOWN_RATERS)
    whole, draw = of_whole_units(rated, draw)
    numbers = complete(whole)
    if numbers is None or not len(numbers):
        return rated.basis.refuse(NO_WHOLE_UNIT)
    rankings = Rankings(np.array([codes(column)[1] for column in numbers.T]))
    if draw.raters:
        return measure_raters(rankings.of_raters, numbers.shape[1], [whole.basis], draw)[0]
    clusters = draw.clusters_of(whole.kept)
    return measure(rankings, [whole.basis], draw.resamples, draw.rng, clusters)[0]
