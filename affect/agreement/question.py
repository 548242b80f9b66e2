"""The agreement statistics of a question, as its kind defines them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Unpack, cast

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.structured import verdicts_of
from affect.agreement.alphas.alpha import alpha_pairable
from affect.agreement.alphas.distributional import DISTANCES, soft_alphas
from affect.agreement.alphas.rankings import alpha_rank, kendall_w
from affect.agreement.alphas.sets import jaccard, masi
from affect.agreement.alphas.spread import label_spread, number_spread
from affect.agreement.alphas.word_sets import alpha_of_sets, group_agreement, word_set_alphas
from affect.agreement.correlations.concordance import ccc_pairable
from affect.agreement.correlations.icc import icc_pairable
from affect.agreement.draws.bootstrap import UNKNOWN_RATERS, Draw, DrawOptions, measure_units
from affect.agreement.draws.linearised import measure_smooth
from affect.agreement.draws.rater_columns import label_columns, number_columns
from affect.agreement.kappas.kappa import kappa
from affect.agreement.pieces.parts import span_agreement, timeline_agreement
from affect.agreement.pieces.regions import region_agreement
from affect.agreement.rated.pairable import Pairable, count_raters, from_coded, pairable
from affect.agreement.rated.patterns import count_table
from affect.agreement.rated.ratings import Ratings, ratings_of_coded
from affect.agreement.result import AgreementError, Basis, FloatArray, Result
from affect.agreement.texts import text_agreement, words_of
from affect.agreement.traces import trace_agreement
from affect.coded import Coded
from affect.questions import Grid, Question, Regions, Spans, Timeline, Trace
from affect.questions.words import word_set


@dataclass(frozen=True)
class Statistic:
    """One coefficient of a question, named as in `Question.statistics`."""

    stat: str
    level: str
    result: Result


@dataclass(frozen=True)
class QuestionAgreement:
    """All coefficients of a question; `per_label` maps label ids to the alpha of each alone.

    Alone means: the label against the rest for labels and for pieces of time or text, its own
    numbers for intensities, shares, axes and ranks; for traces it is a dimension alone. A scale has
    no labels, and other answers with parts are not taken apart by label.
    """

    statistics: tuple[Statistic, ...]
    per_label: dict[str, Result]
    label_statistics: dict[str, dict[str, Result]] = field(default_factory=dict)
    """Further coefficients of each label alone, by statistic and label; intervals by formula."""

    def telling(self, why: str) -> "QuestionAgreement":
        """The same, saying where a coefficient has no interval why that is so."""

        def told(result: Result) -> Result:
            without = result.value is not None and result.low is None
            return replace(result, interval=why) if without else result

        return replace(
            self,
            statistics=tuple(replace(each, result=told(each.result)) for each in self.statistics),
            per_label={label: told(result) for label, result in self.per_label.items()},
        )


def question_agreement(
    question: Question, coded: Coded, **how: Unpack[DrawOptions]
) -> QuestionAgreement:
    """Every statistic of the question's kind on its ratings.

    `resamples` > 0 adds intervals by drawing units again with `rng`, or `clusters` of them, or
    `raters` (see `Draw`). Each says where it comes from, or why there is none. No rater can be
    drawn where any of them is unknown.
    """
    draw = Draw(**how)
    if not draw.raters or (coded.rater[coded.answered()] >= 0).all():
        return MEASURES[question.kind](question, coded, draw)
    found = MEASURES[question.kind](question, coded, Draw())
    return found.telling(UNKNOWN_RATERS) if draw.resamples else found


KAPPAS_OF_LABELS = ("fleiss-kappa", "gwet-ac1")


def _choice(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    rated = from_coded(coded)
    n_labels = len(question.labels)
    bases = [rated.basis] * (1 + n_labels)
    if draw.raters and rated.rater is not None:
        pooled = alpha_pairable(rated, "nominal", **vars(draw))
        columns = label_columns(rated.unit, rated.rater, rated.values, n_labels)
        _, *alone = columns.measured(bases, draw)
    else:
        counts = count_table(rated.unit, rated.values, rated.basis.units, n_labels)
        spread = label_spread(counts, counts.sum(axis=1))
        pooled, *alone = measure_units(spread, bases, rated.kept, draw)
    results = [("alpha", "nominal", pooled)]
    ratings = ratings_of_coded(coded, n_labels)
    results += [(stat, "nominal", kappa(stat, ratings, **vars(draw))) for stat in KAPPAS_OF_LABELS]
    return _named(question, results, alone)


def _multi(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    rated = from_coded(coded)
    chosen = rated.values.astype(np.float64)
    # the pooled coefficient would weigh a set by its size; distances of sets do better
    _, *alone = _of_labels(rated, chosen, draw)
    sets = [("alpha-masi", masi), ("alpha-jaccard", jaccard)]
    overall = [(stat, "nominal", _set_alpha(rated, make, draw)) for stat, make in sets]
    more = {
        stat: [kappa(stat, _yes_or_no(coded, column)) for column in range(len(question.labels))]
        for stat in KAPPAS_OF_LABELS
    }
    return _named(question, overall, alone, more)


def _of_labels(rated: Pairable, chosen: FloatArray, draw: Draw) -> list[Result]:
    """Alpha of labels that are on or off (n, labels): pooled, then of each alone."""
    bases = [rated.basis] * (1 + chosen.shape[1])
    if draw.raters and rated.rater is not None:
        return number_columns(rated.unit, rated.rater, chosen).measured(bases, draw)
    n_units = rated.basis.units
    counts = np.zeros((n_units, chosen.shape[1]), np.int64)
    for label, column in enumerate(chosen.T):
        counts[:, label] = np.bincount(rated.unit, weights=column, minlength=n_units)
    spread = label_spread(counts, np.bincount(rated.unit, minlength=n_units))
    return measure_units(spread, bases, rated.kept, draw)


def _yes_or_no(coded: Coded, column: int) -> Ratings:
    """One label of a multi question, as two categories."""
    return ratings_of_coded(replace(coded, values=coded.values[:, column]), 2)


def _set_alpha(rated: Pairable, make: Callable[..., Any], draw: Draw) -> Result:
    if not rated.basis.units:
        return rated.basis.result(np.nan, None)
    sets = _distinct_sets(rated.values > 0)
    return alpha_of_sets(rated, sets, make, draw)


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
    return _named(question, [("alpha", "interval", pooled)], alone, _of_columns(coded))


def _of_columns(coded: Coded) -> dict[str, list[Result]]:
    """icc2 and ccc of each column of numbers (n, labels)."""
    columns = [from_coded(replace(coded, values=column)) for column in coded.values.T]
    return {
        "icc2": [icc_pairable(column, Draw())["icc2"] for column in columns],
        "ccc": [_ccc(column) for column in columns],
    }


def _ccc(rated: Pairable) -> Result:
    try:
        return ccc_pairable(rated, Draw())
    except AgreementError as unknown_or_too_many:
        return rated.basis.refuse(str(unknown_or_too_many))


SOFT_DRAWS = 200_000_000
"""Shares times resamples up to which distributions are drawn; beyond it the interval is by
formula."""


def _distribution(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    pooled, alone = _vectors(coded, draw)
    rated = from_coded(coded)
    dear = draw.resamples * rated.values.size > SOFT_DRAWS
    how = replace(draw, resamples=0) if dear and not draw.raters else draw
    by_distance = zip(DISTANCES, soft_alphas(rated, DISTANCES, how), strict=True)
    results = [(f"alpha-{distance}", "nominal", result) for distance, result in by_distance]
    return _named(question, [("alpha-distribution", "nominal", pooled), *results], alone)


ICC_OF_SCALES = ("icc1", "icc2", "icc2k")


def _scale(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    rated = from_coded(coded)
    results = [
        ("alpha", level, alpha_pairable(rated, level, **vars(draw)))
        for level in ("interval", "ordinal")
    ]
    forms = icc_pairable(rated, draw)
    results += [(form, "interval", forms[form]) for form in ICC_OF_SCALES]
    return _named(question, results, [])


def _grid(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    """Axes of different length weigh the same in the pooled coefficient: each in its own unit."""
    lengths = np.array([axis.max - axis.min for axis in cast(Grid, question).axes])
    pooled, alone = _vectors(replace(coded, values=coded.values / lengths), draw)
    return _named(question, [("alpha", "interval", pooled)], alone, _of_columns(coded))


def _rank(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    results = [
        ("alpha-rank", "ordinal", alpha_rank(coded, draw)),
        ("kendall-w", "ordinal", kendall_w(coded, draw)),
    ]
    return _named(question, results, _vectors(coded, draw)[1])


def _words(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    rated = from_coded(coded)
    sets = [word_set(value) for value in rated.values]
    by_masi, by_jaccard = word_set_alphas(rated, sets, draw)
    by_groups, coverage = group_agreement(coded, draw)
    results = [
        ("alpha-masi", "nominal", by_masi),
        ("alpha-jaccard", "nominal", by_jaccard),
        ("alpha-groups", "nominal", by_groups),
        ("group-coverage", "nominal", coverage),
    ]
    return _named(question, results, None)


def _text(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    rated = from_coded(coded)
    by_edits, alike = text_agreement(rated, draw)
    sets = [words_of(text) for text in rated.values]
    by_words = word_set_alphas(rated, sets, draw)[1]
    results = [
        ("alpha-edit", "nominal", by_edits),
        ("alpha-jaccard", "nominal", by_words),
        ("edit-similarity", "nominal", alike),
    ]
    return _named(question, results, None)


def _review(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    return _choice(question, verdicts_of(question, coded), draw)


def _trace(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    overall, alone = trace_agreement(cast(Trace, question), coded, draw)
    named = zip(question.statistics, overall, strict=True)
    return QuestionAgreement(
        tuple(Statistic(stat, level, result) for (stat, level), result in named), alone
    )


def _timeline(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    asked = cast(Timeline, question)
    return _of_parts(asked, timeline_agreement(asked, coded, draw))


def _spans(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    asked = cast(Spans, question)
    return _of_parts(asked, span_agreement(asked, coded, draw))


def _of_parts(question: Question, found: tuple[list[Result], list[Result]]) -> QuestionAgreement:
    """The results of the kind's statistics, in their order, and of each label."""
    overall, alone = found
    named = zip(question.statistics, overall, strict=True)
    return _named(question, [(stat, level, result) for (stat, level), result in named], alone)


