"""Correct the turns of a recording: new segments and items take the place of wrong ones.

Nothing that was answered is changed or lost. Where nobody had a wrong turn its item goes. Where
somebody answered it, or holds it, the item stays with its answers and is handed out no more; who
holds it can finish.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Assignment, Decision, Item, ItemClip, ItemRole, Project, Rating
from annotation.selectors.projects.turns import Turn, turn_rows, turns_of, version_of
from annotation.services.ingest.job import item_key, stem_of
from annotation.services.projects.items import NewItem, cursors_reset, items_count, items_insert
from annotation.services.turns.checks import WantedTurn, turn_problems, wanted_of
from annotation.services.turns.places import anchors_of, lock_items, places_beside, stands_of
from ingestion.correcting import PROFILE, CorrectedTurn, segmentation_correct
from ingestion.models import Recording, Segment


@dataclass(frozen=True)
class Correction:
    """What a correction did, or would do.

    kept: turns as they were. added: new ones. removed: wrong ones that nobody had. retired: wrong
    ones whose items stay with their answers. ratings: those answers. held: raters who are at a
    retired item now and can finish it.
    """

    version: str
    turns: list[dict[str, Any]]
    kept: int
    added: int = 0
    removed: int = 0
    retired: int = 0
    ratings: int = 0
    held: int = 0


def turns_correct(
    *,
    project: Project,
    recording: Recording,
    turns: Sequence[Mapping[str, Any]],
    version: str,
    dry_run: bool = False,
) -> Correction:
    """Make the turns of a recording those of a list; turns of the list that are there stay.

    turns: `start_seconds`, `end_seconds`, `speaker` and `text` of all turns, in any order.
    version: that of the turns that were looked at. The same list again changes nothing.
    dry_run: do all of it and take it back; new turns have the id None then.

    Raises:
        AnnotationRefused: the list is unfit, or a turn cannot be corrected; names each problem
        AnnotationConflict: the turns were corrected since
    """
    with transaction.atomic():
        # One correction of a project at a time; who adds items waits here as well.
        project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        before = turns_of(project, recording)
        wanted = wanted_of(recording, turns)
        done = _done(project, recording, before, wanted, version)
        transaction.set_rollback(dry_run)
    if not dry_run:
        if done.added or done.removed or done.retired:
            cursors_reset(project)  # apart from the locks on items: raters are locked before those
        return done
    return replace(done, turns=_foretold(done, wanted, before), version=version_of(before))


def _foretold(
    done: Correction, wanted: Sequence[WantedTurn], before: Sequence[Turn]
) -> list[dict[str, Any]]:
    """The turns that a dry run made, as it left them: those that are there, and new ones."""
    there = dict(zip((turn.content for turn in before), turn_rows(before), strict=True))
    return [
        there.get(turn.content) or {**row, "id": None}
        for turn, row in zip(wanted, done.turns, strict=True)
    ]


def _done(
    project: Project,
    recording: Recording,
    before: list[Turn],
    wanted: list[WantedTurn],
    version: str,
) -> Correction:
    there = {turn.content: turn for turn in before}
    asked = {one.content for one in wanted}
    wrong = [turn for turn in before if turn.content not in asked]
    if not wrong and len(wanted) == len(before):
        return Correction(version_of(before), turn_rows(before), kept=len(before))
    if version != version_of(before):
        raise AnnotationConflict(
            f"The turns of '{recording.name}' were corrected since you loaded them. Load them "
            "again and correct what is still wrong.",
            version=version_of(before),
        )
    _refuse(recording, before, wanted, wrong, project)
    corrected = _corrected(wanted, there, wrong)
    anchors = anchors_of(project, corrected, there)
    lock_items(project, before, anchors)
    names = {turn.segment.dialogue.name for turn in before if turn.segment.dialogue}
    segmentation = segmentation_correct(
        recording=recording,
        turns=corrected,
        name=names.pop() if len(names) == 1 else recording.stem,
    )
    segments = list(segmentation.segments.order_by("position"))
    _point_to(segments, corrected, there)
    retired, removed = _take_out(wrong)
    _add(project, recording, segments=segments, corrected=corrected, wrong=wrong, there=there)
    places_beside(project, segments, anchors)
    items_count(project)
    after = turns_of(project, recording)
    gone = [turn for turn in wrong if turn.segment.pk in retired]
    return Correction(
        version=version_of(after),
        turns=turn_rows(after),
        kept=len(before) - len(wrong),
        added=sum(turn.same is None for turn in corrected),
        removed=removed,
        retired=len(gone),
        ratings=sum(turn.ratings for turn in gone),
        held=sum(turn.held for turn in gone),
    )


def _refuse(
    recording: Recording,
    before: list[Turn],
    wanted: list[WantedTurn],
    wrong: list[Turn],
    project: Project,
) -> None:
    problems = turn_problems(recording, before, wanted)
    beside = set(
        ItemClip.objects.filter(
            item__project=project, segment__in=[turn.segment.pk for turn in wrong]
        ).values_list("segment", flat=True)
    )
    for turn in wrong:
        problems += [
            {"at": None, "id": turn.segment.pk, "message": message}
            for message in _why_not(turn, beside=turn.segment.pk in beside)
        ]
    if problems:
        told = "; ".join(problem["message"] for problem in problems[:3])
        more = f" ({len(problems) - 3} more)" if len(problems) > 3 else ""
        raise AnnotationRefused(f"Nothing is changed: {told}{more}.", problems=problems)


def _why_not(turn: Turn, *, beside: bool) -> list[str]:
    """Why a turn that is there cannot be replaced."""
    key = turn.items[0].group or turn.items[0].key
    found = []
    if turn.segment.segmentation is None:
        found.append(
            f"'{key}' came by a table of items; bring the corrected range in as another item"
        )
    if len({item.group or item.key for item in turn.items}) > 1:
        names = ", ".join(item.key for item in turn.items)
        found.append(f"several items show the same turn ({names}), each with what is its own")
    roles = {item.role for item in turn.items} - {ItemRole.NORMAL}
    found += [f"'{key}' is a known item ({role}); make it normal first" for role in sorted(roles)]
    if beside:
        found.append(f"the turn of '{key}' is also one of several clips of an item")
    return found


def _corrected(
    wanted: list[WantedTurn], there: Mapping[tuple[int, int, str, str], Turn], wrong: list[Turn]
) -> list[CorrectedTurn]:
    """Turns with what they came from: themselves, or the wrong turns that they share time with."""

    def one(turn: WantedTurn) -> CorrectedTurn:
        same = there.get(turn.content)
        parents = (
            (same.segment,)
            if same
            else tuple(
                old.segment
                for old in wrong
                if (old.segment.start_sample or 0) < turn.end
                and (old.segment.end_sample or 0) > turn.start
            )
        )
        return CorrectedTurn(*turn.content, parents, same.segment if same else None)

    return [one(turn) for turn in wanted]


COPY_PREDICTIONS = """
INSERT INTO autolabel_prediction (run_id, segment_id, raw, derived, error)
SELECT run_id, pair.new, raw, derived, error
FROM unnest(%s::bigint[], %s::bigint[]) AS pair (old, new)
JOIN autolabel_prediction AS prediction ON prediction.segment_id = pair.old
ON CONFLICT DO NOTHING
"""


def _point_to(
    segments: Sequence[Segment],
    corrected: Sequence[CorrectedTurn],
    there: Mapping[tuple[int, int, str, str], Turn],
) -> None:
    """Let items of unchanged turns show them among their new neighbours, with models' drafts."""
    pairs, items = [], []
    for segment, turn in zip(segments, corrected, strict=True):
        if turn.same is None or turn.same.pk == segment.pk:
            continue
        pairs.append((turn.same.pk, segment.pk))
        for item in there[turn.start, turn.end, turn.speaker, turn.text].items:
            item.segment = segment
            items.append(item)
    Item.objects.bulk_update(items, ["segment"], batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute(COPY_PREDICTIONS, [[old for old, _ in pairs], [new for _, new in pairs]])


def _take_out(wrong: Sequence[Turn]) -> tuple[set[int], int]:
    """Remove items that nobody had and retire the others; segments of those, and how many went.

    They are locked, so that no rater gets one meanwhile: raters pass over what is locked.
    """
    keys = [item.pk for turn in wrong for item in turn.items]
    had = Item.objects.filter(pk__in=keys).filter(
        Exists(Assignment.objects.filter(item=OuterRef("pk")))
        | Exists(Rating.objects.filter(item=OuterRef("pk")))
        | Exists(Decision.objects.filter(item=OuterRef("pk")))
    )
    kept = dict(had.values_list("pk", "segment"))
    Item.objects.filter(pk__in=kept).update(
        replaced_at=timezone.now(), wanted=F("taken"), reserved_for=""
    )
    Item.objects.filter(pk__in=set(keys) - set(kept)).delete()
    retired = {pk for pk in kept.values() if pk is not None}
    return retired, sum(turn.segment.pk not in retired for turn in wrong)


def _add(
    project: Project,
    recording: Recording,
    *,
    segments: Sequence[Segment],
    corrected: Sequence[CorrectedTurn],
    wrong: Sequence[Turn],
    there: Mapping[tuple[int, int, str, str], Turn],
) -> None:
    """The items of new turns, with what the items before them have in common."""
    by_segment = {turn.segment.pk: turn.items[0] for turn in there.values()}
    stem = stem_of(project, recording)
    taken = {item.group or item.key for turn in wrong for item in turn.items}
    stands = stands_of(corrected, there)
    new = []
    for segment, turn in zip(segments, corrected, strict=True):
        if turn.same is not None:
            continue
        before = [by_segment[parent.pk] for parent in turn.parents]
        key = _free_key(project, item_key(stem, segment, PROFILE), taken)
        new.append(
            NewItem(
                key,
                segment,
                _common([item.attributes for item in before]),
                priority=max((item.priority for item in before), default=0),
                shares_segment=True,
                stands_at=stands[turn.start, turn.end, turn.speaker, turn.text],
            )
        )
    items_insert(project=project, items=new)


def _common(bodies: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What all say alike; what only some say, or they say differently, is missing."""
    if not bodies:
        return {}
    first, *others = bodies
    return {
        name: value
        for name, value in first.items()
        if all(name in other and other[name] == value for other in others)
    }


def _free_key(project: Project, key: str, taken: set[str]) -> str:
    """A key that no other content has or had: the same range by another speaker is `KEY~2`."""
    known = taken | {
        group or one
        for one, group in project.items.filter(key__startswith=key).values_list("key", "group")
    }
    number, free = 1, key
    while free in known:
        number += 1
        free = f"{key}~{number}"
    taken.add(free)
    return free
