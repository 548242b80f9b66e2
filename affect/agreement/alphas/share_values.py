"""The shares of one label, as places among the values that there are."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.alphas.spread import weighted_count
from affect.agreement.result import FloatArray

MOST_SHARES = 1024
SAMPLE = 50_000  # ratings that tell whether there are more values than that
STEPS = 10_000  # shares of up to four decimals are found by counting, without a search
BLOCK = 32_768  # ratings placed at a time, so that they stay in the processor's cache


@dataclass(frozen=True)
class ShareValues:
    """How much of each row stands at each of the ascending values.

    row, place: (n,) of each rating; a row is a rating, or a unit with its ratings together.
    above: (n,) how much of a rating stands at the value after its place; None where nothing does.
    """

    row: NDArray[np.integer]
    place: NDArray[np.int16]
    above: FloatArray | None
    values: FloatArray
    n_rows: int

    @classmethod
    def of(cls, shares: FloatArray, row: NDArray[np.integer], n_rows: int) -> "ShareValues":
        """From a number and a row for each rating. More than MOST_SHARES values go on a grid."""
        shares = np.ascontiguousarray(shares)
        decimal = _decimals(shares)
        if decimal is not None:
            return cls(row, decimal[0], None, decimal[1], n_rows)
        values = np.unique(shares[:SAMPLE])
        if len(values) <= MOST_SHARES:
            place = _places(shares, values)
            elsewhere = shares[values[place] != shares]
            if len(elsewhere):
                values = np.union1d(values, elsewhere)
                place = _places(shares, values)
        if len(values) > MOST_SHARES:
            return cls(row, *_on_grid(shares), n_rows)
        return cls(row, place.astype(np.int16), None, values, n_rows)

    def totals(self, weights: FloatArray) -> FloatArray:
        """How much stands at each value (draws, values), of weights of the rows (draws, rows)."""
        if len(weights) > 1:
            return np.asarray(weights @ self._matrix)
        return self._total(weights[0][self.row])[None, :]

    @cached_property
    def once(self) -> FloatArray:
        """How much stands at each value (values,), each row once."""
        return self._total(None)

    def sums(self, of_values: FloatArray) -> FloatArray:
        """The sum over the ratings of each row (rows,), of a number for each value."""
        numbers = of_values[self.place]
        if self.above is not None:
            numbers += self.above * np.append(np.diff(of_values), 0.0)[self.place]
        return weighted_count(self.row, numbers, self.n_rows)

    def _total(self, weight: FloatArray | None) -> FloatArray:
        n = len(self.values)
        there = np.bincount(self.place, weight, n).astype(np.float64, copy=False)
        if self.above is None:
            return there
        moved = weighted_count(self.place, self.above if weight is None else self.above * weight, n)
        there -= moved
        there[1:] += moved[:-1]
        return there

    @cached_property
    def _matrix(self) -> csr_array:
        """How much of each row stands at each value, for many draws at once."""
        if self.above is None:
            row, place, part = self.row, self.place, np.ones(len(self.row))
        else:
            row, place = np.tile(self.row, 2), np.concatenate([self.place, self.place + 1])
            part = np.concatenate([1 - self.above, self.above])
        return csr_array((part, (row, place)), (self.n_rows, len(self.values)))


def _decimals(shares: FloatArray) -> tuple[NDArray[np.int16], FloatArray] | None:
    """Places and values of shares with few decimals; None where they have more, or are too many."""
    if _steps(shares[:SAMPLE]) is None or (step := _steps(shares)) is None:
        return None
    used = np.bincount(step) > 0
    if np.count_nonzero(used) > MOST_SHARES:
        return None
    place = (np.cumsum(used) - 1).astype(np.int16)
    return place[step], np.flatnonzero(used) / STEPS


def _steps(shares: FloatArray) -> NDArray[np.int32] | None:
    """How many steps each share is; None where one is between two."""
    scaled = shares * STEPS
    step = np.rint(scaled)
    scaled -= step
    # rounding moves a sum of shares by less than that
    return None if np.abs(scaled).max(initial=0) > 1e-8 * STEPS else step.astype(np.int32)


def _places(shares: FloatArray, values: FloatArray) -> NDArray[np.intp]:
    """Where each share stands among ascending values, or would: quick as long as they are few."""
    return np.minimum(np.searchsorted(values, shares), max(len(values) - 1, 0))


def _on_grid(shares: FloatArray) -> tuple[NDArray[np.int16], FloatArray, FloatArray]:
    """The place below each share, how much of it stands above that, and the values.

    The values are the squares of equal steps, so finer towards 0. A share stands on its two
    neighbours by how near they are: at k + f steps, (k + f)^2 is f (2 k + f) / (2 k + 1) of the
    way from k^2 to (k + 1)^2.
    """
    most, last = float(shares.max()), MOST_SHARES - 1
    place, above = np.empty(len(shares), np.int16), np.empty(len(shares))
    for at in range(0, len(shares), BLOCK):
        block = slice(at, at + BLOCK)
        step = np.sqrt(shares[block] * (last**2 / most))
        below = np.minimum(step.astype(np.int16), last - 1)
        f = step - below
        place[block], above[block] = below, f * (2.0 * below + f) / (2.0 * below + 1)
    return place, above, most * np.linspace(0, 1, MOST_SHARES) ** 2
