"""Rules for questions where a rater chooses any number of labels, alone or beside a primary one.

Rater k gives item i a set of labels. Three readings of the same sets, all named:
    `soft` on the multi question: share of raters whose set has the label (multi-hot rate);
    `majority` on the multi question: labels that more than half of the raters chose;
    `all-inclusive` (Chou et al. 2024): share of all choices made, primary and secondary, of
    every rater and every item; a label that a rater gave as both counts once.
"""

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.result import Aggregate, FloatArray, RuleError, count_rows, divide
from affect.aggregation.votes import largest
from affect.coded import Coded
from affect.questions import Question
from affect.soft import entropy_bits


def soft(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Share of raters that chose each label; rows need not sum to 1, so there is no entropy."""
    return _rates("soft", question, coded, n_units)


def majority(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """`modes` marks the labels that more than half of the raters chose; it may be empty."""
    return _rates("majority", question, coded, n_units)


def all_inclusive(
    question: Question,
    coded: Coded,
    n_units: int,
    secondary: tuple[Question, Coded] | None = None,
) -> Aggregate:
    """Share of all choices; `secondary` adds the choices of the question that extends this one.

    Labels are those of the question, then those that only the secondary one has. n counts
    answers; an item whose answers chose nothing has NaN shares.

    Raises
    ------
    RuleError: the two do not have the same rows (one per rating, in the same order).
    """
    labels = list(question.label_ids)
    chosen = _indicators(question, coded)
    answered = coded.answered()
    if secondary is not None:
        extra, extra_coded = secondary
        _check_same_rows(coded, extra_coded)
        labels += [label for label in extra.label_ids if label not in labels]
        wider = np.zeros((len(chosen), len(labels)), bool)
        wider[:, : chosen.shape[1]] = chosen
        for position, column in enumerate(_indicators(extra, extra_coded).T):
            wider[:, labels.index(extra.label_ids[position])] |= column
        chosen = wider
        answered = answered | extra_coded.answered()
    counts = _count(coded.unit, chosen, n_units)
    share = divide(counts, counts.sum(axis=1))
    return Aggregate(
        rule="all-inclusive",
        labels=tuple(labels),
        n=count_rows(coded.unit, answered, n_units),
        cannot_tell=count_rows(coded.unit, coded.cannot_tell, n_units),
        share=share,
        entropy=entropy_bits(share),
        modes=largest(share),
    )


def _rates(rule: str, question: Question, coded: Coded, n_units: int) -> Aggregate:
    n = count_rows(coded.unit, coded.answered(), n_units)
    counts = _count(coded.unit, _indicators(question, coded), n_units)
    share = divide(counts, n)
    return Aggregate(
        rule=rule,
        labels=question.label_ids,
        n=n,
        cannot_tell=count_rows(coded.unit, coded.cannot_tell, n_units),
        share=share,
        modes=largest(share) if rule == "soft" else 2 * counts > n[:, None],
    )


def _indicators(question: Question, coded: Coded) -> NDArray[np.bool_]:
    """Whether each rating chose each label, bool (n, labels); all false where it is missing."""
    if coded.values.ndim == 2:
        return (coded.values > 0) & coded.answered()[:, None]
    chosen = np.zeros((len(coded.unit), len(question.labels)), bool)
    rows = np.flatnonzero(coded.answered())
    chosen[rows, coded.values[rows]] = True
    return chosen


def _count(unit: NDArray[np.int32], chosen: NDArray[np.bool_], n_units: int) -> FloatArray:
    """Raters that chose each label, float64 (n_units, labels)."""
    n_labels = chosen.shape[1]
    row, label = np.divmod(np.flatnonzero(chosen), n_labels)
    cells = unit[row].astype(np.int64) * n_labels + label
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
