"""Light's kappa: the mean of Cohen's kappa over all pairs of raters (Light 1971).

A pair is compared on the units that both rated. Pairs without such units, or whose ratings there
are all the same, have no kappa and do not count; where raters share few units, pairs are noisy and
conger-kappa is the steadier figure.
"""

from dataclasses import dataclass
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from affect.agreement.draws.bootstrap import Draw, DrawOptions, measure, measure_raters
from affect.agreement.draws.pairs_of_raters import rater_pairs
from affect.agreement.kappas.kappa import CERTAIN, weights_of
from affect.agreement.rated.ratings import Ratings
from affect.agreement.result import AgreementError, FloatArray, Result

MOST_COLUMNS = 4_000_000
"""Pairs of raters times pairs of categories that are held at once, for one resample."""


@dataclass(frozen=True)
class PairKappas:
    """tables: (units, pairs x q x q), 1 where the two raters of a pair put the unit.

    first, second: (pairs,) who they are.
    """

    weight: NDArray[np.int64] | FloatArray
    pattern: NDArray[np.int64] | None
    tables: csr_array
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    similarity: FloatArray

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        means = [self.mean(self.kappas(row), np.ones(len(self.first))) for row in weights]
        return np.array(means)[:, None]

    def kappas(self, weight: FloatArray) -> FloatArray:
        """Cohen's kappa of each pair, NaN where it has none (pairs,)."""
        q = len(self.similarity)
        cells = np.asarray(weight @ self.tables).reshape(-1, q, q)
        n = cells.sum(axis=(1, 2))
        own, other = cells.sum(axis=2), cells.sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            observed = (cells * self.similarity).sum(axis=(1, 2)) / n
            expected = np.einsum("pc,pc->p", own @ self.similarity, other) / n**2
            room = 1 - expected
            return np.where(room > CERTAIN, (observed - expected) / room, np.nan)

    @staticmethod
    def mean(kappas: FloatArray, times: FloatArray) -> float:
        """Mean of the pairs that have one, each counted so often."""
        there = ~np.isnan(kappas) & (times > 0)
        return float(np.average(kappas[there], weights=times[there])) if there.any() else np.nan


def light_kappa(
    ratings: Ratings, weights: str | ArrayLike = "identity", **how: Unpack[DrawOptions]
) -> Result:
    """Mean of the pairs' kappas; `weights` as of `kappa`.

    Raises
    ------
    AgreementError: unknown weights, unknown raters, or too many of them for their categories.
    """
    draw = Draw(**how)
    if not ratings.basis.units:
        return ratings.basis.result(np.nan, None)
    ratings = ratings.distinct()
    pairs = pair_kappas(ratings, weights_of(weights, ratings.values))
    if not draw.raters:
        clusters = draw.clusters_of(ratings.kept)
        return measure(pairs, [ratings.basis], draw.resamples, draw.rng, clusters)[0]
    kappas = pairs.kappas(ratings.weight.astype(np.float64))

    def outputs(times: FloatArray) -> FloatArray:
        return np.array([pairs.mean(kappas, times[pairs.first] * times[pairs.second])])

    return measure_raters(outputs, ratings.n_raters, [ratings.basis], draw)[0]


def pair_kappas(ratings: Ratings, similarity: FloatArray) -> PairKappas:
    """The tables of all pairs of raters who share a unit."""
    found = rater_pairs(ratings.unit, ratings.rater, ratings.code)
    left, right = found.rater[found.left], found.rater[found.right]
    swap = left > right
    first, second = np.where(swap, right, left), np.where(swap, left, right)
    one, two = (found.values[places].astype(np.int64) for places in (found.left, found.right))
    one, two = np.where(swap, two, one), np.where(swap, one, two)
    q = len(similarity)
    key, pair = np.unique(first * ratings.n_raters + second, return_inverse=True)
    columns = len(key) * q * q
    if columns > MOST_COLUMNS:
        raise AgreementError(
            f"light-kappa of {len(key)} pairs of raters and {q} categories is too large: use "
            "conger-kappa or fleiss-kappa"
        )
    places = (found.unit[found.left], (pair.ravel() * q + one) * q + two)
    tables = csr_array((np.ones(len(one)), places), shape=(len(ratings.weight), columns))
    who = np.divmod(key, ratings.n_raters)
    return PairKappas(ratings.weight, ratings.pattern, tables, *who, similarity)
