"""Tables with a row per piece of an answer: an interval of a timeline, a sample of a trace.

`QUESTION.start`, `.end`, `.label` (and `.track`) make the intervals of a timeline; `QUESTION.time`,
a column per dimension and `.device` (and `.seconds`, else the last time) make a trace. All rows of
one item and rater are one answer, wherever in the table they stand; it goes in as a whole or fails
as a whole.

A label cell may name several labels, apart by bar, semicolon, comma or blanks: each is an interval.
A row without a label is no interval of that question; that its rater looked is known all the same.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from affect.questions import Question, Scheme, Timeline, Trace
from annotation.errors import AnnotationRefused
from annotation.imports.cells.answers import SEPARATORS, label_of
from annotation.imports.cells.numbers import CellError, number_of
from annotation.imports.report import Place, Report
from annotation.imports.tables.fields import (
    DEVICE,
    KEYS,
    SECONDS,
    TIME,
    TRACK,
    label_named,
    piece_fields,
)
from annotation.imports.tables.table import Cell, Row, Table


def pieces_in(scheme: Scheme, positions: Mapping[str, int]) -> list[Question]:
    """The questions that the table answers piece by piece."""
    return [
        question
        for question in scheme.questions
        if any(f"{question.id}.{part}" in positions for part in piece_fields(question))
    ]


@dataclass
class _Answers:
    """Of one item and rater: where they begin, the pieces of each question, what is wrong."""

    place: Place
    pieces: dict[str, list[Any]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    device: dict[str, str] = field(default_factory=dict)
    problem: str = ""


def gathered(table: Table, scheme: Scheme, positions: dict[str, int], report: Report) -> Table:
    """The table with one row per item and rater and one column per question.

    Raises:
        AnnotationRefused: a part that every piece needs has no column, or other questions have
    """
    questions = pieces_in(scheme, positions)
    _check(table, questions, positions)
    columns = [*KEYS, *(question.id for question in questions)]
    return Table(table.name, columns, _rows(table, questions, positions, report))


def _check(table: Table, questions: Sequence[Question], positions: dict[str, int]) -> None:
    allowed = set(KEYS)
    for question in questions:
        parts = piece_fields(question)
        allowed |= {f"{question.id}.{part}" for part in parts}
        for part in parts:
            if part not in (TRACK, SECONDS) and f"{question.id}.{part}" not in positions:
                raise table.lacks(f"{question.id}.{part}")
    other = [name for name in positions if name not in allowed]
    if other:
        raise AnnotationRefused(
            f"{table.name} has a row per piece of {questions[0].id}, so '{other[0]}' cannot be "
            "read from it as well; give it a table of its own."
        )
    for key in KEYS:
        if key not in positions:
            raise table.lacks(key)


def _rows(
    table: Table, questions: Sequence[Question], positions: dict[str, int], report: Report
) -> Iterator[Row]:
    found: dict[tuple[Cell, Cell], _Answers] = {}
    for place, cells, problem in table.rows:
        if problem:
            report.rows += 1
            report.fail(place, problem)
            continue
        report.pieces += 1
        item, rater = (cells[positions[key]] for key in KEYS)
        answers = found.setdefault((str(item or ""), str(rater or "")), _Answers(place))
        try:
            for question in questions:
                _take(question, cells, positions, answers)
        except CellError as error:
            answers.problem = answers.problem or f"{place}: {error}"
    for (item, rater), answers in found.items():
        cells = [item or None, rater or None, *(_cell(q, answers) for q in questions)]
        yield Row(answers.place, cells, answers.problem)


def _take(
    question: Question, cells: Sequence[Cell], positions: dict[str, int], answers: _Answers
) -> None:
    def cell(part: str) -> Cell:
        at = positions.get(f"{question.id}.{part}")
        return None if at is None else cells[at]

    try:
        pieces = answers.pieces.setdefault(question.id, [])
        if isinstance(question, Timeline):
            place = {part: number_of(cell(part)) for part in ("start", "end")}
            track = {} if cell(TRACK) is None else {TRACK: cell(TRACK)}
            pieces += [{**place, "label": x, **track} for x in _labels(question, cell("label"))]
        elif isinstance(question, Trace):
            pieces.append([number_of(cell(p)) for p in (TIME, *question.dimension_ids)])
            answers.device[question.id] = str(cell(DEVICE) or "")
            if cell(SECONDS) is not None:
                answers.seconds[question.id] = number_of(cell(SECONDS))
    except CellError as error:
        raise CellError(f"{question.id}: {error}") from None


def _labels(question: Question, cell: Cell) -> list[str]:
    """The labels that a cell names."""
    if cell is None:
        return []
    text = str(cell)
    if label_named(question, text) is not None:
        return [label_of(question, text)]
    mark = next((mark for mark in SEPARATORS if mark in text), None)
    return [label_of(question, part.strip()) for part in text.split(mark) if part.strip()]


def _cell(question: Question, answers: _Answers) -> str:
    pieces = answers.pieces.get(question.id, [])
    if isinstance(question, Trace):
        samples = [list(part) for part in zip(*sorted(pieces), strict=True)]
        times, *values = samples or [[]] * (1 + len(question.dimension_ids))
        last = times[-1] if times else 0.0
        return json.dumps(
            {
                "seconds": answers.seconds.get(question.id, last),
                "times": times,
                "values": dict(zip(question.dimension_ids, values, strict=True)),
                "device": answers.device.get(question.id, ""),
            }
        )
    return json.dumps(pieces)
