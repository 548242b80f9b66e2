"""Which items show raters the same thing: asked twice, on purpose or not."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from numpy.typing import NDArray

from annotation.models import Item, ItemClip, Project
from annotation.selectors.projects.schemes import current_scheme
from annotation.selectors.rating.task_media import Shown, about_of, fields_of


def same_items(project: Project, item_ids: NDArray[np.int64]) -> NDArray[np.int32]:
    """For each item, the place in `item_ids` of the first that shows the same, int32 (n,).

    The same is the same range of a recording, the same words, or the same clips side by side, in
    the same presentation and about the same person or statement. A name without anything to show
    is like none but its further presentations in imported ratings.
    """
    questions = current_scheme(project.pk).body["questions"]
    shown = Shown(project.policy)
    clips = _clips(project)
    place = {int(pk): at for at, pk in enumerate(item_ids)}
    first: dict[tuple[Any, ...], int] = {}
    same = np.arange(len(item_ids), dtype=np.int32)
    items = _perhaps_twice(project).select_related("segment")
    items = items.only("key", "group", "arm", "attributes", "segment__identity", "place")
    for item in items.iterator():
        at = place.get(item.pk)
        content = _content(item, clips)
        if at is None:
            continue
        key = (*content, item.arm, about_of(item, shown), _fields(item, shown, questions))
        same[at] = first.setdefault(key, at)
    return same


def _perhaps_twice(project: Project) -> QuerySet[Item]:
    """Items of segments that more than one shows, those of several clips, and names with further
    presentations: few in most projects, of which the database tells in a fraction of the time that
    it takes to look at each item."""
    items = Item.objects.filter(project=project, role="normal")
    segments = items.order_by().values("segment__identity")
    shared = segments.annotate(n=Count("pk")).filter(n__gt=1).values("segment__identity")
    again = items.filter(segment=None).exclude(group="")
    clips = Exists(ItemClip.objects.filter(item=OuterRef("pk")))
    named = clips | ~Q(group="") | Q(key__in=again.order_by().values("group"))
    found: QuerySet[Item] = items.filter(
        (Q(segment=None) & named) | Q(segment__identity__in=shared)
    )
    return found


def _content(item: Item, clips: dict[int, list[str]]) -> tuple[str, ...]:
    if item.segment is not None:
        return (item.segment.identity,)
    return tuple(clips[item.pk]) if item.pk in clips else ("", item.group or item.key)


def _clips(project: Project) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = ItemClip.objects.filter(item__project=project).order_by("item_id", "position")
    for item, identity in rows.values_list("item_id", "segment__identity"):
        found[item].append(identity)
    return found


def _fields(item: Item, shown: Shown, questions: Sequence[dict[str, Any]]) -> str:
    return json.dumps(fields_of(item, shown, questions), sort_keys=True)
