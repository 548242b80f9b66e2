"""Scores of soft multi-label and of ordered predictions, each with what chance gives."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PERMUTATIONS = 1000
CALIBRATION_BINS = 10


def f1_scores(truth: Bools, predicted: Bools) -> Floats:
    """F1 of each column (items x labels); 0 for a label that is neither there nor predicted."""
    hits = (truth & predicted).sum(axis=0)
    total = truth.sum(axis=0) + predicted.sum(axis=0)
    return np.asarray(2 * hits / np.maximum(total, 1), dtype=np.float64)


def macro_f1(truth: Bools, predicted: Bools) -> float:
    """Mean F1 over labels."""
    return float(f1_scores(truth, predicted).mean())


def micro_f1(truth: Bools, predicted: Bools) -> float:
    """F1 over all decisions together."""
    return float(f1_scores(truth.reshape(-1, 1), predicted.reshape(-1, 1))[0])


def brier(truth: Bools, probability: Floats) -> float:
    """Mean squared distance of probability and outcome over all items and labels."""
    return float(np.mean((probability - truth) ** 2))


def calibration_error(truth: Bools, probability: Floats) -> float:
    """Expected calibration error over all decisions, ten bins of equal width.

    M. P. Naeini, G. Cooper, M. Hauskrecht (2015), AAAI: the mean distance of confidence and
    frequency in a bin, weighted by the share of decisions in it.
    """
    bins = np.minimum((probability * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    gaps = [
        abs(float(np.sum(probability[bins == b] - truth[bins == b])))
        for b in range(CALIBRATION_BINS)
    ]
    return sum(gaps) / truth.size


def auc(truth: Bools, score: Floats) -> float:
    """Chance that a positive item is scored above a negative one, ties counting half."""
    positive, negative = score[truth], score[~truth]
    if len(positive) == 0 or len(negative) == 0:
        raise ValueError("AUC needs items with the label and items without it")
    above = np.sign(positive[:, None] - negative[None, :])
    return float(above.mean() / 2 + 0.5)


def chance_interval(
    statistic: Callable[[NDArray[np.intp]], float],
    groups: NDArray[np.int64],
    rng: np.random.Generator,
    permutations: int = PERMUTATIONS,
) -> tuple[float, float]:
    """Middle 95 % of a statistic when predictions change places at random.

    `statistic` takes the new order of the items; items change places within their group only.
    """
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    values = []
    for _ in range(permutations):
        order = np.arange(len(groups))
        for rows in members:
            order[rows] = rng.permutation(rows)
        values.append(statistic(order))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
