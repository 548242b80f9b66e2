"""The shares of one label, as places among the values that there are."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.result import FloatArray
from affect.agreement.spread import weighted_count

MOST_SHARES = 1024
SAMPLE = 50_000  # ratings that tell whether there are more values than that


@dataclass(frozen=True)
class ShareValues:
    """How much of each row stands at each of the ascending values.

    row, place: (n,) of each part; a row is a rating, or a unit with its ratings together.
    part: (n,) how much of a rating it is; None where each is a whole one.
    """

    row: NDArray[np.integer]
    place: NDArray[np.int16]
    part: FloatArray | None
    values: FloatArray
    n_rows: int

    @classmethod
    def of(cls, shares: FloatArray, row: NDArray[np.integer], n_rows: int) -> "ShareValues":
        """From a number and a row for each rating. More than MOST_SHARES values go on a grid."""
        values = np.unique(shares[:SAMPLE])
        if len(values) <= MOST_SHARES:
            place = _places(shares, values)
            elsewhere = shares[values[place] != shares]
            if len(elsewhere):
                values = np.union1d(values, elsewhere)
                place = _places(shares, values)
        if len(values) > MOST_SHARES:
            return cls._on_grid(shares, row, n_rows)
        return cls(row, place.astype(np.int16), None, values, n_rows)

    @classmethod
    def _on_grid(cls, shares: FloatArray, row: NDArray[np.integer], n_rows: int) -> "ShareValues":
        """Finer towards 0; each share on its two neighbours by how near they are."""
        most = float(shares.max())
        grid = most * np.linspace(0, 1, MOST_SHARES) ** 2
        below = (np.sqrt(shares / most) * (MOST_SHARES - 1)).astype(np.int16)
        below = below.clip(max=MOST_SHARES - 2)
        part = ((shares - grid[below]) / (grid[below + 1] - grid[below])).clip(0, 1)
        place = np.concatenate([below, below + 1])
        return cls(np.tile(row, 2), place, np.concatenate([1 - part, part]), grid, n_rows)

    def totals(self, weights: FloatArray) -> FloatArray:
        """How much stands at each value (draws, values), of weights of the rows (draws, rows)."""
        if len(weights) > 1:
            return np.asarray(weights @ self._matrix)
        part = weights[0][self.row]
        part = part if self.part is None else part * self.part
        return weighted_count(self.place, part, len(self.values))[None, :]

    def sums(self, of_values: FloatArray) -> FloatArray:
        """The sum over the ratings of each row (rows,), of a number for each value."""
        numbers = of_values[self.place] if self.part is None else of_values[self.place] * self.part
        return weighted_count(self.row, numbers, self.n_rows)

    @cached_property
    def _matrix(self) -> csr_array:
        """How much of each row stands at each value, for many draws at once."""
        part = np.ones(len(self.row)) if self.part is None else self.part
        return csr_array((part, (self.row, self.place)), (self.n_rows, len(self.values)))


def _places(shares: FloatArray, values: FloatArray) -> NDArray[np.intp]:
    """Where each share stands among ascending values, or would: quick as long as they are few."""
    return np.minimum(np.searchsorted(values, shares), max(len(values) - 1, 0))
