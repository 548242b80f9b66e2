"""One row per known item: its role, the answers that are right, why, and its priority."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.errors import Refused
from affect.questions import Question, Scheme
from annotation.errors import AnnotationRefused
from annotation.imports.cells.answers import value_of
from annotation.imports.cells.numbers import CellError, number_of
from annotation.imports.ratings.rows import is_storable
from annotation.imports.reading import Reading
from annotation.imports.report import Report
from annotation.imports.tables.fields import mapping_of
from annotation.imports.tables.table import Cell, Row, Table
from annotation.imports.tables.translated import translated
from annotation.models import Item, ItemRole, Project
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.services.projects.items import items_prioritise
from annotation.services.projects.known_items import item_known_set

FIELDS = ("item", "role", "explanation", "priority")
EXPECTED = "expected."
RANGE, ALTERNATIVES = "..", "|"


def import_known(project: Project, table: Table, reading: Reading, report: Report) -> None:
    """Mark items that the project has already.

    Raises:
        AnnotationRefused: a mapping is wrong, or no column names the items
    """
    questions = questions_of(current_scheme(project.pk))
    fields = [*FIELDS, *(EXPECTED + question.id for question in questions.questions)]
    mapping = mapping_of(
        table,
        reading.maps,
        lambda name: name if name in fields else None,
        fields,
        by_name=reading.by_name,
    ).positions
    if "item" not in mapping or not {"role", "priority"} & set(mapping):
        raise AnnotationRefused(
            "The table needs the columns 'item' and 'role' or 'priority'. "
            "Say which they are: --map item=COLUMN"
        )
    table = translated(table, reading, mapping, report)
    report.columns = {field: table.label(at) for field, at in mapping.items()}
    report.unused_columns = [
        table.label(at) for at in range(len(table.columns)) if at not in mapping.values()
    ]
    for row in table.rows:
        report.rows += 1
        if row.problem:
            report.fail(row.place, row.problem)
            continue
        try:
            with transaction.atomic():
                changed = _mark(project, row, mapping, questions)
        except (CellError, Refused) as error:
            report.fail(row.place, str(error).rstrip("."))
            continue
        report.added += changed
        report.unchanged += not changed


def _mark(project: Project, row: Row, mapping: Mapping[str, int], questions: Scheme) -> bool:
    """Whether the row changed anything."""
    cells = {field: row.cells[at] for field, at in mapping.items() if row.cells[at] is not None}
    items = _named(project, _text("item", cells.get("item")))
    before = [_state(item) for item in items]
    if "role" in cells:
        expected = {
            question.id: accepted(question, cells[EXPECTED + question.id])
            for question in questions.questions
            if EXPECTED + question.id in cells
        }
        for item in items:
            item_known_set(
                item=item,
                role=_text("role", cells["role"]),
                expected=expected,
                explanation=_text("explanation", cells.get("explanation", "")),
            )
    if "priority" in cells:
        number = number_of(cells["priority"])
        if not isinstance(number, int):
            raise CellError(f"priority: a whole number is needed, not {number}")
        items_prioritise(project=project, priorities={item.key: number for item in items})
    return [_state(Item.objects.get(pk=item.pk)) for item in items] != before


def _named(project: Project, key: str) -> list[Item]:
    """The item of a key; where the project has presentation arms, all items of a clip's key.

    Raises:
        CellError: there is none
    """
    items = project.items.order_by("place", "pk")
    found = list(items.filter(key=key)) or (list(items.filter(group=key)) if key else [])
    if not found:
        raise CellError(f"the project has no item '{key}'; bring it in first: import --as items")
    return found


def _state(item: Item) -> tuple[Any, ...]:
    expected = getattr(item, "expected", None) if item.role != ItemRole.NORMAL else None
    known = (expected.answers, expected.explanation) if expected else None
    return item.role, item.priority, known


def _text(field: str, cell: Cell) -> str:
    if not isinstance(cell, str) or not is_storable(cell):
        raise CellError(f"{field} is a text, not {cell!r:.60}")
    return cell.strip()


def accepted(question: Question, cell: Cell) -> dict[str, Any]:
    """What a cell accepts: values apart by |, or from..to, or JSON as the API takes it."""
    if isinstance(cell, dict):
        return cell
    if isinstance(cell, str) and cell.lstrip().startswith("{"):
        try:
            return dict(json.loads(cell))
        except ValueError as error:
            raise CellError(f"expected.{question.id}: {error}") from None
    if isinstance(cell, str) and RANGE in cell:
        low, _, high = cell.partition(RANGE)
        return {"min": number_of(low.strip()), "max": number_of(high.strip())}
    parts: list[Any] = cell.split(ALTERNATIVES) if isinstance(cell, str) else [cell]
    return {"any_of": [_value(question, part) for part in parts]}


def _value(question: Question, part: Any) -> Any:
    text = part.strip() if isinstance(part, str) else part
    if isinstance(text, str) and text in question.label_ids:
        return [text] if question.kind == "multi" else text
    return value_of(question, text)
