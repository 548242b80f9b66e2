"""Metrics of numbers: concordance, correlation and errors, over items.

With one divisor throughout (Lin 1989):
    CCC = 2 s_xy / (s_x^2 + s_y^2 + (m_x - m_y)^2)
It is exactly 1 for equal numbers that vary, 0 where one side is constant, and undefined where both
are the same constant.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from affect.comparison.metric import Better, FloatArray, Linear, Rows, Sums, mean_of, ratio

ROUNDING = 1e-14
NO_VARIATION = "the numbers do not vary"


@dataclass(frozen=True)
class _Moments:
    """A metric of sums of 1, x, y, x^2, y^2 and x y, x and y being taken from their common mean."""

    name: str
    finish: Callable[[FloatArray], FloatArray]
    better: Better = "higher"
    undefined: str = NO_VARIATION

    def prepare(self, rows: Rows) -> Sums:
        """Squares of large numbers would cancel; those of deviations do not."""
        both = np.concatenate([rows.p[:, 0], rows.q[:, 0]])
        middle = both.mean() if len(both) else 0.0

        def stats(p: FloatArray, q: FloatArray) -> FloatArray:
            x, y = p[:, 0] - middle, q[:, 0] - middle
            return np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], axis=1)

        return Sums(rows.sums(stats), self.finish)


def _spread(s: FloatArray) -> tuple[FloatArray, ...]:
    """Means of x and y, their variances and their covariance, from sums (draws, 6).

    A constant side has variance 0, not what rounding leaves of it.
    """
    n = s[:, 0]
    mx, my = ratio(s[:, 1], n), ratio(s[:, 2], n)
    vx, vy = (_variance(ratio(s[:, at], n), mean) for at, mean in ((3, mx), (4, my)))
    covariance = np.where((vx == 0) | (vy == 0), 0.0, ratio(s[:, 5], n) - mx * my)
    return mx, my, vx, vy, covariance


def _variance(mean_square: FloatArray, mean: FloatArray) -> FloatArray:
    variance = mean_square - mean * mean
    return np.where(variance <= ROUNDING * mean_square, 0.0, variance)


def _ccc(s: FloatArray) -> FloatArray:
    mx, my, vx, vy, covariance = _spread(s)
    return ratio(2 * covariance, vx + vy + (mx - my) ** 2)


def _pearson(s: FloatArray) -> FloatArray:
    _, _, vx, vy, covariance = _spread(s)
    return np.clip(ratio(covariance, np.sqrt(vx * vy)), -1, 1)


def _squared(p: FloatArray, q: FloatArray) -> FloatArray:
    squares: FloatArray = ((p - q) ** 2).mean(axis=1)
    return squares


def _absolute(p: FloatArray, q: FloatArray) -> FloatArray:
    gaps: FloatArray = np.abs(p - q).mean(axis=1)
    return gaps


_MSE = mean_of("", "lower", _squared)

CCC = _Moments("CCC", _ccc)
PEARSON = _Moments("Pearson's r", _pearson)
RMSE = Linear("RMSE", "lower", _MSE.undefined, _MSE.rows, lambda s: np.sqrt(_MSE.finish(s)))
MAE = mean_of("MAE", "lower", _absolute)
