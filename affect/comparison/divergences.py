"""How far a model's distribution q is from the human one p, row by row.

p and q are (..., labels), each row summing to 1; a row with NaN gives NaN. Logarithms are natural
(nats), but the Jensen-Shannon divergence is in bits, where it goes from 0 to 1.

A share q of 0 under a p above 0 makes cross-entropy and Kullback-Leibler infinite. Both take q as
at least `epsilon`, which whoever reports them must name.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.soft import js_divergence_bits

FloatArray = NDArray[np.float64]
Distance = Callable[[FloatArray, FloatArray], FloatArray]

EPSILON = 1e-7


def cross_entropy(p: ArrayLike, q: ArrayLike, epsilon: float = EPSILON) -> FloatArray:
    """-sum p ln max(q, epsilon): KL(p||q) plus the entropy of p."""
    left, right = _pair(p, q)
    found: FloatArray = -(left * np.log(np.maximum(right, epsilon))).sum(axis=-1)
    return found


def kullback_leibler(p: ArrayLike, q: ArrayLike, epsilon: float = EPSILON) -> FloatArray:
    """KL(p||q) = sum p ln(p / max(q, epsilon)) with 0 ln 0 = 0: humans first, model second."""
    left, right = _pair(p, q)
    return cross_entropy(left, right, epsilon) - cross_entropy(left, left, np.finfo(float).tiny)


def jensen_shannon(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """In bits, from 0 (equal) to 1 (disjoint)."""
    return js_divergence_bits(p, q)


def l1(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """sum |p - q|, from 0 to 2."""
    left, right = _pair(p, q)
    found: FloatArray = np.abs(left - right).sum(axis=-1)
    return found


def total_variation(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """sum |p - q| / 2, from 0 to 1: the most by which the two differ on any set of labels."""
    return l1(p, q) / 2


def hellinger(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """sqrt(sum (sqrt p - sqrt q)^2 / 2), from 0 to 1."""
    left, right = _pair(p, q)
    found: FloatArray = np.sqrt(((np.sqrt(left) - np.sqrt(right)) ** 2).sum(axis=-1) / 2)
    return found


def brier(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """sum (p - q)^2, from 0 to 2 (Brier 1950, with a soft target)."""
    left, right = _pair(p, q)
    found: FloatArray = ((left - right) ** 2).sum(axis=-1)
    return found


def cosine(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """Cosine of the angle between the two, from 0 to 1."""
    left, right = _pair(p, q)
    lengths = np.sqrt((left**2).sum(axis=-1) * (right**2).sum(axis=-1))
    with np.errstate(invalid="ignore"):
        found: FloatArray = (left * right).sum(axis=-1) / lengths
    return np.minimum(found, 1.0)


def earth_mover(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """sum |cumulative p - cumulative q| over ordered labels: mass times steps that it must move."""
    left, right = _pair(p, q)
    moved: FloatArray = np.abs(np.cumsum(left - right, axis=-1)[..., :-1]).sum(axis=-1)
    return moved


def soft_f1(p: ArrayLike, q: ArrayLike) -> FloatArray:
    """1 - TV = sum min(p, q): precision and recall of soft labels at once, since both sum to 1."""
    return 1 - total_variation(p, q)


def _pair(p: ArrayLike, q: ArrayLike) -> tuple[FloatArray, FloatArray]:
    return np.asarray(p, np.float64), np.asarray(q, np.float64)
