"""Whether raters agree with themselves when they are asked again."""

from dataclasses import dataclass, replace

import numpy as np

from affect.coded import Coded
from affect.diagnostics.figure import Figure, FloatArray, IntArray, undefined
from affect.diagnostics.raters import agreement_with_others
from affect.diagnostics.shared import Shared, shared_ratings
from affect.diagnostics.vectors import unit_vectors

NOTHING_TWICE = "rated nothing twice"


@dataclass(frozen=True)
class Repeats:
    """What one rater rated more than once.

    units: how many. pairs: of their own ratings of one unit. same: of those pairs, how many are
    the very same answer. consistency: as `repeat_consistency` has it.
    """

    units: int
    pairs: int
    same: int
    consistency: Figure


def repeats(coded: Coded, n_labels: int = 0) -> list[Repeats]:
    """What each rater rated more than once, and how often the answer was the same.

    Raises
    ------
    DiagnosticsError: the values are neither codes nor numbers, or a code is beyond `n_labels`.
    """
    own = _own(coded, n_labels)
    values = np.nan_to_num(unit_vectors(own.values, n_labels), nan=np.inf)  # left out twice: same
    unit_pairs, units = _pairs(own, own.unit[:, None].astype(np.float64))
    same, _ = _pairs(own, np.column_stack([own.unit, values]))
    return [
        Repeats(int(units[at]), int(unit_pairs[at]), int(same[at]), figure)
        for at, figure in enumerate(_consistency(own))
    ]


def repeat_consistency(coded: Coded, n_labels: int = 0) -> list[Figure]:
    """Agreement of each rater with themself, where they rated a unit more than once.

    Alpha's 1 - observed / expected disagreement among a rater's own ratings of a unit, as
    `agreement_with_others` has it among raters.
    """
    return _consistency(_own(coded, n_labels))


def _own(coded: Coded, n_labels: int) -> Shared:
    """Ratings as if what each rater rated were units of their own."""
    known = coded.rater >= 0
    n_raters = int(coded.rater.max(initial=-1)) + 1
    key = coded.unit[known].astype(np.int64) * max(n_raters, 1) + coded.rater[known]
    _, unit = np.unique(key, return_inverse=True)
    own = Coded(
        unit.astype(np.int32), coded.rater[known], coded.values[known], coded.cannot_tell[known]
    )
    return replace(shared_ratings(own, n_labels), n_raters=n_raters)


def _consistency(own: Shared) -> list[Figure]:
    found = agreement_with_others(own)
    return [one if one.n else undefined(NOTHING_TWICE) for one in found]


def _pairs(own: Shared, keys: FloatArray) -> tuple[IntArray, IntArray]:
    """Pairs of ratings with equal rows of `keys` (n, k), and such rows, by rater."""
    _, first, counts = np.unique(keys, axis=0, return_index=True, return_counts=True)
    rater = own.rater[first]
    pairs = np.bincount(rater, counts * (counts - 1) // 2, own.n_raters).astype(np.int64)
    return pairs, np.bincount(rater, minlength=own.n_raters)
