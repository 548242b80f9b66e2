"""The labels of FER+ (Barsoum et al. 2016, arXiv 1608.01041), as its authors make them of votes.

Votes of a label that has fewer than `min_votes` are outliers and dropped; N is the sum of the rest.
Labels are taken in one of three ways:
    `majority`: the label with more than N / 2;
    `probability`: labels in the order of their votes, while less than 3/4 N is taken, fewer than
        three labels are, and no label that is set aside ("unknown", "not a face") was met. Labels
        that tie are taken together, those set aside after the others; one set aside is taken only
        if it comes first;
    `multi-target`: all labels with at least 0.3 N.
A unit is discarded where the labels taken hold at most N / 2, where there are more than three, and
where one set aside has most of their votes. Of the others those set aside are cut off, and the
votes of the rest are divided by their sum.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.parameters import SEPARATOR
from affect.aggregation.result import KEPT, Aggregate, FloatArray, RuleError, divide
from affect.aggregation.votes import SAME_SHARE, only_one, soft_and_counts
from affect.coded import Coded
from affect.questions import Question

BoolArray = NDArray[np.bool_]
Take = Callable[[FloatArray, BoolArray], BoolArray]
"""Votes (units, labels) and which labels are set aside (labels,), to the labels taken."""

HALF = 0.5
COVER = 0.75
MOST_LABELS = 3
THRESHOLD = 0.3
REASONS = ("nobody answered", "no label has {min_votes:g} votes",
           "the labels taken hold no more than half of the votes",
           "more than {most} labels would be taken")  # fmt: skip
UNRATED, DROPPED, SPLIT, TOO_MANY = range(len(REASONS))
ASIDE = "most of the votes are for {label}, which is set aside"


def ferplus(
    question: Question, coded: Coded, n_units: int, *, mode: str, min_votes: float, aside: str
) -> Aggregate:
    """A label (`majority`, `probability`) or a set (`multi-target`) for every unit.

    `aside` holds the ids of labels that are no answer, joined by "+". `estimate` is the
    distribution that `probability` and `multi-target` train on; it is NaN in the columns of labels
    set aside. Units without a label have it in `reason`. `share` and `entropy` are of all votes.

    Raises
    ------
    RuleError: the question does not have a label of `aside`, or none beside them.
    """
    set_aside = _set_aside(question, aside)
    votes, counts = soft_and_counts(question, coded, n_units)
    # label by label in memory: sums over the short axis then run along the long one
    counts = np.asfortranarray(np.where(counts < min_votes, 0, counts))
    taken = MODES[mode](counts, set_aside)
    reason = _reasons(votes, counts, taken, set_aside)
    left = np.where(taken & ~set_aside & (reason == KEPT)[:, None], counts, 0)
    estimate = divide(left, left.sum(axis=1))
    estimate[:, set_aside] = np.nan
    modes = (left == left.max(axis=1, keepdims=True)) & (left > 0)
    told = replace(
        votes,
        rule="ferplus",
        reason=reason,
        reasons=_sentences(question, min_votes, set_aside),
        parameters={"mode": mode, "min_votes": min_votes, "aside": aside},
    )
    if mode == "multi-target":
        return replace(told, chosen=left > 0, estimate=estimate)
    if mode == "probability":
        return replace(told, winner=only_one(modes), modes=modes, estimate=estimate)
    return replace(told, winner=only_one(modes))


def check_aside(question: Question, aside: str) -> tuple[str, ...]:
    """The labels of `aside`.

    Raises
    ------
    RuleError: as for `ferplus`.
    """
    named = tuple(filter(None, aside.split(SEPARATOR)))
    allowed = ", ".join(question.label_ids)
    if unknown := [label for label in named if label not in question.label_ids]:
        raise RuleError(
            f"aside of rule 'ferplus' names labels of {question.id!r} joined by '{SEPARATOR}', "
            f"not {unknown[0]!r}; its labels: {allowed}"
        )
    if set(named) == set(question.label_ids):
        raise RuleError(
            f"aside of rule 'ferplus' leaves no label of {question.id!r}; leave out one of them: "
            f"{allowed}"
        )
    return named


def _set_aside(question: Question, aside: str) -> BoolArray:
    named = check_aside(question, aside)
    return np.array([label in named for label in question.label_ids])


def _majority(counts: FloatArray, _: BoolArray) -> BoolArray:
    taken: BoolArray = counts > HALF * counts.sum(axis=1, keepdims=True)
    return taken


def _probability(counts: FloatArray, set_aside: BoolArray) -> BoolArray:
    total = counts.sum(axis=1)
    taken, left = np.zeros_like(counts, np.bool_), counts.copy(order="K")
    going = total > 0
    for _ in range(MOST_LABELS):  # each round takes a label or ends the taking
        first = left.max(axis=1, keepdims=True)
        met: BoolArray = (left == first) & going[:, None]
        taken |= met & ~set_aside
        alone = met & set_aside & ~taken.any(axis=1, keepdims=True)
        going &= ~(met & set_aside).any(axis=1)
        taken |= alone
        left[met] = 0
        held = np.where(taken, counts, 0).sum(axis=1)
        going &= (held < COVER * total) & (taken.sum(axis=1) < MOST_LABELS)
    return taken


def _multi_target(counts: FloatArray, _: BoolArray) -> BoolArray:
    # 0.3 of ten votes is three: as numbers 0.3 and 3/10 are a rounding apart
    least = THRESHOLD * counts.sum(axis=1, keepdims=True) * (1 - SAME_SHARE)
    taken: BoolArray = (counts >= least) & (counts > 0)
    return taken


MODES: dict[str, Take] = {
    "majority": _majority,
    "probability": _probability,
    "multi-target": _multi_target,
}


def _reasons(
    votes: Aggregate, counts: FloatArray, taken: BoolArray, set_aside: BoolArray
) -> NDArray[np.int8]:
    """Why a unit has no label, int8 (units,): a place in the sentences, KEPT where it has one."""
    total, held = counts.sum(axis=1), np.where(taken, counts, 0)
    # argmax is the first of those that tie, and the labels set aside stand after the others
    order = np.argsort(set_aside, kind="stable")
    best = order[held[:, order].argmax(axis=1)]
    place_aside = np.cumsum(set_aside) - 1 + len(REASONS)
    reason: NDArray[np.int8] = np.select(
        [
            votes.n == 0,
            total == 0,
            held.sum(axis=1) <= HALF * total,
            taken.sum(axis=1) > MOST_LABELS,
            set_aside[best],
        ],
        [UNRATED, DROPPED, SPLIT, TOO_MANY, place_aside[best]],
        KEPT,
    ).astype(np.int8)
    return reason


def _sentences(question: Question, min_votes: float, set_aside: BoolArray) -> tuple[str, ...]:
    about_votes = (text.format(min_votes=min_votes, most=MOST_LABELS) for text in REASONS)
    labels = (label for label, out in zip(question.label_ids, set_aside, strict=True) if out)
    return (*about_votes, *(ASIDE.format(label=label) for label in labels))
