"""Items of a project: bring them in, one per presentation, and say what is special about some."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.batches import batches
from annotation.assignment.strategies import arm_places, place_of_priority, places, turn_of
from annotation.errors import AnnotationRefused
from annotation.models import Item, ItemClip, ItemRole, Project
from annotation.policy import Policy, policy_from
from ingestion.models import Segment

MANY = 1000
"""Items that change what a good plan of a query is."""

LANGUAGE = "language"
"""The attribute that says in which language an item is, as a BCP-47 tag."""


@dataclass(frozen=True)
class NewItem:
    """An item to be: a segment, or `clips` side by side, or a name only.

    `shares_segment`: the project may have other items of the same segment, about somebody else or
    with another statement. `stands_at`: the key of the item beside which it comes in, where that is
    not the end.
    """

    key: str
    segment: Segment | None
    attributes: dict[str, Any] = field(default_factory=dict)
    role: str = ItemRole.NORMAL
    priority: int = 0
    clips: tuple[Segment, ...] = ()
    shares_segment: bool = False
    stands_at: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.segment is not None or bool(self.clips)


def items_shown(project: Project) -> QuerySet[Item]:
    """Items with something to show; the others are names only, of imported ratings."""
    clips = ItemClip.objects.filter(item=OuterRef("pk"))
    return project.items.filter(Q(segment__isnull=False) | Q(Exists(clips)))


#: Rated by as many as it is wanted from; a name that nobody is asked about waits for no more, but
#: is not done either.
COMPLETE = Q(rated__gt=0, rated__gte=F("wanted"))


def items_counted(*projects: Project) -> QuerySet[Item]:
    """Items that progress is about: normal ones, without those that a correction of turns retired
    before anybody answered them."""
    gone = Q(replaced_at__isnull=False, taken=0)
    return Item.objects.filter(project__in=projects, role=ItemRole.NORMAL).exclude(gone)


@transaction.atomic
def items_add(*, project: Project, items: Sequence[NewItem]) -> int:
    """Add items after those there are; ones that are in already stay as they are.

    In a project with presentation arms each becomes one item per arm. Returns how many were new.

    Raises:
        AnnotationRefused: a role is unknown
    """
    added = items_insert(project=project, items=items)
    if added >= MANY:
        _statistics_refresh()
    if added and policy_from(project.policy).order == "priority":
        cursors_reset(project)
    return added


def _statistics_refresh() -> None:
    """Tell PostgreSQL of many new items now.

    Until its own clock does, it takes them for a handful, and sorts all of a project for each next
    item instead of reading the first from `item_open`: 90 ms among 50,000 items, not 0.1.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE annotation_item")


@transaction.atomic
def items_insert(*, project: Project, items: Sequence[NewItem]) -> int:
    """The same, without showing raters what came in before where they are: who holds items that
    are there does that afterwards, as raters are locked before items."""
    _refuse_unknown_roles(items)
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    policy = policy_from(project.policy)
    arms = policy.arms.presentations if policy.arms else ("",)
    known_keys, known_segments = _known(project, items, arms)
    new = [
        item
        for item in items
        if item_key(item.key, arms[0]) not in known_keys
        and (item.segment is None or item.shares_segment or item.segment.pk not in known_segments)
    ]
    spots = _places(project, policy, new, len(arms), first=_first_place(project, policy))
    made = [
        _item(project, policy, item, arm, spots[at * len(arms) + rank])
        for at, item in enumerate(new)
        for rank, arm in enumerate(arms)
    ]
    Item.objects.bulk_create(made, batch_size=5000)
    _clips_add(made, [item.clips for item in new for _ in arms])
    items_count(project)
    return len(made)


def _clips_add(items: Sequence[Item], clips: Sequence[tuple[Segment, ...]]) -> None:
    ItemClip.objects.bulk_create(
        [
            ItemClip(item=item, position=position, segment=segment)
            for item, shown in zip(items, clips, strict=True)
            for position, segment in enumerate(shown)
        ],
        batch_size=5000,
    )


def item_key(key: str, arm: str) -> str:
    """The key of a clip's item in one of its presentations."""
    return f"{key}@{arm}" if arm else key


def items_count(project: Project) -> None:
    """Count the items that raters are asked about, for progress."""
    Project.objects.filter(pk=project.pk).update(item_count=items_counted(project).count())


@transaction.atomic
def cursors_reset(project: Project) -> None:
    """Let every rater look from the beginning again: something came in before where they are."""
    moved = project.raters.exclude(cursor=-1).select_for_update(no_key=True).order_by("pk")
    project.raters.filter(pk__in=list(moved.values_list("pk", flat=True))).update(cursor=-1)


