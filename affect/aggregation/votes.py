"""Soft label, majority and plurality of choices, and of distributions given by raters.

Item i has n_i answers, of which n_ic fall on label c (a rater's distribution gives each label
its share of one vote). p_ic = n_ic / n_i.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.result import NO_WINNER, Aggregate, FloatArray, count_rows, divide
from affect.coded import Coded
from affect.questions import Question
from affect.soft import entropy_bits

SAME_SHARE = 1e-9  # shares that differ by less do so by rounding: they tie


def soft(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """p_ic over every item and every vote; n_i = 0 gives NaN."""
    return _voted(question, coded, n_units)[0]


def majority(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """The label c with 2 n_ic > n_i; otherwise, as in a tie, none."""
    aggregate, share = _voted(question, coded, n_units)
    won = share > 0.5 + SAME_SHARE
    return replace(aggregate, rule="majority", winner=only_one(won))


def plurality(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """The one label with most votes; a tie has no winner and stands in `modes`."""
    aggregate, share = _voted(question, coded, n_units)
    return replace(aggregate, rule="plurality", winner=only_one(largest(share)))


def vote_counts(coded: Coded, n_labels: int, n_units: int) -> FloatArray:
    """n_ic as float64 (n_units, n_labels) from codes (n,) or distributions (n, n_labels)."""
    answered = coded.answered()
    unit, values = coded.unit, coded.values
    if not answered.all():
        unit, values = unit[answered], values[answered]
    if values.ndim == 2:
        columns = [np.bincount(unit, weights=column, minlength=n_units) for column in values.T]
        return np.stack(columns, axis=1)
    cells = unit.astype(np.int64) * n_labels + values
    counts = np.bincount(cells, minlength=n_units * n_labels)
    return counts.reshape(n_units, n_labels).astype(np.float64)


def largest(share: FloatArray) -> NDArray[np.bool_]:
    """The labels with the largest share of each row; none in a row of NaN."""
    most = share.max(axis=1, keepdims=True)
    modes: NDArray[np.bool_] = share >= most - SAME_SHARE
    return modes


def _voted(question: Question, coded: Coded, n_units: int) -> tuple[Aggregate, FloatArray]:
    """The soft label, and its shares once more for the rules that choose from them."""
    n = count_rows(coded.unit, coded.answered(), n_units)
    share = divide(vote_counts(coded, len(question.labels), n_units), n)
    aggregate = Aggregate(
        rule="soft",
        labels=question.label_ids,
        n=n,
        cannot_tell=count_rows(coded.unit, coded.cannot_tell, n_units),
        share=share,
        entropy=entropy_bits(share),
        modes=largest(share),
    )
    return aggregate, share


def only_one(labels: NDArray[np.bool_]) -> NDArray[np.int16]:
    """Position of the one label that is on, -1 where none or several are."""
    winner = np.where(labels.sum(axis=1) == 1, labels.argmax(axis=1), NO_WINNER)
    return winner.astype(np.int16)
