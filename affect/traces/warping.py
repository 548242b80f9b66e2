"""Dynamic time warping of one trace onto another, within a band (Sakoe and Chiba 1978).

The path from (0, 0) to the ends of both with steps (1, 0), (0, 1) and (1, 1) and the least sum of
(x_i - y_j)^2, where |i - j| may not exceed the band. It is found diagonal by diagonal, each as one
array, in time and memory of times x band.

Warping stretches and squeezes time wherever that helps, so it makes unrelated traces alike, too:
prefer a lag where raters are merely late, or the smooth warps of `canonical`.
"""

from dataclasses import dataclass

import numpy as np

from affect.traces.curves import FloatArray, TraceError

DIAGONAL, DOWN, ACROSS = 0, 1, 2


@dataclass(frozen=True)
class Warping:
    """A path: int64 (steps,) places in x and in y, both rising, and its sum of squares."""

    x: np.ndarray
    y: np.ndarray
    cost: float


def warping(x: FloatArray, y: FloatArray, band: int) -> Warping:
    """The best path between two traces without missing samples.

    Raises
    ------
    TraceError: a trace is empty or has missing samples, or no path fits the band.
    """
    if not len(x) or not len(y) or np.isnan(x).any() or np.isnan(y).any():
        raise TraceError("warping needs two traces without missing samples")
    if abs(len(x) - len(y)) > band:
        raise TraceError(
            f"traces of {len(x)} and {len(y)} samples cannot be warped within a band of {band}"
        )
    cost, came = _costs(x, y, band)
    return Warping(*_path(came, len(x), len(y), band), cost)


def _costs(x: FloatArray, y: FloatArray, band: int) -> tuple[float, np.ndarray]:
    """The least cost of the last cell, and for each cell where its path came from.

    Cells stand by diagonal d = i + j and by offset i - j from -band to band.
    """
    last = len(x) + len(y) - 2
    offset = np.arange(-band, band + 1)
    came = np.zeros((last + 1, 2 * band + 1), np.int8)
    older = newer = np.full(2 * band + 3, np.inf)  # a wall on each side
    for d in range(last + 1):
        i, j = (d + offset) // 2, (d - offset) // 2
        there = ((d + offset) % 2 == 0) & (i >= 0) & (j >= 0) & (i < len(x)) & (j < len(y))
        before = np.stack([older[1:-1], newer[:-2], newer[2:]])
        best = before.argmin(axis=0)
        least = np.take_along_axis(before, best[None], axis=0)[0] if d else np.zeros(len(offset))
        fresh = np.full(2 * band + 3, np.inf)
        here = np.flatnonzero(there)
        fresh[1 + here] = least[here] + (x[i[here]] - y[j[here]]) ** 2
        came[d] = best
        older, newer = newer, fresh
    return float(newer[1 + band + len(x) - len(y)]), came


def _path(came: np.ndarray, n: int, m: int, band: int) -> tuple[np.ndarray, np.ndarray]:
    i, j = n - 1, m - 1
    steps = [(i, j)]
    while i or j:
        move = came[i + j, band + i - j]
        i, j = (i - (move != ACROSS), j - (move != DOWN))
        steps.append((i, j))
    x, y = np.array(steps[::-1], np.int64).T
    return x, y


def warped(x: FloatArray, onto: FloatArray, band: int) -> tuple[FloatArray, FloatArray]:
    """x on the clock of another trace of the same length, and by how many samples it was moved.

    Both are float64 (times,). At each time the mean over the samples of x that the path pairs with
    it; the move is above 0 where x is late.
    """
    path = warping(x, onto, band)
    n = np.bincount(path.y, minlength=len(onto))
    moved = np.bincount(path.y, weights=path.x - path.y, minlength=len(onto)) / n
    return np.bincount(path.y, weights=x[path.x], minlength=len(onto)) / n, moved