def items_lock(items: QuerySet[Item]) -> None:
    """Lock several items, all in one order, so that two who do so never wait for each other.

    Who needs raters, too, locks them before: a rater who answers holds themselves, then the item.
    """
    list(items.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def _refuse_unknown_roles(items: Iterable[NewItem]) -> None:
    for item in items:
        if item.role not in ItemRole.values:
            raise AnnotationRefused(
                f"Item '{item.key}' has the role '{item.role}'; "
                f"it is one of: {', '.join(ItemRole.values)}."
            )


def _first_place(project: Project, policy: Policy) -> int:
    if policy.order == "priority":
        return project.items.count()
    last = project.items.aggregate(last=Max("place"))["last"]
    return 0 if last is None else last + 1


def _places(
    project: Project, policy: Policy, new: Sequence[NewItem], arms: int, *, first: int
) -> list[int]:
    """A place for each clip's arms, arms next to each other."""
    clips = places(
        [item.key for item in new],
        order=policy.order,
        seed=project.slug,
        first=first,
        priorities=[item.priority for item in new],
        step=arms,
    )
    if policy.arms is None or policy.arms.rule == "sequence":
        return [place for clip in clips for place in arm_places(clip, arms)]
    turns = [turn_of(project.slug, item.key) for item in new]
    return [
        place
        for clip, turn in zip(clips, turns, strict=True)
        for place in arm_places(clip, arms, turn=turn)
    ]


def _item(project: Project, policy: Policy, new: NewItem, arm: str, place: int) -> Item:
    reserved_for = first_rater_of(policy, new.attributes)
    counts = new.is_shown and new.role == ItemRole.NORMAL
    return Item(
        project=project,
        segment=new.segment,
        key=item_key(new.key, arm),
        place=place,
        wanted=wanted_of(policy, reserved_for) if counts else 0,
        attributes=new.attributes,
        role=new.role,
        arm=arm,
        group=new.key if arm else "",
        priority=new.priority,
        reserved_for=reserved_for if counts else "",
        stands_at=new.stands_at,
        language=primary_language(new.attributes.get(LANGUAGE)),
    )


def first_rater_of(policy: Policy, attributes: dict[str, Any]) -> str:
    """The user name of the person who answers first, or empty."""
    if policy.first_rater is None:
        return ""
    return str(attributes.get(policy.first_rater.field) or "").strip()


def wanted_of(policy: Policy, reserved_for: str) -> int:
    """How many raters an item waits for: its first one alone, where it has one.

    Where nobody is named, readers are asked at once; what only its own subject can answer is
    asked of nobody.
    """
    if policy.first_rater is None:
        return policy.raters_per_item
    return 1 if reserved_for else policy.first_rater.readers


def primary_language(tag: Any) -> str:
    """`pt` of `pt-BR`; empty where no language is known."""
    return str(tag or "").split("-")[0].split("_")[0].strip().lower()[:16]


def _known(
    project: Project, items: Sequence[NewItem], arms: Sequence[str]
) -> tuple[set[str], set[int]]:
    keys = [item_key(item.key, arm) for item in items for arm in arms]
    segments = [item.segment.pk for item in items if item.segment is not None]
    known_keys: set[str] = set()
    for some in batches(keys):
        known_keys.update(project.items.filter(key__in=some).values_list("key", flat=True))
    known_segments: set[int] = set()
    for ids in batches(segments):
        found = project.items.filter(segment__in=ids).values_list("segment", flat=True)
        known_segments.update(pk for pk in found if pk is not None)
    return known_keys, known_segments


@transaction.atomic
def items_prioritise(*, project: Project, priorities: dict[str, int]) -> int:
    """Give items, by key, another priority; a project ordered by priority hands them out so.

    Raises:
        AnnotationRefused: there is no such item, or a priority is out of range
    """
    by_priority = policy_from(project.policy).order == "priority"
    if by_priority:
        cursors_reset(project)
    items_lock(project.items.filter(key__in=priorities))
    found = {item.key: item for item in project.items.filter(key__in=priorities)}
    missing = [key for key in priorities if key not in found]
    if missing:
        raise AnnotationRefused(f"'{project.slug}' has no item '{missing[0]}'.")
    for key, item in found.items():
        priority = priorities[key]
        if not -1_000_000 <= priority <= 1_000_000:
            raise AnnotationRefused(
                f"Priority {priority} of '{key}': it must be between -1000000 and 1000000."
            )
        if by_priority:
            item.place = place_of_priority(priority, item.place)
        item.priority = priority
    Item.objects.bulk_update(found.values(), ["priority", "place"], batch_size=5000)
    return len(found)


def places_again(project: Project, policy: Policy) -> None:
    """Put the items that are there in the order that the policy says, as if they came anew, with
    corrected turns where the wrong ones stood."""
    arms = len(policy.arms.presentations) if policy.arms else 1
    shown: dict[str, list[Item]] = {}
    beside, gone = Coalesce("stands_at", "pk"), F("replaced_at").asc(nulls_last=True)
    came = project.items.order_by(beside, gone, "segment__position", "pk")
    for item in came:
        shown.setdefault(item.group or item.key, []).append(item)
    clips = [NewItem(key, None, priority=items[0].priority) for key, items in shown.items()]
    spots = _places(project, policy, clips, arms, first=0)
    for at, items in enumerate(shown.values()):
        # A name of imported ratings has no presentations, and one place.
        for item, place in zip(items, spots[at * arms : (at + 1) * arms], strict=False):
            item.place = place
    moved = [item for items in shown.values() for item in items]
    Item.objects.bulk_update(moved, ["place"], batch_size=5000)
