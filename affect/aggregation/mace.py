"""MACE (Hovy et al. 2013): a rater either knows the true label or answers by habit.

On each item rater r knows the truth with probability theta_r (their competence), and otherwise
gives label l with probability xi_rl, whatever the item is. All labels are equally likely before.
    E: T_ik ~ prod over votes l of (theta_r [l = k] + (1 - theta_r) xi_rl)
    M: theta_r = (known_r + s) / (n_r + 2 s),  xi_rl ~ guessed_rl + s
where a vote for l was known with probability T_il theta_r / (theta_r + (1 - theta_r) xi_rl).

The likelihood has several hills. One start is at the vote shares, the others at competences that
are drawn from a fixed seed; after a few steps the likeliest goes on to the end (the short runs of
Biernacki et al. 2003). With smoothing it is the smoothed steps that converge, as in the paper.
"""

from dataclasses import dataclass

import numpy as np

from affect.aggregation.models import (
    Asked,
    Step,
    Votes,
    estimated,
    normalised,
    quality_of,
    run,
    safe_log,
    votes_of,
)
from affect.aggregation.result import Aggregate, FloatArray
from affect.coded import Coded
from affect.questions import Question

SEED = 0
SHORT_STEPS = 10


def mace(
    question: Question, coded: Coded, n_units: int, smoothing: float, restarts: float
) -> Aggregate:
    """Posterior of the labels; of raters their competence theta.

    Raises
    ------
    RuleError: raters are not known.
    """
    asked = Asked("mace", question, coded, n_units)
    votes = votes_of(asked)
    rng = np.random.default_rng(SEED)
    shares = votes.counts() / votes.of_unit[:, None]
    starts = [rng.uniform(size=len(votes.raters)) for _ in range(int(restarts) - 1)]
    models = [_Model.at(votes, smoothing, theta) for theta in (None, *starts)]
    runs = [(run(model.step, shares, SHORT_STEPS), model) for model in models]
    _, best = max(runs, key=lambda each: each[0].log_likelihood)
    fit = run(best.step, shares)
    told = {**fit.told(), "steps": SHORT_STEPS + fit.steps}
    return estimated(
        asked, votes, fit.posterior,
        quality_of(votes, "competence", best.theta),
        parameters={"smoothing": smoothing, "restarts": restarts},
        fit=told,
    )  # fmt: skip


@dataclass
class _Model:
    """theta (raters,) and xi (raters, labels), which each step replaces."""

    votes: Votes
    smoothing: float
    theta: FloatArray
    xi: FloatArray

    @classmethod
    def at(cls, votes: Votes, smoothing: float, theta: FloatArray | None) -> "_Model":
        """Even habits, and the given competences or one half for all."""
        shape = len(votes.raters), votes.n_labels
        even = np.full(shape, 1 / votes.n_labels)
        return cls(votes, smoothing, np.full(shape[0], 0.5) if theta is None else theta, even)

    def step(self, _: FloatArray) -> Step:
        """E with the parameters that there are, then M."""
        votes = self.votes
        at = votes.rater * votes.n_labels + votes.label
        habit = ((1 - self.theta)[:, None] * self.xi).ravel()[at]
        knows = self.theta[votes.rater]
        log_habit = safe_log(habit)
        every = votes.counts(log_habit).sum(axis=1, keepdims=True)
        found = normalised(votes.counts(safe_log(knows + habit) - log_habit) + every)
        known = found.posterior.ravel()[votes.cell] * knows / np.maximum(knows + habit, 1e-300)
        self._learn(at, known)
        uniform = len(votes.units) * np.log(votes.n_labels)
        return Step(found.posterior, found.log_likelihood - float(uniform))

    def _learn(self, at: np.ndarray, known: FloatArray) -> None:
        votes, s = self.votes, self.smoothing
        guessed = np.bincount(at, weights=1 - known, minlength=self.xi.size).reshape(self.xi.shape)
        self.theta = (votes.per_rater(known) + s) / (votes.of_rater + 2 * s)
        total = (guessed + s).sum(axis=1, keepdims=True)
        even = np.full_like(guessed, 1 / votes.n_labels)
        self.xi = np.divide(guessed + s, total, out=even, where=total > 0)
