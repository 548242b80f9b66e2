"""What a rater was asked more than once, as an item of its own for each further presentation.

The project knows repeats as items that show the same thing. The first presentation of `clip` is
the item `clip`, the second `clip#2` and so on: copies that show the same, of which nobody is asked.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import F, Max

from accounts.batches import batches
from annotation.assignment.strategies import places
from annotation.models import Item, ItemClip, ItemRole, Project

MARK = "#"
KEYS_AT_ONCE = 5_000
"""As many again are the keys of what is repeated."""


class Repeated(NamedTuple):
    """A further presentation: its key, the key of the item that is repeated, and its ratings."""

    key: str
    base: str
    ratings: int


def clashing(project: Project, wanted: Collection[tuple[str, str]]) -> dict[str, str]:
    """Why further presentations (key, base) cannot be kept under their keys, by key."""
    found: dict[str, str] = {}
    for some in batches(wanted, KEYS_AT_ONCE):
        items = _items(project, [name for pair in some for name in pair])
        for key, base in some:
            known = items.get(base)
            if known is not None and known.role != ItemRole.NORMAL:
                found[key] = (
                    f"'{base}' is a {known.role} item, and only normal items are kept as repeated"
                )
            elif key in items and not _is_repeat(items[key], known, base):
                found[key] = (
                    f"a further presentation of '{base}' is kept as '{key}', and that is another "
                    "item here"
                )
    return found


def _is_repeat(item: Item, base: Item | None, key: str) -> bool:
    if base is None or not _shows(base):
        return not _shows(item) and item.group == key
    return item.arm == base.arm and _shows(item) == _shows(base)


def _shows(item: Item) -> tuple[int, ...]:
    """The segments that an item shows."""
    if item.segment_id is not None:
        return (item.segment_id,)
    return tuple(clip.segment_id for clip in item.clips.all())


def repeats_add(project: Project, wanted: Collection[Repeated]) -> int:
    """Add the items of further presentations that are not there; how many.

    They take the segment, clips and attributes of the item that is repeated, and nobody is asked
    to rate them. Of names with nothing to show, `group` says what is repeated.
    """
    added = 0
    for some in batches(wanted, KEYS_AT_ONCE):
        items = _items(project, [each.base for each in some])
        last = project.items.aggregate(last=Max("place"))["last"]
        spots = places(
            [each.key for each in some],
            order=project.policy["order"],
            seed=project.slug,
            first=0 if last is None else last + 1,
        )
        made = [
            _copy(project, each, items.get(each.base), spot)
            for each, spot in zip(some, spots, strict=True)
        ]
        Item.objects.bulk_create(made)
        ItemClip.objects.bulk_create(
            ItemClip(item=item, position=clip.position, segment_id=clip.segment_id)
            for item, each in zip(made, some, strict=True)
            if each.base in items
            for clip in items[each.base].clips.all()
        )
        added += len(made)
    if added:
        Project.objects.filter(pk=project.pk).update(item_count=F("item_count") + added)
    return added


def _copy(project: Project, repeated: Repeated, base: Item | None, place: int) -> Item:
    item = Item(
        project=project, key=repeated.key, place=place, wanted=0, rated=repeated.ratings, taken=0
    )
    if base is None or not _shows(base):
        item.group = repeated.base
    if base is not None:
        item.segment_id, item.attributes = base.segment_id, base.attributes
        item.arm, item.language = base.arm, base.language
    return item


def _items(project: Project, keys: Iterable[str]) -> dict[str, Item]:
    found = project.items.filter(key__in=set(keys)).prefetch_related("clips")
    return {item.key: item for item in found}
