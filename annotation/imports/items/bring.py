"""One row per item: texts and media to rate, or names of items whose ratings are elsewhere."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from accounts.batches import batches
from annotation.imports.items.content import Content, ItemRow, content_of
from annotation.imports.items.fields import item_field_of, item_fields
from annotation.imports.items.media import Folders, Reach, Shelf, Tell
from annotation.imports.items.rows import RowReader
from annotation.imports.items.segments import ROWS_AT_ONCE, Segments, dialogues_of, parts_of
from annotation.imports.reading import Reading
from annotation.imports.report import Report
from annotation.imports.tables.fields import mapping_of
from annotation.imports.tables.table import Table
from annotation.imports.tables.translated import translated
from annotation.models import Expected, ItemRole, Project
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.services.projects.items import NewItem, items_add


def read_items(
    project: Project,
    table: Table,
    reading: Reading,
    report: Report,
    *,
    folders: Folders,
    tell: Tell,
    reach: Reach = Reach.FILES,
) -> list[ItemRow]:
    """The rows of a table that are fit to go in; the media that they name are brought in.

    folders: the folder from which a row names files.

    Raises:
        AnnotationRefused: a mapping is wrong, or no column names the items
    """
    questions = questions_of(current_scheme(project.pk))
    fields = item_fields(table, reading.maps, [question.id for question in questions.questions])
    positions = mapping_of(
        table, reading.maps, item_field_of(fields), fields, by_name=reading.by_name
    ).positions
    if "item" not in positions:
        raise table.lacks("item")
    others = _attribute_columns(table, positions)
    table = translated(table, reading, others | positions, report)
    report.columns = {field: table.label(at) for field, at in positions.items()}
    report.unused_columns = [
        table.label(at)
        for at in range(len(table.columns))
        if at not in positions.values() and at not in others.values()
    ]
    reader = RowReader(positions, others, Shelf(project, tell, reach), questions)
    return list(reader.rows(table, folders, report))


def import_items(project: Project, rows: Sequence[ItemRow], report: Report) -> None:
    """Add items with the segments that they show.

    An item with neither words nor media is a name only: nobody is asked to rate it.
    """
    new = _without_known(project, _without_repeated(rows, report), report)
    _add(project, _in_order(new), report)


def _attribute_columns(table: Table, positions: dict[str, int]) -> dict[str, int]:
    """Columns that are kept as attributes; a row number without a name says nothing."""
    return {
        table.label(at): at
        for at, name in enumerate(table.columns)
        if name and at not in positions.values()
    }


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
        report.note_repeated("item")
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
    """Items by key; in a project with presentation arms by the key that all arms share."""
    items = (
        project.items.filter(Q(key__in=keys) | Q(group__in=keys))
        .select_related("segment__dialogue")
        .prefetch_related("clips__segment")
    )
    return {item.group or item.key: content_of(item) for item in items}


def _difference(row: ItemRow, known: Content) -> str:
    differing = [
        f"{name} is {there!r:.60} there and {here!r:.60} here"
        for name, (there, here) in row.content.differences(known).items()
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
            content = content.at(turns[content.dialogue])
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
    dialogues = dialogues_of(project, rows)
    segments = Segments(project, rows, dialogues)
    report.added = report.new_items = len(rows)
    report.names_only = sum(not parts_of(row.content) for row in rows)
    items_add(
        project=project,
        items=[
            NewItem(
                row.key,
                segments.shown(row),
                row.content.attributes,
                role=row.content.known.role,
                priority=row.content.known.priority,
                clips=segments.clips(row),
                shares_segment=True,
            )
            for row in rows
        ],
    )
    _expect(project, rows)


def _expect(project: Project, rows: Sequence[ItemRow]) -> None:
    """Store the answers that are right for items with a role, in every presentation."""
    known = {
        row.key: row.content.known for row in rows if row.content.known.role != ItemRole.NORMAL
    }
    for some in batches(known):
        items = project.items.filter(Q(key__in=some) | Q(group__in=some))
        Expected.objects.bulk_create(
            [
                Expected(
                    item=item,
                    answers=known[item.group or item.key].expected,
                    explanation=known[item.group or item.key].explanation,
                )
                for item in items
            ],
            batch_size=ROWS_AT_ONCE,
        )
