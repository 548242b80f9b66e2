"""What the models of raters share: votes as arrays, the loop of EM, and how results are told.

These models assume that every item has one true label, and that raters differ only in how well
they see it. Where people rightly disagree that is wrong, so no such model is ever a default.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.result import Aggregate, FloatArray, RaterQuality, RuleError
from affect.aggregation.votes import largest, only_one, soft
from affect.coded import UNKNOWN_RATER, Coded
from affect.questions import Question

TOLERANCE = 1e-9
"""EM ends when a step adds less than this share of the log-likelihood."""
MOST_STEPS = 2_000
SMALLEST = np.finfo(np.float64).tiny
"""What log(0) is taken of: -708, which no sum of other terms outweighs."""


@dataclass(frozen=True)
class Votes:
    """One row per vote: who gave which label to what. Repeated votes of a rater are all kept.

    unit: int64 (n,), position in `units`, the units that have votes.
    rater: int64 (n,), position in `raters`, their codes in the ratings.
    label: int64 (n,), from 0.
    """

    unit: NDArray[np.int64]
    rater: NDArray[np.int64]
    label: NDArray[np.int64]
    units: NDArray[np.int32]
    raters: NDArray[np.int32]
    n_labels: int

    @cached_property
    def of_unit(self) -> FloatArray:
        """Votes of each unit, float64 (units,)."""
        return np.bincount(self.unit, minlength=len(self.units)).astype(np.float64)

    @cached_property
    def of_rater(self) -> FloatArray:
        """Votes of each rater, float64 (raters,)."""
        return np.bincount(self.rater, minlength=len(self.raters)).astype(np.float64)

    @cached_property
    def cell(self) -> NDArray[np.int64]:
        """Of each vote its place in a table (units, labels)."""
        return self.unit * self.n_labels + self.label

    def counts(self, weight: FloatArray | None = None) -> FloatArray:
        """Votes, or their weights, of each unit and label, float64 (units, labels)."""
        size = len(self.units) * self.n_labels
        summed = np.bincount(self.cell, weights=weight, minlength=size)
        return summed.reshape(len(self.units), self.n_labels).astype(np.float64)

    def per_rater(self, weight: FloatArray) -> FloatArray:
        """Sum of a weight of votes for each rater, float64 (raters,)."""
        summed = np.bincount(self.rater, weights=weight, minlength=len(self.raters))
        return np.asarray(summed, np.float64)


class Asked(NamedTuple):
    """What a model is fitted to: the ratings of one question, units from 0 to `n_units` - 1."""

    rule: str
    question: Question
    coded: Coded
    n_units: int


def votes_of(asked: Asked) -> Votes:
    """The votes of a question whose answers are single labels.

    Raises
    ------
    RuleError: some votes have no rater, so it is not known who gave what.
    """
    coded = asked.coded
    kept = np.flatnonzero(coded.answered())
    check_raters(asked.rule, coded.rater[kept])
    units, unit = np.unique(coded.unit[kept], return_inverse=True)
    raters, rater = np.unique(coded.rater[kept], return_inverse=True)
    return Votes(
        unit=unit.astype(np.int64),
        rater=rater.astype(np.int64),
        label=coded.values[kept].astype(np.int64),
        units=units,
        raters=raters,
        n_labels=len(asked.question.labels),
    )


def check_raters(rule: str, rater: NDArray[np.int32]) -> None:
    """Refuse ratings of people that nobody knows.

    Raises
    ------
    RuleError: says how many there are.
    """
    unknown = int((rater == UNKNOWN_RATER).sum())
    if unknown:
        raise RuleError(
            f"rule {rule!r} needs to know who gave each rating, and {unknown} of {len(rater)} "
            "came as counts or without a rater; use a rule of shares or means"
        )


@dataclass(frozen=True)
class Step:
    """One step of EM: probabilities of labels (units, labels) and the log-likelihood."""

    posterior: FloatArray
    log_likelihood: float


@dataclass(frozen=True)
class Fit:
    """Where EM ended."""

    posterior: FloatArray
    log_likelihood: float
    steps: int
    converged: bool

    def told(self) -> dict[str, float | bool]:
        """For `Aggregate.fit`."""
        return {
            "steps": self.steps,
            "converged": self.converged,
            "log_likelihood": self.log_likelihood,
        }


def run(step: Callable[[FloatArray], Step], posterior: FloatArray, most: int = MOST_STEPS) -> Fit:
    """Repeat `step` from a first guess of the labels until the log-likelihood stands still."""
    before = -np.inf
    for taken in range(1, most + 1):
        now = step(posterior)
        posterior = now.posterior
        if abs(now.log_likelihood - before) <= TOLERANCE * abs(now.log_likelihood):
            return Fit(posterior, now.log_likelihood, taken, True)
        before = now.log_likelihood
    return Fit(posterior, before, most, False)


def normalised(log_joint: FloatArray) -> Step:
    """P(label | votes) and log P(votes), summed over units, from log P(label, votes)."""
    # the largest term becomes exp(0): nothing overflows, and what underflows is nothing beside it
    most = log_joint.max(axis=1, keepdims=True)
    joint = np.exp(log_joint - most)
    total = joint.sum(axis=1, keepdims=True)
    return Step(joint / total, float((most + np.log(total)).sum()))


def safe_log(values: FloatArray) -> FloatArray:
    """Logarithm with log(0) a number, because 0 votes times it must be 0."""
    logs: FloatArray = np.log(np.maximum(values, SMALLEST))
    return logs


def estimated(
    asked: Asked,
    votes: Votes,
    posterior: FloatArray,
    quality: RaterQuality,
    *,
    parameters: Mapping[str, float] | None = None,
    fit: Mapping[str, float | bool] | None = None,
) -> Aggregate:
    """The soft label with what a model made of it; units without votes stay missing."""
    estimate = np.full((asked.n_units, votes.n_labels), np.nan)
    estimate[votes.units] = posterior
    modes = largest(estimate)
    return replace(
        soft(asked.question, asked.coded, asked.n_units),
        rule=asked.rule,
        estimate=estimate,
        modes=modes,
        winner=only_one(modes),
        raters=quality,
        parameters=parameters or {},
        fit=fit or {},
        warnings=_warnings(fit or {}, quality),
    )


def unvoted(asked: Asked) -> Aggregate:
    """What a model makes of no votes at all: nothing, about nobody."""
    votes = votes_of(asked)
    posterior = np.empty((0, votes.n_labels))
    return estimated(asked, votes, posterior, quality_of(votes, "", np.empty(0)))


def _warnings(fit: Mapping[str, float | bool], quality: RaterQuality) -> tuple[str, ...]:
    found = []
    if fit.get("converged") is False:
        found.append(f"not converged after {fit['steps']} steps")
    return (*found, *left_out(quality.left_out))


def left_out(reasons: tuple[str | None, ...]) -> tuple[str, ...]:
    """A sentence for each reason why raters were left out, with how many it concerns."""
    told = [reason for reason in reasons if reason is not None]
    return tuple(
        f"{told.count(reason)} of {len(reasons)} raters left out: {reason}"
        for reason in dict.fromkeys(told)
    )


def quality_of(votes: Votes, measure: str, quality: FloatArray, **more: FloatArray) -> RaterQuality:
    """A quality of every rater, none of whom was left out."""
    return RaterQuality(
        rater=votes.raters,
        n=votes.of_rater.astype(np.int32),
        measure=measure,
        quality=quality,
        left_out=(None,) * len(votes.raters),
        **more,
    )
