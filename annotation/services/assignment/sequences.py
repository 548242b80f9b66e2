"""Clips that the same rater meets in all presentations, in turn: how many may begin one."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import pairwise

from accounts.batches import batches
from annotation.models import Assignment, AssignmentState, Item, ItemRole, Project
from annotation.policy import Policy
from annotation.services.projects.items import items_lock

ANSWERED = (AssignmentState.SUBMITTED, AssignmentState.REOPENED, AssignmentState.SECOND_LOOK)
GOES_ON = (*ANSWERED, AssignmentState.LEASED)

Clip = dict[str, Item]
"""The presentations of one clip, by arm."""


def is_in_sequence(policy: Policy) -> bool:
    return policy.arms is not None and policy.arms.rule == "sequence"


def clip_lock(item: Item, policy: Policy) -> None:
    """Lock all presentations of a clip at once, before one of them is changed and others follow."""
    if is_in_sequence(policy) and item.group:
        items_lock(Item.objects.filter(project=item.project_id, group=item.group))


def clips_settle(project: Project, policy: Policy, groups: Collection[str]) -> None:
    """Let as many raters begin each clip as it takes to fill its later presentations.

    The next presentation is open only to who answered the one before. Where one of those skipped
    it, or left, or where it wants an extra rater, somebody else has to begin from the start; once
    that is no longer needed and nobody has begun, the place goes again. Within a transaction.
    """
    if policy.arms is None or not is_in_sequence(policy):
        return
    clips = _clips_locked(project, groups)
    ready = _ready(project, clips, policy.arms.presentations)
    changed = []
    for group, clip in clips.items():
        missing = 0
        for arm in reversed(policy.arms.presentations):
            if arm not in clip:
                continue
            item = clip[arm]
            own = policy.raters_per_item + item.extra
            wanted = max(own, item.taken + max(0, missing - ready[group, arm]))
            missing = wanted - item.taken
            if wanted != item.wanted:
                item.wanted = wanted
                changed.append(item)
    Item.objects.bulk_update(changed, ["wanted"], batch_size=2000)


def _clips_locked(project: Project, groups: Collection[str]) -> Mapping[str, Clip]:
    """Clips with all of their presentations that are asked for, locked in the order of keys."""
    asked = Item.objects.filter(project=project, role=ItemRole.NORMAL, replaced_at__isnull=True)
    asked = asked.exclude(arm="")  # names of imported ratings, of which nobody is asked
    keys: list[int] = []
    for some in batches(groups):
        keys += asked.filter(group__in=some).values_list("pk", flat=True)
    clips: dict[str, Clip] = defaultdict(dict)
    for few in batches(sorted(keys)):
        items_lock(Item.objects.filter(pk__in=few))
        for item in asked.filter(pk__in=few):
            clips[item.group][item.arm] = item
    return clips


def _ready(
    project: Project, groups: Collection[str], arms: tuple[str, ...]
) -> Mapping[tuple[str, str], int]:
    """For each clip and arm, how many who have it will get the next one if there is a place."""
    found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for some in batches(groups):
        rows = Assignment.objects.filter(
            item__project=project, item__group__in=some, rater__left_at__isnull=True
        )
        for group, rater, arm, state in rows.values_list(
            "item__group", "rater", "item__arm", "state"
        ):
            found[group, rater][arm] = state
    ready: dict[tuple[str, str], int] = defaultdict(int)
    for (group, _), states in found.items():
        for arm, following in pairwise(arms):
            has_next = states.get(following) not in (None, AssignmentState.EXPIRED)
            if states.get(arm) in GOES_ON and not has_next:
                ready[group, arm] += 1
    return ready
