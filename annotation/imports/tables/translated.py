"""Tables that speak of answers in other words: what stands for "missing", and for which value."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from annotation.errors import AnnotationRefused
from annotation.imports.cells.numbers import CellError
from annotation.imports.cells.parts import list_of
from annotation.imports.reading import Reading
from annotation.imports.report import Report
from annotation.imports.tables.fields import KEYS, LISTED
from annotation.imports.tables.table import Cell, Row, Table

PARTS = re.compile(r"([|;,:])")
"""What may stand between the labels of one cell."""
WHERE = re.compile(r"[.@]")

Words = dict[str, str | None]
"""What a text means: another text, or None for "not answered"."""
Met = Counter[str | None]
"""How often each text was met; None counts those that mean "not answered"."""


@dataclass
class Translation:
    """The words of a table, by field; those under the empty field hold for all but keys."""

    words: dict[str, Words] = field(default_factory=dict)
    met: Met = field(default_factory=Counter)

    def of_field(self, name: str) -> Words:
        """The words of one field, its own before those of its question and of all."""
        question = question_in(name)
        everywhere = {} if name in KEYS else self.words.get("", {})
        return everywhere | self.words.get(question, {}) | self.words.get(name, {})


def question_in(field: str) -> str:
    """The question that a field is of, or the field itself."""
    return WHERE.split(field.removeprefix(LISTED), maxsplit=1)[0]


def translated(
    table: Table,
    reading: Reading,
    positions: Mapping[str, int],
    report: Report,
    several: Set[str] = frozenset(),
) -> Table:
    """The table with its words replaced; `report.missing` counts those that stand for missing.

    positions: the column of each field. several: fields whose cells may hold several values,
    each of which is a word.

    Raises:
        AnnotationRefused: a value is not written `TEXT=VALUE`
    """
    translation = translation_of(reading, table, positions)
    if not translation.words:
        return table
    readers = {
        at: _reader(words, translation.met, parts=name in several)
        for name, at in positions.items()
        if (words := translation.of_field(name))
    }
    return Table(table.name, table.columns, _rows(table, readers, report, translation))


def translation_of(reading: Reading, table: Table, positions: Mapping[str, int]) -> Translation:
    """Sort what a person said by field: `FIELD:TEXT` where FIELD is one, else any field.

    A field goes by its own name, that of its question, or that of its column.

    Raises:
        AnnotationRefused: a value is not written `TEXT=VALUE`
    """
    known = {table.columns[at]: name for name, at in positions.items()}
    known |= {head: head for name in positions for head in (name, question_in(name))}
    translation = Translation()
    for said in reading.missing:
        where, text = _placed(said, known)
        translation.words.setdefault(where, {})[text] = None
    for said in reading.values:
        written, equals, value = said.partition("=")
        if not equals or not written.strip():
            raise AnnotationRefused(
                f"'{said}': a value is TEXT=VALUE, or FIELD:TEXT=VALUE for one field only."
            )
        where, text = _placed(written, known)
        translation.words.setdefault(where, {})[text] = value.strip()
    return translation


def _placed(said: str, known: Mapping[str, str]) -> tuple[str, str]:
    head, colon, tail = said.partition(":")
    field = known.get(head.strip())
    if colon and tail.strip() and field:
        return field, tail.strip()
    return "", said.strip()


def _reader(words: Words, met: Met, *, parts: bool) -> Callable[[Cell], Cell]:
    def read(cell: Cell) -> Cell:
        if isinstance(cell, list):
            return [_value(part, words, met) for part in cell]
        if not isinstance(cell, str):
            return cell
        text = cell.strip()
        if text in words:
            return _meant(text, words, met)
        if not parts:
            return cell
        if text.startswith("["):
            return _list(cell, words, met)
        return "".join(_part(piece, words, met) for piece in PARTS.split(cell))

    return read


def _list(cell: str, words: Words, met: Met) -> Cell:
    """A list that is written in a cell; what only looks like one stays as it is."""
    try:
        found = list_of(cell)
    except CellError:
        return cell
    return [_value(part, words, met) for part in found]


def _value(part: Any, words: Words, met: Met) -> Any:
    """One value of a list, which may have parts of its own."""
    if isinstance(part, list | dict) or part is None:
        return part
    text = str(part).strip()
    return _meant(text, words, met) if text in words else str(part)


def _meant(text: str, words: Words, met: Met) -> str | None:
    met[text] += 1
    if words[text] is None:
        met[None] += 1
    return words[text]


def _part(piece: str, words: Words, met: Met) -> str:
    """One of several values in a cell; a missing one leaves its place empty."""
    text = piece.strip()
    if not text or text not in words:
        return piece
    return piece.replace(text, _meant(text, words, met) or "")


def _rows(
    table: Table,
    readers: Mapping[int, Callable[[Cell], Cell]],
    report: Report,
    translation: Translation,
) -> Iterator[Row]:
    for row in table.rows:
        if row.problem:
            yield row
            continue
        cells = list(row.cells)
        for at, read in readers.items():
            cells[at] = read(cells[at])
        yield row._replace(cells=cells)
    report.missing = translation.met[None]
    said = {text for words in translation.words.values() for text in words}
    report.notes += [f"no cell says '{text}'" for text in sorted(said - set(translation.met))]
