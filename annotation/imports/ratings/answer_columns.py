"""Where the answers to each question stand in a table, and what they say."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from affect.questions import Question, Scheme
from annotation.errors import AnnotationRefused
from annotation.imports.cells.answers import flag_of, says_cannot_tell, value_of, value_of_labels
from annotation.imports.cells.numbers import CellError, number_of
from annotation.imports.tables.fields import CANNOT_TELL, CONFIDENCE, LABEL_COLUMNS
from annotation.imports.tables.table import Cell

NOT_VALUES = frozenset(
    ["-1", "-9", "-99", "9", "99", "999", "na", "n/a", "nan", "null", "none", "."]
)
"""What tables often write where there is no answer."""
KEPT_ANSWERS = 100_000
"""How many different answers to a question are remembered: tables repeat the same few."""


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
