"""What a metric is: a figure that can be computed anew for every draw of the items.

Most metrics are functions of sums over items (true positives of a class; x, y and x y of a
correlation). With those sums per item, a bootstrap over items is one product of matrices.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Better = Literal["higher", "lower"]
Stats = Callable[[FloatArray, FloatArray], FloatArray]
"""What each row adds, (rows, m), from its two sides."""
ROWS_AT_ONCE = 1 << 17


class ComparisonError(ValueError):
    """What is compared does not fit together; says what is allowed."""


@dataclass(frozen=True)
class Rows:
    """Human answers p beside a model's q, both (rows, columns).

    item: int64 (rows,), from 0 to n_items - 1. weight: (rows,), what each row counts within its
    item; an item whose rows weigh nothing takes no part.
    """

    p: FloatArray
    q: FloatArray
    item: NDArray[np.int64]
    weight: FloatArray
    n_items: int
    known: dict[Stats, FloatArray] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of_items(cls, p: FloatArray, q: FloatArray) -> "Rows":
        """One row per item; a row with NaN on either side is no part of it."""
        there = ~(np.isnan(p).any(axis=1) | np.isnan(q).any(axis=1))
        at = np.flatnonzero(there)
        return cls(p[at], q[at], at, np.ones(len(at)), len(p))

    def only(self, items: NDArray[np.bool_]) -> "Rows":
        """The rows of the marked items, (n_items,)."""
        inside = items[self.item]
        if inside.all():
            return self
        at = np.flatnonzero(inside)
        return Rows(self.p[at], self.q[at], self.item[at], self.weight[at], self.n_items)

    def sums(self, stats: Stats) -> FloatArray:
        """What the rows of each item add by `stats`, weighted, (n_items, m).

        Rows are taken some at a time, and metrics that are made of the same sums share them.
        """
        if stats not in self.known:
            parts = range(0, max(len(self.item), 1), ROWS_AT_ONCE)
            self.known[stats] = sum(
                (self._part(stats, slice(start, start + ROWS_AT_ONCE)) for start in parts),
                start=np.zeros(()),
            )
        return self.known[stats]

    def _part(self, stats: Stats, rows: slice) -> FloatArray:
        added = stats(self.p[rows], self.q[rows])
        cells = self.item[rows, None] * added.shape[1] + np.arange(added.shape[1])
        weighted = added * self.weight[rows, None]
        size = self.n_items * added.shape[1]
        summed = np.bincount(cells.ravel(), weights=weighted.ravel(), minlength=size)
        return np.asarray(summed, np.float64).reshape(self.n_items, -1)


class Prepared(Protocol):
    """A metric of certain rows."""

    def values(self, weights: FloatArray) -> FloatArray:
        """(draws,) for how often each item counts, (draws, n_items); NaN where undefined."""


class Metric(Protocol):
    """A metric by name; `better` says which way is good, `undefined` why it can have no value."""

    @property
    def name(self) -> str: ...
    @property
    def better(self) -> Better: ...
    @property
    def undefined(self) -> str: ...

    def prepare(self, rows: Rows) -> Prepared:
        """The metric of these rows."""


@dataclass(frozen=True)
class Sums:
    """A prepared metric that is a function of sums over items; `stats` is (n_items, m)."""

    stats: FloatArray
    finish: Callable[[FloatArray], FloatArray]

    def values(self, weights: FloatArray) -> FloatArray:
        """Sums of every draw, then the figure."""
        return self.finish(weights @ self.stats)


@dataclass(frozen=True)
class Linear:
    """A metric made of sums: `rows` gives what each row adds (rows, m), `finish` the figure."""

    name: str
    better: Better
    undefined: str
    rows: Stats
    finish: Callable[[FloatArray], FloatArray]

    def prepare(self, rows: Rows) -> Sums:
        """The sums of each item."""
        return Sums(rows.sums(self.rows), self.finish)


def mean_of(
    name: str, better: Better, distance: Callable[[FloatArray, FloatArray], FloatArray]
) -> Linear:
    """The mean over items of a distance between the two sides."""

    def rows(p: FloatArray, q: FloatArray) -> FloatArray:
        found = distance(p, q)
        return np.stack([found, np.ones_like(found)], axis=1)

    return Linear(name, better, "no item has both sides", rows, lambda s: ratio(s[:, 0], s[:, 1]))


def ratio(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    """Element by element; NaN where the denominator is 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: FloatArray = numerator / denominator
    return np.where(denominator == 0, np.nan, found)


def mean_of_defined(values: FloatArray) -> FloatArray:
    """Mean of each row over the columns that are no NaN; NaN where all are."""
    there = ~np.isnan(values)
    return ratio(np.where(there, values, 0.0).sum(axis=1), there.sum(axis=1).astype(np.float64))
