"""Nominal alpha of labels too many for a table of counts, such as free words.

With n_uc the count of label c in unit u, N_c its total, n all pairable values:

    D_o ~ sum_u (m_u^2 - sum_c n_uc^2) / (m_u - 1),    D_e ~ (n^2 - sum_c N_c^2) / (n - 1)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.result import FloatArray


@dataclass(frozen=True)
class ManyLabels:
    """One pattern per unit; counts: (units, labels), within: the terms of D_o."""

    weight: NDArray[np.int64]
    counts: csr_array
    within: FloatArray
    pattern: None = None

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        totals = np.asarray(weights @ self.counts)
        n = totals.sum(axis=1)
        apart = n**2 - np.einsum("bc,bc->b", totals, totals)
        with np.errstate(invalid="ignore", divide="ignore"):
            alpha = np.where(apart > 0, 1 - (n - 1) * (weights @ self.within) / apart, np.nan)
        return alpha[:, None]


def many_labels(unit: NDArray[np.int64], code: NDArray[np.int64], n_units: int) -> ManyLabels:
    """From one code per rating, of units with two ratings or more."""
    shape = (n_units, int(code.max(initial=-1)) + 1)
    counts = csr_array((np.ones(len(unit)), (unit, code)), shape=shape)
    counts.sum_duplicates()
    size = np.bincount(unit, minlength=n_units)
    same: FloatArray = np.asarray(counts.power(2).sum(axis=1)).ravel()
    return ManyLabels(np.ones(n_units, np.int64), counts, (size**2 - same) / (size - 1))
