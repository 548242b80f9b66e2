"""The segments that new items show, and the dialogues in which they stand."""

import hashlib
from collections.abc import Iterable, Sequence

from django.db.models import Q

from accounts.batches import batches
from annotation.imports.items.content import Clip, Content, ItemRow
from annotation.models import Project
from ingestion.models import Dialogue, Recording, Segment
from ingestion.services import segment_identity

ROWS_AT_ONCE = 5000

_Key = tuple[str, str, str, str, int, Clip | None, int | None]


class Segments:
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
            for part in parts_of(row.content):
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
        return tuple(self._found[_key(part, row.key)] for part in parts_of(row.content))

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


def parts_of(content: Content) -> list[Content]:
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


def dialogues_of(project: Project, rows: Iterable[ItemRow]) -> dict[str, Dialogue]:
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
