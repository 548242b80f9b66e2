"""What a diagnostic says of one rater or group: a number, or the reason why there is none."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
WholeArray = NDArray[np.integer]

NORMAL_95 = 1.959963984540054
"""97.5 % quantile of the standard normal distribution."""

NOTHING_SHARED = "rated nothing that others rated, too"
NO_VARIATION = "all ratings are the same value"


class DiagnosticsError(ValueError):
    """The input or the request is wrong; says what is allowed."""


@dataclass(frozen=True)
class Figure:
    """One number with its interval (95 %) and what it was computed on.

    value: None where it is undefined; `reason` then says why.
    low, high: None where no interval is told.
    n: ratings that went in.
    """

    value: float | None
    reason: str | None
    low: float | None
    high: float | None
    n: int


def undefined(reason: str, n: int = 0) -> Figure:
    """No value, for this reason."""
    return Figure(None, reason, None, None, n)


def figures(
    value: FloatArray, error: FloatArray, n: IntArray, reason: Callable[[int], str]
) -> list[Figure]:
    """A figure per place of `value`; NaN is undefined for `reason(n)`.

    error: half of the interval's width; NaN where there is none.
    """
    return [
        undefined(reason(int(count)), int(count))
        if np.isnan(v)
        else Figure(
            float(v),
            None,
            None if np.isnan(e) else float(v - e),
            None if np.isnan(e) else float(v + e),
            int(count),
        )
        for v, e, count in zip(value, error, n, strict=True)
    ]
