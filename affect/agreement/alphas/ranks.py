"""Ordinal alpha: interval alpha on mid-ranks.

With N_c values of category c among the n pairable ones, Krippendorff's ordinal distance

    d(c, k) = ( sum_{g=c..k} N_g - (N_c + N_k) / 2 )^2  =  (r_k - r_c)^2,
    r_c = sum_{g<c} N_g + N_c / 2,

is the squared distance of mid-ranks. The ranks belong to the values that are compared, so each
resample ranks its own.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.alphas.spread import Spread, weighted_count
from affect.agreement.rated.patterns import FEW_CODES, count_table, distinct_rows
from affect.agreement.result import FloatArray


@dataclass(frozen=True)
class Ranks:
    """Entries (pattern, code, count) of a table of counts; codes are in the order of values."""

    weight: NDArray[np.int64]
    entry: NDArray[np.int64]
    code: NDArray[np.int64]
    count: FloatArray
    pattern: NDArray[np.int64] | None = None

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        return np.array([[self._alpha(row)] for row in weights])

    def _alpha(self, weights: FloatArray) -> float:
        totals = np.bincount(self.code, weights=self.count * weights[self.entry])
        ranks = np.cumsum(totals) - totals / 2
        # ranks near zero lose nothing to cancellation; alpha does not see the shift
        x = (ranks - totals.sum() / 2)[self.code]
        size, total, square = (
            weighted_count(self.entry, part, len(self.weight))[:, None]
            for part in (self.count, self.count * x, self.count * x**2)
        )
        spread = Spread.of(size, total, square, self.weight)
        return float(spread.alphas(weights[None, :])[0, 0])


def ranks(unit: NDArray[np.int64], code: NDArray[np.int64], n_units: int) -> Ranks:
    """From one code per rating, in the order of the values; units have two ratings or more."""
    n_codes = int(code.max(initial=-1)) + 1
    if n_codes > FEW_CODES:
        return Ranks(np.ones(n_units, np.int64), unit, code, np.ones(len(unit)))
    counts = count_table(unit, code, n_units, n_codes)
    first, weight, pattern = distinct_rows(counts)
    entry, kept = np.nonzero(counts[first])
    return Ranks(weight, entry, kept, counts[first][entry, kept].astype(np.float64), pattern)
