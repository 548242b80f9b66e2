"""Intervals by drawing units again, with replacement.

An alpha depends on its units only through their patterns, so a multinomial draw over the patterns
*is* a draw of units, at the cost of the patterns. Where nearly every unit is a pattern of its own
(sliders), units are drawn one by one.

These intervals say what other units from the same source would give. Clips that share a speaker or
a recording are alike, so the true uncertainty is then larger.
"""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from affect.agreement.result import AgreementError, Basis, Coefficient, FloatArray, Result

CONFIDENCE = 0.95
CHUNK_BYTES = 32 * 2**20
UNITS_PER_PATTERN = 8  # fewer than this, and drawing unit by unit is faster


def measure(
    coefficient: Coefficient, bases: list[Basis], resamples: int, rng: Generator | None
) -> list[Result]:
    """The value of each output of a coefficient, with an interval if `resamples` > 0.

    Raises
    ------
    AgreementError: resampling without a generator: pass `numpy.random.default_rng(seed)`.
    """
    if resamples < 0 or (resamples and rng is None):
        raise AgreementError(
            f"{resamples} resamples need a number from 0 and a numpy.random.Generator as rng"
        )
    if not len(coefficient.weight):
        return [basis.result(np.nan, None) for basis in bases]
    values = coefficient.alphas(coefficient.weight[None, :].astype(np.float64))[0]
    if not resamples or rng is None:
        return [basis.result(value, None) for basis, value in zip(bases, values, strict=True)]
    drawn = resample(coefficient, resamples, rng)
    return [
        basis.result(value, interval(column))
        for basis, value, column in zip(bases, values, drawn.T, strict=True)
    ]


def resample(coefficient: Coefficient, resamples: int, rng: Generator) -> FloatArray:
    """Alphas (resamples, outputs) of units drawn again; NaN where a draw has no variation."""
    weight = coefficient.weight
    chunk = max(1, CHUNK_BYTES // (8 * len(weight)))
    parts = [
        coefficient.alphas(draw_weights(weight, min(chunk, resamples - start), rng))
        for start in range(0, resamples, chunk)
    ]
    return np.concatenate(parts)


def draw_weights(weight: NDArray[np.int64], draws: int, rng: Generator) -> FloatArray:
    """How often each pattern comes up in `draws` resamples, float64 (draws, patterns)."""
    n_units = int(weight.sum())
    if n_units >= UNITS_PER_PATTERN * len(weight):
        return rng.multinomial(n_units, weight / n_units, size=draws).astype(np.float64)
    drawn = np.empty((draws, len(weight)))
    pattern = None if n_units == len(weight) else np.repeat(np.arange(len(weight)), weight)
    for row in drawn:
        units = rng.integers(0, n_units, n_units)
        row[:] = np.bincount(units if pattern is None else pattern[units], minlength=len(weight))
    return drawn


def interval(alphas: FloatArray) -> tuple[float, float] | None:
    """The middle 95 % of the resampled values; None where most draws had no variation."""
    defined = alphas[~np.isnan(alphas)]
    if 2 * len(defined) < len(alphas):
        return None
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return float(low), float(high)
