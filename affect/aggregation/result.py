"""What every rule returns: a view of the ratings, never a replacement for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.histogram import Histogram

if TYPE_CHECKING:
    from affect.aggregation.fused import Curve, FusedPiece

FloatArray = NDArray[np.float64]

NO_WINNER = -1
KEPT = -1
"""In `reason`: the unit was not discarded."""


class RuleError(ValueError):
    """The rule does not apply to this kind of question, or not to these ratings."""


@dataclass(frozen=True)
class RaterQuality:
    """What a rule found out about raters, one row per rater who gave a rating.

    rater: int32 (raters,), codes as in the ratings.
    n: int32 (raters,), ratings that went in.
    measure: what `quality` is, such as "accuracy" or "weight".
    quality: float64 (raters,) or (raters, labels); NaN where it is undefined.
    left_out: for each rater the reason why the rule did not use them, or None.
    confusion: float64 (raters, labels, labels), P(answer | true label) with the true label in
        rows; NaN in the row of a label that a rater never met.
    """

    rater: NDArray[np.int32]
    n: NDArray[np.int32]
    measure: str
    quality: FloatArray
    left_out: tuple[str | None, ...]
    confusion: FloatArray | None = None


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
    modes: bool (units, labels), the labels with the largest share or estimate; more than one is a
        tie.
    chosen: bool (units, labels), for rules that choose a set of labels, those that are in it.
    estimate: float64 (units, labels), probabilities that a rule or model computed from the votes;
        NaN where n is 0, and for labels that it cuts off. `low` and `high` are the ends of its
        interval, where it has one.
    value, sd: float64 (units,) or (units, labels), NaN where nobody rated; `sd` divides by
        the number of ratings and is NaN for fewer than two.
    alpha, beta: float64 as `value`, parameters of a beta distribution over the scale.
    label_n: int32 (units, labels), ratings of each label where raters may leave labels out.
    used: int32 as `value`, ratings that the value is made of, where a rule leaves raters out.
    histogram: the ratings behind a value, one per label where there are labels.
    words: for each unit its words and how many raters gave each, the most frequent first.

    coverage: float64 (units,), share of the words of all answers that a list of words knows.
    curves: for each unit the curve of its traces, None where nobody answered.
    pieces: for each unit the stretches of its timeline or words, None where nobody answered.

    reason: int8 (units,), place in `reasons` of why a rule discarded the unit, KEPT (-1) where it
        did not; for rules that discard some.
    raters: what the rule found out about raters; None for a rule that does not look at them.
    parameters: settings of the rule, by name.
    fit: how a model was fitted: iterations, log-likelihood and the like, by name.
    warnings: sentences for people: who was left out and why, what was not defined.
    """

    rule: str
    labels: tuple[str, ...]
    n: NDArray[np.int32]
    cannot_tell: NDArray[np.int32]
    share: FloatArray | None = None
    entropy: FloatArray | None = None
    winner: NDArray[np.int16] | None = None
    modes: NDArray[np.bool_] | None = None
    chosen: NDArray[np.bool_] | None = None
    estimate: FloatArray | None = None
    low: FloatArray | None = None
    high: FloatArray | None = None
    value: FloatArray | None = None
    sd: FloatArray | None = None
    alpha: FloatArray | None = None
    beta: FloatArray | None = None
    label_n: NDArray[np.int32] | None = None
    used: NDArray[np.int32] | None = None
    histogram: tuple[Histogram, ...] | None = None
    words: tuple[tuple[tuple[str, int], ...], ...] | None = None
    coverage: FloatArray | None = None
    curves: tuple["Curve | None", ...] | None = None
    pieces: tuple[tuple["FusedPiece", ...] | None, ...] | None = None
    reason: NDArray[np.int8] | None = None
    reasons: tuple[str, ...] = ()
    raters: RaterQuality | None = None
    parameters: Mapping[str, float | str] = field(default_factory=dict)
    fit: Mapping[str, float | bool] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def rows(self, start: int, stop: int) -> "Aggregate":
        """The units from `start` to `stop`; what is said of raters and of the fit stays."""
        cut: dict[str, Any] = {}
        for each in fields(self):
            found = getattr(self, each.name)
            if isinstance(found, np.ndarray):
                cut[each.name] = found[start:stop]
        for name in ("words", "curves", "pieces"):
            entries = getattr(self, name)
            if entries is not None:
                cut[name] = entries[start:stop]
        if self.histogram is not None:
            cut["histogram"] = tuple(each.rows(start, stop) for each in self.histogram)
        return replace(self, **cut)


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