def _regions(question: Question, coded: Coded, draw: Draw) -> QuestionAgreement:
    asked = cast(Regions, question)
    return _of_parts(asked, region_agreement(asked, coded, draw))


MEASURES: dict[str, Callable[[Question, Coded, Draw], QuestionAgreement]] = {
    "choice": _choice,
    "multi": _multi,
    "intensity": _intensity,
    "distribution": _distribution,
    "scale": _scale,
    "grid": _grid,
    "statement": _choice,
    "pair": _choice,
    "rank": _rank,
    "text": _text,
    "words": _words,
    "trace": _trace,
    "timeline": _timeline,
    "spans": _spans,
    "regions": _regions,
    "review": _review,
}


def _vectors(coded: Coded, draw: Draw) -> tuple[Result, list[Result]]:
    """Alpha of numbers per label (n, labels), NaN where a label was not rated: pooled, alone.

    The pooled one is of the units where at least one label has two ratings.
    """
    rows = coded.answered()
    unit, values, rater = coded.unit[rows], coded.values[rows], coded.rater[rows]
    n_units = int(unit.max(initial=-1)) + 1
    whole = not np.isnan(values).any()
    bases = [] if whole else [_column_basis(unit, column, rater) for column in values.T]
    paired = np.zeros(n_units, bool)
    for column in values.T[:1] if whole else values.T:
        paired |= np.bincount(unit[~np.isnan(column)], minlength=n_units) >= 2
    single = np.bincount(unit, minlength=n_units) == 1
    rows = paired[unit]
    unit, values = (np.cumsum(paired) - 1)[unit[rows]], values[rows]
    pooled = Basis(int(paired.sum()), count_raters(rater[rows]), len(unit), int(single.sum()))
    bases = bases or [pooled] * values.shape[1]
    bases = [pooled, *bases]
    if draw.raters:
        overall, *alone = number_columns(unit, rater[rows], values).measured(bases, draw)
    else:
        spread = number_spread(unit, values, pooled.units)
        overall, *alone = measure_smooth(spread, bases, paired, draw, values.size)
    return overall, alone


def _column_basis(
    unit: NDArray[np.int32], column: NDArray[np.float64], rater: NDArray[np.int32]
) -> Basis:
    there = ~np.isnan(column)
    return pairable(unit[there], column[there], rater[there]).basis


def _named(
    question: Question,
    results: list[tuple[str, str, Result]],
    alone: list[Result] | None,
    more: dict[str, list[Result]] | None = None,
) -> QuestionAgreement:
    ids = question.label_ids
    return QuestionAgreement(
        statistics=tuple(Statistic(stat, level, result) for stat, level, result in results),
        per_label={} if alone is None else dict(zip(ids, alone, strict=True)),
        label_statistics={
            stat: dict(zip(ids, of_labels, strict=True)) for stat, of_labels in (more or {}).items()
        },
    )
