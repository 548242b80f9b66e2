"""How late each rater reacts, against the mean of the others, with an interval.

The lag of rater k is the shift L with the highest correlation (Pearson) of x_k(t + L) and o_k(t),
where o_k is the mean of the other raters' standardised traces: above 0 for a rater who is later
than the others. Correlations are over the times that both have, at least half of the shorter one.

The interval is a bootstrap over blocks of time (Künsch 1989), which keeps neighbouring moments
together: blocks are drawn again, and each draw has its highest correlation somewhere. A trace of
fewer than five blocks has no interval.

Lags tell raters from each other. How late all of them are behind what they hear cannot be seen in
their traces. With n raters of delays d_k the lag against the others is n / (n - 1) times d_k minus
the mean delay, so a rater is moved by (n - 1) / n of it (`moved`).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from affect.traces.curves import FloatArray, mean_curve, standardised

MOST_SECONDS = 5.0
"""The longest lag that is looked for. Published delays are from 2 to 5 seconds."""
BLOCK_SECONDS = 5.0
FEWEST_BLOCKS = 5
RESAMPLES = 200
LEAST_TIMES = 10
EQUAL = 1e-6
"""Correlations that differ by less are equal: a straight line goes with itself at any shift."""
NO_OTHERS = "no other rater has a trace that moves here"
STILL = "the trace does not move"
UNRELATED = "the trace goes with those of the others at no shift"
AT_THE_EDGE = "the correlation rises up to the longest lag that is looked for"


@dataclass(frozen=True)
class Lag:
    """Seconds later than the others; None with its reason.

    low, high: 95 % interval; None where there are too few blocks.
    correlation: at that lag.
    """

    seconds: float | None
    low: float | None
    high: float | None
    correlation: float | None
    reason: str | None = None


def lags(
    rows: FloatArray,
    step_seconds: float,
    *,
    most_seconds: float = MOST_SECONDS,
    rng: Generator | None = None,
) -> list[Lag]:
    """The lag of each trace; rows float64 (raters, times) on one even grid, NaN where missing.

    Without `rng` there are no intervals.
    """
    scaled = standardised(rows)
    reach = round(most_seconds / step_seconds)
    block = max(round(BLOCK_SECONDS / step_seconds), 1)
    found = []
    for k in range(len(rows)):
        others = mean_curve(np.delete(scaled, k, axis=0))
        found.append(_lag(scaled[k], others, reach, block, rng))
    return [_in_seconds(lag, step_seconds) for lag in found]


def _in_seconds(lag: Lag, step: float) -> Lag:
    def times(steps: float | None) -> float | None:
        return None if steps is None else steps * step

    return replace(lag, seconds=times(lag.seconds), low=times(lag.low), high=times(lag.high))


def _lag(own: FloatArray, others: FloatArray, reach: int, block: int, rng: Generator | None) -> Lag:
    """In steps of the grid."""
    reason = STILL if np.isnan(own).all() else NO_OTHERS if np.isnan(others).all() else None
    if reason is not None:
        return Lag(None, None, None, None, reason)
    sums = _block_sums(own, others, reach, block)
    least = max(LEAST_TIMES, min((~np.isnan(own)).sum(), (~np.isnan(others)).sum()) // 2)
    curve = correlations(sums.sum(axis=1), least)
    if np.isnan(curve).all() or np.nanmax(curve) <= 0:
        return Lag(None, None, None, None, UNRELATED)
    best = int(_highest(curve, reach))
    if best in (0, 2 * reach):
        return Lag(None, None, None, None, AT_THE_EDGE)
    low, high = _interval(sums, least, reach, rng)
    return Lag(float(best - reach), low, high, float(curve[best]))


def _block_sums(own: FloatArray, others: FloatArray, reach: int, block: int) -> FloatArray:
    """n, sums of x, y, x^2, y^2, xy of each lag and block, float64 (lags, blocks, 6)."""
    size = len(own)
    starts = np.arange(0, size, block)
    sums = np.empty((2 * reach + 1, len(starts), 6))
    padded = np.concatenate([np.full(reach, np.nan), own, np.full(reach, np.nan)])
    for lag in range(2 * reach + 1):
        x = padded[lag : lag + size]
        both = ~(np.isnan(x) | np.isnan(others))
        x, y = np.where(both, x, 0.0), np.where(both, others, 0.0)
        parts = np.stack([both * 1.0, x, y, x * x, y * y, x * y])
        sums[lag] = np.add.reduceat(parts, starts, axis=1).T
    return sums


def correlations(sums: FloatArray, least: float) -> FloatArray:
    """Pearson's r from sums (..., 6); NaN where there are fewer than `least` times or no spread."""
    n, x, y, xx, yy, xy = np.moveaxis(sums, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = (n * xx - x * x) * (n * yy - y * y)
        r: FloatArray = np.where(spread > 1e-12, (n * xy - x * y) / np.sqrt(spread), np.nan)
    r[n < least] = np.nan
    return r


def _highest(curves: FloatArray, reach: int) -> NDArray[np.intp]:
    """The place of the highest correlation (..., lags); of equal ones the shortest lag's."""
    farther = np.abs(np.arange(-reach, reach + 1)) * EQUAL / max(reach, 1)
    return np.asarray(np.nanargmax(curves - farther, axis=-1))


def _interval(
    sums: FloatArray, least: float, reach: int, rng: Generator | None
) -> tuple[float | None, float | None]:
    """The middle 95 % of the best lags of blocks drawn again."""
    n_blocks = sums.shape[1]
    if rng is None or n_blocks < FEWEST_BLOCKS:
        return None, None
    times = rng.multinomial(n_blocks, np.full(n_blocks, 1 / n_blocks), size=RESAMPLES)
    drawn = np.einsum("rb,lbs->rls", times.astype(np.float64), sums)
    curves = correlations(drawn, least)
    curves = curves[~np.isnan(curves).all(axis=1)]
    if not len(curves):
        return None, None
    low, high = np.quantile(_highest(curves, reach) - reach, [0.025, 0.975])
    return float(low), float(high)


def moved(rows: FloatArray, seconds: FloatArray, step_seconds: float) -> FloatArray:
    """Each trace earlier by so many seconds (raters,), missing where nothing was recorded."""
    at = np.arange(rows.shape[1], dtype=np.float64)
    shifted = np.full(rows.shape, np.nan)
    for out, row, shift in zip(shifted, rows, seconds / step_seconds, strict=True):
        there = np.flatnonzero(~np.isnan(row))
        if len(there):
            out[:] = np.interp(at + shift, there, row[there], left=np.nan, right=np.nan)
    return shifted
