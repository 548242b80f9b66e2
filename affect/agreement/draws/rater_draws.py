"""What pairs of raters say of each unit, as a function of how often each rater counts.

With t_r how often rater r counts, T_i = sum t_r and Q_i = sum t_r^2 over the raters of unit i, a
mean over the pairs of a unit becomes

    sum_{r < s} t_r t_s v_rs / sum_{r < s} t_r t_s,

and what is divided by m - 1 is divided by (T_i^2 - Q_i) / T_i, which is m - 1 where every rater
counts once. A rater who is drawn twice is never paired with himself; a unit of whose raters fewer
than two are drawn drops out. With t = 0 for one rater these are the figures without that rater.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.alphas.spread import weighted_count
from affect.agreement.draws.bootstrap import Draw, OfRaters, measure_raters, measure_units
from affect.agreement.result import Basis, Coefficient, FloatArray, Result

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Members:
    """Who answered which unit, and the pairs among them.

    unit, rater: int64 (ratings,), by unit, both numbered from 0 without gaps.
    left, right: int64 (pairs,), places among the ratings, by unit.
    """

    unit: Ints
    rater: Ints
    left: Ints
    right: Ints

    @classmethod
    def of(cls, unit: NDArray[np.integer], rater: NDArray[np.integer]) -> "Members":
        """From ratings that are sorted by unit; units are numbered from 0 without gaps."""
        sizes = np.bincount(unit, minlength=1) if len(unit) else np.zeros(0, np.int64)
        starts = np.cumsum(sizes) - sizes
        places = [np.triu_indices(m, 1) for m in sizes.tolist()]
        left = [first + start for (first, _), start in zip(places, starts, strict=True)]
        right = [second + start for (_, second), start in zip(places, starts, strict=True)]
        none = np.zeros(0, np.int64)
        numbers = np.unique(rater, return_inverse=True)[1].ravel()
        ends = (np.concatenate([none, *each]).astype(np.int64) for each in (left, right))
        return cls(unit.astype(np.int64), numbers.astype(np.int64), *ends)

    @property
    def units(self) -> int:
        """How many there are."""
        return int(self.unit.max(initial=-1)) + 1

    @property
    def raters(self) -> int:
        """How many there are."""
        return int(self.rater.max(initial=-1)) + 1

    def every(self) -> FloatArray:
        """Each rater once (raters,)."""
        return np.ones(self.raters)

    def size(self, times: FloatArray) -> FloatArray:
        """T_i (units,), 0 where no two different raters are left."""
        total, pairs = self._counts(times)
        found: FloatArray = np.where(pairs > 0, total, 0.0)
        return found

    def over_others(self, times: FloatArray) -> FloatArray:
        """1 / (m - 1) of each unit as raters are drawn (units,), 0 where none is paired."""
        total, pairs = self._counts(times)
        found: FloatArray = np.divide(total, pairs, out=np.zeros(self.units), where=pairs > 0)
        return found

    def _counts(self, times: FloatArray) -> tuple[FloatArray, FloatArray]:
        """T_i and T_i^2 - Q_i (units,), whole numbers where times are."""
        t = times[self.rater]
        total, squares = (weighted_count(self.unit, each, self.units) for each in (t, t**2))
        return total, total**2 - squares

    def sums(self, values: FloatArray, times: FloatArray) -> FloatArray:
        """sum_{r < s} t_r t_s v_rs of each unit: (pairs, ...) to (units, ...)."""
        weight = times[self.rater[self.left]] * times[self.rater[self.right]]
        return _summed(self.unit[self.left], weight, values, self.units)

    def means(self, values: FloatArray, times: FloatArray) -> FloatArray:
        """The mean over pairs of each unit, of those that are not NaN; NaN where none is."""
        there = ~np.isnan(values)
        below = self.sums(there.astype(np.float64), times)
        with np.errstate(invalid="ignore", divide="ignore"):
            found: FloatArray = self.sums(np.where(there, values, 0.0), times) / below
        return found

    def totals(self, values: FloatArray, times: FloatArray) -> FloatArray:
        """sum_r t_r v_r of each unit: (ratings, ...) to (units, ...), 0 where none is paired."""
        paired = self.size(times) > 0
        weight = times[self.rater] * paired[self.unit]
        return _summed(self.unit, weight, values, self.units)


def _summed(unit: Ints, weight: FloatArray, values: FloatArray, n_units: int) -> FloatArray:
    """Weighted sums by unit of values (rows, ...): (units, ...)."""
    rows = csr_array((weight, (unit, np.arange(len(unit)))), shape=(n_units, len(unit)))
    flat = values.reshape(len(values), int(np.prod(values.shape[1:])))
    return np.asarray(rows @ flat).reshape(n_units, *values.shape[1:])


def mean_over_units(values: FloatArray) -> FloatArray:
    """Mean of (units, ...) over the units that have a value; NaN where none has."""
    there = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: FloatArray = np.where(there, values, 0.0).sum(axis=0) / there.sum(axis=0)
    return mean


def measure_either(
    coefficient: Coefficient,
    of_raters: tuple[int, OfRaters],
    bases: list[Basis],
    kept: NDArray[np.bool_] | NDArray[np.integer],
    draw: Draw,
) -> list[Result]:
    """The outputs of a coefficient, with intervals over what `draw` says.

    `of_raters` is how many raters there are, and the same outputs as a function of them.
    """
    if not draw.raters:
        return measure_units(coefficient, bases, kept, draw)
    n_raters, outputs = of_raters
    return measure_raters(outputs, n_raters, bases, draw)
