"""From rows of a table to predictions of items; what is wrong with a row is told, not guessed."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.comparison import PIECE_KINDS
from affect.comparison.compare import LABEL_KINDS, SUM_TOLERANCE
from affect.questions import Question
from annotation.imports.cells.answers import value_of
from annotation.imports.cells.numbers import CellError, number_of, shown
from annotation.imports.predictions.columns import Columns
from annotation.imports.report import Failure, Place
from annotation.imports.tables.table import Cell, Row

FloatArray = NDArray[np.float64]
Values = NDArray[Any]

MOST_COMPARED = 2_000
CLOSE = 3
"""Names of one thing differ by fewer characters than this."""


@dataclass
class Predictions:
    """Numbers per question, (items, labels) or (items, 1), NaN where nothing was predicted.

    Of timelines and spans whole answers, object (items, 1), None where nothing was predicted.

    rows: rows of the table. used: items with a prediction. outside: rows of items of the release
    that are not in the split. failures: rows that say nothing that can be used. where: the row of
    each item that was read, by its number.
    """

    numbers: dict[str, Values]
    rows: int = 0
    used: int = 0
    outside: int = 0
    failures: list[Failure] = field(default_factory=list)
    where: dict[int, Place] = field(default_factory=dict)


def predictions_read(
    rows: Iterable[Row],
    item_at: int,
    columns: Sequence[Columns],
    places: Mapping[str, int],
    inside: NDArray[np.bool_],
    *,
    whole: str = "the release",
    exact: bool = True,
) -> Predictions:
    """Read every row; `places` is the row of each item in the whole, `inside` those to score.

    exact: shares sum to 1 without the rounding of the table; else they stay as they stand.

    Of two rows of one item that differ neither is used; equal ones count once.
    """
    numbers = {each.question.id: _nothing(each.question, len(inside)) for each in columns}
    found = Predictions(numbers)
    seen: dict[int, tuple[Place, tuple[Values, ...]]] = {}
    twice: set[int] = set()
    for place, cells, problem in rows:
        found.rows += 1
        if problem:
            found.failures.append(Failure(place, problem))
            continue
        try:
            at = place_of(cells[item_at], places, whole)
            said = tuple(_numbers(each, cells) for each in columns)
        except CellError as error:
            found.failures.append(Failure(place, str(error)))
            continue
        if not inside[at]:
            found.outside += 1
        elif at not in seen:
            seen[at] = place, said
        elif not _same(seen[at][1], said):
            twice.add(at)
            other = seen[at][0]
            reason = f"{shown(cells[item_at])} is predicted otherwise in {other}; neither is used"
            found.failures.append(Failure(place, reason))
    for at in twice:
        place, _ = seen.pop(at)
        reason = "the item is predicted otherwise in a later row; neither is used"
        found.failures.append(Failure(place, reason))
    found.failures.sort(key=lambda failure: failure.place.row)
    found.where = {at: place for at, (place, _) in seen.items()}
    for at in seen:
        for each, values in zip(columns, seen[at][1], strict=True):
            numbers[each.question.id][at] = _exact(each.question, values) if exact else values
    said_anything = [_said(each).any(axis=1) for each in numbers.values()]
    found.used = int(np.logical_or.reduce(said_anything).sum())
    return found


def place_of(item: Cell, places: Mapping[str, int], whole: str) -> int:
    """The number of the item that a cell names."""
    if not isinstance(item, str):
        raise CellError(f"item is a text, not {shown(item)}")
    if item not in places:
        raise CellError(f"{whole} has no item {shown(item)}{nearest_hint(item, places)}")
    return places[item]


def nearest_hint(item: str, names: Iterable[str]) -> str:
    """Which name may be meant: one that differs in zeros before it, or one of a few letters."""
    some = _few(names, item)
    bare = item.lstrip("0")
    zeros = [name for name in some if name.lstrip("0") == bare and name != item]
    if zeros:
        return f"; there is '{zeros[0]}': were zeros before the number lost?"
    near = difflib.get_close_matches(item, some, n=1)
    return f"; the nearest is '{near[0]}'" if near else ""


def _few(names: Iterable[str], item: str) -> list[str]:
    """Names of about the same length and beginning: comparing with all of them takes too long."""
    start, bare = item[:1].casefold(), item.lstrip("0")
    alike = (
        name
        for name in names
        if (abs(len(name) - len(item)) < CLOSE and name[:1].casefold() == start)
        or name.lstrip("0") == bare
    )
    return list(islice(alike, MOST_COMPARED))


def _numbers(columns: Columns, cells: Sequence[Cell]) -> Values:
    question = columns.question
    try:
        if question.kind in PIECE_KINDS:
            return _pieces(question, None if columns.whole is None else cells[columns.whole])
        if columns.whole is not None:
            values = _of_value(question, cells[columns.whole])
        else:
            values = _of_labels(question, {k: cells[at] for k, at in columns.labels.items()})
        return _checked(question, values)
    except CellError as error:
        raise CellError(f"{question.id}: {error}") from None


def _pieces(question: Question, cell: Cell) -> Values:
    """An answer as raters give it, object (1,)."""
    found = np.array([None], object)
    if cell is not None:
        found[0] = value_of(question, cell)
        problems = question.check_value(found[0], draft=False)
        if problems:
            raise CellError("; ".join(problems))
    return found


def _of_value(question: Question, cell: Cell) -> FloatArray:
    """One answer as it stands in ratings: a label, labels, a number, or numbers for labels."""
    if cell is None:
        return np.full(max(len(question.labels), 1), np.nan)
    value = value_of(question, cell)
    coded = question.encode([value])
    if question.family == "label":
        one: FloatArray = np.eye(len(question.labels))[coded[0]]
        return one
    return np.atleast_1d(np.asarray(coded[0], np.float64))


def _of_labels(question: Question, cells: Mapping[str, Cell]) -> FloatArray:
    empty = [label for label, cell in cells.items() if cell is None]
    if len(empty) == len(cells):
        return np.full(len(cells), np.nan)
    if empty and question.kind in (*LABEL_KINDS, "multi"):
        raise CellError(f"{', '.join(empty)} is empty; a share of nothing is 0")
    return np.array([_number(label, cell) for label, cell in cells.items()])


def _number(label: str, cell: Cell) -> float:
    if cell is None:
        return np.nan
    try:
        return float(number_of(cell))
    except CellError as error:
        raise CellError(f"{label}: {error}") from None


def _checked(question: Question, values: FloatArray) -> FloatArray:
    """Shares from 0 to 1 that sum to 1, but for rounding."""
    if question.kind not in (*LABEL_KINDS, "multi") or np.isnan(values).all():
        return values
    if values.min() < 0 or values.max() > 1 + SUM_TOLERANCE:
        bad = values[np.argmax(np.abs(values - 0.5))]
        raise CellError(f"a share is from 0 to 1, not {bad:g}")
    if question.kind == "multi":
        return values
    total = values.sum()
    if abs(total - 1) > SUM_TOLERANCE:
        raise CellError(f"the shares sum to {total:.6g}; they must sum to 1")
    return values


def _exact(question: Question, values: Values) -> Values:
    """Shares divided by their sum, which rounding may have moved from 1."""
    if question.kind not in LABEL_KINDS:
        return values
    divided: Values = values / values.sum()
    return divided


def _same(left: tuple[Values, ...], right: tuple[Values, ...]) -> bool:
    return all(
        a.tolist() == b.tolist() if a.dtype == object else np.array_equal(a, b, equal_nan=True)
        for a, b in zip(left, right, strict=True)
    )


def _said(values: Values) -> NDArray[np.bool_]:
    """Which of the values (rows, columns) are there."""
    return np.asarray(values != np.array(None) if values.dtype == object else ~np.isnan(values))


def _nothing(question: Question, n_items: int) -> Values:
    if question.kind in PIECE_KINDS:
        return np.full((n_items, 1), None, object)
    return np.full((n_items, max(len(question.labels), 1)), np.nan)
