"""One row per item: texts and media to rate, or names of items whose ratings are elsewhere."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db.models import Q

from accounts.batches import batches
from annotation.imports.fields import mapping_of
from annotation.imports.item_content import Clip, Content, ItemRow, content_of
from annotation.imports.item_fields import item_field_of, item_fields
from annotation.imports.item_media import Reach, Shelf, Tell
from annotation.imports.item_rows import RowReader
from annotation.imports.reading import Reading
from annotation.imports.report import Report
from annotation.imports.table import Table
from annotation.imports.translated import translated
from annotation.models import Expected, ItemRole, Project
from annotation.selectors.schemes import current_scheme, questions_of
from annotation.services.items import NewItem, items_add
from ingestion.models import Dialogue, Recording, Segment
from ingestion.services import segment_identity

ROWS_AT_ONCE = 5000

_Key = tuple[str, str, str, str, int, Clip | None, int | None]


def read_items(
    project: Project,
    table: Table,
    reading: Reading,
    report: Report,
    *,
    folder: Path,
    tell: Tell,
    reach: Reach = Reach.FILES,
) -> list[ItemRow]:
    """The rows of a table that are fit to go in; the media that they name are brought in.

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
    reader = RowReader(positions, others, Shelf(project, folder, tell, reach), questions)
    return list(reader.rows(table, report))


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
    dialogues = _dialogues(project, rows)
    segments = _Segments(project, rows, dialogues)
    report.added = report.new_items = len(rows)
    report.names_only = sum(not _parts(row.content) for row in rows)
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


class _Segments:
    """The segments of new items: one for each content, those of the project used again.

    Only media are shared: two items of the same words have a segment each.
    """

    def __init__(
        self, project: Project, rows: Sequence[ItemRow], dialogues: dict[str, Dialogue]
    ) -> None:
        self._dialogues = dialogues
        self._recordings: dict[int, Recording] = {}
        for some in batches({clip.recording for row in rows for clip in row.content.clips}):
            self._recordings |= Recording.objects.in_bulk(some)
        self._found = self._of_project(project)
        new: dict[_Key, Segment] = {}
        for row in rows:
            for part in _parts(row.content):
                key = _key(part, row.key)
                if key not in self._found and key not in new:
                    new[key] = self._segment(part)
        Segment.objects.bulk_create(new.values(), batch_size=ROWS_AT_ONCE)
        self._found |= new

    def shown(self, row: ItemRow) -> Segment | None:
        """The segment of an item that shows one."""
        found = self._of(row)
        return found[0] if len(found) == 1 else None

    def clips(self, row: ItemRow) -> tuple[Segment, ...]:
        """The segments of an item that shows several."""
        found = self._of(row)
        return found if len(found) > 1 else ()

    def _of(self, row: ItemRow) -> tuple[Segment, ...]:
        return tuple(self._found[_key(part, row.key)] for part in _parts(row.content))

    def _of_project(self, project: Project) -> dict[_Key, Segment]:
        """Segments of media that the project's items from tables show."""
        return {
            (
                "",
                segment.transcript,
                segment.speaker,
                segment.dialogue.name if segment.dialogue else "",
                segment.position if segment.dialogue else 0,
                Clip(segment.recording_id or 0, segment.start_sample, segment.end_sample),
                segment.sensors_id,
            ): segment
            for some in batches(self._recordings)
            for segment in Segment.objects.filter(recording__in=some, segmentation=None)
            .filter(Q(items__project=project) | Q(clips__item__project=project))
            .select_related("dialogue")
            .distinct()
        }

    def _segment(self, content: Content) -> Segment:
        clip = next(iter(content.clips), None)
        recording = self._recordings[clip.recording] if clip else None
        rate = recording.rate_hz if recording else None
        return Segment(
            recording=recording,
            dialogue=self._dialogues.get(content.dialogue),
            position=content.position or 0,
            start_sample=clip.start if clip else None,
            end_sample=clip.end if clip else None,
            start_seconds=clip.start / rate if clip and rate and clip.start is not None else None,
            end_seconds=clip.end / rate if clip and rate and clip.end is not None else None,
            speaker=content.speaker,
            transcript=content.transcript,
            sensors_id=content.sensors,
            identity=segment_identity(recording, clip.start, clip.end)
            if recording and clip
            else _identity(content),
        )


def _parts(content: Content) -> list[Content]:
    """What each segment of an item is; none where the item is a name only."""
    if len(content.clips) > 1:
        return [Content(position=0, clips=(clip,)) for clip in content.clips]
    return [content] if content.clips or content.transcript else []


def _key(part: Content, item: str) -> _Key:
    clip = next(iter(part.clips), None)
    return (
        "" if clip else item,
        part.transcript,
        part.speaker,
        part.dialogue,
        (part.position or 0) if part.dialogue else 0,
        clip,
        part.sensors,
    )


def _dialogues(project: Project, rows: Iterable[ItemRow]) -> dict[str, Dialogue]:
    """The project's dialogues by name, new ones made; those of recordings are others."""
    names = list(dict.fromkeys(row.content.dialogue for row in rows if row.content.dialogue))
    found: dict[str, Dialogue] = {}
    for some in batches(names):
        known = Dialogue.objects.filter(
            recording=None, name__in=some, segments__items__project=project
        )
        found |= {dialogue.name: dialogue for dialogue in known.distinct()}
    new = [Dialogue(name=name) for name in names if name not in found]
    return found | {made.name: made for made in Dialogue.objects.bulk_create(new)}


def _identity(content: Content) -> str:
    return hashlib.sha256(f"{content.dialogue}\0{content.transcript}".encode()).hexdigest()
