"""Rules that choose a set of labels: those above a share of the votes, or above a mean.

`multilabel` (Chou et al. 2024): label c is on if its share is above 1/C, which in whole numbers is
n_ic C > n_i. It is strict: where all labels have the same share none is on.
`mean-above`: label c of an intensity question is on if its mean is above t. BRIGHTER (Muhammad et
al. 2025) thresholds the mean of its levels 0 to 3 like that.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.label_sets import choices
from affect.aggregation.mean import mean
from affect.aggregation.result import Aggregate, FloatArray
from affect.aggregation.votes import SAME_SHARE, soft_and_counts
from affect.coded import Coded
from affect.questions import Question


def multilabel(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """`chosen` marks the labels above 1/C; of a multi question 1/C of all choices made."""
    if question.kind == "multi":
        beside, counts = choices(question, coded, n_units)
    else:
        beside, counts = soft_and_counts(question, coded, n_units)
    return replace(beside, rule="multilabel", chosen=_above_even(counts))


def mean_above(question: Question, coded: Coded, n_units: int, t: float) -> Aggregate:
    """`chosen` marks the labels whose mean is above t; a label that nobody rated is not."""
    means = mean(question, coded, n_units)
    above = np.asarray(means.value) > t  # NaN is above nothing
    return replace(means, rule="mean-above", chosen=above, parameters={"t": t})


def _above_even(counts: FloatArray) -> NDArray[np.bool_]:
    """n_ic C > n_i, n_i being the sum of the counts; shares as given may be off by rounding."""
    total = counts.sum(axis=1, keepdims=True)
    above: NDArray[np.bool_] = counts * counts.shape[1] > total * (1 + SAME_SHARE)
    return above
