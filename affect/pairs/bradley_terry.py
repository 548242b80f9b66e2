"""Strengths of systems from comparisons (Bradley and Terry 1952), with ties (Davidson 1970).

With log-strengths t_i and d = log nu, the outcomes of i against j have the odds
    i preferred : j preferred : no preference = e^t_i : e^t_j : nu e^((t_i + t_j) / 2)
and without ties nu = 0. The log-likelihood is concave, so Newton's method finds its one top. The
t_i sum to 0; their intervals are t_i +- 1.96 standard errors from the observed information, which
take judgements as independent.

A top exists only where every system can be reached from every other by a chain of systems each at
least once preferred to, or tied with, the next (Ford 1957). Otherwise some strength is infinite.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components
from scipy.special import ndtri

from affect.pairs.comparisons import Comparisons
from affect.pairs.preference import CONFIDENCE

FloatArray = NDArray[np.float64]

NO_COMPARISONS = "there are no comparisons"
MOST_STEPS = 100
TOLERANCE = 1e-10
"""Newton ends when no parameter moves further than this."""


@dataclass(frozen=True)
class Strengths:
    """One entry per system, in the order of `systems`; all None where there is a `reason`.

    strength: t, log-odds against a system of average strength; low, high: its 95 % interval.
    tie: nu, how likely no preference is between equals against one of two preferences; 0 without.
    """

    systems: tuple[str, ...]
    n: int
    reason: str | None = None
    strength: tuple[float, ...] | None = None
    low: tuple[float, ...] | None = None
    high: tuple[float, ...] | None = None
    tie: float | None = None
    log_likelihood: float | None = None


def bradley_terry(comparisons: Comparisons) -> Strengths:
    """The likeliest strengths, or the reason why there are none."""
    reason = _undefined(comparisons)
    n = len(comparisons.outcome)
    if reason is not None:
        return Strengths(comparisons.systems, n, reason)
    model = _Model.of(comparisons)
    at = model.top()
    systems = len(comparisons.systems)
    covariance = model.covariance(at)[:systems, :systems]
    reach = ndtri((1 + CONFIDENCE) / 2) * np.sqrt(np.maximum(np.diag(covariance), 0))
    strength = at[:systems] - at[:systems].mean()
    return Strengths(
        comparisons.systems, n, None,
        tuple(strength.tolist()),
        tuple((strength - reach).tolist()),
        tuple((strength + reach).tolist()),
        float(np.exp(at[-1])) if model.ties else 0.0,
        model.log_likelihood(at),
    )  # fmt: skip


def _undefined(comparisons: Comparisons) -> str | None:
    if not len(comparisons.outcome):
        return NO_COMPARISONS
    beats = (comparisons.wins + comparisons.ties) > 0
    groups, group = connected_components(beats, directed=True, connection="strong")
    if groups == 1:
        return None
    apart = [
        "{" + ", ".join(np.array(comparisons.systems)[group == at].tolist()) + "}"
        for at in range(groups)
    ]
    met = connected_components(beats, directed=True, connection="weak")[0] == 1
    why = (
        "of two of these groups one is never preferred to the other"
        if met
        else "some of these groups were never compared with each other"
    )
    return f"{why}: {', '.join(sorted(apart))}"


@dataclass(frozen=True)
class _Model:
    """One row per two systems that met: `counts` (pairs, outcomes), `terms` what the log-odds of
    each outcome are made of, (pairs, outcomes, parameters)."""

    counts: FloatArray
    terms: FloatArray
    ties: bool

    @classmethod
    def of(cls, comparisons: Comparisons) -> "_Model":
        wins, ties = comparisons.wins, comparisons.ties
        systems = len(comparisons.systems)
        a, b = np.nonzero(np.triu(wins + wins.T + ties, 1))
        row, any_tie = np.arange(len(a)), bool(ties.any())
        counts = np.stack([wins[a, b], wins[b, a], ties[a, b]], axis=1).astype(np.float64)
        terms = np.zeros((len(a), 3, systems + any_tie))
        terms[row, 0, a] = terms[row, 1, b] = 1.0
        terms[row, 2, a] = terms[row, 2, b] = 0.5
        terms[:, 2, systems:] = 1.0
        outcomes = 3 if any_tie else 2
        return cls(counts[:, :outcomes], terms[:, :outcomes], any_tie)

    def top(self) -> FloatArray:
        """Parameters at the top: t of each system, then log nu where there are ties."""
        at = np.zeros(self.terms.shape[2])
        for _ in range(MOST_STEPS):
            step = self.covariance(at) @ self._slope(at)
            at = at + step * min(1.0, 2.0 / max(np.abs(step).max(), 1e-300))
            if np.abs(step).max() < TOLERANCE:
                break
        return at

    def covariance(self, at: FloatArray) -> FloatArray:
        """Of the parameters with t summing to 0: the pseudo-inverse of the information."""
        p = self._probabilities(at)
        n = self.counts.sum(axis=1)
        mean = np.einsum("po,pok->pk", p, self.terms)
        second = np.einsum("p,po,pok,pol->kl", n, p, self.terms, self.terms)
        inverse: FloatArray = np.linalg.pinv(
            second - np.einsum("p,pk,pl->kl", n, mean, mean), hermitian=True
        )
        return inverse

    def log_likelihood(self, at: FloatArray) -> float:
        """Sum over judgements of the log of their probability."""
        return float((self.counts * np.log(self._probabilities(at))).sum())

    def _slope(self, at: FloatArray) -> FloatArray:
        rest = self.counts - self.counts.sum(axis=1, keepdims=True) * self._probabilities(at)
        slope: FloatArray = np.einsum("po,pok->k", rest, self.terms)
        return slope

    def _probabilities(self, at: FloatArray) -> FloatArray:
        logits = self.terms @ at
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: FloatArray = odds / odds.sum(axis=1, keepdims=True)
        return shares
