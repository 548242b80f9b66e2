"""Dawid and Skene (1979): each rater has a table of errors, each item one true label.

T_ik = P(true label of item i is k), p_k the share of label k, pi_rkl = P(rater r answers l | truth
is k), n_irl how often r answered l on i (repeated answers all count). EM from the vote shares:
    M: p_k = mean_i T_ik,  pi_rkl = (sum_i T_ik n_irl + s) / (sum_l sum_i T_ik n_irl + C s)
    E: T_ik ~ p_k prod_r prod_l pi_rkl^n_irl
until the observed log-likelihood sum_i log sum_k p_k prod pi_rkl^n_irl stands still. The smoothing
s is 0 in the paper: a rater who was never seen to confuse two labels then never does.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

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


def dawid_skene(question: Question, coded: Coded, n_units: int, smoothing: float) -> Aggregate:
    """Posterior of the labels; of raters the errors, and the accuracy sum_k p_k pi_rkk.

    Raises
    ------
    RuleError: raters are not known.
    """
    asked = Asked("dawid-skene", question, coded, n_units)
    votes = votes_of(asked)
    model = _Model.of(votes, smoothing)
    fit = run(model.step, votes.counts() / votes.of_unit[:, None])
    prior, errors = model.parameters(fit.posterior)
    accuracy = np.einsum("k,rkk->r", prior, np.nan_to_num(errors))
    confusion = np.where(model.met(fit.posterior)[:, :, None], errors, np.nan)
    return estimated(
        asked, votes, fit.posterior,
        quality_of(votes, "accuracy", accuracy, confusion=confusion),
        parameters={"smoothing": smoothing},
        fit=fit.told(),
    )  # fmt: skip


@dataclass(frozen=True)
class _Model:
    """`answers` is n_irl as a sparse table (units, raters * labels), `turned` its transpose."""

    answers: csr_array
    turned: csr_array
    shape: tuple[int, int]
    smoothing: float

    @classmethod
    def of(cls, votes: Votes, smoothing: float) -> "_Model":
        shape = len(votes.raters), votes.n_labels
        column = votes.rater * votes.n_labels + votes.label
        size = len(votes.units), shape[0] * shape[1]
        answers = csr_array((np.ones(len(column)), (votes.unit, column)), shape=size)
        return cls(answers, answers.T.tocsr(), shape, smoothing)

    def step(self, posterior: FloatArray) -> Step:
        """M, then E."""
        prior, errors = self.parameters(posterior)
        log_errors = safe_log(errors.transpose(0, 2, 1)).reshape(-1, self.shape[1])
        return normalised(self.answers @ log_errors + safe_log(prior))

    def parameters(self, posterior: FloatArray) -> tuple[FloatArray, FloatArray]:
        """p (labels,) and pi (raters, true labels, answers)."""
        counts = self._counts(posterior) + self.smoothing
        total = counts.sum(axis=2, keepdims=True)
        errors = np.divide(counts, total, out=np.zeros_like(counts), where=total > 0)
        return posterior.mean(axis=0), errors

    def met(self, posterior: FloatArray) -> NDArray[np.bool_]:
        """Whether each rater answered an item of each true label, (raters, labels)."""
        met: NDArray[np.bool_] = self._counts(posterior).sum(axis=2) > 0
        return met

    def _counts(self, posterior: FloatArray) -> FloatArray:
        """sum_i T_ik n_irl as (raters, true labels, answers)."""
        counts: FloatArray = (self.turned @ posterior).reshape(*self.shape, -1)
        return counts.transpose(0, 2, 1)
