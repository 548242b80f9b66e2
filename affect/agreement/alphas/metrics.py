"""Distances of two values, each with its sum over all pairs, for values that count unequally."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.alphas.pairs import Distance
from affect.agreement.alphas.spread import NO_SPREAD
from affect.agreement.result import FloatArray

Values = NDArray[np.int64] | FloatArray
BLOCK = 512


@dataclass(frozen=True)
class Metric:
    """A distance of two values.

    apart: d of two arrays of values.
    total: sum of t t d over all ordered pairs of values (n,) with their t (n,), and a number that
    it must exceed to be more than rounding.
    ranked: values are replaced by their mid-ranks under t first.
    """

    apart: Callable[[Values, Values], FloatArray]
    total: Callable[[Values, FloatArray], tuple[float, float]]
    ranked: bool = False


def _squared(left: Values, right: Values) -> FloatArray:
    apart: FloatArray = np.square(np.subtract(left, right, dtype=np.float64))
    return apart


def _squared_total(values: Values, t: FloatArray) -> tuple[float, float]:
    centred = values - values.mean() if len(values) else values
    n, square = float(t.sum()), float(t @ centred**2)
    return 2 * (n * square - float(t @ centred) ** 2), NO_SPREAD * n * square


def _differ(left: Values, right: Values) -> FloatArray:
    differ: FloatArray = np.not_equal(left, right).astype(np.float64)
    return differ


def _differing(values: Values, t: FloatArray) -> tuple[float, float]:
    _, code = np.unique(values, return_inverse=True)
    n = float(t.sum())
    return n**2 - float((np.bincount(code.ravel(), weights=t) ** 2).sum()), NO_SPREAD * n**2


NOMINAL = Metric(_differ, _differing)
INTERVAL = Metric(_squared, _squared_total)
ORDINAL = Metric(_squared, _squared_total, ranked=True)


def circular_metric(period: float) -> Metric:
    """sin^2(pi (c - k) / period); from the points of the circle its sum needs no pairs."""

    def apart(left: Values, right: Values) -> FloatArray:
        turn = np.pi * np.subtract(left, right, dtype=np.float64) / period
        squared: FloatArray = np.sin(turn) ** 2
        return squared

    def total(values: Values, t: FloatArray) -> tuple[float, float]:
        n, middle = float(t.sum()), t @ np.exp(2j * np.pi * values / period)
        return float(n**2 - abs(middle) ** 2) / 2, NO_SPREAD * n**2

    return Metric(apart, total)


def coded_metric(distance: Distance, n_codes: int) -> Metric:
    """Of a distance between codes."""
    codes = np.arange(n_codes)

    def total(values: Values, t: FloatArray) -> tuple[float, float]:
        totals = np.bincount(values.astype(np.int64), weights=t, minlength=n_codes)
        blocks = (codes[start : start + BLOCK] for start in range(0, n_codes, BLOCK))
        sums = [totals @ distance(codes[:, None], block) @ totals[block] for block in blocks]
        return float(sum(sums)), 0.0

    return Metric(distance, total)  # type: ignore[arg-type]  # codes are whole numbers


def mid_ranks(values: Values, t: FloatArray) -> FloatArray:
    """r = sum of t below + half of t at the same value, for each value (n,)."""
    distinct, place = np.unique(values, return_inverse=True)
    totals = np.bincount(place.ravel(), weights=t, minlength=len(distinct))
    ranks: FloatArray = (np.cumsum(totals) - totals / 2)[place.ravel()]
    return ranks
