"""Ratings as a beta distribution (Bryant et al. 2022): how strong, and of how many minds, at once.

A rating at step k of K stands for any place in its part of the line, (k / K, (k + 1) / K). The
authors add noise before they fit, so that equal ratings have several fits; here the m raters of one
step stand evenly in it, at (k + (i - 1/2) / m) / K for i = 1 to m. alpha and beta are the likeliest
for these places x:
    psi(alpha) - psi(alpha + beta) = mean ln x,   psi(beta) - psi(alpha + beta) = mean ln(1 - x)
solved by Newton's method in ln alpha and ln beta. The value is the mean alpha / (alpha + beta), put
back on the scale. One rating says nothing of spread: fewer than two have no fit.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, polygamma

from affect.aggregation.histogram import Histogram
from affect.aggregation.mean import mean
from affect.aggregation.result import Aggregate, FloatArray
from affect.coded import Coded
from affect.questions import Intensity, Question, Scale
from affect.questions.values import points_of

MOST_STEPS = 100
TOLERANCE = 1e-10
LONGEST_STEP = 2.0
"""Of one step, in ln alpha and ln beta: far from the top Newton would overshoot."""


def beta_fit(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """`alpha` and `beta` of each unit (and label); `value` their mean on the scale."""
    if not isinstance(question, Scale | Intensity):
        raise TypeError(f"{question.kind} has no steps from min to max")
    points = points_of(question.min, question.max, question.step)
    beside = mean(question, coded, n_units)
    fits = [_fitted(each, question, points) for each in beside.histogram or ()]
    alpha, beta = (np.stack(part, axis=1) for part in zip(*fits, strict=True))
    span = points * question.step
    value = question.min - question.step / 2 + span * alpha / (alpha + beta)
    if not question.labels:
        alpha, beta, value = alpha[:, 0], beta[:, 0], value[:, 0]
    return replace(beside, rule="beta-fit", value=value, alpha=alpha, beta=beta)


def likeliest(mean_log: FloatArray, mean_log_rest: FloatArray) -> tuple[FloatArray, FloatArray]:
    """alpha and beta from the means of ln x and ln(1 - x), (units,)."""
    # moments of x as they would be for a narrow distribution, as a place to start
    x = np.clip(np.exp(mean_log), 1e-6, 1 - 1e-6)
    at = np.log(np.stack([x, np.clip(np.exp(mean_log_rest), 1e-6, 1)], axis=1) * 2)
    target = np.stack([mean_log, mean_log_rest], axis=1)
    for _ in range(MOST_STEPS):
        step = _newton(at, target)
        at = at + step
        if np.abs(step).max(initial=0) < TOLERANCE:
            break
    alpha, beta = np.exp(at).T
    return alpha, beta


def _fitted(
    counted: Histogram, question: Scale | Intensity, points: int
) -> tuple[FloatArray, FloatArray]:
    """alpha and beta of each unit, NaN for fewer than two ratings."""
    units = len(counted.ends) - 1
    unit = np.repeat(np.arange(units), np.diff(counted.ends))
    step = np.rint((counted.value - question.min) / question.step).astype(np.int64)
    n = np.bincount(unit, weights=counted.count, minlength=units)
    logs = [
        np.bincount(unit, weights=weights, minlength=units)
        for weights in _log_sums(step, counted.count, points)
    ]
    several = n > 1
    alpha, beta = np.full(units, np.nan), np.full(units, np.nan)
    alpha[several], beta[several] = likeliest(*(log[several] / n[several] for log in logs))
    return alpha, beta


def _log_sums(
    step: NDArray[np.int64], count: NDArray[np.int32], points: int
) -> tuple[FloatArray, FloatArray]:
    """Sums of ln x and ln(1 - x) over the raters of each entry; equal entries are summed once."""
    most = int(count.max(initial=0)) + 1
    pairs, code = np.unique(step * most + count, return_inverse=True)
    sums = np.zeros((len(pairs), 2))
    for row, pair in enumerate(pairs.tolist()):
        k, m = divmod(pair, most)
        x = (k + (np.arange(m) + 0.5) / m) / points
        sums[row] = np.log(x).sum(), np.log1p(-x).sum()
    return sums[code, 0], sums[code, 1]


def _newton(at: FloatArray, target: FloatArray) -> FloatArray:
    """One step up the log-likelihood, in ln alpha and ln beta, (units, 2)."""
    shape = np.exp(at)
    total = shape.sum(axis=1, keepdims=True)
    slope = (target - digamma(shape) + digamma(total)) * shape
    both = polygamma(1, total)
    a, b = shape.T
    curve = polygamma(1, shape) - both
    # minus the second derivatives by ln alpha and ln beta; the slope's own part keeps them concave
    own = curve * shape**2 + np.maximum(-slope, 0)
    cross = -(both[:, 0]) * a * b
    determinant = own[:, 0] * own[:, 1] - cross**2
    first = (own[:, 1] * slope[:, 0] - cross * slope[:, 1]) / determinant
    second = (own[:, 0] * slope[:, 1] - cross * slope[:, 0]) / determinant
    step: FloatArray = np.clip(np.stack([first, second], axis=1), -LONGEST_STEP, LONGEST_STEP)
    return step
