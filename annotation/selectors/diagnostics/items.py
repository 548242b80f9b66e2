"""The items of a question as arrays of how their raters disagree."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.diagnostics import (
    Comparable,
    Shared,
    carelessness,
    comparable,
    distances,
    division,
    number_division,
    numbers_needed,
    votes_needed,
)
from annotation.models import Project
from annotation.selectors.answers.batches import CodedAnswers, question_of
from annotation.selectors.answers.kept import Moment
from annotation.selectors.diagnostics.kept_tables import KeptTables
from annotation.selectors.diagnostics.trace_spread import trace_spread

FloatArray = NDArray[np.float64]
MOST_KEPT = 4
"""Tables that a process keeps: a page turns within one, and asks for it at every turn."""

LIKELY = 0.5
"""The probability above which an item is called ambiguous, or a rating careless."""


@dataclass(frozen=True)
class ItemTable:
    """Of each item of the project, in its order.

    answers: the answers that this is of.
    n: int64 (items,), ratings with an answer.
    measures: float64 (items,) by name, NaN where undefined: `distance` (mean distance between two
    raters over that by chance), `entropy` and `gain` in bits, `camps`, `sd`, `bimodality`, and
    `spread` of traces (mean SD over time, as a part of the scale).
    more: int64 (items,), further raters that the item needs; None where there is no such measure.
    first, second: int64 (items,), the two most frequent labels, -1 for none; None without labels.
    ambiguous: float64 (items,), the probability that attentive raters disagree; None without codes.
    careless: float64, of each row of the answers, NaN where it is not shared; None without codes.
    """

    answers: CodedAnswers
    columns: tuple[str, ...]
    n: NDArray[np.int64]
    measures: dict[str, FloatArray]
    more: NDArray[np.int64] | None = None
    first: NDArray[np.int64] | None = None
    second: NDArray[np.int64] | None = None
    ambiguous: FloatArray | None = None
    careless: FloatArray | None = None


def item_table(moment: Moment, question_id: str, target: float) -> ItemTable:
    """How the raters of each item disagree on a question.

    target: how exactly shares or means should be known, for `more`.
    """
    question = question_of(moment.project, question_id)
    if question.kind == "review":  # its verdicts are read from the answers themselves
        return _table(moment.answers(question_id), target)
    packed = moment.packed(question_id)
    if question.kind == "trace":
        return TABLES.of(packed, target, lambda: _of_traces(moment.project, packed, target))
    return TABLES.of(packed, target, lambda: _table(packed, target))


TABLES: KeptTables[ItemTable] = KeptTables(MOST_KEPT)


def _of_traces(project: Project, answers: CodedAnswers, target: float) -> ItemTable:
    table = _table(answers, target)
    table.measures["spread"] = trace_spread(project, answers)
    return table


def _table(answers: CodedAnswers, target: float) -> ItemTable:
    coded, n_units = answers.coded, len(answers.item_ids)
    n = np.bincount(coded.unit[coded.answered()], minlength=n_units)
    asked = comparable(answers.question, coded)
    if asked is None:
        return ItemTable(answers, (), n, {})
    shared = asked.shared()
    measures = {"distance": _distance(shared, n_units)}
    found: dict[str, Any] = {}
    if asked.is_vote:
        votes = asked.votes(n_units)
        divided, need = division(votes), votes_needed(votes, target)
        measures |= {"entropy": divided.entropy, "camps": divided.camps, "gain": need.gain}
        found = {"more": need.more, "first": divided.first, "second": divided.second}
    elif not asked.columns:
        rows = asked.coded.answered()
        numbers = asked.coded.unit[rows], asked.coded.values[rows], n_units
        shape = number_division(*numbers)
        measures |= {"sd": shape.sd, "bimodality": shape.bimodality}
        found = {"more": numbers_needed(*numbers, target).more}
    if asked.n_labels:
        found |= _careless(shared, asked, n_units)
    return ItemTable(answers, asked.columns, n, measures, **found)


def _distance(shared: Shared, n_units: int) -> FloatArray:
    """Mean distance between two raters of each item over that by chance; 1 is no better."""
    apart = distances(shared)
    observed = np.bincount(shared.unit, apart.observed, n_units)
    expected = np.bincount(shared.unit, apart.expected, n_units)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, observed / expected, np.nan)


def _careless(shared: Shared, asked: Comparable, n_units: int) -> dict[str, FloatArray]:
    found = carelessness(shared)
    rating = np.full(len(asked.coded.unit), np.nan)
    rating[shared.row] = found.rating
    ambiguous = np.full(n_units, np.nan)
    ambiguous[: len(found.ambiguous)] = found.ambiguous
    return {"ambiguous": ambiguous, "careless": rating}
