"""What every rule returns: a view of the ratings, never a replacement for them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

NO_WINNER = -1


class RuleError(ValueError):
    """The rule does not apply to this kind of question."""


@dataclass(frozen=True)
class Aggregate:
    """One row per unit; what a rule does not define is None.

    labels: ids of the label columns; empty for a scale.
    n: int32 (units,), answers with a value. Always there; 0 makes the rest missing.
    cannot_tell: int32 (units,), answers that say so; they are in no other column.
    share: float64 (units, labels), NaN where n is 0. For a multi question under `soft` the
        share of raters that chose the label, so rows need not sum to 1.
    entropy: float64 (units,), of the shares, in bits; NaN where n is 0.
    winner: int16 (units,), position in `labels`; -1 where no label wins or n is 0.
    modes: bool (units, labels), the labels with the largest share (more than one is a tie);
        for a multi question under `majority` the labels that won.
    value, sd: float64 (units,) or (units, labels), NaN where nobody rated; `sd` divides by
        the number of ratings and is NaN for fewer than two.
    label_n: int32 (units, labels), ratings of each label where raters may leave labels out.
    words: for each unit its words and how many raters gave each, the most frequent first.
    """

    rule: str
    labels: tuple[str, ...]
    n: NDArray[np.int32]
    cannot_tell: NDArray[np.int32]
    share: FloatArray | None = None
    entropy: FloatArray | None = None
    winner: NDArray[np.int16] | None = None
    modes: NDArray[np.bool_] | None = None
    value: FloatArray | None = None
    sd: FloatArray | None = None
    label_n: NDArray[np.int32] | None = None
    words: tuple[tuple[tuple[str, int], ...], ...] | None = None


def count_rows(unit: NDArray[np.int32], rows: NDArray[np.bool_], n_units: int) -> NDArray[np.int32]:
    """How many of the marked rows each unit has, int32 (n_units,)."""
    counted = unit if rows.all() else unit[rows]
    return np.bincount(counted, minlength=n_units).astype(np.int32)


def divide(numerator: NDArray[Any], denominator: NDArray[Any]) -> FloatArray:
    """Row by row (units, labels) / (units,); NaN where the denominator is 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        quotient: FloatArray = numerator / denominator[:, None]
    quotient[denominator == 0] = np.nan
    return quotient
