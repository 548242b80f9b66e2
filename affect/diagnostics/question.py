"""Answers to a question as the diagnostics compare them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from affect.aggregation.structured import verdicts_of
from affect.coded import Coded
from affect.diagnostics.figure import FloatArray
from affect.diagnostics.items import unit_votes
from affect.diagnostics.shared import Shared, shared_ratings
from affect.questions import Grid, Intensity, Question, Scale

WIDTH_OF_A_SHARE = 0.6
"""An item needs no more raters where the widest interval of a share is at most so wide."""
PART_OF_A_SCALE = 0.25
"""The same of a mean, as a part of the length of its scale."""


@dataclass(frozen=True)
class Comparable:
    """Answers that have a distance.

    coded: with codes (n,) of `n_labels` labels; or numbers, (n,) or (n, columns), and n_labels 0.
    columns: ids of the labels, or of the columns of numbers; empty for a single number.
    is_vote: each rater has one vote for the columns, whole or in shares.
    """

    coded: Coded
    n_labels: int
    columns: tuple[str, ...]
    is_vote: bool

    def shared(self) -> Shared:
        """The ratings of units with two or more."""
        return shared_ratings(self.coded, self.n_labels)

    def votes(self, n_units: int) -> FloatArray:
        """Votes per unit and label, float64 (n_units, labels), also of units rated once."""
        rows = self.coded.answered()
        return unit_votes(self.coded.unit[rows], self.coded.values[rows], n_units, self.n_labels)


def comparable(question: Question, coded: Coded) -> Comparable | None:
    """None for a kind whose answers have no distance here: texts, words, traces and marks."""
    if question.kind == "review":
        coded = verdicts_of(question, coded)
    elif question.family == "structured":
        return None
    if question.family == "number":
        return Comparable(coded, 0, (), is_vote=False)
    if question.family == "label" or question.kind == "review":
        return Comparable(coded, len(question.labels), question.label_ids, is_vote=True)
    if question.family == "set":
        chosen = coded.values.astype(float)
        chosen[~coded.answered()] = float("nan")
        coded = replace(coded, values=chosen)
    return Comparable(coded, 0, column_ids(question), is_vote=question.kind == "distribution")


def column_ids(question: Question) -> tuple[str, ...]:
    """What the columns of a question's numbers stand for."""
    if isinstance(question, Grid):
        return tuple(axis.id for axis in question.axes)
    return question.label_ids


def target_width(question: Question) -> float:
    """How exactly an item's shares, or the mean of its numbers, should be known by default."""
    if isinstance(question, Scale | Intensity):
        return PART_OF_A_SCALE * (question.max - question.min)
    return WIDTH_OF_A_SHARE


def texts_of(question: Question, columns: Sequence[str]) -> list[str]:
    """The words for columns, in their order."""
    known = {label.id: label.text for label in question.labels}
    if isinstance(question, Grid):
        known = {axis.id: axis.text for axis in question.axes}
    return [known.get(column) or column for column in columns]
