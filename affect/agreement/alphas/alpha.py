"""Krippendorff's alpha of numbers and labels, from tables, counts or coded ratings.

Reference: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. Formulas stand in the
modules that compute them: `spread` (nominal, interval), `ranks` (ordinal), `pairs` (ratio and
circular). Any number of raters, missing ratings anywhere; units with one rating are left out and
counted.

Circular values lie on a ring of `period` steps, such as the sectors of a wheel of emotions: their
distance is sin^2(pi (c - k) / period). Whole numbers have the period max - min + 1 unless it is
said.
"""

from collections.abc import Sequence
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.agreement.alphas.many_labels import many_labels
from affect.agreement.alphas.metrics import (
    INTERVAL,
    NOMINAL,
    ORDINAL,
    Metric,
    circular_metric,
    coded_metric,
)
from affect.agreement.alphas.pairs import MOST_VALUES, Codes, Distance, pairs
from affect.agreement.alphas.ranks import ranks
from affect.agreement.alphas.spread import label_spread, number_spread
from affect.agreement.draws.bootstrap import (
    Draw,
    DrawOptions,
    OfRaters,
    measure,
    measure_raters_or_groups,
)
from affect.agreement.draws.pairs_of_raters import RaterPairs, of_raters, rater_pairs
from affect.agreement.rated.pairable import Pairable, from_coded, from_table, numbered, pairable
from affect.agreement.rated.patterns import FEW_CODES, codes, count_table
from affect.agreement.rated.ratings import ratings_of_long
from affect.agreement.result import AgreementError, Coefficient, FloatArray, Result
from affect.coded import Coded

LEVELS = ("nominal", "ordinal", "interval", "ratio", "circular")


class LevelOptions(DrawOptions, total=False):
    """Keywords of an alpha: those of a `Draw`, and the period of a circular scale."""

    period: float | None


def alpha(table: ArrayLike, level: str, **how: Unpack[LevelOptions]) -> Result:
    """Alpha of numbers (raters, units), NaN where missing.

    `resamples` > 0 gives an interval by drawing units again with `rng`; `clusters` or `raters` draw
    those (see `Draw`).

    Raises
    ------
    AgreementError: unknown level, a table without two axes, an infinite rating, a ring of numbers
    that are not whole without its period.
    """
    return alpha_pairable(from_table(table), level, **how)


def alpha_counts(
    counts: ArrayLike,
    level: str = "nominal",
    values: Sequence[float] | None = None,
    **how: Unpack[LevelOptions],
) -> Result:
    """Alpha of vote counts (units, categories); `values` are the categories' numbers.

    Without `values` the categories are 0, 1, 2, ... in their order. Raters are unknown.

    Raises
    ------
    AgreementError: counts that are negative or not whole, or values that do not fit them.
    """
    table = np.asarray(counts)
    if table.ndim != 2 or (table < 0).any() or not np.array_equal(table, np.rint(table)):
        raise AgreementError("counts are whole numbers from 0, one row per unit")
    numbers = np.arange(table.shape[1]) if values is None else np.asarray(values)
    if len(numbers) != table.shape[1]:
        raise AgreementError(f"{len(numbers)} values for {table.shape[1]} categories")
    unit, category = np.nonzero(table)
    votes = table[unit, category].astype(np.int64)
    rated = pairable(np.repeat(unit, votes), np.repeat(numbers[category], votes), None)
    return alpha_pairable(rated, level, **how)


def alpha_coded(coded: Coded, level: str, **how: Unpack[LevelOptions]) -> Result:
    """Alpha of coded choices or scale values (n,)."""
    return alpha_pairable(from_coded(coded), level, **how)


def alpha_pairable(rated: Pairable, level: str, **how: Unpack[LevelOptions]) -> Result:
    """Alpha of one number or code per rating at a level of measurement."""
    period = how.pop("period", None)
    draw = Draw(**how)  # type: ignore[misc]  # what is left are its fields
    refused = _refusal(rated, level, period)
    if refused is not None or not rated.basis.units:
        return refused or rated.basis.result(np.nan, None)
    bases = [rated.basis]
    if draw.raters:
        found, metric = _pairs_and_metric(rated, level, period)
        numbers, outputs = len(found.left) + len(found.unit), of_raters(found, metric)
        return measure_raters_or_groups(outputs, found.n_raters, bases, draw, numbers)[0]
    coefficient, columns = _coefficient(rated, level, period)
    clusters = draw.clusters_of(rated.kept)
    return measure(coefficient, bases * columns, draw.resamples, draw.rng, clusters)[0]


