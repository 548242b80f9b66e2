"""Distances between sets of labels (Passonneau 2006).

Jaccard: 1 - |A & B| / |A | B|.
MASI: 1 - M |A & B| / |A | B| with M = 1 for equal sets, 2/3 where one contains the other, 1/3 where
they overlap otherwise, 0 where they are disjoint. Two empty sets ("none of these" twice) are equal,
so their distance is 0.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from affect.agreement.alphas.pairs import Codes, Distance
from affect.agreement.result import FloatArray

Members = NDArray[np.bool_] | csr_array
"""Sets as rows (sets, labels); sparse where there are many labels, as there are of free words."""


def jaccard(members: Members) -> Distance:
    """Distance of two sets, given by their rows in `members`."""
    return _distance(members, masi=False)


def masi(members: Members) -> Distance:
    """Distance of two sets, given by their rows in `members`."""
    return _distance(members, masi=True)


def _distance(members: Members, masi: bool) -> Distance:
    counted = members.astype(np.float32)
    sizes = np.asarray(counted.sum(axis=1), np.float64)
    product = counted @ counted.T
    dense = product.toarray() if isinstance(product, csr_array) else product
    shared_sizes = np.asarray(dense, np.int16)  # thousands of sets, squared

    def distance(left: Codes, right: Codes) -> FloatArray:
        shared = shared_sizes[left, right]
        a, b = sizes[left], sizes[right]
        union = a + b - shared
        similarity = np.where(union > 0, shared / np.maximum(union, 1), 1.0)
        if masi:
            equal = (shared == a) & (shared == b)
            contained = (shared == a) | (shared == b)
            monotone = np.where(equal, 1.0, np.where(contained, 2 / 3, 1 / 3))
            similarity = similarity * monotone
        apart: FloatArray = 1 - similarity
        return apart

    return distance
