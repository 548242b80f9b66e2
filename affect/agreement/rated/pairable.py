"""Ratings that can be compared: those of units with two or more."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.agreement.result import AgreementError, Basis
from affect.coded import Coded


@dataclass(frozen=True)
class Pairable:
    """Values without missing ones, of units with at least two.

    unit: int64 (n,), renumbered from 0 without gaps.
    values: (n,) or (n, labels).
    basis: counts of what was kept and of what was left out.
    rater: (n,) who gave them; None where that is unknown.
    kept: bool (units before,), which of the units these are.
    """

    unit: NDArray[np.int64]
    values: NDArray[Any]
    basis: Basis
    rater: NDArray[np.integer] | None
    kept: NDArray[np.bool_]


def pairable(
    unit: NDArray[np.integer], values: NDArray[Any], rater: NDArray[np.integer] | None
) -> Pairable:
    """Keep the ratings of units with two or more; no value in `values` may be missing."""
    sizes = np.bincount(unit)
    kept = sizes >= 2
    number = np.cumsum(kept) - 1
    if not kept.all():
        rows = kept[unit]
        unit, values = unit[rows], values[rows]
        rater = rater[rows] if rater is not None else None
    basis = Basis(
        units=int(kept.sum()),
        raters=count_raters(rater),
        ratings=len(unit),
        single_rated_units=int((sizes == 1).sum()),
    )
    number_of = number[unit] if len(unit) else unit.astype(np.int64)
    return Pairable(number_of, values, basis, rater, kept)


def from_coded(coded: Coded) -> Pairable:
    """The answered rows of coded ratings."""
    rows = coded.answered()
    if rows.all():
        return pairable(coded.unit, coded.values, coded.rater)
    return pairable(coded.unit[rows], coded.values[rows], coded.rater[rows])


def from_table(table: ArrayLike) -> Pairable:
    """Numbers (raters, units), NaN where missing."""
    values = np.asarray(table, np.float64)
    if values.ndim != 2:
        raise AgreementError(f"a table has raters and units, two axes; this has {values.ndim}")
    if np.isinf(values).any():
        raise AgreementError("a rating is infinite; NaN stands for a missing one")
    unit, rater = np.nonzero(~np.isnan(values.T))
    return pairable(unit, values.T[unit, rater], rater)


def numbered(rater: NDArray[np.integer] | None) -> NDArray[np.int64] | None:
    """Raters as 0, 1, 2, ...: who has no rating that can be compared is not drawn either."""
    if rater is None or (len(rater) and rater.min() < 0):
        return None
    numbers: NDArray[np.int64] = np.unique(rater, return_inverse=True)[1].ravel()
    return numbers


def count_raters(rater: NDArray[np.integer] | None) -> int | None:
    """How many raters there are; None where any is unknown (negative)."""
    if rater is None or (len(rater) and rater.min() < 0):
        return None
    return int(np.count_nonzero(np.bincount(rater))) if len(rater) else 0
