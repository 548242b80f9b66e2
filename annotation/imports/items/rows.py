"""From the rows of a table of items to what each item is."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from affect.questions import Scheme
from annotation.assignment.checks import expected_problems
from annotation.imports.cells.numbers import CellError, number_of, whole_number_of
from annotation.imports.items.content import Clip, Content, ItemRow, Known
from annotation.imports.items.fields import ATTRIBUTE_FIELDS, MEDIA, SENSORS, clip_numbers
from annotation.imports.items.known import EXPECTED, accepted
from annotation.imports.items.media import Folders, Shelf, clip_of, sensors_of
from annotation.imports.ratings.extras import MOST
from annotation.imports.ratings.rows import ITEM_LENGTH, is_storable, name_of
from annotation.imports.report import Report
from annotation.imports.tables.table import Cell, Row, Table
from annotation.models import ItemRole

SPEAKER_LENGTH, DIALOGUE_LENGTH = 200, 500
TRANSCRIPT_LENGTH = 100_000
MOST_PRIORITY = 1_000_000
#: A language tag by its shape (BCP 47, RFC 5646): subtags of letters and digits.
LANGUAGE_TAG = re.compile(r"(?:[A-Za-z]{2,8}|[xX])(?:-[A-Za-z0-9]{1,8})*")
LANGUAGE_LENGTH = 35


class RowReader:
    """Reads rows; `positions` says where each field stands, `others` which columns are kept."""

    def __init__(
        self,
        positions: Mapping[str, int],
        others: Mapping[str, int],
        shelf: Shelf,
        questions: Scheme,
    ) -> None:
        self._positions = dict(positions)
        self._others = others
        self._shelf = shelf
        self._questions = questions
        self._clips = clip_numbers(self._positions)

    def rows(self, table: Table, folders: Folders, report: Report) -> Iterator[ItemRow]:
        """The rows that are fit to go in; what is wrong with the others goes into the report."""
        for row in table.rows:
            report.rows += 1
            if row.problem:
                report.fail(row.place, row.problem)
                continue
            self._shelf.folder = folders(row.place)
            try:
                key = name_of("item", self._cell(row, "item"), ITEM_LENGTH)
                content = self._content(row)
            except CellError as error:
                report.fail(row.place, str(error))
            else:
                yield ItemRow(row.place, key, content)

    def _cell(self, row: Row, field: str) -> Cell:
        at = self._positions.get(field)
        return None if at is None else row.cells[at]

    def _text(self, row: Row, field: str, longest: int) -> str:
        cell = self._cell(row, field)
        return "" if cell is None else name_of(field, cell, longest)

    def _content(self, row: Row) -> Content:
        transcript = self._text(row, "transcript", TRANSCRIPT_LENGTH)
        if transcript and not transcript.strip():
            raise CellError("transcript is blank: leave it empty, or say what was said")
        clips = self._clips_of(row)
        if len(clips) > 1 and (transcript or self._cell(row, SENSORS) is not None):
            raise CellError(
                "words and sensors belong to one clip, and this item has "
                f"{len(clips)}; give words that go with all of them another column name"
            )
        sensors = self._cell(row, SENSORS)
        return Content(
            transcript,
            self._text(row, "speaker", SPEAKER_LENGTH),
            self._text(row, "dialogue", DIALOGUE_LENGTH),
            self._position(row),
            self._attributes(row),
            clips,
            sensors_of(self._shelf.recording(SENSORS, sensors)) if sensors is not None else None,
            self._known(row),
        )

    def _position(self, row: Row) -> int | None:
        cell = self._cell(row, "position")
        if cell is None:
            return None
        try:
            return whole_number_of(cell, most=MOST)
        except CellError as error:
            raise CellError(f"position: {error}") from None

    def _clips_of(self, row: Row) -> tuple[Clip, ...]:
        single = self._cell(row, MEDIA)
        several = [n for n in self._clips if self._cell(row, f"{MEDIA}.{n}") is not None]
        if single is not None and several:
            raise CellError(f"it has 'media' and 'media.{several[0]}': it is one or the other")
        if single is not None:
            recording = self._shelf.recording(MEDIA, single)
            return (clip_of(recording, self._cell(row, "start"), self._cell(row, "end")),)
        if len(several) == 1:
            raise CellError(
                f"it has 'media.{several[0]}' alone; one clip stands in the column 'media'"
            )
        return tuple(
            clip_of(
                self._shelf.recording(f"{MEDIA}.{n}", self._cell(row, f"{MEDIA}.{n}")),
                self._cell(row, f"start.{n}"),
                self._cell(row, f"end.{n}"),
                f".{n}",
            )
            for n in several
        )

    def _attributes(self, row: Row) -> dict[str, Any]:
        found = {
            name: _attribute(name, row.cells[at])
            for name, at in self._others.items()
            if row.cells[at]
        }
        for name in ATTRIBUTE_FIELDS:
            cell = self._cell(row, name)
            if cell is not None:
                found[name] = _attribute(name, cell)
        if "language" in found:
            found["language"] = language_tag(found["language"])
        return found

    def _known(self, row: Row) -> Known:
        role = self._text(row, "role", 40).strip() or ItemRole.NORMAL
        if role not in ItemRole.values:
            raise CellError(
                f"role {role!r:.40} is unknown; it is one of: {', '.join(ItemRole.values)}"
            )
        expected = {
            question.id: accepted(question, cell)
            for question in self._questions.questions
            if (cell := self._cell(row, EXPECTED + question.id)) is not None
        }
        if role == ItemRole.NORMAL and expected:
            raise CellError("a normal item has no expected answers; give it a role")
        if role != ItemRole.NORMAL:
            problems = expected_problems(expected, self._questions)
            if problems:
                raise CellError("; ".join(problems))
        return Known(
            role, expected, self._text(row, "explanation", TRANSCRIPT_LENGTH), self._priority(row)
        )

    def _priority(self, row: Row) -> int:
        cell = self._cell(row, "priority")
        try:
            number = 0 if cell is None else number_of(cell)
        except CellError as error:
            raise CellError(f"priority: {error}") from None
        if not isinstance(number, int) or abs(number) > MOST_PRIORITY:
            raise CellError(
                f"priority: a whole number from -{MOST_PRIORITY} to {MOST_PRIORITY} is needed, "
                f"not {cell!r:.40}"
            )
        return number


def _attribute(name: str, cell: Cell) -> Cell:
    text = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
    if not is_storable(text) or "\\u0000" in text:
        raise CellError(f"{name} has characters that cannot be stored: {text!r:.60}")
    return cell


def language_tag(cell: Cell) -> str:
    """A language tag as pages and qualifications read it.

    Raises:
        CellError: it has not the shape of one
    """
    text = cell.strip().replace("_", "-") if isinstance(cell, str) else ""
    if not LANGUAGE_TAG.fullmatch(text) or len(text) > LANGUAGE_LENGTH:
        raise CellError(
            f"language {cell!r:.40} is no language tag; write one such as en, pt-BR or zh-Hant"
        )
    return text
