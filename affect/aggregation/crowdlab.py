"""CROWDLAB (Goh et al. 2022): a classifier votes beside the raters, each by how well they agree.

For item i with raters J_i, and out-of-fold predictions p_M of a classifier:
    p_i = (w_M p_M,i + sum_j w_j p_ij) / (w_M + sum_j w_j)
where p_ij gives the label that rater j chose P, and (1 - P) / (C - 1) to every other. On items with
at least two raters P is the mean share of votes that are for the consensus, s_j the share of the
others' votes that agree with rater j, A_M the accuracy of the classifier on the consensus, and
A_MLC that of always saying the most frequent label. Then
    w_j = 1 - (1 - s_j) / (1 - A_MLC),   w_M = (1 - (1 - A_M) / (1 - A_MLC)) sqrt(mean raters)
and weights below a small positive number are raised to it. The consensus is the plurality; a tie
goes to the label that the classifier finds likelier.

Predictions of a classifier that was trained on these very labels would only repeat them, so they
must be out-of-fold: each item predicted by a model that has not seen it.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.models import Asked, Votes, estimated, quality_of, votes_of
from affect.aggregation.result import Aggregate, FloatArray, RuleError
from affect.aggregation.votes import largest
from affect.coded import Coded
from affect.questions import Question

LEAST_WEIGHT = 1e-6
"""As cleanlab, the authors' own program, has it; the paper gives no number."""
LEAST_ERROR = 1e-6
"""Of the baseline A_MLC, where all items have one label."""


def crowdlab(
    question: Question, coded: Coded, n_units: int, predictions: FloatArray | None
) -> Aggregate:
    """Consensus of raters and classifier; `predictions` is (units, labels), rows summing to 1.

    Raises
    ------
    RuleError: no predictions, or not one for each rated unit; raters are not known; or no unit has
        two raters, so that nothing tells how well anybody agrees.
    """
    asked = Asked("crowdlab", question, coded, n_units)
    votes = votes_of(asked)
    model = _checked(predictions, votes, n_units)
    consensus = _consensus(votes, model)
    several = votes.of_unit > 1
    if not several.any():
        raise RuleError("rule 'crowdlab' needs items with two raters or more, and there are none")
    own = consensus[votes.unit] == votes.label
    trust = float(_item_means(votes, own)[several].mean())
    agreement = _agreement(votes)
    w_raters, w_model = _weights(votes, agreement, model, consensus, several)
    of_vote = w_raters[votes.rater]
    spread = (1 - trust) / max(votes.n_labels - 1, 1)
    every = votes.counts(of_vote).sum(axis=1, keepdims=True)
    joint = votes.counts(of_vote) * (trust - spread) + every * spread + w_model * model
    return estimated(
        asked, votes, joint / (every + w_model),
        quality_of(votes, "weight", w_raters),
        fit={"model_weight": w_model, "trust_in_raters": trust},
    )  # fmt: skip


def _checked(predictions: FloatArray | None, votes: Votes, n_units: int) -> FloatArray:
    if predictions is None:
        raise RuleError(
            "rule 'crowdlab' needs out-of-fold predictions, a distribution for every item by a "
            "model that was not trained on it; there are none here"
        )
    if predictions.shape != (n_units, votes.n_labels):
        raise RuleError(
            f"predictions have the shape {predictions.shape}; {n_units} items and "
            f"{votes.n_labels} labels need {(n_units, votes.n_labels)}"
        )
    model = np.asarray(predictions[votes.units], np.float64)
    bad = ~(np.abs(model.sum(axis=1) - 1) < 1e-3)
    if bad.any():
        raise RuleError(
            f"predictions of {int(bad.sum())} rated items are missing or do not sum to 1, the "
            f"first of them item {int(votes.units[bad.argmax()])}"
        )
    return model


def _consensus(votes: Votes, model: FloatArray) -> NDArray[np.int64]:
    """Position of the plurality label; a tie goes to the likelier one by the classifier."""
    best: NDArray[np.int64] = np.where(largest(votes.counts()), model, -1.0).argmax(axis=1)
    return best


def _item_means(votes: Votes, value: NDArray[Any]) -> FloatArray:
    summed = np.bincount(votes.unit, weights=value, minlength=len(votes.units))
    return summed / votes.of_unit


def _agreement(votes: Votes) -> FloatArray:
    """s_j: of the votes that others gave to the items of rater j, the share that agree with j.

    A rater who shares no item has the mean of those who do.
    """
    same = votes.counts().ravel()[votes.cell] - 1
    other = votes.of_unit[votes.unit] - 1
    agreeing, all_others = votes.per_rater(same), votes.per_rater(other)
    with np.errstate(invalid="ignore"):
        s = agreeing / all_others
    s[all_others == 0] = agreeing.sum() / all_others.sum()
    return s


def _weights(
    votes: Votes,
    agreement: FloatArray,
    model: FloatArray,
    consensus: NDArray[Any],
    several: NDArray[Any],
) -> tuple[FloatArray, float]:
    truth = consensus[several]
    frequent = np.bincount(truth, minlength=votes.n_labels).max() / len(truth)
    error = max(1 - frequent, LEAST_ERROR)
    accuracy = (model[several].argmax(axis=1) == truth).mean()
    w_raters = np.maximum(1 - (1 - agreement) / error, LEAST_WEIGHT)
    w_model = max(1 - (1 - accuracy) / error, LEAST_WEIGHT) * np.sqrt(votes.of_unit.mean())
    return w_raters, float(w_model)
