"""Rules for questions where a rater chooses any number of labels, alone or beside a primary one.

Rater k gives item i a set of labels; primary and secondary choices make one set, in which a label
that was given as both counts once. Readings of the same sets, all named:
    `all-inclusive` (Chou et al. 2024): share of all choices made, of every rater and every item;
    `split-vote`: every rater has one vote, which is split evenly over the k labels of their set;
    `multi-hot`: share of raters whose set has the label (`soft` on the multi question alone);
    `majority` on the multi question: labels that more than half of the raters chose.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.result import Aggregate, FloatArray, RuleError, count_rows, divide
from affect.aggregation.votes import largest
from affect.coded import Coded
from affect.questions import Question
from affect.soft import entropy_bits

Secondary = tuple[Question, Coded]


def soft(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Share of raters that chose each label; rows need not sum to 1, so there is no entropy."""
    return _rates("soft", _sets(question, coded, None), n_units)


def multi_hot(
    question: Question, coded: Coded, n_units: int, secondary: Secondary | None = None
) -> Aggregate:
    """Share of raters that chose each label, as primary or as secondary."""
    return _rates("multi-hot", _sets(question, coded, secondary), n_units)


def majority(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """`chosen` marks the labels that more than half of the raters chose; it may be empty."""
    return _rates("majority", _sets(question, coded, None), n_units)


def all_inclusive(
    question: Question, coded: Coded, n_units: int, secondary: Secondary | None = None
) -> Aggregate:
    """Share of all choices; `secondary` adds the choices of the question that extends this one.

    Labels are those of the question, then those that only the secondary one has. n counts
    answers; an item whose answers chose nothing has NaN shares.

    Raises
    ------
    RuleError: the two do not have the same rows (one per rating, in the same order).
    """
    sets = _sets(question, coded, secondary)
    counts = _count(sets, n_units)
    return _shares("all-inclusive", sets, counts, counts.sum(axis=1), n_units)


def split_vote(
    question: Question, coded: Coded, n_units: int, secondary: Secondary | None = None
) -> Aggregate:
    """One vote per rater: 1/k to each of the k labels; a rater who chose nothing has no vote.

    Raises
    ------
    RuleError: as for `all_inclusive`.
    """
    sets = _sets(question, coded, secondary)
    size = np.bincount(sets.row, minlength=len(sets.unit))
    if len(sets.row) and size.max() == 1:  # a choice alone: a vote that is not split
        votes = _count(sets, n_units)
    else:
        votes = _count(sets, n_units, 1 / size[sets.row])
    voters = count_rows(sets.unit, size > 0, n_units)
    return _shares("split-vote", sets, votes, voters, n_units)


def choices(question: Question, coded: Coded, n_units: int) -> tuple[Aggregate, FloatArray]:
    """The rates of a multi question, and how many raters chose each label."""
    sets = _sets(question, coded, None)
    return _rates("soft", sets, n_units), _count(sets, n_units)


@dataclass(frozen=True)
class _Sets:
    """`unit`, `answered`, `cannot_tell` have a row per rating; a choice is a `row` and a `label`.

    row, label: int64 (choices,), no choice twice.
    """

    labels: tuple[str, ...]
    unit: NDArray[np.int32]
    answered: NDArray[np.bool_]
    cannot_tell: NDArray[np.bool_]
    row: NDArray[np.int64]
    label: NDArray[np.int64]


def _sets(question: Question, coded: Coded, secondary: Secondary | None) -> _Sets:
    labels, answered = question.label_ids, coded.answered()
    row, label = _choices(coded, answered)
    if secondary is not None:
        extra, extra_coded = secondary
        _check_same_rows(coded, extra_coded)
        labels = (*labels, *(new for new in extra.label_ids if new not in labels))
        extra_answered = extra_coded.answered()
        more, place = _choices(extra_coded, extra_answered)
        place = np.array([labels.index(each) for each in extra.label_ids], np.int64)[place]
        # a label that is also the primary one counts once
        new = ~answered[more] | (coded.values[more] != place)
        row, label = np.concatenate([row, more[new]]), np.concatenate([label, place[new]])
        answered = answered | extra_answered
    return _Sets(labels, coded.unit, answered, coded.cannot_tell, row, label)


def _choices(
    coded: Coded, answered: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rating and label of each choice; none of what is missing."""
    if coded.values.ndim == 1:
        row = np.flatnonzero(answered)
        return row, coded.values[row].astype(np.int64)
    row, label = np.divmod(np.flatnonzero(coded.values > 0), coded.values.shape[1])
    if coded.cannot_tell.any():
        told = answered[row]
        row, label = row[told], label[told]
    return row, label


def _shares(
    rule: str, sets: _Sets, votes: FloatArray, total: NDArray[np.generic], n_units: int
) -> Aggregate:
    share = divide(votes, total)
    return Aggregate(
        rule=rule,
        labels=sets.labels,
        n=count_rows(sets.unit, sets.answered, n_units),
        cannot_tell=count_rows(sets.unit, sets.cannot_tell, n_units),
        share=share,
        entropy=entropy_bits(share),
        modes=largest(share),
    )


def _rates(rule: str, sets: _Sets, n_units: int) -> Aggregate:
    n = count_rows(sets.unit, sets.answered, n_units)
    counts = _count(sets, n_units)
    share = divide(counts, n)
    return Aggregate(
        rule=rule,
        labels=sets.labels,
        n=n,
        cannot_tell=count_rows(sets.unit, sets.cannot_tell, n_units),
        share=share,
        modes=largest(share),
        chosen=2 * counts > n[:, None] if rule == "majority" else None,
    )


def _count(sets: _Sets, n_units: int, weight: FloatArray | None = None) -> FloatArray:
    """Choices of each label, or their weights, float64 (n_units, labels)."""
    n_labels = len(sets.labels)
    cells = sets.unit[sets.row].astype(np.int64) * n_labels + sets.label
    counts = np.bincount(cells, weights=weight, minlength=n_units * n_labels)
    return counts.reshape(n_units, n_labels).astype(np.float64)


def _check_same_rows(primary: Coded, secondary: Coded) -> None:
    same = np.array_equal(primary.unit, secondary.unit) and np.array_equal(
        primary.rater, secondary.rater
    )
    if not same:
        raise RuleError(
            "primary and secondary answers must have the same rows, one per rating in the same "
            "order: code an unanswered question as missing"
        )
