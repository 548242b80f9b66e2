"""One factor for each of several traces: their canonical correlation, one dimension each.

Multi-set canonical correlation (Kettenring 1971) looks for the v_i with the largest

    sum_{i != j} v_i v_j cov_ij    for    sum_i v_i^2 var_i = m,

which are the first eigenvector of the correlations of the traces, over their spreads. A trace that
goes with none of the others has a factor near 0, and one that runs against them a negative one.
"""

import numpy as np

from affect.traces.curves import FloatArray

LEAST_TIMES = 10
"""Common times without which two traces say nothing of each other."""
NOTHING_IN_COMMON = 1e-9


def canonical_scales(rows: FloatArray) -> FloatArray:
    """Factors (raters,) of traces (raters, times), NaN where missing; 0 for one that stands still.

    Correlations are over the times that two traces have both. Where no two go together each factor
    is 1 over the trace's spread.
    """
    there = ~np.isnan(rows)
    n = np.maximum(there.sum(axis=1), 1)
    mean = np.where(there, rows, 0.0).sum(axis=1) / n
    centred = np.where(there, rows - mean[:, None], 0.0)
    spread = np.sqrt((centred**2).sum(axis=1) / n)
    first = _first(_correlations(centred, there, spread))
    scales: FloatArray = np.divide(first, spread, out=np.zeros(len(rows)), where=spread > 0)
    return scales


def _correlations(centred: FloatArray, there: np.ndarray, spread: FloatArray) -> FloatArray:
    """Of each pair (raters, raters); 0 with too few common times or a trace that stands still."""
    common = there.astype(np.float64) @ there.T
    below = common * np.outer(spread, spread)
    known = (common >= LEAST_TIMES) & (below > 0)
    found: FloatArray = np.divide(centred @ centred.T, below, out=np.zeros_like(below), where=known)
    np.fill_diagonal(found, 1.0)
    return found


def _first(correlations: FloatArray) -> FloatArray:
    """The first eigenvector, its squares with the sum m; most of it above 0."""
    values, vectors = np.linalg.eigh(correlations)
    if values[-1] <= 1 + NOTHING_IN_COMMON:
        return np.ones(len(values))
    first: FloatArray = vectors[:, -1] * np.sqrt(len(values))
    return first if first.sum() >= 0 else -first
