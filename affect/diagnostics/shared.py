"""Ratings of units that several raters rated: what raters can be told apart by.

Every diagnostic here uses the distance of Krippendorff's alpha (2011): 1 for two different labels
and 0 for the same, (x - y)^2 for numbers, and its sum over columns for several numbers a rating.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from affect.agreement.alphas.spread import weighted_count
from affect.agreement.rated.patterns import count_table
from affect.coded import Coded
from affect.diagnostics.figure import DiagnosticsError, FloatArray, IntArray


@dataclass(frozen=True)
class Shared:
    """Ratings of units with two or more; a unit has at most one of each rater.

    row: int64 (n,), which rows of the coded ratings these are.
    unit: int64 (n,), as coded, so that there can be units without a rating.
    rater: int64 (n,), from 0; -1 where it is unknown: such ratings count among the others.
    values: int64 (n,) codes of labels, or float64 (n, columns), NaN where a column was left out.
    n_labels: of codes; 0 for numbers.
    """

    row: IntArray
    unit: IntArray
    rater: IntArray
    values: NDArray[np.generic]
    n_units: int
    n_raters: int
    n_labels: int

    @cached_property
    def sizes(self) -> IntArray:
        """Ratings of each unit, int64 (n_units,)."""
        return np.bincount(self.unit, minlength=self.n_units)

    @cached_property
    def counts(self) -> IntArray:
        """Votes per unit and label, int64 (n_units, n_labels); of labels only."""
        return count_table(self.unit, self.codes, self.n_units, self.n_labels)

    @property
    def codes(self) -> IntArray:
        """The labels. Raises DiagnosticsError for numbers."""
        if not self.n_labels:
            raise DiagnosticsError("these ratings are numbers; this diagnostic is for labels")
        return self.values.astype(np.int64, copy=False)

    @cached_property
    def columns(self) -> list["Column"]:
        """Each column of numbers, without what was left out or is alone in its unit."""
        return [self._column(column) for column in self.values.astype(np.float64, copy=False).T]

    @cached_property
    def every(self) -> IntArray:
        """The rows of all ratings: those of each column that nobody left out."""
        return np.arange(len(self.row))

    def _column(self, column: FloatArray) -> "Column":
        there = ~np.isnan(column)
        if there.all():
            sizes, rows, unit, values = self.sizes, self.every, self.unit, column
        else:
            sizes = np.bincount(self.unit[there], minlength=self.n_units)
            rows = np.flatnonzero(there & (sizes[self.unit] >= 2))
            unit, values = self.unit[rows], column[rows]
        # near zero, so that sums of squares do not cancel
        values = values - values.mean() if len(values) else values
        total = weighted_count(unit, values, self.n_units)
        square = weighted_count(unit, values**2, self.n_units)
        return Column(rows, unit, values, np.where(sizes >= 2, sizes, 0), total, square)

    def by_rater(self, weights: FloatArray, rows: IntArray | None = None) -> FloatArray:
        """Sum of `weights` (one per rating, or per rating of `rows`) of each known rater."""
        rater = self._raters(rows)
        if self.has_unknown:
            known = rater >= 0
            rater, weights = rater[known], weights[known]
        summed: FloatArray = np.bincount(rater, weights, self.n_raters).astype(np.float64)
        return summed

    def ratings_of(self, rows: IntArray | None = None) -> IntArray:
        """How many ratings (of `rows`) each known rater gave, int64 (n_raters,)."""
        rater = self._raters(rows)
        known = rater[rater >= 0] if self.has_unknown else rater
        return np.bincount(known, minlength=self.n_raters)

    def _raters(self, rows: IntArray | None) -> IntArray:
        return self.rater if rows is None or rows is self.every else self.rater[rows]

    @cached_property
    def has_unknown(self) -> bool:
        """Whether any rater is unknown."""
        return bool(len(self.rater) and self.rater.min() < 0)


@dataclass(frozen=True)
class Column:
    """One column of numbers, shifted to mean 0: its ratings, and sums per unit.

    rows: int64 (k,), positions among the shared ratings. unit: int64 (k,). values: float64 (k,).
    size, total, square: (n_units,), number, sum x and sum x^2; size 0 where there is no pair.
    """

    rows: IntArray
    unit: IntArray
    values: FloatArray
    size: IntArray
    total: FloatArray
    square: FloatArray


def shared_ratings(coded: Coded, n_labels: int = 0) -> Shared:
    """The answered ratings of units with two or more.

    n_labels: how many labels codes (n,) stand for; 0: `coded.values` are numbers, (n,) or
    (n, columns).

    Raises
    ------
    DiagnosticsError: the values are neither codes nor numbers, or a code is beyond `n_labels`.
    """
    if coded.values.dtype.kind == "O":
        raise DiagnosticsError(
            "answers with parts have no distance here: pass labels or numbers, one or more a rating"
        )
    answered = coded.answered()
    sizes = np.bincount(coded.unit[answered])
    row = np.flatnonzero(answered)
    row = row[sizes[coded.unit[row]] >= 2]
    values = coded.values[row]
    if n_labels and len(values) and int(values.max()) >= n_labels:
        raise DiagnosticsError(
            f"code {values.max()} is beyond the {n_labels} labels; allowed: 0 to {n_labels - 1}"
        )
    if not n_labels:
        columns = 1 if values.ndim == 1 else values.shape[1]
        values = values.astype(np.float64).reshape(len(row), columns)
    return Shared(
        row=row,
        unit=coded.unit[row].astype(np.int64),
        rater=coded.rater[row].astype(np.int64),
        values=values.astype(np.int64) if n_labels else values,
        n_units=int(coded.unit.max(initial=-1)) + 1,
        n_raters=int(coded.rater.max(initial=-1)) + 1,
        n_labels=n_labels,
    )


@dataclass(frozen=True)
class Distances:
    """Of each shared rating, float64 (n,): its mean distance to the others of its unit, and the
    distance to expect by chance. 1 - sum(observed) / sum(expected) is Krippendorff's alpha.
    """

    observed: FloatArray
    expected: FloatArray


def distances(shared: Shared) -> Distances:
    """Mean distance of each rating to the others of its unit, and that expected by chance."""
    return _label_distances(shared) if shared.n_labels else _number_distances(shared)


def _label_distances(shared: Shared) -> Distances:
    same = shared.counts[shared.unit, shared.codes] - 1
    observed = 1 - same / np.maximum(shared.sizes[shared.unit] - 1, 1)
    n = len(shared.unit)
    totals = np.bincount(shared.codes, minlength=shared.n_labels)
    chance = 1 - float((totals * (totals - 1)).sum()) / max(n * (n - 1), 1)
    return Distances(observed, np.full(n, chance))


def _number_distances(shared: Shared) -> Distances:
    """sum over others of (x - y)^2 is m x^2 - 2 x sum y + sum y^2, with y = x adding nothing."""
    observed, expected = np.zeros(len(shared.unit)), np.zeros(len(shared.unit))
    for column in shared.columns:
        n, x, unit = len(column.rows), column.values, column.unit
        if n == 0:
            continue
        size = column.size[unit]
        apart = size * x**2 - 2 * x * column.total[unit] + column.square[unit]
        observed[column.rows] += np.maximum(apart, 0.0) / (size - 1)
        # values have mean 0, so that the pairs of all of them are n sum x^2
        expected[column.rows] += 2 * float((x**2).sum()) / (n - 1)
    return Distances(observed, expected)
