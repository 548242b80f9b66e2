"""Intervals by formula, for what is too dear to draw again: the infinitesimal jackknife.

The influence of a unit is how fast a coefficient changes with how often the unit counts. With N
units (Jaeckel 1972; Efron 1982, chapter 6)

    var = N / (N - 1) sum_i (I_i - mean I)^2

and the interval is Student's t with N - 1 degrees. The influence of a cluster is the sum of those
of its units, and N are then the clusters.
"""

from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from affect.agreement.draws.bootstrap import CONFIDENCE, Draw, measure_units
from affect.agreement.result import Basis, Coefficient, FloatArray, Result

LINEARISED = "linearised standard error, t"
LINEARISED_CLUSTERS = "linearised standard error of clusters, t"
DEAREST = 1_000_000_000
"""Numbers rated times resamples up to which answers with several numbers are drawn again."""


class Smooth(Coefficient, Protocol):
    """A coefficient that has derivatives."""

    def influence(self) -> FloatArray:
        """(patterns, outputs): of one unit of each pattern; NaN where a value is undefined."""


def measure_smooth(
    coefficient: Smooth, bases: list[Basis], kept: NDArray[np.bool_], draw: Draw, numbers: int
) -> list[Result]:
    """As `measure_units`, but by formula where `numbers` (rated) are too many to draw."""
    if draw.raters or numbers * draw.resamples <= DEAREST:
        return measure_units(coefficient, bases, kept, draw)
    plain = measure_units(coefficient, bases, kept, Draw())
    return with_formula(plain, coefficient, draw.clusters_of(kept))


def with_formula(
    results: list[Result], coefficient: Smooth, clusters: NDArray[np.int64] | None
) -> list[Result]:
    """Each output with its standard error over units, or over clusters if there are any."""
    errors, n = standard_errors(coefficient, clusters)
    return [
        with_t_interval(result, error, n, clusters=clusters is not None)
        for result, error in zip(results, errors, strict=True)
    ]


def standard_errors(
    coefficient: Smooth, clusters: NDArray[np.int64] | None = None
) -> tuple[list[float], int]:
    """Of each output, and of how many units or clusters; NaN where a value is undefined."""
    influence, weight = coefficient.influence(), coefficient.weight.astype(np.float64)
    if clusters is not None:
        pattern = coefficient.pattern
        of_units = influence if pattern is None else influence[pattern]
        influence = np.column_stack([np.bincount(clusters, column) for column in of_units.T])
        weight = np.ones(len(influence))
    n = int(weight.sum())
    if n < 2:
        return [np.nan] * influence.shape[1], n
    apart = influence - weight @ influence / n
    variance: FloatArray = weight @ apart**2 * n / (n - 1)
    return list(np.sqrt(variance)), n


def with_t_interval(result: Result, error: float, n: int, *, clusters: bool = False) -> Result:
    """The result with its standard error, of n units or clusters.

    It gets the interval of that where it has none yet.
    """
    value = result.value
    if value is None or np.isnan(error):
        return result
    result = replace(result, standard_error=error)
    if result.interval is not None:
        return result
    reach = error * float(stdtrit(n - 1, (1 + CONFIDENCE) / 2))
    # few pairs beside many single ratings can bring a kappa below -1
    low, high = max(min(-1.0, value), value - reach), min(1.0, value + reach)
    return replace(
        result, low=low, high=high, interval=LINEARISED_CLUSTERS if clusters else LINEARISED
    )
