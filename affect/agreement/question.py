"""The agreement statistics of a question, as its kind defines them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from affect.agreement.alpha import alpha_pairable
from affect.agreement.bootstrap import measure
from affect.agreement.pairable import Pairable, count_raters, from_coded, pairable
from affect.agreement.pairs import MOST_VALUES, pairs
from affect.agreement.patterns import count_table
from affect.agreement.result import Basis, Result
from affect.agreement.sets import jaccard, masi
from affect.agreement.spread import label_spread, number_spread
from affect.coded import Coded
from affect.questions import Question


@dataclass(frozen=True)
class Statistic:
    """One coefficient of a question, named as in `Question.statistics`."""

    stat: str
    level: str
    result: Result


@dataclass(frozen=True)
class QuestionAgreement:
    """All coefficients of a question; `per_label` maps label ids to the alpha of each alone.

    Alone means: the label against the rest for labels, its own numbers for intensities and
    shares. A scale has no labels.
    """

    statistics: tuple[Statistic, ...]
    per_label: dict[str, Result]


@dataclass(frozen=True)
class Draw:
    """How intervals are made: number of resamples (0: none) and their generator."""

    resamples: int = 0
    rng: Generator | None = None


def question_agreement(
    question: Question, coded: Coded, *, resamples: int = 0, rng: Generator | None = None
) -> QuestionAgreement:
    """Every statistic of the question's kind on its ratings.

    `resamples` > 0 adds intervals by drawing units again with `rng`.
    """
    return MEASURES[question.kind](question, coded, Draw(resamples, rng))


def _choice(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    rated = from_coded(coded)
    n_labels = len(question.labels)
    counts = count_table(rated.unit, rated.values, rated.basis.units, n_labels)
    spread = label_spread(counts, counts.sum(axis=1))
    bases = [rated.basis] * (1 + n_labels)
    pooled, *alone = measure(spread, bases, draw.resamples, draw.rng)
    return _named(question, [("alpha", "nominal", pooled)], alone)


def _multi(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    rated = from_coded(coded)
    chosen = rated.values.astype(np.float64)
    n_units = rated.basis.units
    counts = np.zeros((n_units, len(question.labels)), np.int64)
    for label, column in enumerate(chosen.T):
        counts[:, label] = np.bincount(rated.unit, weights=column, minlength=n_units)
    spread = label_spread(counts, np.bincount(rated.unit, minlength=n_units))
    bases = [rated.basis] * (1 + len(question.labels))
    # the pooled coefficient would weigh a set by its size; distances of sets do better
    _, *alone = measure(spread, bases, draw.resamples, draw.rng)
    sets = [("alpha-masi", masi), ("alpha-jaccard", jaccard)]
    overall = [(stat, "nominal", _set_alpha(rated, make, draw)) for stat, make in sets]
    return _named(question, overall, alone)


def _set_alpha(rated: Pairable, make: Callable[..., Any], draw: Draw) -> Result:
    if not rated.basis.units:
        return rated.basis.result(np.nan, None)
    members, code = _distinct_sets(rated.values > 0)
    if len(members) > MOST_VALUES:
        return rated.basis.refuse(
            f"raters chose {len(members)} different sets of labels; their distances are compared "
            f"for at most {MOST_VALUES}"
        )
    distance = make(members)
    coefficient = pairs(rated.unit, code, rated.basis.units, distance)
    return measure(coefficient, [rated.basis], draw.resamples, draw.rng)[0]


def _distinct_sets(
    chosen: NDArray[np.bool_],
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """The distinct rows of `chosen` (n, labels), and the position of each row among them."""
    packed = np.packbits(chosen, axis=1)
    words = np.zeros((len(packed), -(-packed.shape[1] // 8) * 8), np.uint8)
    words[:, : packed.shape[1]] = packed
    keys = words.view(np.uint64)  # eight labels to a byte, eight bytes to a word: quick to sort
    one = keys[:, 0] if keys.shape[1] == 1 else keys
    _, first, code = np.unique(one, return_index=True, return_inverse=True, axis=0)
    return chosen[first], code.astype(np.int64).ravel()


def _intensity(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    pooled, alone = _vectors(coded, draw)
    return _named(question, [("alpha", "interval", pooled)], alone)


def _distribution(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    pooled, alone = _vectors(coded, draw)
    return _named(question, [("alpha-distribution", "nominal", pooled)], alone)


def _scale(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    rated = from_coded(coded)
    results = [
        ("alpha", level, alpha_pairable(rated, level, resamples=draw.resamples, rng=draw.rng))
        for level in ("interval", "ordinal")
    ]
    return _named(question, results, [])


MEASURES: dict[str, Callable[[Question, Coded, Draw], QuestionAgreement]] = {
    "choice": _choice,
    "multi": _multi,
    "intensity": _intensity,
    "distribution": _distribution,
    "scale": _scale,
}


def _vectors(coded: Coded, draw: Draw) -> tuple[Result, list[Result]]:
    """Alpha of numbers per label (n, labels), NaN where a label was not rated: pooled, alone.

    The pooled one is of the units where at least one label has two ratings.
    """
    rows = coded.answered()
    unit, values, rater = coded.unit[rows], coded.values[rows], coded.rater[rows]
    n_units = int(unit.max(initial=-1)) + 1
    bases = [_column_basis(unit, column, rater) for column in values.T]
    paired = np.zeros(n_units, bool)
    for column in values.T:
        paired |= np.bincount(unit[~np.isnan(column)], minlength=n_units) >= 2
    single = np.bincount(unit, minlength=n_units) == 1
    rows = paired[unit]
    unit, values = (np.cumsum(paired) - 1)[unit[rows]], values[rows]
    pooled = Basis(int(paired.sum()), count_raters(rater[rows]), len(unit), int(single.sum()))
    spread = number_spread(unit, values, pooled.units)
    overall, *alone = measure(spread, [pooled, *bases], draw.resamples, draw.rng)
    return overall, alone


def _column_basis(
    unit: NDArray[np.int32], column: NDArray[np.float64], rater: NDArray[np.int32]
) -> Basis:
    there = ~np.isnan(column)
    return pairable(unit[there], column[there], rater[there]).basis


def _named(
    question: Question, results: list[tuple[str, str, Result]], alone: list[Result]
) -> QuestionAgreement:
    return QuestionAgreement(
        statistics=tuple(Statistic(stat, level, result) for stat, level, result in results),
        per_label=dict(zip(question.label_ids, alone, strict=True)),
    )
