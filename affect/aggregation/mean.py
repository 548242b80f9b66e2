"""Mean and standard deviation of scales, intensities, points of a grid and ranks.

x_ik is rater k's number for item i: mean_i = sum_k x_ik / n_i and
sd_i = sqrt(sum_k (x_ik - mean_i)^2 / n_i), with one divisor throughout. 0 is a number like any
other; a label that a rater left out, or gave no rank, is not in n_i.
"""

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.result import Aggregate, FloatArray, count_rows
from affect.coded import Coded
from affect.questions import Question


def mean(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Mean per unit, or per unit and label; NaN where nobody rated."""
    values = np.where(_as_columns(coded.cannot_tell), np.nan, _as_columns(coded.values))
    moments = [_moments(coded.unit, column, n_units) for column in values.T]
    value, sd, label_n = (np.stack(part, axis=1) for part in zip(*moments, strict=True))
    labelled = bool(question.labels)
    return Aggregate(
        rule="mean",
        labels=question.label_ids,
        n=count_rows(coded.unit, coded.answered(), n_units),
        cannot_tell=count_rows(coded.unit, coded.cannot_tell, n_units),
        value=value if labelled else value[:, 0],
        sd=sd if labelled else sd[:, 0],
        label_n=label_n if labelled else None,
    )


def _as_columns(array: NDArray[np.generic]) -> NDArray[np.generic]:
    return array if array.ndim == 2 else array[:, None]


def _moments(
    unit: NDArray[np.int32], column: FloatArray, n_units: int
) -> tuple[FloatArray, FloatArray, NDArray[np.int32]]:
    """Mean, standard deviation and number of the ratings of each unit."""
    there = ~np.isnan(column)
    if not there.all():
        unit, column = unit[there], column[there]
    n = np.bincount(unit, minlength=n_units)
    with np.errstate(invalid="ignore"):
        value = np.bincount(unit, weights=column, minlength=n_units) / n
        # deviations from the mean first: squares of large numbers would cancel
        squares = np.bincount(unit, weights=(column - value[unit]) ** 2, minlength=n_units)
        sd = np.sqrt(squares / n)
    sd[n < 2] = np.nan
    return value, sd, n.astype(np.int32)