def alpha_of_raters(
    rated: Pairable, level: str, period: float | None = None
) -> tuple[int, OfRaters]:
    """How many raters there are, and alpha as a function of how often each one counts.

    Raises
    ------
    AgreementError: raters are unknown.
    """
    found, metric = _pairs_and_metric(rated, level, period)
    return found.n_raters, of_raters(found, metric)


def _pairs_and_metric(
    rated: Pairable, level: str, period: float | None
) -> tuple[RaterPairs, Metric]:
    """The pairs of different raters, and how far apart their values are."""
    unit, rater, weight = rated.unit, numbered(rated.rater), None
    values = rated.values.astype(np.float64)
    if rater is not None and rated.basis.units and len(codes(values)[0]) <= FEW_CODES:
        # few labels of few raters: few patterns, however many units
        alike = ratings_of_long(unit, rater, values).distinct()
        unit, rater, weight = alike.unit, alike.rater, alike.weight
        values = alike.values[alike.code]
    compared = codes(values)[1] if level == "ratio" and len(values) else values
    found = rater_pairs(unit, rater, compared, weight)
    return found, _metric(values, level, period)


def _refusal(rated: Pairable, level: str, period: float | None) -> Result | None:
    """Why there is no value, if the numbers are not what the level is for."""
    if level not in LEVELS:
        raise AgreementError(f"unknown level {level!r}; allowed: {', '.join(LEVELS)}")
    if level == "circular" and rated.basis.units:
        _period(rated.values.astype(np.float64), period)
    if level != "ratio" or not rated.basis.units:
        return None
    numbers = rated.values
    if (numbers < 0).any():
        return rated.basis.refuse(
            f"a ratio scale starts at 0 and there is a rating of {numbers.min():g}: use interval"
        )
    distinct = len(codes(numbers)[0])
    if distinct > MOST_VALUES:
        return rated.basis.refuse(
            f"ratio alpha compares all pairs of distinct values, at most {MOST_VALUES}, and there "
            f"are {distinct}: round the ratings"
        )
    return None


def _coefficient(rated: Pairable, level: str, period: float | None) -> tuple[Coefficient, int]:
    """The coefficient of units, and how many outputs it has; alpha is the first."""
    unit, n_units = rated.unit, rated.basis.units
    if level == "interval":
        numbers = rated.values.astype(np.float64, copy=False)[:, None]
        return number_spread(unit, numbers, n_units), 2
    values, code = codes(rated.values)
    if level == "ordinal":
        return ranks(unit, code, n_units), 1
    if level == "ratio":
        return pairs(unit, code, n_units, _ratio_distance(values)), 1
    if level == "circular":
        return _ring(rated, values, code, _period(rated.values.astype(np.float64), period))
    if len(values) > FEW_CODES:
        return many_labels(unit, code, n_units), 1
    counts = count_table(unit, code, n_units, len(values))
    return label_spread(counts, counts.sum(axis=1)), 1 + len(values)


def _metric(values: FloatArray, level: str, period: float | None) -> Metric:
    if level == "ratio":
        distinct, _ = codes(values)
        return coded_metric(_ratio_distance(distinct), len(distinct))
    if level == "circular":
        return circular_metric(_period(values, period))
    return {"nominal": NOMINAL, "ordinal": ORDINAL, "interval": INTERVAL}[level]


def _ratio_distance(values: NDArray[np.generic]) -> Distance:
    numbers = values.astype(np.float64)

    def distance(left: Codes, right: Codes) -> FloatArray:
        apart, both = numbers[left] - numbers[right], numbers[left] + numbers[right]
        # 0 and 0 are equal, so their distance is 0
        quotient: FloatArray = (apart / np.where(both > 0, both, 1.0)) ** 2
        return quotient

    return distance


def _period(numbers: FloatArray, period: float | None) -> float:
    if period is not None:
        if not period > 0:
            raise AgreementError(f"the period of a circular scale is above 0, not {period:g}")
        return float(period)
    if not np.array_equal(numbers, np.rint(numbers)):
        raise AgreementError(
            "circular ratings that are not whole numbers need their period, such as 360 for degrees"
        )
    return float(np.ptp(numbers) + 1)


def _ring(
    rated: Pairable, values: NDArray[np.generic], code: Codes, period: float
) -> tuple[Coefficient, int]:
    """Few values are compared in pairs; of many, the points of the circle, 4 sin^2 = |u - v|^2."""
    unit, n_units = rated.unit, rated.basis.units
    if len(values) <= FEW_CODES:
        apart, numbers = circular_metric(period).apart, values.astype(np.float64)
        return pairs(unit, code, n_units, lambda c, k: apart(numbers[c], numbers[k])), 1
    angles = 2 * np.pi * rated.values.astype(np.float64) / period
    points = np.column_stack([np.cos(angles), np.sin(angles)])
    return number_spread(unit, points, n_units), 3
