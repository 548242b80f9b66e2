"""Alpha with any distance between two values: ratios of numbers, sets of labels.

With d(c, k) the distance of two values, n_uc the count of c in unit u (m_u in all), N_c its total:

    D_o = 1/n        sum_u  sum_{c,k} n_uc n_uk d(c, k) / (m_u - 1)
    D_e = 1/(n(n-1))        sum_{c,k} N_c  N_k  d(c, k)
    alpha = 1 - D_o / D_e
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.rated.patterns import FEW_CODES, count_table, distinct_rows
from affect.agreement.result import FloatArray

Codes = NDArray[np.int64]
Distance = Callable[[Codes, Codes], FloatArray]  # of broadcast arrays of codes

MOST_VALUES = 5_000  # D_e compares every pair of distinct values
BLOCK = 512


@dataclass(frozen=True)
class Pairs:
    """counts: (patterns, codes); within: (patterns,), the terms of D_o."""

    weight: NDArray[np.int64]
    counts: csr_array
    within: FloatArray
    distance: Distance
    pattern: NDArray[np.int64] | None = None

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        totals = np.asarray(weights @ self.counts)
        n = totals.sum(axis=1)
        expected = self._expected(totals) / np.where(n > 1, n - 1, 1.0)
        with np.errstate(invalid="ignore", divide="ignore"):
            alpha = np.where(expected > 0, 1 - weights @ self.within / expected, np.nan)
        return alpha[:, None]

    def _expected(self, totals: FloatArray) -> FloatArray:
        """sum_{c,k} N_c N_k d(c, k) for each resample, a block of codes at a time."""
        codes = np.arange(totals.shape[1])
        expected = np.zeros(len(totals))
        for start in range(0, len(codes), BLOCK):
            block = codes[start : start + BLOCK]
            distances = self.distance(codes[:, None], block[None, :])
            expected += np.einsum("bk,bk->b", totals @ distances, totals[:, block])
        return expected


def pairs(unit: NDArray[np.int64], code: Codes, n_units: int, distance: Distance) -> Pairs:
    """From one code per rating, of units with two ratings or more."""
    order = np.argsort(unit, kind="stable")
    unit, code = unit[order], code[order]
    within = _within(unit, code, n_units, distance)
    n_codes = int(code.max(initial=-1)) + 1
    if n_codes <= FEW_CODES:
        table = count_table(unit, code, n_units, n_codes)
        first, weight, pattern = distinct_rows(table)
        kept = csr_array(table[first].astype(np.float64))
        return Pairs(weight, kept, within[first], distance, pattern)
    counts = csr_array((np.ones(len(unit)), (unit, code)), shape=(n_units, n_codes))
    return Pairs(np.ones(n_units, np.int64), counts, within, distance)


def _within(unit: NDArray[np.int64], code: Codes, n_units: int, distance: Distance) -> FloatArray:
    """2 sum of distances over the pairs of each unit / (m - 1); `unit` is sorted."""
    sizes = np.bincount(unit, minlength=n_units)
    within = np.zeros(n_units)
    for lag in range(1, int(sizes.max(initial=1))):
        same = np.flatnonzero(unit[lag:] == unit[:-lag])
        apart = distance(code[same], code[same + lag])
        within += np.bincount(unit[same], weights=apart, minlength=n_units)
    return 2 * within / np.maximum(sizes - 1, 1)
