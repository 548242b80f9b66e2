"""Compare a model's answers to one question with those of humans: the table of figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.aggregation import aggregate
from affect.aggregation.mean import as_columns
from affect.coded import Coded
from affect.comparison import decisions, divergences, numbers
from affect.comparison.ceiling import left_out_labels, left_out_numbers, left_out_sets
from affect.comparison.divergences import EPSILON
from affect.comparison.figures import Bootstrap, Figure, figures
from affect.comparison.metric import ComparisonError, FloatArray, Metric, Rows, mean_of
from affect.comparison.pieces import PIECE_KINDS, PIECES, piece_rows
from affect.comparison.ranking import AUROC, CALIBRATION
from affect.comparison.traces import ITEMS, MOMENTS, check_trace_rule, trace_rows
from affect.questions import Question, Spans, Timeline, Trace

NUMBERS: tuple[Metric, ...] = (numbers.CCC, numbers.PEARSON, numbers.RMSE, numbers.MAE)
DECISIONS: tuple[Metric, ...] = (
    decisions.WAR,
    decisions.UAR,
    decisions.MACRO_F1,
    decisions.PER_RATER_ERROR,
)
LABEL_KINDS = ("choice", "statement", "pair", "distribution")
NUMBER_KINDS = ("scale", "intensity", "grid")
KINDS = (*LABEL_KINDS, "multi", *NUMBER_KINDS, *PIECE_KINDS)
"""Kinds of question whose answer by a model fits one row of a table."""
COMPARED = (*KINDS, "trace")
"""Kinds of question that a model can be compared on."""


@dataclass(frozen=True)
class Comparison:
    """Figures of the model, and of one rater against the others by the same metrics.

    label: the label or dimension that numbers are about (intensity, grid, trace); None for all
        labels, or for a scale.
    items: items that have both; unrated, unpredicted: those that lack one side.
    several: items with at least two ratings, which the human figures are made of.
    epsilon: what a share of 0 was taken as in cross-entropy and KL; None where they play no part.
    moments, unpredicted_moments: of traces, the times at which the raters of the items have a
        curve, and those of them at which the model says nothing; None for other kinds.
    """

    label: str | None
    items: int
    unrated: int
    unpredicted: int
    several: int
    model: tuple[Figure, ...]
    human: tuple[Figure, ...]
    epsilon: float | None = None
    moments: int | None = None
    unpredicted_moments: int | None = None


def compare(
    question: Question,
    coded: Coded,
    predicted: NDArray[Any],
    bootstrap: Bootstrap = Bootstrap(),  # noqa: B008 - it never changes
    *,
    ordered: bool = False,
    rule: str = "mean",
) -> list[Comparison]:
    """One comparison, or one per label where answers are numbers for labels.

    predicted: float64 (units, labels) shares for kinds with labels (rates for multi), or numbers
        (units,) or (units, labels), NaN where the model says nothing; for timelines and spans
        object (units,), answers as raters give them, None where there is none; for traces object
        (units,), see `trace_rows`.
    ordered: the labels stand in an order, so that the earth mover's distance has a meaning.
    rule: how the traces of raters become the curve that a model's is held against.

    Raises
    ------
    ComparisonError: a model cannot be compared on this kind; the shape does not fit; or shares are
        negative or do not sum to 1.
    """
    if question.kind not in COMPARED:
        raise ComparisonError(
            f"{question.id!r} is a {question.kind} question; a model is compared on "
            f"{', '.join(COMPARED)}"
        )
    if isinstance(question, Trace):
        check_trace_rule(rule)
        return [
            _traces(question, name, (coded, predicted), bootstrap, rule)
            for name in question.dimension_ids
        ]
    n_units = len(predicted)
    if isinstance(question, Timeline | Spans):
        return [_pieces(question, coded, predicted, bootstrap)]
    if question.kind in NUMBER_KINDS:
        return _numbers(question, coded, as_columns(predicted), bootstrap)
    _check_shares(question, predicted)
    human = aggregate(question, coded, n_units, "soft").share
    truth = np.asarray(human)
    if question.kind == "multi":
        left_out = left_out_sets(coded, n_units)
        return [_compared(SETS, (truth, predicted), left_out, bootstrap)]
    left_out = left_out_labels(coded, len(question.labels), n_units)
    metrics = label_metrics(ordered=ordered)
    return [_compared(metrics, (truth, predicted), left_out, bootstrap, epsilon=EPSILON)]


def label_metrics(*, ordered: bool) -> tuple[Metric, ...]:
    """What is computed of distributions over labels, in the order of the table."""
    mover = [mean_of("EMD", "lower", divergences.earth_mover)] if ordered else []
    return (
        mean_of("cross-entropy", "lower", partial(divergences.cross_entropy, epsilon=EPSILON)),
        mean_of(
            "KL(human||model)", "lower", partial(divergences.kullback_leibler, epsilon=EPSILON)
        ),
        mean_of("JS", "lower", divergences.jensen_shannon),
        mean_of("total variation", "lower", divergences.total_variation),
        mean_of("L1", "lower", divergences.l1),
        mean_of("Hellinger", "lower", divergences.hellinger),
        mean_of("Brier", "lower", divergences.brier),
        *mover,
        mean_of("cosine", "higher", divergences.cosine),
        mean_of("soft-F1", "higher", divergences.soft_f1),
        decisions.MACRO_F1_AT_EVEN,
        *DECISIONS,
        AUROC,
        CALIBRATION,
    )


SETS: tuple[Metric, ...] = (
    mean_of("Brier", "lower", divergences.brier),
    mean_of("L1", "lower", divergences.l1),
    decisions.MACRO_F1_AT_HALF,
    AUROC,
)
"""For sets of labels, whose rates need not sum to 1."""


def _pieces(
    question: Timeline | Spans, coded: Coded, predicted: NDArray[Any], bootstrap: Bootstrap
) -> Comparison:
    rows, ceiling = piece_rows(question, coded, list(predicted))
    model, human = figures(PIECES[question.kind], [rows, ceiling], bootstrap)
    rated = np.isin(np.arange(len(predicted)), coded.unit[coded.answered()])
    said = np.array([answer is not None for answer in predicted], bool)
    return Comparison(
        label=None,
        items=int((rated & said).sum()),
        unrated=int((~rated & said).sum()),
        unpredicted=int((rated & ~said).sum()),
        several=len(np.unique(ceiling.item)),
        model=tuple(model),
        human=tuple(human),
    )


def _traces(
    question: Trace,
    dimension: str,
    sides: tuple[Coded, NDArray[Any]],
    bootstrap: Bootstrap,
    rule: str,
) -> Comparison:
    coded, predicted = sides
    found = trace_rows(question, dimension, coded, list(predicted), rule)
    over_moments = figures(MOMENTS, [found.model.moments, found.human.moments], bootstrap)
    over_items = figures(ITEMS, [found.model.items, found.human.items], bootstrap)
    model, human = ([*a, *b] for a, b in zip(over_moments, over_items, strict=True))
    rated = np.isin(np.arange(len(predicted)), coded.unit[coded.answered()])
    said = np.array([answer is not None for answer in predicted], bool)
    return Comparison(
        label=dimension,
        items=int((rated & said).sum()),
        unrated=int((~rated & said).sum()),
        unpredicted=int((rated & ~said).sum()),
        several=len(np.unique(found.human.items.item)),
        model=tuple(model),
        human=tuple(human),
        moments=found.moments,
        unpredicted_moments=found.unpredicted,
    )


def _numbers(
    question: Question, coded: Coded, predicted: FloatArray, bootstrap: Bootstrap
) -> list[Comparison]:
    n_units = len(predicted)
    width = max(len(question.labels), 1)
    if predicted.shape[1] != width:
        raise ComparisonError(
            f"{question.id!r} has {width} numbers per answer; there are {predicted.shape[1]}"
        )
    means = as_columns(np.asarray(aggregate(question, coded, n_units, "mean").value))
    return [
        _compared(
            NUMBERS,
            (means[:, [at]], predicted[:, [at]]),
            left_out_numbers(coded, at, n_units),
            bootstrap,
            label=question.label_ids[at] if question.labels else None,
        )
        for at in range(width)
    ]


def _compared(
    metrics: Sequence[Metric],
    sides: tuple[FloatArray, FloatArray],
    left_out: Rows,
    bootstrap: Bootstrap,
    *,
    label: str | None = None,
    epsilon: float | None = None,
) -> Comparison:
    """`sides` are the human answers and the model's, both (units, columns)."""
    rows = Rows.of_items(*sides)
    rated, foretold = (~np.asarray(np.isnan(side).any(axis=1)) for side in sides)
    # the humans are judged on the items that the model was judged on
    ceiling = left_out.only(rated & foretold)
    model, human = figures(metrics, [rows, ceiling], bootstrap)
    return Comparison(
        label=label,
        items=int((rated & foretold).sum()),
        unrated=int((~rated & foretold).sum()),
        unpredicted=int((rated & ~foretold).sum()),
        several=len(np.unique(ceiling.item)),
        model=tuple(model),
        human=tuple(human),
        epsilon=epsilon,
    )


def _check_shares(question: Question, predicted: FloatArray) -> None:
    n_labels = len(question.labels)
    if predicted.ndim != 2 or predicted.shape[1] != n_labels:
        raise ComparisonError(
            f"{question.id!r} has {n_labels} labels; predictions have the shape {predicted.shape}"
        )
    said = predicted[~np.isnan(predicted).any(axis=1)]
    if (said < 0).any() or (said > 1 + SUM_TOLERANCE).any():
        raise ComparisonError("shares are from 0 to 1")
    if question.kind != "multi" and (np.abs(said.sum(axis=1) - 1) > SUM_TOLERANCE).any():
        raise ComparisonError(f"the shares of an item sum to 1, within {SUM_TOLERANCE:g}")


SUM_TOLERANCE = 1e-3
"""Probabilities that were written with three digits still count as summing to 1."""
