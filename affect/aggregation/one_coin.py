"""One coin per rater: right with probability a_r, otherwise any other label, all alike.

The model of Dawid and Skene with one number for a table of errors (Ghosh et al. 2011; for several
labels Zhang et al. 2014):
    M: p_k = mean_i T_ik,  a_r = (sum of T_i,l over the votes l of r, + s) / (n_r + C s)
    E: T_ik ~ p_k prod over votes (a_r if l = k, else (1 - a_r) / (C - 1))
"""

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


def one_coin(question: Question, coded: Coded, n_units: int, smoothing: float) -> Aggregate:
    """Posterior of the labels; of raters their accuracy.

    Raises
    ------
    RuleError: raters are not known.
    """
    asked = Asked("one-coin", question, coded, n_units)
    votes = votes_of(asked)

    def accuracy(posterior: FloatArray) -> FloatArray:
        right = votes.per_rater(posterior.ravel()[votes.cell])
        return (right + smoothing) / (votes.of_rater + votes.n_labels * smoothing)

    def step(posterior: FloatArray) -> Step:
        return of_accuracies(votes, accuracy(posterior)[votes.rater], posterior.mean(axis=0))

    fit = run(step, votes.counts() / votes.of_unit[:, None])
    return estimated(
        asked, votes, fit.posterior,
        quality_of(votes, "accuracy", accuracy(fit.posterior)),
        parameters={"smoothing": smoothing},
        fit=fit.told(),
    )  # fmt: skip


def of_accuracies(votes: Votes, right: FloatArray, prior: FloatArray) -> Step:
    """E step where each vote is right with a probability of its own, (votes,)."""
    log_wrong = safe_log((1 - right) / max(votes.n_labels - 1, 1))
    # a vote for l speaks for l, and by the rest of its probability for all others
    every = votes.counts(log_wrong).sum(axis=1, keepdims=True)
    return normalised(votes.counts(safe_log(right) - log_wrong) + every + safe_log(prior))
