"""Evaluator weighted estimator (Grimm and Kroschel 2005): raters weigh as much as they correlate.

w_k = max(0, r(x_k, o_k)) where o_ik is the mean of the other raters' numbers for item i and the
correlation r (Pearson) runs over the items that rater k shares with somebody. The value of an item
is sum_k w_k x_ik / sum_k w_k over the raters who rated it: missing ratings are left out pair by
pair. Where all weights of an item are 0 it has the plain mean, and a warning says so.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.mean import as_columns, mean
from affect.aggregation.models import check_raters, left_out
from affect.aggregation.result import Aggregate, FloatArray, RaterQuality
from affect.coded import Coded
from affect.questions import Question

UNDEFINED = "no correlation with the others: too few shared items, or always the same number"


def ewe(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Weighted mean of each unit (and label); of raters their weights.

    `used` counts the ratings whose weight is above 0, or all ratings where the plain mean stands.

    Raises
    ------
    RuleError: raters are not known.
    """
    kept = np.flatnonzero(coded.answered())
    check_raters("ewe", coded.rater[kept])
    codes, rater = np.unique(coded.rater[kept], return_inverse=True)
    found = [
        _column(coded.unit[kept], rater, column, n_units, len(codes))
        for column in as_columns(coded.values[kept]).T
    ]
    labelled = bool(question.labels)
    value, used = (
        _stacked([c.value for c in found], labelled),
        _stacked([c.used for c in found], labelled),
    )
    quality = _quality(codes, rater, found, labelled=labelled)
    plain = sum(c.plain for c in found)
    note = f"the plain mean stands for {plain} items where all weights are 0"
    return replace(
        mean(question, coded, n_units), rule="ewe", value=value, used=used.astype(np.int32),
        raters=quality, warnings=(*left_out(quality.left_out), *([note] if plain else [])),
    )  # fmt: skip


@dataclass(frozen=True)
class _Column:
    """Of one label: value and used (units,), weight (raters,) with NaN where undefined."""

    value: FloatArray
    used: NDArray[np.int64]
    weight: FloatArray
    plain: int


def _column(
    unit: NDArray[np.int32],
    rater: NDArray[np.int64],
    column: FloatArray,
    n_units: int,
    n_raters: int,
) -> _Column:
    there = ~np.isnan(column)
    unit, rater, column = unit[there], rater[there], column[there]
    weight = weights(unit, rater, column, n_units, n_raters)
    each = np.nan_to_num(weight)[rater]
    rated = np.bincount(unit, minlength=n_units)
    total = np.bincount(unit, weights=each, minlength=n_units)
    nobody = (total == 0) & (rated > 0)
    each = np.where(nobody[unit], 1.0, each)
    total = np.where(nobody, rated, total)
    with np.errstate(invalid="ignore"):
        value = np.bincount(unit, weights=each * column, minlength=n_units) / total
    used = np.bincount(unit[each > 0], minlength=n_units)
    return _Column(value, used, weight, int(nobody.sum()))


def weights(
    unit: NDArray[np.int32],
    rater: NDArray[np.int64],
    column: FloatArray,
    n_units: int,
    n_raters: int,
) -> FloatArray:
    """w_k of each rater, float64 (raters,), from ratings that are all there; NaN: undefined.

    Several ratings of a rater for one item count as their mean in the correlation.
    """
    unit64, own = _own_means(unit, rater, column, n_raters)
    at, rater, column = unit64, own[0], own[1]
    n = np.bincount(at, minlength=n_units)
    others = (np.bincount(at, weights=column, minlength=n_units)[at] - column) / np.maximum(
        n[at] - 1, 1
    )
    shared = n[at] > 1
    r = _correlation(rater[shared], column[shared], others[shared], n_raters)
    return np.maximum(r, 0.0)


def _own_means(
    unit: NDArray[np.int32], rater: NDArray[np.int64], column: FloatArray, n_raters: int
) -> tuple[NDArray[np.int64], tuple[NDArray[np.int64], FloatArray]]:
    """One row per unit and rater; nothing changes where nobody rated an item twice."""
    pair = unit.astype(np.int64) * n_raters + rater
    distinct, code, n = np.unique(pair, return_inverse=True, return_counts=True)
    if len(distinct) == len(pair):
        return unit.astype(np.int64), (rater, column)
    means = np.bincount(code, weights=column) / n
    at, who = np.divmod(distinct, n_raters)
    return at, (who, means)


def _correlation(
    group: NDArray[np.int64], x: FloatArray, y: FloatArray, n_groups: int
) -> FloatArray:
    """Pearson's r within each group; NaN for fewer than two points or where one is constant."""

    def total(weight: FloatArray) -> FloatArray:
        return np.asarray(np.bincount(group, weights=weight, minlength=n_groups), np.float64)

    n = np.bincount(group, minlength=n_groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        # deviations from the means first: squares of large numbers would cancel
        dx, dy = x - (total(x) / n)[group], y - (total(y) / n)[group]
        spread = total(dx * dx) * total(dy * dy)
        r = total(dx * dy) / np.sqrt(spread)
        flat = np.finfo(np.float64).eps * np.maximum(total(x * x) * total(y * y), 1e-300)
    r[(n < 2) | ~(spread > flat * np.finfo(np.float64).eps)] = np.nan
    return r


def _quality(
    codes: NDArray[np.int32], rater: NDArray[np.int64], found: list[_Column], *, labelled: bool
) -> RaterQuality:
    weight = np.stack([column.weight for column in found], axis=1)
    undefined = np.isnan(weight).sum(axis=1) == weight.shape[1]
    return RaterQuality(
        rater=codes,
        n=np.bincount(rater, minlength=len(codes)).astype(np.int32),
        measure="weight",
        quality=weight if labelled else weight[:, 0],
        left_out=tuple(UNDEFINED if each else None for each in undefined.tolist()),
    )


def _stacked(columns: list[NDArray[Any]], labelled: bool) -> NDArray[Any]:
    return np.stack(columns, axis=1) if labelled else columns[0]
