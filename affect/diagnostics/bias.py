"""Which labels a rater gives more readily than others; how severe or wide their numbers are.

Others are those who rated the same units, so that a rater who was given angry clips is not called
angry.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.diagnostics.figure import NORMAL_95, NOTHING_SHARED, Figure, FloatArray, figures
from affect.diagnostics.shared import Column, Shared

HALF_A_PAIR = 0.25
"""What half of a discordant pair adds to a Mantel-Haenszel sum (a pair has two ratings)."""

NEVER_APART = "never differed from the others on this label"


def label_bias(shared: Shared) -> list[list[Figure]]:
    """Log-odds of each label given by a rater against the others: a list per label of raters.

    The Mantel-Haenszel log odds ratio with units as strata (Mantel & Haenszel 1959), so that each
    unit is compared with itself; its variance by Robins, Breslow & Greenland (1986). 0 is as the
    others, log 2 twice the odds. As Haldane and Anscombe do for one table, half a discordant pair
    is added in each direction, so that a rater who never gives a label has a finite value, and one
    with few ratings is near 0.
    """
    n = shared.ratings_of()
    return [
        figures(*_log_odds(shared, label), n, lambda n: NEVER_APART if n else NOTHING_SHARED)
        for label in range(shared.n_labels)
    ]


def _log_odds(shared: Shared, label: int) -> tuple[FloatArray, FloatArray]:
    """Log odds ratio and half of its interval, float64 (n_raters,); NaN where nothing differs."""
    size = shared.sizes[shared.unit].astype(np.float64)
    own = shared.codes == label
    others = shared.counts[shared.unit, label] - own  # how many of the others gave it
    for_it = np.where(own, size - 1 - others, 0.0) / size
    against = np.where(own, 0.0, others) / size
    # P of the variance: the share of the unit's ratings that speak for the rater's readiness
    speaks = np.where(own, size - others, size - 1 - others) / size
    R, S, PR, PS = (
        shared.by_rater(part) for part in (for_it, against, speaks * for_it, speaks * against)
    )
    QR, QS = R - PR, S - PS
    apart = R + S > 0
    R, S, PR, QS = R + HALF_A_PAIR, S + HALF_A_PAIR, PR + HALF_A_PAIR, QS + HALF_A_PAIR
    variance = PR / (2 * R**2) + (PS + QR) / (2 * R * S) + QS / (2 * S**2)
    value = np.where(apart, np.log(R / S), np.nan)
    return value, NORMAL_95 * np.sqrt(variance)


@dataclass(frozen=True)
class NumberBias:
    """Of each rater, for one column of numbers.

    severity: mean of own number minus the mean of the others on the same unit, in points.
    spread: own standard deviation over that of the others on the same units; below 1 the rater
    uses a narrower part of the scale. Without interval.
    """

    severity: list[Figure]
    spread: list[Figure]


def number_bias(shared: Shared) -> list[NumberBias]:
    """Severity and spread of each rater, by column of the numbers."""
    return [_number_bias(shared, column) for column in shared.columns]


def differences(column: Column) -> FloatArray:
    """Each number minus the mean of the others on its unit, float64 (k,)."""
    others = column.total[column.unit] - column.values
    return column.values - others / (column.size[column.unit] - 1)


def _number_bias(shared: Shared, column: Column) -> NumberBias:
    n = shared.ratings_of(column.rows)
    mean, error = mean_by_rater(shared, differences(column), column.rows)
    left = column.size[column.unit] - 1
    own = _deviation(shared, column, column.values, column.values**2, n)
    others = _deviation(
        shared,
        column,
        (column.total[column.unit] - column.values) / left,
        (column.square[column.unit] - column.values**2) / left,
        n,
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where((others > 0) & (n > 1), own / others, np.nan)
    return NumberBias(
        severity=figures(mean, error, n, lambda n: NOTHING_SHARED),
        spread=figures(ratio, np.full(len(n), np.nan), n, _no_spread),
    )


def _no_spread(n: int) -> str:
    return "the others gave one value" if n > 1 else NOTHING_SHARED if n == 0 else "one rating"


def _deviation(
    shared: Shared, column: Column, first: FloatArray, second: FloatArray, n: NDArray[np.int64]
) -> FloatArray:
    """Standard deviation (by n) of each rater from first and second moments per rating."""
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = shared.by_rater(first, column.rows) / n
        square = shared.by_rater(second, column.rows) / n
        return np.sqrt(np.maximum(square - mean**2, 0.0))


def mean_by_rater(
    shared: Shared, values: FloatArray, rows: NDArray[np.int64] | None = None
) -> tuple[FloatArray, FloatArray]:
    """Mean of each rater's values and half of its interval (95 %, normal); NaN where undefined."""
    n = shared.ratings_of(rows)
    total, square = shared.by_rater(values, rows), shared.by_rater(values**2, rows)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(n > 0, total / n, np.nan)
        variance = np.maximum(square - total**2 / n, 0.0) / (n - 1)
        error = np.where(n > 1, NORMAL_95 * np.sqrt(variance / n), np.nan)
    return mean, error
