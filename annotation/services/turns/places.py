"""Where the items of new turns stand in a project that goes in the order of its dialogues."""

from collections.abc import Callable, Mapping, Sequence

from django.db import connection
from django.db.models import Q

from annotation.models import Item, Project
from annotation.selectors.projects.schemes import policy_of
from annotation.selectors.projects.turns import Turn
from annotation.services.projects.items import items_lock
from ingestion.correcting import CorrectedTurn
from ingestion.models import Segment

Content = tuple[int, int, str, str]

MOVE = """
UPDATE annotation_item AS item SET place = moved.place
FROM unnest(%s::bigint[], %s::bigint[]) AS moved (id, place)
WHERE item.id = moved.id AND item.place <> moved.place
"""


def anchors_of(
    project: Project, corrected: Sequence[CorrectedTurn], there: Mapping[Content, Turn]
) -> dict[Content, int]:
    """For each new turn the place that it stands at. Empty where the order of the project is
    another; read before anything is removed."""
    if policy_of(project).order != "dialogue":
        return {}
    return _beside(corrected, there, lambda item: item.place)


def stands_of(
    corrected: Sequence[CorrectedTurn], there: Mapping[Content, Turn]
) -> dict[Content, int]:
    """For each new turn the key of the item beside which it comes in, for another order later."""
    return _beside(corrected, there, lambda item: item.stands_at or item.pk)


def _beside(
    corrected: Sequence[CorrectedTurn],
    there: Mapping[Content, Turn],
    number: Callable[[Item], int],
) -> dict[Content, int]:
    """For each new turn the number of what it replaces, else of the turn before it."""
    of_segment = {turn.segment.pk: min(map(number, turn.items)) for turn in there.values()}
    found: dict[Content, int] = {}
    last = min(of_segment.values())
    for turn in corrected:
        numbers = [of_segment[parent.pk] for parent in turn.parents]
        last = max(last, min(numbers)) if numbers else last
        if turn.same is None:
            found[turn.start, turn.end, turn.speaker, turn.text] = last
    return found


def lock_items(project: Project, turns: Sequence[Turn], anchors: Mapping[Content, int]) -> None:
    """Lock the items of turns and those that will move, all at once."""
    touched = Q(pk__in=[item.pk for turn in turns for item in turn.items])
    if anchors:
        touched |= Q(place__gte=min(anchors.values()))
    items_lock(project.items.filter(touched))


def places_beside(
    project: Project, segments: Sequence[Segment], anchors: Mapping[Content, int]
) -> None:
    """Move items of new turns to their places and what comes after them along."""
    if not anchors:
        return
    turn = {one.pk: at for at, one in enumerate(segments)}
    anchor = {}
    for one in segments:
        content = (one.start_sample or 0, one.end_sample or 0, one.speaker, one.transcript)
        if content in anchors:
            anchor[one.pk] = anchors[content]
    first = min(anchor.values())
    rows = list(
        project.items.filter(place__gte=first).values_list("pk", "segment", "group", "place")
    )
    begins: dict[str, int] = {}  # where the arms of a clip begin, which stay together
    for _, _, group, place in rows:
        begins[group] = min(place, begins.get(group, place))
    # At one place a retired turn comes first, then turns in their order, then the arms of each.
    ordered = sorted(
        (
            anchor.get(segment, begins[group] if group else place),
            turn.get(segment, -1),
            place,
            pk,
        )
        for pk, segment, group, place in rows
    )
    with connection.cursor() as cursor:
        cursor.execute(
            MOVE, [[row[-1] for row in ordered], [first + n for n in range(len(ordered))]]
        )
