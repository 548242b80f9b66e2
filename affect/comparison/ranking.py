"""AUROC with soft weights: how well a model's shares sort items by how many humans gave a label.

For each label an item is a positive of weight p and a negative of weight 1 - p, both with score q:
    AUROC = sum over pairs of w_pos w_neg ([q_pos > q_neg] + [q_pos = q_neg] / 2) / (P N)
as scikit-learn has it for weighted samples. The macro mean is over labels with positives and
negatives.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.comparison.metric import Better, FloatArray, Rows, mean_of_defined, ratio


@dataclass(frozen=True)
class _Label:
    """One label's rows by rising score: weights of positives and negatives.

    begins: where each score begins; None where all scores differ.
    """

    item: NDArray[np.int32]
    positive: FloatArray
    negative: FloatArray
    begins: NDArray[np.int64] | None

    @classmethod
    def of(cls, rows: Rows, label: int) -> "_Label":
        order = np.argsort(rows.q[:, label])
        score, p = rows.q[order, label], rows.p[order, label]
        begins = np.concatenate([[True], score[1:] != score[:-1]])
        weight = rows.weight[order]
        return cls(
            rows.item[order].astype(np.int32),
            weight * p,
            weight * (1 - p),
            None if begins.all() else np.flatnonzero(begins),
        )

    def area(self, weights: FloatArray) -> float:
        """AUROC with the items' weights (n_items,); NaN without positives or negatives."""
        drawn = weights[self.item]
        positive, negative = drawn * self.positive, drawn * self.negative
        if self.begins is not None:  # equal scores are one step of the curve
            positive = np.add.reduceat(positive, self.begins)
            negative = np.add.reduceat(negative, self.begins)
        below = np.cumsum(negative) - negative / 2
        total = positive.sum() * negative.sum()
        return float((positive * below).sum() / total) if total > 0 else np.nan


@dataclass(frozen=True)
class _Areas:
    labels: tuple[_Label, ...]

    def values(self, weights: FloatArray) -> FloatArray:
        """Macro mean of each draw."""
        areas = [[label.area(draw) for label in self.labels] for draw in weights]
        return mean_of_defined(np.array(areas, np.float64).reshape(len(weights), -1))


@dataclass(frozen=True)
class Auroc:
    """The metric; see `affect.comparison.metric.Metric`."""

    name: str = "AUROC, soft weights"
    better: Better = "higher"
    undefined: str = "no label has both positives and negatives"

    def prepare(self, rows: Rows) -> _Areas:
        """Sort the rows once per label."""
        if not len(rows.item):
            return _Areas(())
        return _Areas(tuple(_Label.of(rows, label) for label in range(rows.p.shape[1])))


AUROC = Auroc()


@dataclass(frozen=True)
class Calibration:
    """Expected calibration error of the likeliest label, over bins of equal width.

    In each bin the mean confidence (the largest q) is held against the mean share of raters who
    gave that label; the error is the mean gap, weighted by items. A tie counts its first label.
    """

    bins: int = 15
    name: str = "calibration error"
    better: Better = "lower"
    undefined: str = "no item has both sides"

    def prepare(self, rows: Rows) -> "_Bins":
        """Count, confidence and share of raters in each bin."""
        return _Bins(rows.sums(self._gaps))

    def _gaps(self, p: FloatArray, q: FloatArray) -> FloatArray:
        top = q.argmax(axis=1)
        at = np.arange(len(top))
        confidence, agreed = q[at, top], p[at, top]
        place = np.minimum((confidence * self.bins).astype(np.int64), self.bins - 1)
        inside = (place[:, None] == np.arange(self.bins)).astype(np.float64)
        return np.concatenate([inside * (confidence - agreed)[:, None], inside], axis=1)


@dataclass(frozen=True)
class _Bins:
    stats: FloatArray

    def values(self, weights: FloatArray) -> FloatArray:
        """Sum over bins of |summed gap|, divided by the items."""
        gap, count = np.split(weights @ self.stats, 2, axis=1)
        return ratio(np.abs(gap).sum(axis=1), count.sum(axis=1))


CALIBRATION = Calibration()
