"""Krippendorff's alpha with weights of agreement and a linearised standard error.

Gwet (2014), section 2.7 and 5.3, writes alpha as the kappas are written. Over the units with m_i >=
2 ratings, with their mean r, n_ic ratings in category c, pi_c = sum_i n_ic / sum_i m_i and e = 1 /
(n r):

    a_i = sum_c n_ic (sum_k w_ck n_ik - 1) / (r (m_i - 1)),     pa = (1 - e) mean a_i + e
    pe = sum_ck w_ck pi_c pi_k,                                 alpha = (pa - pe) / (1 - pe)

which is 1 - D_o / D_e with the distance 1 - w. Nominal alpha has the identity weights, interval
alpha the quadratic ones. The standard error is Gwet's, in which e = 0 but for the pa that r is
weighed by:

    k_i = [a_i - pa (m_i - r) / r - pe] / (1 - pe),     alpha' = the mean of k_i
    pe_i = 2 sum_ck w_ck (n_ic - m_i pi_c) pi_k / r
    var = sum_i [k_i - (1 - alpha') pe_i / (1 - pe) - alpha']^2 / (n (n - 1))
"""

from dataclasses import dataclass
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.agreement.alphas.metrics import coded_metric
from affect.agreement.draws.bootstrap import Draw, DrawOptions, measure_raters
from affect.agreement.draws.pairs_of_raters import of_raters, rater_pairs
from affect.agreement.kappas.kappa import CERTAIN, weights_of, with_standard_error
from affect.agreement.rated.ratings import Ratings, with_pairs
from affect.agreement.result import FloatArray, Result


@dataclass(frozen=True)
class WeightedAlpha:
    """Alpha of units with two ratings or more.

    counts: (units, q) n_ic; size: (units,) m_i; alike: (units,) r a_i.
    """

    weight: NDArray[np.int64] | FloatArray
    pattern: NDArray[np.int64] | None
    counts: FloatArray
    size: FloatArray
    alike: FloatArray
    similarity: FloatArray

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        observed, expected = self.parts(weights)
        room = 1 - expected
        with np.errstate(invalid="ignore", divide="ignore"):
            alpha = np.where(room > CERTAIN, (observed - expected) / room, np.nan)
        return alpha[:, None]

    def parts(self, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
        """pa and pe, each (resamples,)."""
        observed, expected, _ = self._parts(weights)
        return observed, expected

    def _parts(self, weights: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """pa, pe (resamples,) and pi (resamples, q)."""
        n = weights @ self.size
        with np.errstate(invalid="ignore", divide="ignore"):
            observed = (1 - 1 / n) * (weights @ self.alike) / n + 1 / n
            pi = weights @ self.counts / n[:, None]
        return observed, np.einsum("bc,bc->b", pi @ self.similarity, pi), pi

    def standard_error(self) -> float:
        """Of the value; NaN for a single unit."""
        weight = self.weight.astype(np.float64)
        observed, expected, pi = (part[0] for part in self._parts(weight[None, :]))
        n = float(weight.sum())
        if n < 2 or not 1 - expected > CERTAIN:
            return np.nan
        ratings = float(weight @ self.size)
        mean = ratings / n
        plain = float(weight @ self.alike) / ratings
        alpha = (plain - expected) / (1 - expected)
        of_pa = (self.alike - observed * (self.size - mean)) / mean
        of_pe = 2 * (self.counts - self.size[:, None] * pi) @ (self.similarity @ pi) / mean
        each = (of_pa - expected - (1 - alpha) * of_pe) / (1 - expected)
        return float(np.sqrt(weight @ (each - alpha) ** 2 / (n * (n - 1))))


def alpha_weighted(
    ratings: Ratings, weights: str | ArrayLike = "identity", **how: Unpack[DrawOptions]
) -> Result:
    """Alpha with named weights or a matrix (q, q) of them, and its standard error.

    Raises
    ------
    AgreementError: unknown weights, or an interval by drawing from a table of proportions.
    """
    draw = Draw(**how)
    ratings = with_pairs(ratings)
    if not ratings.basis.units:
        return ratings.basis.result(np.nan, None)
    ratings = ratings.distinct() if draw.raters else ratings.pooled()
    similarity = weights_of(weights, ratings.values)
    if draw.raters:
        pairs = rater_pairs(ratings.unit, ratings.rater, ratings.code, ratings.weight)
        apart = 1 - similarity
        outputs = of_raters(pairs, coded_metric(lambda c, k: apart[c, k], len(apart)))
        return measure_raters(outputs, ratings.n_raters, [ratings.basis], draw)[0]
    return with_standard_error(weighted_alpha(ratings, similarity), ratings, draw)


def weighted_alpha(ratings: Ratings, similarity: FloatArray) -> WeightedAlpha:
    """Of ratings that have a pair in every unit."""
    counts = ratings.counts()
    size = counts.sum(axis=1)
    alike = np.einsum("uc,uc->u", counts @ similarity, counts) - size
    return WeightedAlpha(
        ratings.weight, ratings.pattern, counts, size, alike / (size - 1), similarity
    )
