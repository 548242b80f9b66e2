"""Units that hold the same ratings, whoever gave them, are one pattern.

Five raters and eight labels leave at most 792 patterns, however many units there are.
"""

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]

KEY_BITS = 62  # a row is packed into one int64
FEW_CODES = 64  # up to here a table of counts is small and units repeat each other


def count_table(
    unit: NDArray[np.integer], code: NDArray[np.integer], n_units: int, n_codes: int
) -> IntArray:
    """How often each unit has each code, int64 (n_units, n_codes)."""
    cells = unit.astype(np.int64) * n_codes + code
    return np.bincount(cells, minlength=n_units * n_codes).reshape(n_units, n_codes)


def distinct_rows(table: NDArray[np.integer]) -> tuple[IntArray, IntArray, IntArray]:
    """The patterns of integers (units, columns).

    The first unit of each distinct row, how many units share it, and the pattern of each unit.
    """
    key = np.zeros(len(table), np.int64)
    span = 1
    for column in table.T:
        shifted = column.astype(np.int64) - column.min(initial=0)
        width = int(shifted.max(initial=0)) + 1
        if span * width >= 2**KEY_BITS:
            # too wide to pack: number the distinct keys so far and pack on from there
            distinct, key = np.unique(key, return_inverse=True)
            span = len(distinct)
        key = key * width + shifted
        span *= width
    _, first, pattern, weight = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    return first.astype(np.int64), weight.astype(np.int64), pattern.astype(np.int64)


def codes(values: NDArray[np.generic]) -> tuple[NDArray[np.generic], IntArray]:
    """Candidates for the values (at least one) in ascending order, and each one's position."""
    numbers = values.astype(np.float64, copy=False)
    low, high = numbers.min(), numbers.max()
    if high - low < FEW_CODES and np.array_equal(numbers, np.rint(numbers)):
        # a scale or a code: no need to sort a million values
        return np.arange(low, high + 1), (numbers - low).astype(np.int64)
    distinct, code = np.unique(numbers, return_inverse=True)
    return distinct, code.astype(np.int64).ravel()
