"""One row per rating: an item, a rater, an answer per question."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from affect.questions import Question, Scheme
from affect.questions.scheme import HIDDEN
from annotation.errors import AnnotationRefused
from annotation.imports.cells import flag_of, says_cannot_tell, value_of, value_of_labels
from annotation.imports.fields import (
    CANNOT_TELL,
    CONFIDENCE,
    LABEL_COLUMNS,
    UNKNOWN_RATERS,
    VOTES,
    Mapping,
)
from annotation.imports.numbers import CellError, number_of
from annotation.imports.rating_extras import Times, extra_readers
from annotation.imports.report import Place, Report
from annotation.imports.table import Cell, Row, Table

ITEM_LENGTH, RATER_LENGTH = 300, 200
NOT_VALUES = frozenset(
    ["-1", "-9", "-99", "9", "99", "999", "na", "n/a", "nan", "null", "none", "."]
)
"""What tables often write where there is no answer."""
KEPT_ANSWERS = 100_000
"""How many different answers to a question are remembered: tables repeat the same few."""


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


@dataclass
class AnswerColumns:
    """Where a question's answer stands, and what was read from equal cells before."""

    question: Question
    value: int | None
    labels: dict[str, int]
    cannot_tell: int | None
    confidence: int | None
    columns: tuple[int, ...] = ()
    known: dict[tuple[Any, ...], str | CellError | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = (self.value, *self.labels.values(), self.cannot_tell, self.confidence)
        self.columns = tuple(at for at in columns if at is not None)

    def read(self, cells: Sequence[Cell]) -> str | None:
        """The answer as the text of a JSON member, `"question": {...}`; None: not answered.

        Raises:
            CellError: the cells are no answer to this question
        """
        key = tuple([cells[at] for at in self.columns])
        try:
            found = self.known[key]
        except KeyError:
            found = self._judge(cells)
            if len(self.known) >= KEPT_ANSWERS:
                self.known.clear()
            self.known[key] = found
        except TypeError:  # lists and objects cannot be remembered
            found = self._judge(cells)
        if isinstance(found, CellError):
            raise CellError(*found.args)  # a remembered error must not gather tracebacks
        return found

    def _judge(self, cells: Sequence[Cell]) -> str | CellError | None:
        try:
            answer = self._answer(cells)
        except CellError as error:
            return CellError(f"{self.question.id}: {error}{self._hint(cells)}")
        if answer is None:
            return None
        problems = self.question.check(answer, draft=False)
        if problems:
            return CellError(f"{self.question.id}: {'; '.join(problems)}{self._hint(cells)}")
        return f"{json.dumps(self.question.id)}: {json.dumps(answer)}"

    def _hint(self, cells: Sequence[Cell]) -> str:
        """The way out where a cell that is no answer looks like a sign for "not answered"."""
        texts = [cell.strip() for at in self.columns if isinstance(cell := cells[at], str)]
        odd = next((text for text in texts if text.casefold() in NOT_VALUES), None)
        return f"; if '{odd}' stands for missing, say --missing {odd}" if odd else ""

    def _answer(self, cells: Sequence[Cell]) -> dict[str, Any] | None:
        value = self._value(cells)
        told = self.cannot_tell is not None and flag_of(cells[self.cannot_tell])
        if self.value is not None and says_cannot_tell(self.question, cells[self.value]):
            told, value = True, None
        if told:
            if value is not None:
                raise CellError("it has a value, and cannot tell beside it: it is one or the other")
            return {"cannot_tell": True}
        if value is None:
            return None
        answer = {"value": value}
        if self.confidence is not None and cells[self.confidence] is not None:
            answer["confidence"] = number_of(cells[self.confidence])
        return answer

    def _value(self, cells: Sequence[Cell]) -> Any:
        if self.labels:
            return value_of_labels(
                self.question, {label: cells[at] for label, at in self.labels.items()}
            )
        if self.value is None or cells[self.value] is None:
            return None
        if says_cannot_tell(self.question, cells[self.value]):
            return None
        return value_of(self.question, cells[self.value])


def answer_columns(scheme: Scheme, positions: dict[str, int]) -> list[AnswerColumns]:
    """The columns of each question that the table answers, in the order of the scheme.

    Raises:
        AnnotationRefused: no question has a column, or one has both a whole and label columns
    """
    found = []
    for question in scheme.questions:
        labels = {
            label: positions[f"{question.id}.{label}"]
            for label in question.label_ids
            if question.kind in LABEL_COLUMNS and f"{question.id}.{label}" in positions
        }
        value = positions.get(question.id)
        if labels and value is not None:
            raise AnnotationRefused(
                f"'{question.id}' is read from one column and from a column per label; "
                "map one of the two."
            )
        told = positions.get(f"{question.id}.{CANNOT_TELL}")
        if labels or value is not None or told is not None:
            sure = positions.get(CONFIDENCE) if question.confidence else None
            sure = positions.get(f"{question.id}.{CONFIDENCE}", sure)
            found.append(AnswerColumns(question, value, labels, told, sure))
    if not found:
        names = ", ".join(question.id for question in scheme.questions)
        raise AnnotationRefused(
            f"No column answers a question of this project ({names}). "
            f"Say which does: --map {scheme.questions[0].id}=COLUMN"
        )
    return found


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
        return StagedRow(*place, item, rater, content, **extra)

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
