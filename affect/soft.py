"""Measures of one distribution and between two, in bits (base 2)."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def entropy_bits(shares: ArrayLike) -> FloatArray:
    """Shannon entropy of each row, H(p) = -sum p log2 p with 0 log 0 = 0.

    `shares` is (..., labels), each row summing to 1; a row with NaN has entropy NaN.
    """
    p = np.asarray(shares, np.float64)
    # log2 of the smallest normal number is finite, and times p = 0 it gives the wanted 0
    logs = np.maximum(p, np.finfo(np.float64).tiny)
    np.log2(logs, out=logs)
    entropy: FloatArray = -np.einsum("...c,...c->...", p, logs)
    return entropy + 0.0  # -0.0 of a row with one label reads badly


def js_divergence_bits(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """Jensen-Shannon divergence of each pair of rows, 0 (equal) to 1 (disjoint) (Lin 1991).

    JS(p, q) = H((p + q) / 2) - (H(p) + H(q)) / 2, both (..., labels); NaN where a row has NaN.
    """
    left, right = np.asarray(p, np.float64), np.asarray(q, np.float64)
    middle = entropy_bits((left + right) / 2)
    divergence = middle - (entropy_bits(left) + entropy_bits(right)) / 2
    # rounding can leave -1e-17 for equal rows
    return np.clip(divergence, 0.0, 1.0)
