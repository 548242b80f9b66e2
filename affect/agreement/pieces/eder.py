"""EDER, the error rate of speech emotion diarization, with any number of pieces on both sides.

Reference: Y. Wang, M. Ravanelli, A. Yacoubi (2023), Speech Emotion Diarization: Which Emotion
Appears When?, ASRU.

Over a recording of D seconds, with R the labels that hold at a moment by the reference and H those
by the hypothesis,

    missed       integral of max(0, |R| - |H|)
    false alarm  integral of max(0, |H| - |R|)
    confusion    integral of min(|R|, |H|) - |R & H|
    EDER = (missed + false alarm + confusion) / D.

Where pieces lie apart these are the errors of the paper; where several labels hold at a time they
are those of speaker diarization. The sum is max(|R|, |H|) - |R & H| at each moment, the same from
both sides, so between raters nobody needs to be the reference. It is a distance: 0 is best.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from affect.agreement.pieces.continua import Continua, Piece, one_continuum, summed
from affect.agreement.result import FloatArray


@dataclass(frozen=True)
class DiarizationErrors:
    """Seconds of each error in a recording of `duration` seconds."""

    missed: float
    false_alarm: float
    confusion: float
    duration: float

    @property
    def rate(self) -> float:
        """EDER."""
        return (self.missed + self.false_alarm + self.confusion) / self.duration


def eder(
    reference: Iterable[Piece], hypothesis: Iterable[Piece], duration: float
) -> DiarizationErrors:
    """The errors of a hypothesis, such as a model's, in a recording of `duration` seconds.

    Raises
    ------
    AgreementError: a piece without length or outside the recording.
    """
    lengths, there = occupancy(one_continuum([reference, hypothesis], duration))
    r, h = there.sum(axis=2).T
    both = (there[:, 0] & there[:, 1]).sum(axis=1)
    return DiarizationErrors(
        missed=float(lengths @ np.maximum(r - h, 0)),
        false_alarm=float(lengths @ np.maximum(h - r, 0)),
        confusion=float(lengths @ (np.minimum(r, h) - both)),
        duration=duration,
    )


def pair_eders(continuum: Continua) -> FloatArray:
    """EDER of each pair of raters of one continuum (pairs,); NaN where it has no length."""
    duration = float(continuum.length[0])
    if duration <= 0:
        return np.full(len(np.triu_indices(int(continuum.raters[0]), 1)[0]), np.nan)
    lengths, there = occupancy(continuum)
    sizes = there.sum(axis=2)
    pairs = list(combinations(range(there.shape[1]), 2))
    wrong = [
        lengths @ (np.maximum(sizes[:, i], sizes[:, j]) - (there[:, i] & there[:, j]).sum(axis=1))
        for i, j in pairs
    ]
    return np.array(wrong, np.float64) / duration


def mean_eder(continuum: Continua) -> float:
    """Mean EDER over pairs of raters of one continuum; NaN where it has no length."""
    return float(pair_eders(continuum).mean())


def occupancy(continuum: Continua) -> tuple[FloatArray, NDArray[np.bool_]]:
    """Lengths between neighbouring ends of pieces, and which rater has which label there.

    float64 (stretches,) and bool (stretches, raters, labels), of one continuum.
    """
    ends = np.unique(np.concatenate([continuum.start, continuum.end]))
    first, last = (np.searchsorted(ends, at) for at in (continuum.start, continuum.end))
    n_labels, raters = len(continuum.labels), int(continuum.raters[0])
    cell = continuum.rater * n_labels + continuum.label
    open_at, close_at = (at * raters * n_labels + cell for at in (first, last))
    size = len(ends) * raters * n_labels
    steps = summed(open_at, np.ones(len(cell)), size) - summed(close_at, np.ones(len(cell)), size)
    there = np.cumsum(steps.reshape(len(ends), raters, n_labels), axis=0)[:-1] > 0
    return np.diff(ends), there
