"""Metrics of decisions: one label per item, or a set of labels.

The human label of an item is the one with the largest share; items where several share that place
are left out. A model's tie counts in equal parts for its labels. True positives, true and
predicted counts are summed per class; a class that neither side has is no part of a macro mean of
recalls, and has F1 0 in that of F1 as in scikit-learn (zero_division = 0) where one side has it.
"""

import numpy as np
from numpy.typing import NDArray

from affect.comparison.metric import FloatArray, Linear, mean_of_defined, ratio

SAME_SHARE = 1e-9
NO_LABEL = "no item has one label with the largest human share"


def _largest(shares: FloatArray) -> NDArray[np.bool_]:
    largest: NDArray[np.bool_] = shares >= shares.max(axis=1, keepdims=True) - SAME_SHARE
    return largest


def _one_label(p: FloatArray, q: FloatArray) -> FloatArray:
    """True positives, true and predicted labels of each row, (rows, 3 labels)."""
    truth = _largest(p)
    truth &= truth.sum(axis=1, keepdims=True) == 1
    told = _largest(q) / np.maximum(_largest(q).sum(axis=1, keepdims=True), 1)
    told = told * truth.any(axis=1, keepdims=True)
    return np.concatenate([truth * told, truth, told], axis=1)


def _thirds(sums: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    right, truth, told = np.split(sums, 3, axis=1)
    return right, truth, told


def _war(sums: FloatArray) -> FloatArray:
    right, truth, _ = _thirds(sums)
    return ratio(right.sum(axis=1), truth.sum(axis=1))


def _uar(sums: FloatArray) -> FloatArray:
    right, truth, _ = _thirds(sums)
    return mean_of_defined(ratio(right, truth))


def _macro_f1(sums: FloatArray) -> FloatArray:
    right, truth, told = _thirds(sums)
    return mean_of_defined(ratio(2 * right, truth + told))


def above(shares: FloatArray, share: float) -> NDArray[np.bool_]:
    """Labels whose share is above a threshold, strictly; what differs by rounding is not above."""
    on: NDArray[np.bool_] = shares > share * (1 + SAME_SHARE)
    return on


def _sets(threshold: float | None) -> Linear:
    """Macro-F1 of the sets of labels above a threshold, 1/C where it is None."""

    def rows(p: FloatArray, q: FloatArray) -> FloatArray:
        share = 1 / p.shape[1] if threshold is None else threshold
        truth, told = above(p, share), above(q, share)
        return np.concatenate([truth & told, truth, told], axis=1).astype(np.float64)

    name = "macro-F1 at 1/C" if threshold is None else f"macro-F1 at {threshold:g}"
    return Linear(name, "higher", "no label is above the threshold", rows, _macro_f1)


def _disagreement(p: FloatArray, q: FloatArray) -> FloatArray:
    told = _largest(q) / np.maximum(_largest(q).sum(axis=1, keepdims=True), 1)
    wrong = 1 - (p * told).sum(axis=1)
    return np.stack([wrong, np.ones_like(wrong)], axis=1)


WAR = Linear("WAR", "higher", NO_LABEL, _one_label, _war)
"""Weighted average recall: the share of items with the human label, or accuracy."""
UAR = Linear("UAR", "higher", NO_LABEL, _one_label, _uar)
"""Unweighted average recall over the classes that humans gave."""
MACRO_F1 = Linear("macro-F1", "higher", NO_LABEL, _one_label, _macro_f1)
MACRO_F1_AT_EVEN = _sets(None)
MACRO_F1_AT_HALF = _sets(0.5)
PER_RATER_ERROR = Linear(
    "per-rater error", "lower", "no item has both sides", _disagreement,
    lambda sums: ratio(sums[:, 0], sums[:, 1]),
)  # fmt: skip
"""Mean over items of the share of raters whose label is not the model's (perspectivist)."""
