"""Alpha as a function of how often each rater counts: for drawing raters, and leaving them out.

With t_r how often rater r counts, T_i = sum t_r and Q_i = sum t_r^2 over the raters of unit i, and
n = sum T_i and Q = sum Q_i over the units that hold a pair of different raters:

    D_o = 1 / n          sum_i T_i / (T_i^2 - Q_i) sum_{r != s} t_r t_s d(x_ir, x_is)
    D_e = 1 / (n^2 - Q)  sum over all values         t_r t_s d(x_ir, x_js)

With t = 1 this is alpha. A rater is never paired with herself, so that two copies of her are two
opinions about chance and none about agreement.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.alphas.metrics import Metric, Values, mid_ranks
from affect.agreement.alphas.spread import weighted_count
from affect.agreement.draws.bootstrap import OfRaters
from affect.agreement.result import AgreementError, FloatArray


@dataclass(frozen=True)
class RaterPairs:
    """Ratings (n,) and their pairs within units, as places among the ratings.

    unit, rater, values: (n,); weight: (units,) how many units each stands for.
    """

    unit: NDArray[np.int64]
    rater: NDArray[np.integer]
    values: Values
    weight: FloatArray
    left: NDArray[np.int64]
    right: NDArray[np.int64]

    @property
    def n_raters(self) -> int:
        """How many there are, numbered from 0."""
        return int(self.rater.max(initial=-1)) + 1

    def alpha(self, metric: Metric, times: FloatArray, apart: FloatArray | None = None) -> float:
        """Alpha when each rater counts so often; NaN where nothing varies.

        `apart` are the distances of the pairs, where they do not depend on `times`.
        """
        t, n_units = times[self.rater], len(self.weight)
        size = weighted_count(self.unit, t, n_units)
        itself = weighted_count(self.unit, t**2, n_units)
        pairs = size**2 - itself
        paired = (pairs > 0)[self.unit]
        all_t = np.where(paired, t * self.weight[self.unit], 0.0)
        values = mid_ranks(self.values, all_t) if metric.ranked else self.values
        if apart is None:
            apart = metric.apart(values[self.left], values[self.right])
        within = weighted_count(self.unit[self.left], t[self.left] * t[self.right] * apart, n_units)
        each = np.where(pairs > 0, size / np.where(pairs > 0, pairs, 1.0), 0.0)
        observed = 2 * float(self.weight @ (each * within))
        total, rounding = metric.total(values, all_t)
        n, own = float(all_t.sum()), float(all_t @ t)
        return 1 - observed * (n**2 - own) / (n * total) if total > rounding else np.nan


def rater_pairs(
    unit: NDArray[np.integer],
    rater: NDArray[np.integer] | None,
    values: Values,
    weight: NDArray[np.int64] | FloatArray | None = None,
) -> RaterPairs:
    """From one value per rating of units that are numbered from 0.

    Raises
    ------
    AgreementError: raters are unknown.
    """
    if rater is None or (len(rater) and rater.min() < 0):
        raise AgreementError("raters are unknown, so none can be drawn or left out")
    order = np.argsort(unit, kind="stable")
    unit = unit[order].astype(np.int64)
    sizes = np.bincount(unit)
    pairs = [np.flatnonzero(unit[lag:] == unit[:-lag]) for lag in range(1, sizes.max(initial=1))]
    left = np.concatenate([np.zeros(0, np.int64), *pairs])
    right = np.concatenate([left[:0], *(first + lag for lag, first in enumerate(pairs, start=1))])
    ones = np.ones(len(sizes)) if weight is None else weight.astype(np.float64)
    who = rater[order].astype(np.int64)
    return RaterPairs(unit.astype(np.int64), who, values[order], ones, left, right)


def of_raters(pairs: RaterPairs, metric: Metric) -> OfRaters:
    """Alpha as a function of the raters' times (raters,), as an array of one."""
    left, right = pairs.left, pairs.right
    apart = None if metric.ranked else metric.apart(pairs.values[left], pairs.values[right])
    return lambda times: np.array([pairs.alpha(metric, times, apart)])
