"""Coefficients that are a quotient of two sums over units."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.result import FloatArray


@dataclass(frozen=True)
class Ratio:
    """sum of `above` / sum of `below`, or 1 minus that; one pattern per unit.

    above, below: float64 (units, outputs). A sum of 0 below is undefined.
    """

    above: FloatArray
    below: FloatArray
    from_one: bool = False

    @property
    def weight(self) -> NDArray[np.int64]:
        """Every unit stands for itself."""
        return np.ones(len(self.above), np.int64)

    @property
    def pattern(self) -> NDArray[np.int64] | None:
        """Units are their own patterns."""
        return None

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, outputs)."""
        below = weights @ self.below
        with np.errstate(invalid="ignore", divide="ignore"):
            quotient = np.where(below > 0, weights @ self.above / below, np.nan)
        return 1 - quotient if self.from_one else quotient
