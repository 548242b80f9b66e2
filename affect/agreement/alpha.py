"""Krippendorff's alpha of numbers and labels, from tables, counts or coded ratings.

Reference: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability. Formulas stand in the
modules that compute them: `spread` (nominal, interval), `ranks` (ordinal), `pairs` (ratio).
Any number of raters, missing ratings anywhere; units with one rating are left out and counted.
"""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray

from affect.agreement.bootstrap import measure
from affect.agreement.many_labels import many_labels
from affect.agreement.pairable import Pairable, from_coded, from_table, pairable
from affect.agreement.pairs import MOST_VALUES, Codes, pairs
from affect.agreement.patterns import FEW_CODES, count_table
from affect.agreement.ranks import ranks
from affect.agreement.result import AgreementError, FloatArray, Result
from affect.agreement.spread import label_spread, number_spread
from affect.coded import Coded

LEVELS = ("nominal", "ordinal", "interval", "ratio")


def alpha(
    table: ArrayLike, level: str, *, resamples: int = 0, rng: Generator | None = None
) -> Result:
    """Alpha of numbers (raters, units), NaN where missing.

    `resamples` > 0 gives an interval by drawing units again with `rng`.

    Raises
    ------
    AgreementError: unknown level, a table without two axes, an infinite rating.
    """
    return alpha_pairable(from_table(table), level, resamples=resamples, rng=rng)


def alpha_counts(
    counts: ArrayLike,
    level: str = "nominal",
    values: Sequence[float] | None = None,
    *,
    resamples: int = 0,
    rng: Generator | None = None,
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
    return alpha_pairable(rated, level, resamples=resamples, rng=rng)


def alpha_coded(
    coded: Coded, level: str, *, resamples: int = 0, rng: Generator | None = None
) -> Result:
    """Alpha of coded choices or scale values (n,)."""
    return alpha_pairable(from_coded(coded), level, resamples=resamples, rng=rng)


def alpha_pairable(
    rated: Pairable, level: str, *, resamples: int = 0, rng: Generator | None = None
) -> Result:
    """Alpha of one number or code per rating at a level of measurement."""
    if level not in LEVELS:
        raise AgreementError(f"unknown level {level!r}; allowed: {', '.join(LEVELS)}")
    unit, n_units = rated.unit, rated.basis.units
    if not n_units:
        return rated.basis.result(np.nan, None)
    if level == "interval":
        numbers = rated.values.astype(np.float64, copy=False)[:, None]
        return measure(number_spread(unit, numbers, n_units), [rated.basis] * 2, resamples, rng)[0]
    values, code = codes(rated.values)
    if level == "ordinal":
        return measure(ranks(unit, code, n_units), [rated.basis], resamples, rng)[0]
    if level == "ratio":
        return _ratio_alpha(rated, values, code, resamples, rng)
    if len(values) > FEW_CODES:
        return measure(many_labels(unit, code, n_units), [rated.basis], resamples, rng)[0]
    counts = count_table(unit, code, n_units, len(values))
    spread = label_spread(counts, counts.sum(axis=1))
    return measure(spread, [rated.basis] * (1 + len(values)), resamples, rng)[0]


def codes(values: NDArray[np.generic]) -> tuple[NDArray[np.generic], Codes]:
    """Candidates for the values (at least one) in ascending order, and each one's position."""
    numbers = values.astype(np.float64, copy=False)
    low, high = numbers.min(), numbers.max()
    if high - low < FEW_CODES and np.array_equal(numbers, np.rint(numbers)):
        # a scale or a code: no need to sort a million values
        return np.arange(low, high + 1), (numbers - low).astype(np.int64)
    distinct, code = np.unique(numbers, return_inverse=True)
    return distinct, code.astype(np.int64)


def _ratio_alpha(
    rated: Pairable,
    values: NDArray[np.generic],
    code: Codes,
    resamples: int,
    rng: Generator | None,
) -> Result:
    numbers = values.astype(np.float64)
    if (numbers < 0).any():
        return rated.basis.refuse(
            f"a ratio scale starts at 0 and there is a rating of {numbers.min():g}: use interval"
        )
    if len(numbers) > MOST_VALUES:
        return rated.basis.refuse(
            f"ratio alpha compares all pairs of distinct values, at most {MOST_VALUES}, and there "
            f"are {len(numbers)}: round the ratings"
        )

    def distance(left: Codes, right: Codes) -> FloatArray:
        apart, both = numbers[left] - numbers[right], numbers[left] + numbers[right]
        # 0 and 0 are equal, so their distance is 0
        quotient: FloatArray = (apart / np.where(both > 0, both, 1.0)) ** 2
        return quotient

    coefficient = pairs(rated.unit, code, rated.basis.units, distance)
    return measure(coefficient, [rated.basis], resamples, rng)[0]
