"""Mean of standardised ratings: each rater's own level and spread are taken out first.

z_ik = (x_ik - m_k) / s_k with rater k's mean m_k and standard deviation s_k over all that they
rated (divided by their number of ratings), then the mean of z_ik over the raters of item i. A rater
with fewer than `least` ratings, or who always gave the same number, has no z and is left out.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.mean import as_columns, mean, moments
from affect.aggregation.models import check_raters, left_out
from affect.aggregation.result import Aggregate, FloatArray, RaterQuality
from affect.coded import Coded
from affect.questions import Question

Spread = tuple[FloatArray, FloatArray, NDArray[np.int64]]
"""Of raters: mean, standard deviation (NaN where they are left out), number of ratings."""
NO_SPREAD = "they always gave the same number"


def z_mean(question: Question, coded: Coded, n_units: int, least: float) -> Aggregate:
    """Mean z of each unit (and label); `sd` is that of the z, `used` counts the ratings in it.

    Of raters the standard deviation s_k; a rater is left out of a label for themselves, and the
    reason is told of those who are left out of all.

    Raises
    ------
    RuleError: raters are not known.
    """
    kept = np.flatnonzero(coded.answered())
    check_raters("z-mean", coded.rater[kept])
    codes, rater = np.unique(coded.rater[kept], return_inverse=True)
    columns = as_columns(coded.values[kept]).T
    spreads = [_spread(rater, column, len(codes), least) for column in columns]
    unit = coded.unit[kept]
    found = [
        _mean_z(unit, rater, column, spread, n_units)
        for column, spread in zip(columns, spreads, strict=True)
    ]
    value, sd, used = (np.stack(part, axis=1) for part in zip(*found, strict=True))
    if not question.labels:
        value, sd, used = value[:, 0], sd[:, 0], used[:, 0]
    quality = _quality(codes, rater, spreads, least, labelled=bool(question.labels))
    return replace(
        mean(question, coded, n_units), rule="z-mean", value=value, sd=sd, used=used,
        raters=quality, parameters={"least": least}, warnings=left_out(quality.left_out),
    )  # fmt: skip


def _mean_z(
    unit: NDArray[np.int32],
    rater: NDArray[np.int64],
    column: FloatArray,
    spread: Spread,
    n_units: int,
) -> tuple[FloatArray, FloatArray, NDArray[np.int32]]:
    """Mean, standard deviation and number of the z of each unit, for one column of answers."""
    m, s, _ = spread
    z = (column - m[rater]) / s[rater]
    there = ~np.isnan(z)
    return moments(unit[there], z[there], n_units)


def _spread(rater: NDArray[np.int64], column: FloatArray, n_raters: int, least: float) -> Spread:
    """Mean, standard deviation (NaN where the rater is left out) and number of ratings."""
    there = ~np.isnan(column)
    rater, column = rater[there], column[there]
    n = np.bincount(rater, minlength=n_raters)
    with np.errstate(invalid="ignore"):
        m = np.bincount(rater, weights=column, minlength=n_raters) / n
        squares = np.bincount(rater, weights=(column - m[rater]) ** 2, minlength=n_raters)
        s = np.sqrt(squares / n)
    # equal numbers such as 0.1 have a mean that is off by rounding, and then a tiny spread
    least_told = np.finfo(np.float64).eps * np.abs(m) * 8
    s[(n < least) | ~(s > least_told)] = np.nan
    return m, s, n


def _quality(
    codes: NDArray[np.int32],
    rater: NDArray[np.int64],
    spreads: list[Spread],
    least: float,
    *,
    labelled: bool,
) -> RaterQuality:
    s = np.stack([spread for _, spread, _ in spreads], axis=1)
    most = np.stack([n for _, _, n in spreads], axis=1).max(axis=1)
    few = f"fewer than {least:g} ratings"
    used = np.count_nonzero(~np.isnan(s), axis=1).tolist()
    reasons = [
        None if there else (few if n < least else NO_SPREAD)
        for there, n in zip(used, most.tolist(), strict=True)
    ]
    n = np.bincount(rater, minlength=len(codes)).astype(np.int32)
    return RaterQuality(codes, n, "standard deviation", s if labelled else s[:, 0], tuple(reasons))
