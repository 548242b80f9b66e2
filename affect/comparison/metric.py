"""What a metric is: a figure that can be computed anew for every draw of the items.

Most metrics are functions of sums over items (true positives of a class; x, y and x y of a
correlation). With those sums per item, a bootstrap over items is one product of matrices.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Better = Literal["higher", "lower"]


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

    @classmethod
    def of_items(cls, p: FloatArray, q: FloatArray) -> "Rows":
        """One row per item; a row with NaN on either side is no part of it."""
        there = ~(np.isnan(p).any(axis=1) | np.isnan(q).any(axis=1))
        at = np.flatnonzero(there)
        return cls(p[at], q[at], at, np.ones(len(at)), len(p))

    def only(self, items: NDArray[np.bool_]) -> "Rows":
        """The rows of the marked items, (n_items,)."""
        at = np.flatnonzero(items[self.item])
        return Rows(self.p[at], self.q[at], self.item[at], self.weight[at], self.n_items)

    def per_item(self, stats: FloatArray) -> FloatArray:
        """Weighted sums of what rows add, (rows, m) to (n_items, m)."""
        columns = [
            np.bincount(self.item, weights=self.weight * column, minlength=self.n_items)
            for column in stats.T
        ]
        return np.stack(columns, axis=1)


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
    rows: Callable[[FloatArray, FloatArray], FloatArray]
    finish: Callable[[FloatArray], FloatArray]

    def prepare(self, rows: Rows) -> Sums:
        """The sums of each item."""
        return Sums(rows.per_item(self.rows(rows.p, rows.q)), self.finish)


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
