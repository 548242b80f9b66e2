"""Alpha with a squared distance as a function of how often each rater counts: see `spread`.

With t_r how often rater r counts, T_i, Q_i, X_i, Z_i the sums of t, t^2, t x and t x^2 over the
raters of unit i, and n, Q, X, Z their sums over the units that hold a pair of different raters:

    D_o = 1 / n          sum_i T_i / (T_i^2 - Q_i)  2 (T_i Z_i - X_i^2)
    D_e = 1 / (n^2 - Q)                             2 (n Z - X^2)

A rater's copies have the distance 0, and T_i^2 - Q_i leaves them out of what they are divided by,
so nobody is compared with himself. With t = 1 this is `Spread`; columns are pooled as there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.alphas.spread import NO_SPREAD
from affect.agreement.draws.bootstrap import Draw, measure_raters_or_groups
from affect.agreement.result import Basis, FloatArray, Result

Ints = NDArray[np.integer]


@dataclass(frozen=True)
class RaterColumn:
    """Of one column how many values there are, their sum and that of their squares.

    Each is (units, raters), so that a product with t gives T, X and Z.
    """

    size: csr_array
    total: csr_array
    square: csr_array

    def disagreements(self, times: FloatArray) -> tuple[float, float, float]:
        """n D_o, n D_e, and the number that n D_e must exceed to be more than rounding."""
        size, own = self.size @ times, self.size @ times**2
        total, square = self.total @ times, self.square @ times
        pairs = size**2 - own
        paired = pairs > 0
        size, total, square, pairs = (part[paired] for part in (size, total, square, pairs))
        n, itself = float(size.sum()), float(own[paired].sum())
        if not n:
            return 0.0, 0.0, 0.0
        within = 2 * np.maximum(size * square - total**2, 0.0)
        apart = 2 * (n * float(square.sum()) - float(total.sum()) ** 2)
        expected = n * apart / (n**2 - itself)
        return float((size / pairs) @ within), expected, NO_SPREAD * n * float(square.sum())


@dataclass(frozen=True)
class RaterColumns:
    """Alpha of several columns, whose raters are numbered from 0."""

    columns: tuple[RaterColumn, ...]
    n_raters: int

    def outputs(self, times: FloatArray) -> FloatArray:
        """(1 + columns,): pooled over the columns, then each alone; NaN where nothing varies."""
        parts = np.array([column.disagreements(times) for column in self.columns])
        parts = np.vstack([parts.sum(axis=0, keepdims=True), parts])
        observed, expected, rounding = parts.T
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(expected > rounding, 1 - observed / expected, np.nan)

    def measured(self, bases: list[Basis], draw: Draw) -> list[Result]:
        """Each output with its interval over raters."""
        numbers = sum(column.size.nnz for column in self.columns)
        return measure_raters_or_groups(self.outputs, self.n_raters, bases, draw, numbers)


def number_columns(unit: Ints, rater: Ints, values: FloatArray) -> RaterColumns:
    """From a row of numbers per rating (n, columns), NaN where a column was not rated."""
    who = np.unique(rater, return_inverse=True)[1].ravel()
    shape = (int(unit.max(initial=-1)) + 1, int(who.max(initial=-1)) + 1)
    return RaterColumns(tuple(_column(unit, who, each, shape) for each in values.T), shape[1])


def _column(unit: Ints, who: Ints, numbers: FloatArray, shape: tuple[int, int]) -> RaterColumn:
    there = ~np.isnan(numbers)
    unit, who, numbers = unit[there], who[there], numbers[there]
    # near zero nothing cancels; alpha does not see the shift
    centred = numbers - numbers.mean() if len(numbers) else numbers
    return RaterColumn(*(_table(unit, who, each, shape) for each in
                         (np.ones(len(centred)), centred, centred**2)))  # fmt: skip


def label_columns(unit: Ints, rater: Ints, code: Ints, n_labels: int) -> RaterColumns:
    """Each label against the rest, from one code per rating."""
    who = np.unique(rater, return_inverse=True)[1].ravel()
    shape = (int(unit.max(initial=-1)) + 1, int(who.max(initial=-1)) + 1)
    size = _table(unit, who, np.ones(len(unit)), shape)
    columns = []
    for label in range(n_labels):
        given = code == label
        chosen = _table(unit[given], who[given], np.ones(int(given.sum())), shape)
        columns.append(RaterColumn(size, chosen, chosen))
    return RaterColumns(tuple(columns), shape[1])


def _table(unit: Ints, who: Ints, numbers: FloatArray, shape: tuple[int, int]) -> csr_array:
    return csr_array((numbers, (unit, who)), shape=shape)
