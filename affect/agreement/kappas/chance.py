"""What agreement by chance would be: the part in which the kappas differ.

With the weights of agreement w_ck over q categories, s_ic = n_ic / m_i the shares of unit i, their
mean pi_c over units, and p_rc the shares of rater r over the units that she rated:

    uniform   pe = sum_ck w_ck / q^2                                 Bennett 1954, Randolph 2005
    pooled    pe = sum_ck w_ck pi_c pi_k                             Scott 1955, Fleiss 1971
    spread    pe = sum_ck w_ck  sum_c pi_c (1 - pi_c) / (q (q - 1))  Gwet 2008
    by rater  pe = mean over pairs r != s of sum_ck w_ck p_rc p_sk   Cohen 1960, Conger 1980

`slopes` are the linear terms of Gwet (2014): how far pe moves if a unit counts a little more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.sparse import csr_array

from affect.agreement.rated.ratings import Ratings
from affect.agreement.result import AgreementError, FloatArray


class Chance(Protocol):
    """Expected agreement as a function of how often each unit counts."""

    def expected(self, weights: FloatArray) -> FloatArray:
        """(resamples,) for weights (resamples, units); NaN where all ratings are the same."""

    def slopes(self, weight: FloatArray) -> FloatArray:
        """(units,) n times the derivative of pe by the weight of each unit; their mean is 0."""


@dataclass(frozen=True)
class Shares:
    """Chance from the mean shares of the categories.

    share: (units, q); present: (units,) 1 where the unit has a rating.
    """

    share: FloatArray
    present: FloatArray
    similarity: FloatArray

    def mean(self, weights: FloatArray) -> FloatArray:
        """pi (resamples, q), NaN where all ratings are the same."""
        with np.errstate(invalid="ignore"):
            pi: FloatArray = weights @ self.share / (weights @ self.present)[:, None]
        pi[pi.max(axis=1, initial=0) >= 1] = np.nan
        return pi


class Nothing(Shares):
    """Agreement as it is, with no chance taken off."""

    def expected(self, weights: FloatArray) -> FloatArray:
        """0."""
        return np.zeros(len(weights))

    def slopes(self, weight: FloatArray) -> FloatArray:
        """Units do not move it."""
        return np.zeros(len(weight))


class Uniform(Shares):
    """Every category is as likely as every other."""

    def expected(self, weights: FloatArray) -> FloatArray:
        """The mean weight, whatever the shares."""
        same = np.isnan(self.mean(weights)).any(axis=1)
        return np.where(same, np.nan, float(self.similarity.mean()))

    def slopes(self, weight: FloatArray) -> FloatArray:
        """Units do not move it."""
        return np.zeros(len(weight))


class Pooled(Shares):
    """Raters draw from one urn, with the shares that all of them gave."""

    def expected(self, weights: FloatArray) -> FloatArray:
        """pi W pi."""
        pi = self.mean(weights)
        expected: FloatArray = np.einsum("bc,bc->b", pi @ self.similarity, pi)
        return expected

    def slopes(self, weight: FloatArray) -> FloatArray:
        """2 (s_i - pi) W pi."""
        pi = self.mean(weight[None, :])[0]
        slopes: FloatArray = 2 * self.present * ((self.share - pi) @ (self.similarity @ pi))
        return slopes


class Spread(Shares):
    """Chance only where an item is hard, and hard items are as many as the shares are spread."""

    @property
    def _scale(self) -> float:
        q = len(self.similarity)
        return float(self.similarity.sum()) / (q * (q - 1)) if q > 1 else np.nan

    def expected(self, weights: FloatArray) -> FloatArray:
        """T sum pi (1 - pi)."""
        pi = self.mean(weights)
        expected: FloatArray = self._scale * (pi * (1 - pi)).sum(axis=1)
        return expected

    def slopes(self, weight: FloatArray) -> FloatArray:
        """-2 T (s_i - pi) pi; the shares of a unit sum to 1, so the linear part cancels."""
        pi = self.mean(weight[None, :])[0]
        slopes: FloatArray = -2 * self._scale * self.present * ((self.share - pi) @ pi)
        return slopes


@dataclass(frozen=True)
class ByRater:
    """Every rater draws from an urn of her own.

    chosen: (units, raters x q), 1 where the rater put the unit there; rated: (units, raters).
    times: (raters,) how often each rater counts; she is not paired with herself.
    """

    chosen: csr_array
    rated: csr_array
    times: FloatArray
    similarity: FloatArray

    def _shares(self, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
        """p (resamples, raters, q), 0 for who rated nothing; and how often each rater counts."""
        q = len(self.similarity)
        numbers = np.asarray(weights @ self.rated)
        chosen = np.asarray(weights @ self.chosen).reshape(len(weights), -1, q)
        p = chosen / np.maximum(numbers, np.finfo(np.float64).tiny)[:, :, None]
        return p, np.where(numbers > 0, self.times, 0.0)

    def expected(self, weights: FloatArray) -> FloatArray:
        """Mean over pairs of raters, from the square of the sum less the squares."""
        p, times = self._shares(weights)
        total = np.einsum("br,brc->bc", times, p)
        own = np.einsum("br,brc,brc->b", times**2, p @ self.similarity, p)
        every = np.einsum("bc,bc->b", total @ self.similarity, total)
        pairs = times.sum(axis=1) ** 2 - (times**2).sum(axis=1)
        same = total.max(axis=1, initial=0) >= times.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(same, np.nan, (every - own) / pairs)

    def slopes(self, weight: FloatArray) -> FloatArray:
        """2 / (R (R - 1)) sum_r n / n_r [delta_ir - rated_ir p_r] W sum_{s != r} p_s."""
        p, times = (part[0] for part in self._shares(weight[None, :]))
        others = ((times[:, None] * p).sum(axis=0) - p) @ self.similarity
        numbers = np.asarray(weight @ self.rated)
        raters = times.sum()
        scale = 2 / (raters * (raters - 1)) * weight.sum() / np.maximum(numbers, 1e-300)
        by_category = (scale[:, None] * others).ravel()
        by_rater = scale * (others * p).sum(axis=1)
        slopes: FloatArray = self.chosen @ by_category - self.rated @ by_rater
        return slopes


def shares_of(
    kind: type[Nothing | Uniform | Pooled | Spread],
) -> Callable[[Ratings, FloatArray, FloatArray | None], Chance]:
    """A chance that needs no raters."""

    def chance(ratings: Ratings, similarity: FloatArray, times: FloatArray | None) -> Chance:
        counts = ratings.counts(None if times is None else times[ratings.rater])
        size = counts.sum(axis=1)
        share = counts / np.maximum(size, np.finfo(np.float64).tiny)[:, None]
        return kind(share, (size > 0).astype(np.float64), similarity)

    return chance


def by_rater(ratings: Ratings, similarity: FloatArray, times: FloatArray | None) -> Chance:
    """Chance from each rater's own shares.

    Raises
    ------
    AgreementError: raters are unknown, as they are in vote counts.
    """
    if ratings.rater is None:
        raise AgreementError(
            "this coefficient takes each rater's own habits into account, and who gave these "
            "ratings is unknown: use fleiss-kappa, gwet-ac1, randolph-kappa or alpha"
        )
    n_units, n_raters, q = len(ratings.weight), ratings.n_raters, len(ratings.values)
    ones = np.ones(len(ratings.unit))
    places = (ratings.unit, ratings.rater * q + ratings.code)
    chosen = csr_array((ones, places), shape=(n_units, n_raters * q))
    rated = csr_array((ones, (ratings.unit, ratings.rater)), shape=(n_units, n_raters))
    return ByRater(chosen, rated, np.ones(n_raters) if times is None else times, similarity)
