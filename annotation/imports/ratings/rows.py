"""One row per rating: an item, a rater, an answer per question."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from affect.questions import Scheme
from affect.questions.scheme import HIDDEN
from annotation.imports.cells.numbers import CellError
from annotation.imports.ratings.answer_columns import answer_columns
from annotation.imports.ratings.extras import Times, extra_readers
from annotation.imports.report import Place, Report
from annotation.imports.tables.fields import UNKNOWN_RATERS, VOTES, Mapping
from annotation.imports.tables.table import Cell, Row, Table

ITEM_LENGTH, RATER_LENGTH = 300, 200


class StagedRow(NamedTuple):
    """A row that is fit to go in. `content` is JSON text: answers, or vote counts by label."""

    row: int
    line: int | None
    item: str
    rater: str | None
    content: str
    elapsed_ms: int | None = None
    plays: int | None = None
    submitted_at: str | None = None
    repeat: int | None = None
    trial: str | None = None


def check_columns(table: Table, mapping: Mapping, *, unknown: bool) -> None:
    """Refuse tables that cannot be one row per rating.

    Raises:
        AnnotationRefused: item has no column, or rater has none and nobody said `unknown`
    """
    if "item" not in mapping.positions:
        raise table.lacks("item")
    if "rater" not in mapping.positions and not unknown:
        raise table.lacks(
            "rater",
            "; where there is a column per rater, --map QUESTION@RATER=COLUMN"
            f"; where nobody knows who it was, --map {UNKNOWN_RATERS}; "
            f"or, for vote counts, --map {VOTES}.LABEL=COLUMN",
        )


def rating_rows(
    rows: Iterator[Row], scheme: Scheme, positions: dict[str, int], report: Report
) -> Iterator[StagedRow]:
    """The rows that are fit to go in; what is wrong with the others goes into the report."""
    questions = answer_columns(scheme, positions)
    item_at, rater_at = positions["item"], positions.get("rater")
    extras = extra_readers(positions)
    times = Times()
    conditions = any(question.show_when for question in scheme.questions)

    def staged(place: Place, cells: Sequence[Cell]) -> StagedRow:
        item = name_of("item", cells[item_at], ITEM_LENGTH)
        rater = None if rater_at is None else name_of("rater", cells[rater_at], RATER_LENGTH)
        answers = [text for text in [columns.read(cells) for columns in questions] if text]
        if not answers:
            raise CellError("no question is answered")
        content = "{" + ", ".join(answers) + "}"
        if conditions:
            refuse_hidden(scheme, json.loads(content))
        extra = {name: read(cells) for name, read in extras} if extras else {}
        times.take(extra.get("elapsed_ms"))
        return StagedRow(place.row, place.line, item, rater, content, **extra)

    yield from fit_rows(rows, staged, report)
    report.notes += times.notes()


def refuse_hidden(scheme: Scheme, answers: dict[str, Any]) -> None:
    """Refuse an answer to a question that the rating page would not have asked.

    A row that leaves out the question that decides says nothing about that.

    Raises:
        CellError: names the question
    """
    for name in scheme.hidden(answers):
        condition = scheme.question(name).show_when
        if name in answers and condition is not None and condition.question in answers:
            raise CellError(f"{name}: {HIDDEN}")


def fit_rows(
    rows: Iterator[Row], staged: Callable[[Place, Sequence[Cell]], StagedRow], report: Report
) -> Iterator[StagedRow]:
    """Rows that can be staged; what is wrong with the others goes into the report."""
    for place, cells, problem in rows:
        report.rows += 1
        if problem:
            report.fail(place, problem)
            continue
        try:
            fit = staged(place, cells)
        except CellError as error:
            report.fail(place, str(error))
        else:
            yield fit


def name_of(what: str, cell: Cell, longest: int) -> str:
    """The text that names an item or a rater.

    Raises:
        CellError: it is missing, too long, or no text
    """
    if cell is None:
        raise CellError(f"{what} is empty")
    if not isinstance(cell, str) or not is_storable(cell):
        raise CellError(f"{what} is a text of valid characters, not {cell!r:.60}")
    if len(cell) > longest:
        raise CellError(f"{what} has {len(cell)} characters; at most {longest} are kept")
    return cell


def is_storable(text: str) -> bool:
    """Whether PostgreSQL takes this text: no NUL, no half of a surrogate pair."""
    if "\0" in text:
        return False
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False
