"""GLAD (Whitehill et al. 2009): raters differ in ability, items in difficulty.

Rater r is right on item i with probability sigma(alpha_r beta_i), beta_i = exp(b_i) > 0, and
otherwise gives any other label, all alike. All labels are equally likely before; alpha and b have
the prior N(1, 1) of the paper's own program. EM: the E step is that of one coin per vote, the M
step climbs by L-BFGS from where it stands.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit

from affect.aggregation.models import Asked, Step, Votes, estimated, quality_of, run, votes_of
from affect.aggregation.one_coin import of_accuracies
from affect.aggregation.result import Aggregate, FloatArray
from affect.coded import Coded
from affect.questions import Question

PRIOR_MEAN = 1.0
CLIMB = 25
"""Most steps of one climb."""
MOST_STEPS = 100


def glad(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Posterior of the labels; of raters their ability alpha, 0 for guessing, below for malice.

    Raises
    ------
    RuleError: raters are not known.
    """
    asked = Asked("glad", question, coded, n_units)
    votes = votes_of(asked)
    model = _Model.of(votes)
    fit = run(model.step, votes.counts() / votes.of_unit[:, None], MOST_STEPS)
    return estimated(
        asked, votes, fit.posterior,
        quality_of(votes, "ability", model.alpha),
        fit=fit.told(),
    )  # fmt: skip


@dataclass
class _Model:
    """alpha (raters,) and b (units,), which each step improves."""

    votes: Votes
    alpha: FloatArray
    b: FloatArray

    @classmethod
    def of(cls, votes: Votes) -> "_Model":
        start = np.full(len(votes.raters) + len(votes.units), PRIOR_MEAN)
        return cls(votes, start[: len(votes.raters)], start[len(votes.raters) :])

    def step(self, posterior: FloatArray) -> Step:
        """M from the labels as they are believed to be, then E."""
        from scipy.optimize import minimize  # slow to load, and every command would pay it

        right = posterior.ravel()[self.votes.cell]
        start = np.concatenate([self.alpha, self.b])
        found = minimize(
            self._loss, start, (right,), jac=True, method="L-BFGS-B", options={"maxiter": CLIMB}
        )
        self.alpha, self.b = found.x[: len(self.alpha)], found.x[len(self.alpha) :]
        even = np.full(self.votes.n_labels, 1 / self.votes.n_labels)
        sure = expit(self.alpha[self.votes.rater] * np.exp(self.b)[self.votes.unit])
        return of_accuracies(self.votes, sure, even)

    def _loss(self, at: FloatArray, right: FloatArray) -> tuple[float, FloatArray]:
        """Minus the expected log posterior of alpha and b, and its gradient."""
        votes = self.votes
        alpha, b = at[: len(self.alpha)], at[len(self.alpha) :]
        beta = np.exp(np.minimum(b, 50.0))
        logit = alpha[votes.rater] * beta[votes.unit]
        chance = (1 - right).sum() * np.log(max(votes.n_labels - 1, 1))
        gain = (right * log_expit(logit) + (1 - right) * log_expit(-logit)).sum() - chance
        gain -= (((at - PRIOR_MEAN) ** 2) / 2).sum()
        slope = right - expit(logit)
        of_alpha = votes.per_rater(slope * beta[votes.unit])
        of_b = np.bincount(votes.unit, weights=slope * logit, minlength=len(votes.units))
        return -gain, -(np.concatenate([of_alpha, of_b]) - (at - PRIOR_MEAN))
