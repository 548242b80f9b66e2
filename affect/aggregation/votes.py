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
    return soft_and_counts(question, coded, n_units)[0]


def majority(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """The label c with 2 n_ic > n_i; otherwise, as in a tie, none."""
    aggregate = soft(question, coded, n_units)
    share = np.asarray(aggregate.share)
    won = share > 0.5 + SAME_SHARE
    return replace(aggregate, rule="majority", winner=only_one(won))


def plurality(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """The one label with most votes; a tie has no winner and stands in `modes`."""
    aggregate = soft(question, coded, n_units)
    return replace(aggregate, rule="plurality", winner=only_one(np.asarray(aggregate.modes)))


def vote_counts(coded: Coded, n_labels: int, n_units: int) -> FloatArray:
    """n_ic as float64 (n_units, n_labels) from codes (n,) or distributions (n, n_labels)."""
    answered = coded.answered()
    unit, values = coded.unit, coded.values
    if not answered.all():
        unit, values = unit[answered], values[answered]
    if values.ndim == 2:
        columns = [np.bincount(unit, weights=column, minlength=n_units) for column in values.T]
        return np.stack(columns, axis=1)
    cells = np.multiply(unit, n_labels, dtype=np.int64)
    cells += values
    counts = np.bincount(cells, minlength=n_units * n_labels)
    return counts.reshape(n_units, n_labels).astype(np.float64)


def largest(share: FloatArray) -> NDArray[np.bool_]:
    """The labels with the largest share of each row; none in a row of NaN."""
    if not share.size:
        return np.zeros(share.shape, np.bool_)
    # over a short last axis `max` takes twice as long
    most = np.maximum.reduceat(share.ravel(), np.arange(0, share.size, share.shape[1]))
    modes: NDArray[np.bool_] = share >= (most - SAME_SHARE)[:, None]
    return modes


def soft_and_counts(question: Question, coded: Coded, n_units: int) -> tuple[Aggregate, FloatArray]:
    """The soft label, and n_ic for the rules that are made of counts."""
    n = count_rows(coded.unit, coded.answered(), n_units)
    counts = vote_counts(coded, len(question.labels), n_units)
    share = divide(counts, n)
    aggregate = Aggregate(
        rule="soft",
        labels=question.label_ids,
        n=n,
        cannot_tell=count_rows(coded.unit, coded.cannot_tell, n_units),
        share=share,
        entropy=entropy_bits(share),
        modes=largest(share),
    )
    return aggregate, counts


def only_one(labels: NDArray[np.bool_]) -> NDArray[np.int16]:
    """Position of the one label that is on, -1 where none or several are."""
    places = np.arange(labels.shape[1], dtype=np.float32)
    # how many are on, and the sum of their places, which for one label is its place
    count, place = (labels.astype(np.float32) @ np.stack([np.ones_like(places), places], 1)).T
    return np.where(count == 1, place, NO_WINNER).astype(np.int16)
