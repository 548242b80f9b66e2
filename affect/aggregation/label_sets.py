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
    size = sets.chosen.sum(axis=1)
    row, label = np.nonzero(sets.chosen)
    cells = sets.unit[row].astype(np.int64) * len(sets.labels) + label
    votes = np.bincount(cells, weights=1 / size[row], minlength=n_units * len(sets.labels))
    table = np.asarray(votes, np.float64).reshape(n_units, -1)
    voters = count_rows(sets.unit, size > 0, n_units)
    return _shares("split-vote", sets, table, voters, n_units)


def choices(question: Question, coded: Coded, n_units: int) -> tuple[Aggregate, FloatArray]:
    """The rates of a multi question, and how many raters chose each label."""
    sets = _sets(question, coded, None)
    return _rates("soft", sets, n_units), _count(sets, n_units)


@dataclass(frozen=True)
class _Sets:
    """One row per rating: `chosen` bool (n, labels), all false where it is missing or empty."""

    labels: tuple[str, ...]
    unit: NDArray[np.int32]
    chosen: NDArray[np.bool_]
    answered: NDArray[np.bool_]
    cannot_tell: NDArray[np.bool_]


def _sets(question: Question, coded: Coded, secondary: Secondary | None) -> _Sets:
    labels, chosen = list(question.label_ids), _indicators(question, coded)
    answered = coded.answered()
    if secondary is not None:
        extra, extra_coded = secondary
        _check_same_rows(coded, extra_coded)
        labels += [label for label in extra.label_ids if label not in labels]
        wider = np.zeros((len(chosen), len(labels)), bool)
        wider[:, : chosen.shape[1]] = chosen
        for position, column in enumerate(_indicators(extra, extra_coded).T):
            wider[:, labels.index(extra.label_ids[position])] |= column
        chosen, answered = wider, answered | extra_coded.answered()
    return _Sets(tuple(labels), coded.unit, chosen, answered, coded.cannot_tell)


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


def _indicators(question: Question, coded: Coded) -> NDArray[np.bool_]:
    """Whether each rating chose each label, bool (n, labels); all false where it is missing."""
    if coded.values.ndim == 2:
        return (coded.values > 0) & coded.answered()[:, None]
    chosen = np.zeros((len(coded.unit), len(question.labels)), bool)
    rows = np.flatnonzero(coded.answered())
    chosen[rows, coded.values[rows]] = True
    return chosen


def _count(sets: _Sets, n_units: int) -> FloatArray:
    """Raters that chose each label, float64 (n_units, labels)."""
    n_labels = len(sets.labels)
    row, label = np.divmod(np.flatnonzero(sets.chosen), n_labels)
    cells = sets.unit[row].astype(np.int64) * n_labels + label
    counts = np.bincount(cells, minlength=n_units * n_labels)
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
