"""A model that predicts what each rater said (LeWiDi 2025, the perspectivist track).

Errors are averaged within an item first, then over items, so items with many raters count no more
than others.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.comparison.metric import ComparisonError, FloatArray, ratio


def error_rate(unit: ArrayLike, target: ArrayLike, predicted: ArrayLike) -> float | None:
    """Mean over items of the share of raters whose answer was predicted wrongly.

    One row per rating; labels may be codes or texts. None without ratings.

    Raises
    ------
    ComparisonError: the columns differ in length.
    """
    said, foretold = np.asarray(target), np.asarray(predicted)
    _check_lengths(unit, said, foretold)
    return _mean_of_items(unit, (said != foretold).astype(np.float64))


def absolute_distance(
    unit: ArrayLike, target: ArrayLike, predicted: ArrayLike, scale_range: float
) -> float | None:
    """Mean over items of the mean |predicted - target|, divided by the range of the scale.

    Raises
    ------
    ComparisonError: the columns differ in length, or the range is not above 0.
    """
    if not scale_range > 0:
        raise ComparisonError(f"the range of the scale is above 0, not {scale_range:g}")
    said, foretold = np.asarray(target, np.float64), np.asarray(predicted, np.float64)
    _check_lengths(unit, said, foretold)
    return _mean_of_items(unit, np.abs(foretold - said) / scale_range)


def _check_lengths(unit: ArrayLike, target: NDArray[np.generic], predicted: ArrayLike) -> None:
    lengths = [len(np.atleast_1d(np.asarray(each))) for each in (unit, target, predicted)]
    if len(set(lengths)) > 1:
        raise ComparisonError(
            f"unit, target and predicted have {', '.join(map(str, lengths))} rows; "
            "each rating needs all three"
        )


def _mean_of_items(unit: ArrayLike, error: FloatArray) -> float | None:
    if not len(error):
        return None
    _, item = np.unique(np.asarray(unit), return_inverse=True)
    total = np.asarray(np.bincount(item, weights=error), np.float64)
    return float(ratio(total, np.bincount(item).astype(np.float64)).mean())
