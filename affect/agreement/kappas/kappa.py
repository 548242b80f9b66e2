"""Kappas of categories: agreement beyond chance, for two raters or many, with missing ratings.

With the weights of agreement w_ck, n_ic the ratings of unit i in category c and m_i in all,

    a_i = sum_c n_ic (sum_k w_ck n_ik - 1) / (m_i (m_i - 1)),    pa = mean of a_i where m_i >= 2
    kappa = (pa - pe) / (1 - pe),    with pe of `chance`.

Standard errors are Gwet's linearised ones (Handbook of Inter-Rater Reliability 2014, section 5.3),
for n units drawn from many: with k_i = n / n_2 (a_i - pe) / (1 - pe) in the n_2 units with two
ratings, 0 in the others, and pe_i how pe moves with unit i,

    var = sum_i [k_i - (1 - kappa) pe_i / (1 - pe) - kappa]^2 / (n (n - 1)).

Intervals without drawing are of Student's t with n - 1 degrees, cut off at -1 and 1.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.agreement.draws.bootstrap import (
    Draw,
    DrawOptions,
    OfRaters,
    measure,
    measure_raters_or_groups,
)
from affect.agreement.draws.linearised import with_t_interval
from affect.agreement.kappas.chance import (
    Chance,
    Nothing,
    Pooled,
    Spread,
    Uniform,
    by_rater,
    shares_of,
)
from affect.agreement.kappas.weights import agreement_weights, checked_weights
from affect.agreement.rated.ratings import Ratings, of_both
from affect.agreement.result import AgreementError, Coefficient, FloatArray, Result

CERTAIN = 1e-12  # 1 - pe below this is rounding: chance leaves nothing to agree beyond

MakeChance = Callable[[Ratings, FloatArray, FloatArray | None], Chance]


@dataclass(frozen=True)
class Kind:
    """One of the family: how chance is seen, its weights, and whether it is of two raters only."""

    chance: MakeChance
    two_raters: bool = False
    weights: str = "identity"


KAPPAS = {
    "percent-agreement": Kind(shares_of(Nothing)),
    "cohen-kappa": Kind(by_rater, two_raters=True),
    "scott-pi": Kind(shares_of(Pooled), two_raters=True),
    "bennett-s": Kind(shares_of(Uniform), two_raters=True),
    "conger-kappa": Kind(by_rater),
    "fleiss-kappa": Kind(shares_of(Pooled)),
    "randolph-kappa": Kind(shares_of(Uniform)),
    "gwet-ac1": Kind(shares_of(Spread)),
    "gwet-ac2": Kind(shares_of(Spread), weights="quadratic"),
}


@dataclass(frozen=True)
class Kappa:
    """A coefficient of units.

    alike: (units,) a_i, 0 where there is no pair; paired: (units,) 1 where there is one.
    """

    weight: NDArray[np.int64] | FloatArray
    pattern: NDArray[np.int64] | None
    alike: FloatArray
    paired: FloatArray
    present: FloatArray
    chance: Chance

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        observed, expected = self.parts(weights)
        room = 1 - expected
        with np.errstate(invalid="ignore", divide="ignore"):
            kappa = np.where(room > CERTAIN, (observed - expected) / room, np.nan)
        return kappa[:, None]

    def parts(self, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
        """pa and pe, each (resamples,)."""
        with np.errstate(invalid="ignore", divide="ignore"):
            observed: FloatArray = weights @ self.alike / (weights @ self.paired)
        return observed, self.chance.expected(weights)

    def standard_error(self) -> float:
        """Of the value; NaN for a single unit."""
        weight = self.weight.astype(np.float64)
        n, pairs = float(weight @ self.present), float(weight @ self.paired)
        (kappa,) = self.alphas(weight[None, :])[0]
        expected = float(self.chance.expected(weight[None, :])[0])
        if n < 2 or np.isnan(kappa):
            return np.nan
        each = n / pairs * (self.alike - expected * self.paired)
        each = (each - (1 - kappa) * self.chance.slopes(weight)) / (1 - expected)
        return float(np.sqrt(weight @ (each - kappa) ** 2 / (n * (n - 1))))


def kappa(
    stat: str,
    ratings: Ratings,
    weights: str | ArrayLike | None = None,
    **how: Unpack[DrawOptions],
) -> Result:
    """One of `KAPPAS`, with its standard error.

    `weights` is the name of weights of agreement, or a matrix (q, q) of them; without it they are
    the identity, and quadratic for gwet-ac2. The options of a
    `Draw` ask for an interval by drawing; without them it is of the standard error.

    Raises
    ------
    AgreementError: unknown name or weights; a coefficient of two raters and more of them; one that
    needs raters, and they are unknown; an interval by drawing from a table of proportions.
    """
    if stat not in KAPPAS:
        raise AgreementError(f"unknown kappa {stat!r}; allowed: {', '.join(KAPPAS)}")
    kind, draw = KAPPAS[stat], Draw(**how)
    if kind.two_raters:
        ratings = of_both(ratings)
    if not ratings.basis.units:
        return ratings.basis.result(np.nan, None)
    similarity = weights_of(kind.weights if weights is None else weights, ratings.values)
    if draw.raters:
        alike = ratings.distinct()
        outputs = kappa_of_raters(stat, alike, similarity)
        bases, numbers = [ratings.basis], len(alike.unit)
        return measure_raters_or_groups(outputs, ratings.n_raters, bases, draw, numbers)[0]
    return with_standard_error(coefficient_of(stat, ratings, similarity), ratings, draw)


def coefficient_of(stat: str, ratings: Ratings, similarity: FloatArray) -> "Kappa":
    """The coefficient of `KAPPAS` with its parts, units that look the same held once."""
    kind = KAPPAS[stat]
    if kind.two_raters:
        ratings = of_both(ratings)
    alike = ratings.distinct() if kind.chance is by_rater else ratings.pooled()
    return _kappa(kind, alike, similarity, None)


def kappa_of_raters(stat: str, ratings: Ratings, similarity: FloatArray) -> OfRaters:
    """The coefficient as a function of how often each rater counts.

    Raises
    ------
    AgreementError: raters are unknown.
    """
    if ratings.rater is None:
        raise AgreementError("raters are unknown, so none can be drawn or left out")
    ratings = ratings.distinct()

    def outputs(times: FloatArray) -> FloatArray:
        coefficient = _kappa(KAPPAS[stat], ratings, similarity, times)
        values: FloatArray = coefficient.alphas(ratings.weight[None, :].astype(np.float64))[0]
        return values

    return outputs


def weights_of(weights: str | ArrayLike, values: FloatArray) -> FloatArray:
    """The matrix (q, q) that is named, or that was given."""
    if isinstance(weights, str):
        return agreement_weights(weights, values)
    return checked_weights(weights, len(values))


def _kappa(kind: Kind, ratings: Ratings, similarity: FloatArray, times: FloatArray | None) -> Kappa:
    """The units' own agreement, and the chance; a rater is not compared with herself."""
    counts = ratings.counts(None if times is None else times[ratings.rater])
    size = counts.sum(axis=1)
    itself = size
    if times is not None:
        squares = times[ratings.rater] ** 2
        itself = np.bincount(ratings.unit, weights=squares, minlength=len(size))
    alike = np.einsum("uc,uc->u", counts @ similarity, counts) - itself
    pairs = size**2 - itself
    paired = pairs > 0
    return Kappa(
        weight=ratings.weight,
        pattern=ratings.pattern,
        alike=np.where(paired, alike / np.where(paired, pairs, 1.0), 0.0),
        paired=paired.astype(np.float64),
        present=(size > 0).astype(np.float64),
        chance=kind.chance(ratings, similarity, times),
    )


class Linearised(Coefficient, Protocol):
    """A coefficient with a formula for its standard error."""

    def standard_error(self) -> float:
        """Of the value; NaN for a single unit."""


def with_standard_error(coefficient: Linearised, ratings: Ratings, draw: Draw) -> Result:
    """The value, with an interval by drawing or by the standard error."""
    shares = ratings.weight.dtype.kind == "f"
    if shares and draw.resamples:
        raise AgreementError("a table of proportions does not say how many units there are")
    clusters = draw.clusters_of(ratings.kept)
    (result,) = measure(coefficient, [ratings.basis], draw.resamples, draw.rng, clusters)
    if shares:
        return result
    return with_t_interval(result, coefficient.standard_error(), len(ratings.kept))
