"""Weights of agreement between categories: 1 for the same, less the further they lie apart.

Gwet, Handbook of Inter-Rater Reliability (2014), section 3.5 and appendix B, for categories x_k:

    identity    [k = l]
    linear      1 - |x_k - x_l| / (x_max - x_min)
    quadratic   1 - (x_k - x_l)^2 / (x_max - x_min)^2
    radical     1 - sqrt(|x_k - x_l| / (x_max - x_min))
    ordinal     1 - C(|k - l| + 1, 2) / C(q, 2), with k and l the places in the order
    ratio       1 - [(x_k - x_l) / (x_k + x_l)]^2 / [(x_max - x_min) / (x_max + x_min)]^2
    circular    1 - sin^2(pi (x_k - x_l) / U) / its maximum,    U = x_max - x_min + 1
    bipolar     1 - (x_k - x_l)^2 / [(x_k + x_l - 2 x_min) (2 x_max - x_k - x_l)] / its maximum

One minus a weight is a distance, so the same names serve every coefficient.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from affect.agreement.result import AgreementError, FloatArray


def agreement_weights(name: str, values: ArrayLike) -> FloatArray:
    """Weights (q, q) of categories with these ascending numbers (q,).

    Raises
    ------
    AgreementError: unknown name, or ratio weights of numbers that are not from 0 up.
    """
    if name not in WEIGHTS:
        raise AgreementError(f"unknown weights {name!r}; allowed: {', '.join(WEIGHTS)}")
    x = np.asarray(values, np.float64)
    if len(x) < 2:
        return np.ones((len(x), len(x)))
    apart = WEIGHTS[name](x)
    weights: FloatArray = 1 - apart / apart.max()
    return weights


def checked_weights(matrix: ArrayLike, n_categories: int) -> FloatArray:
    """Somebody's own weights (q, q).

    Raises
    ------
    AgreementError: another shape, not symmetric, above 1, or below 1 on the diagonal.
    """
    weights = np.asarray(matrix, np.float64)
    if weights.shape != (n_categories, n_categories):
        raise AgreementError(
            f"weights of {n_categories} categories are {n_categories} x {n_categories}, "
            f"these are {' x '.join(map(str, weights.shape))}"
        )
    if not (np.array_equal(weights, weights.T) and (np.diag(weights) == 1).all()):
        raise AgreementError("weights of agreement are symmetric, with 1 on the diagonal")
    if not (weights <= 1).all():
        raise AgreementError(f"a weight of agreement is at most 1, not {weights.max():g}")
    return weights


def from_disagreement(matrix: ArrayLike) -> FloatArray:
    """Weights of agreement from weights of disagreement, 0 for the same (Cohen 1968).

    Raises
    ------
    AgreementError: no disagreement is above 0.
    """
    apart = np.asarray(matrix, np.float64)
    if not apart.size or not apart.max() > 0:
        raise AgreementError("weights of disagreement need at least one above 0")
    weights: FloatArray = 1 - apart / apart.max()
    return weights


def _apart(x: FloatArray) -> FloatArray:
    gaps: FloatArray = np.abs(x[:, None] - x[None, :])
    return gaps


def _ordinal(x: FloatArray) -> FloatArray:
    steps = _apart(np.arange(len(x), dtype=np.float64))
    return steps * (steps + 1) / 2


def _ratio(x: FloatArray) -> FloatArray:
    if x.min() < 0:
        raise AgreementError(f"ratio weights start at 0 and there is a category {x.min():g}")
    both = x[:, None] + x[None, :]
    # 0 and 0 are equal, so their distance is 0
    quotient: FloatArray = (_apart(x) / np.where(both > 0, both, 1.0)) ** 2
    return quotient


def _circular(x: FloatArray) -> FloatArray:
    turns: FloatArray = np.sin(np.pi * _apart(x) / (x.max() - x.min() + 1)) ** 2
    return turns


def _bipolar(x: FloatArray) -> FloatArray:
    both = x[:, None] + x[None, :]
    room = (both - 2 * x.min()) * (2 * x.max() - both)
    # the room is 0 only where both are the same end
    quotient: FloatArray = _apart(x) ** 2 / np.where(room > 0, room, 1.0)
    return quotient


WEIGHTS: dict[str, Callable[[FloatArray], FloatArray]] = {
    "identity": lambda x: 1.0 - np.eye(len(x)),
    "linear": _apart,
    "quadratic": lambda x: _apart(x) ** 2,
    "ordinal": _ordinal,
    "radical": lambda x: np.sqrt(_apart(x)),
    "ratio": _ratio,
    "circular": _circular,
    "bipolar": _bipolar,
}
"""Distances of categories, before they are brought to a maximum of 1."""
