"""Mean, median and standard deviation of scales, intensities, points of a grid and ranks.

x_ik is rater k's number for item i: mean_i = sum_k x_ik / n_i and
sd_i = sqrt(sum_k (x_ik - mean_i)^2 / n_i), with one divisor throughout. The median is the middle
one of the sorted x_ik, or the mean of the two middle ones. 0 is a number like any other; a label
that a rater left out, or gave no rank, is not in n_i. How often each number was given is kept
beside, because one mean can stand for agreement and for two camps.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.histogram import Histogram, histogram
from affect.aggregation.result import Aggregate, FloatArray, count_rows
from affect.coded import Coded
from affect.questions import Question

COUNTED = ("scale", "intensity")
"""Kinds with histograms; points of a plane and ranks are not gathered in values."""


def mean(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Mean per unit, or per unit and label; NaN where nobody rated."""
    found = [moments(unit, column, n_units) for unit, column in columns_of(coded)]
    value, sd, label_n = (np.stack(part, axis=1) for part in zip(*found, strict=True))
    labelled = bool(question.labels)
    return Aggregate(
        rule="mean",
        labels=question.label_ids,
        n=count_rows(coded.unit, coded.answered(), n_units),
        cannot_tell=count_rows(coded.unit, coded.cannot_tell, n_units),
        value=value if labelled else value[:, 0],
        sd=sd if labelled else sd[:, 0],
        label_n=label_n if labelled else None,
        histogram=tuple(histogram(unit, column, n_units) for unit, column in columns_of(coded))
        if question.kind in COUNTED
        else None,
    )


def median(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """The middle number of each unit; standard deviation and histogram as for the mean."""
    beside = mean(question, coded, n_units)
    counted = beside.histogram or tuple(
        histogram(unit, column, n_units) for unit, column in columns_of(coded)
    )
    value = np.stack([_medians(each) for each in counted], axis=1)
    return replace(beside, rule="median", value=value if question.labels else value[:, 0])


def columns_of(coded: Coded) -> Iterator[tuple[NDArray[np.int32], FloatArray]]:
    """For each number that an answer holds: the units and the numbers that are there."""
    told = coded.cannot_tell if coded.cannot_tell.any() else None
    for column in as_columns(coded.values).T:
        there = ~np.isnan(column)
        if told is not None:
            there &= ~told
        yield (coded.unit, column) if there.all() else (coded.unit[there], column[there])


def as_columns(array: NDArray[np.float64]) -> NDArray[np.float64]:
    """One column per label, or one column for a scale."""
    return array if array.ndim == 2 else array[:, None]


def moments(
    unit: NDArray[np.int32], column: FloatArray, n_units: int
) -> tuple[FloatArray, FloatArray, NDArray[np.int32]]:
    """Mean, standard deviation and number of the ratings of each unit."""
    n = np.bincount(unit, minlength=n_units)
    with np.errstate(invalid="ignore"):
        value = np.bincount(unit, weights=column, minlength=n_units) / n
        # deviations from the mean first: squares of large numbers would cancel
        squares = np.bincount(unit, weights=(column - value[unit]) ** 2, minlength=n_units)
        sd = np.sqrt(squares / n)
    sd[n < 2] = np.nan
    return value, sd, n.astype(np.int32)


def _medians(counted: Histogram) -> FloatArray:
    """The middle rating of each unit, whose values stand in their order."""
    ratings = np.repeat(counted.value, counted.count)
    before = np.concatenate([[0], np.cumsum(counted.count, dtype=np.int64)])[counted.ends]
    first, n = before[:-1], np.diff(before)
    rated = n > 0
    first, n = first[rated], n[rated]
    value = np.full(len(rated), np.nan)
    value[rated] = (ratings[first + (n - 1) // 2] + ratings[first + n // 2]) / 2
    return value
