"""How well people do: each rating in turn is the "model", the other ratings of its item the truth.

A rating counts 1/n within its item, so every item counts once; items with one rating have nobody
to be held against and take no part. A model that beats this figure does better than one more
person would; one answer is a coarse distribution, so for distances between distributions the
figure is easier to beat than for decisions.
"""

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.mean import as_columns
from affect.aggregation.votes import vote_counts
from affect.coded import Coded
from affect.comparison.metric import FloatArray, Rows


def left_out_labels(coded: Coded, n_labels: int, n_units: int) -> Rows:
    """Each vote, or each distribution that a rater gave, beside the share of all others."""
    if coded.values.ndim == 2:
        return _distributions(coded, n_units)
    counts = vote_counts(coded, n_labels, n_units)
    n = counts.sum(axis=1)
    item, label = np.nonzero(counts * (n > 1)[:, None])
    one = np.eye(n_labels)[label]
    others = (counts[item] - one) / (n[item] - 1)[:, None]
    return Rows(others, one, item, counts[item, label] / n[item], n_units)


def left_out_sets(coded: Coded, n_units: int) -> Rows:
    """Each set of labels beside the shares of the others who chose each label."""
    kept = np.flatnonzero(coded.answered())
    return _of_ratings(coded.unit[kept], coded.values[kept].astype(np.float64), n_units)


def left_out_numbers(coded: Coded, column: int, n_units: int) -> Rows:
    """Each number beside the mean of the others, for one column of the answers."""
    found = np.where(coded.cannot_tell, np.nan, as_columns(coded.values)[:, column])
    kept = np.flatnonzero(~np.isnan(found))
    return _of_ratings(coded.unit[kept], found[kept, None], n_units)


def _distributions(coded: Coded, n_units: int) -> Rows:
    kept = np.flatnonzero(coded.answered())
    return _of_ratings(coded.unit[kept], coded.values[kept], n_units)


def _of_ratings(unit: NDArray[np.int32], values: FloatArray, n_units: int) -> Rows:
    """Each row of values beside the mean of the other rows of its unit."""
    n = np.bincount(unit, minlength=n_units).astype(np.float64)
    total = np.stack(
        [np.bincount(unit, weights=column, minlength=n_units) for column in values.T], axis=1
    )
    several = np.flatnonzero(n[unit] > 1)
    item = unit[several].astype(np.int64)
    others = (total[item] - values[several]) / (n[item] - 1)[:, None]
    return Rows(others, values[several], item, 1 / n[item], n_units)
