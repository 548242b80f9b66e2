"""Ratings as rows of numbers, so that squared distances tell labels and numbers alike apart."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.diagnostics.figure import FloatArray


def unit_vectors(values: NDArray[Any], n_labels: int) -> FloatArray:
    """Codes as unit vectors scaled so that two labels are 1 apart; numbers as (n, columns)."""
    if n_labels:
        vectors: FloatArray = np.eye(n_labels)[values.astype(np.int64)] / np.sqrt(2)
        return vectors
    columns = values if values.ndim > 1 else values[:, None]  # also where there are none
    return columns.astype(np.float64, copy=False)
