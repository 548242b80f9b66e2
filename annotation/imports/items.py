"""One row per item: texts to rate, or names of items whose ratings come from elsewhere."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.errors import AnnotationRefused
from annotation.imports.cells import CellError, whole_number_of
from annotation.imports.fields import ITEM_FIELDS, item_field, mapping_of
from annotation.imports.ratings import ITEM_LENGTH, MOST, is_storable, name_of
from annotation.imports.report import Place, Report
from annotation.imports.table import Cell, Row, Table
from annotation.models import Item, Project
from annotation.services.projects import NewItem, items_add
from ingestion.models import Dialogue, Segment

SPEAKER_LENGTH, DIALOGUE_LENGTH = 200, 500
TRANSCRIPT_LENGTH = 100_000
ROWS_AT_ONCE = 5000


@dataclass(frozen=True)
class Content:
    """What an item is. `position` is None until the order of the file has decided it."""

    transcript: str
    speaker: str
    dialogue: str
    position: int | None
    attributes: dict[str, Any]

    def agrees_with(self, other: "Content") -> bool:
        """Whether the two say the same; a position that one leaves open agrees with any."""
        open_position = None in (self.position, other.position)
        return (
            (self.transcript, self.speaker, self.dialogue)
            == (other.transcript, other.speaker, other.dialogue)
            and self.attributes == other.attributes
            and (open_position or self.position == other.position)
        )


@dataclass(frozen=True)
class ItemRow:
    place: Place
    key: str
    content: Content


def import_items(project: Project, table: Table, maps: Sequence[str], report: Report) -> None:
    """Add the items of a table and the text segments that they show.

    An item without a transcript is a name only: nobody is asked to rate it.

    Raises:
        AnnotationRefused: a mapping is wrong, or no column names the items
    """
    mapping = mapping_of(table, maps, item_field, ITEM_FIELDS)
    positions = mapping.positions
    if "item" not in positions:
        raise AnnotationRefused(
            "The table has no column 'item'. Say which it is: --map item=COLUMN"
        )
    others = _attribute_columns(table, positions)
    report.columns = {field: table.label(at) for field, at in positions.items()}
    report.unused_columns = [
        table.label(at)
        for at in range(len(table.columns))
        if at not in positions.values() and at not in others.values()
    ]
    rows = _without_repeated(_read(table, positions, others, report), report)
    _add(project, _in_order(_without_known(project, rows, report)), report)


def _attribute_columns(table: Table, positions: dict[str, int]) -> dict[str, int]:
    """Columns that are kept as attributes; a row number without a name says nothing."""
    return {
        table.label(at): at
        for at, name in enumerate(table.columns)
        if name and at not in positions.values()
    }


def _read(
    table: Table, positions: dict[str, int], others: dict[str, int], report: Report
) -> list[ItemRow]:
    found = []
    for row in table.rows:
        report.rows += 1
        if row.problem:
            report.fail(row.place, row.problem)
            continue
        try:
            key = name_of("item", row.cells[positions["item"]], ITEM_LENGTH)
            found.append(ItemRow(row.place, key, _content(row, positions, others)))
        except CellError as error:
            report.fail(row.place, str(error))
    return found


def _content(row: Row, positions: dict[str, int], others: dict[str, int]) -> Content:
    def text(field: str, longest: int) -> str:
        at = positions.get(field)
        missing = at is None or row.cells[at] is None
        return "" if missing or at is None else name_of(field, row.cells[at], longest)

    transcript = text("transcript", TRANSCRIPT_LENGTH)
    if transcript and not transcript.strip():
        raise CellError("transcript is blank: leave it empty, or say what was said")
    place = positions.get("position")
    position = None
    if place is not None and row.cells[place] is not None:
        try:
            position = whole_number_of(row.cells[place], most=MOST)
        except CellError as error:
            raise CellError(f"position: {error}") from None
    return Content(
        transcript,
        text("speaker", SPEAKER_LENGTH),
        text("dialogue", DIALOGUE_LENGTH),
        position,
        {name: _attribute(name, row.cells[at]) for name, at in others.items() if row.cells[at]},
    )


def _attribute(name: str, cell: Cell) -> Cell:
    text = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
    if not is_storable(text) or "\\u0000" in text:
        raise CellError(f"{name} has characters that cannot be stored: {text!r:.60}")
    return cell


def _without_repeated(rows: Sequence[ItemRow], report: Report) -> list[ItemRow]:
    """One row per item: a second that agrees is unchanged, of two that differ neither goes in."""
    by_key: dict[str, list[ItemRow]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    kept = []
    for key, same in by_key.items():
        if all(row.content.agrees_with(same[0].content) for row in same):
            kept.append(same[0])
            report.unchanged += len(same) - 1
            continue
        for row in same:
            others = " and ".join(str(other.place) for other in same if other is not row)
            report.fail(row.place, f"item '{key}' differs in {others}; none is taken")
    return kept


def _without_known(project: Project, rows: Sequence[ItemRow], report: Report) -> list[ItemRow]:
    new = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        batch = rows[start : start + ROWS_AT_ONCE]
        stored = _stored(project, [row.key for row in batch])
        for row in batch:
            known = stored.get(row.key)
            if known is None:
                new.append(row)
            elif row.content.agrees_with(known):
                report.unchanged += 1
            else:
                report.fail(row.place, _difference(row, known))
    return new


def _stored(project: Project, keys: Sequence[str]) -> dict[str, Content]:
    items = project.items.filter(key__in=keys).select_related("segment__dialogue")
    return {item.key: _content_of(item) for item in items}


def _content_of(item: Item) -> Content:
    segment = item.segment
    if segment is None:
        return Content("", "", "", None, item.attributes)
    dialogue = segment.dialogue
    return Content(
        segment.transcript,
        segment.speaker,
        dialogue.name if dialogue else "",
        segment.position,
        item.attributes,
    )


def _difference(row: ItemRow, known: Content) -> str:
    names = ("transcript", "speaker", "dialogue", "position", "attributes")
    differing = [
        f"{name} is {getattr(known, name)!r:.60} there and {getattr(row.content, name)!r:.60} here"
        for name in names
        if getattr(known, name) != getattr(row.content, name)
        and not (name == "position" and row.content.position is None)
    ]
    return f"item '{row.key}' is in the project and differs: {'; '.join(differing)}"


def _in_order(rows: Sequence[ItemRow]) -> list[ItemRow]:
    """Dialogues as they first appear, their turns by position; positions filled in."""
    first: dict[str, int] = {}
    turns: dict[str, int] = defaultdict(int)
    placed = []
    for row in rows:
        content = row.content
        first.setdefault(content.dialogue, len(first))
        if content.position is None:
            content = Content(
                content.transcript,
                content.speaker,
                content.dialogue,
                turns[content.dialogue],
                content.attributes,
            )
        turns[content.dialogue] += 1
        placed.append(ItemRow(row.place, row.key, content))
    return sorted(
        placed,
        key=lambda row: (
            (first[row.content.dialogue], row.content.position or 0, row.place.row)
            if row.content.dialogue
            else (first[""], 0, row.place.row)
        ),
    )


def _add(project: Project, rows: Sequence[ItemRow], report: Report) -> None:
    dialogues = _dialogues(project, rows)
    segments = {
        row.key: Segment(
            dialogue=dialogues.get(row.content.dialogue),
            position=row.content.position or 0,
            speaker=row.content.speaker,
            transcript=row.content.transcript,
            identity=_identity(row.content),
        )
        for row in rows
        if row.content.transcript
    }
    Segment.objects.bulk_create(segments.values(), batch_size=ROWS_AT_ONCE)
    items_add(
        project=project,
        items=[NewItem(row.key, segments.get(row.key), row.content.attributes) for row in rows],
    )
    report.added = report.new_items = len(rows)


def _dialogues(project: Project, rows: Iterable[ItemRow]) -> dict[str, Dialogue]:
    """The project's dialogues by name, new ones made; those of recordings are others."""
    names = list(dict.fromkeys(row.content.dialogue for row in rows if row.content.dialogue))
    known = Dialogue.objects.filter(
        recording=None, name__in=names, segments__items__project=project
    ).distinct()
    found = {dialogue.name: dialogue for dialogue in known}
    new = [Dialogue(name=name) for name in names if name not in found]
    return found | {made.name: made for made in Dialogue.objects.bulk_create(new)}


def _identity(content: Content) -> str:
    return hashlib.sha256(f"{content.dialogue}\0{content.transcript}".encode()).hexdigest()
