"""More raters for items, because a researcher asks for them."""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, QuerySet, Sum

from annotation.errors import AnnotationRefused
from annotation.models import Item, ItemRole, Project
from annotation.policy import Policy
from annotation.selectors.projects.schemes import policy_of
from annotation.services.assignment.extra_raters import extra_lock, extra_used
from annotation.services.projects.items import items_lock, items_shown

MOST_MORE = 50
"""Further raters that one request may ask of an item."""


@dataclass(frozen=True)
class AskedFor:
    """How many items now want more raters, how many ratings more in all, and how many items stayed
    as they were: they wait for as many already, are names only, or were replaced."""

    items: int
    ratings: int
    left_out: int


@transaction.atomic
def raters_ask(*, project: Project, more: Mapping[int, int]) -> AskedFor:
    """Let each item wait for at least so many raters from now on.

    Places that an item has open already count, so asking twice asks once.

    Raises:
        AnnotationRefused: a number is out of range, an item is not the project's, the policy has no
            room for further raters, or its budget for them would be passed
    """
    _check(project, more)
    shown = items_shown(project).filter(role=ItemRole.NORMAL, replaced_at__isnull=True)
    ids = set(shown.filter(pk__in=more).values_list("pk", flat=True))
    items = Item.objects.filter(pk__in=ids)
    items_lock(items)  # before the lock of the budget: who holds that one waits for no item
    extra_lock(project.pk)
    before = _extra(items)
    raised = sum(_raise(ids.intersection(asked), raters) for raters, asked in _by(more))
    ratings = _extra(items) - before
    _check_budget(policy_of(project), extra_used(project.pk), ratings)
    return AskedFor(items=raised, ratings=ratings, left_out=len(more) - raised)


def _extra(items: QuerySet[Item]) -> int:
    return int(items.aggregate(extra=Sum("extra"))["extra"] or 0)


def _by(more: Mapping[int, int]) -> list[tuple[int, list[int]]]:
    """Items by how many raters they are to get."""
    found: dict[int, list[int]] = defaultdict(list)
    for item, raters in more.items():
        found[raters].append(item)
    return sorted(found.items())


def _raise(ids: Set[int], raters: int) -> int:
    """Returns how many items had fewer open places."""
    wanted = F("taken") + raters
    items = Item.objects.filter(pk__in=ids, wanted__lt=wanted)
    return items.update(extra=F("extra") + wanted - F("wanted"), wanted=wanted)


def _check(project: Project, more: Mapping[int, int]) -> None:
    for item, raters in more.items():
        if not 1 <= raters <= MOST_MORE:
            raise AnnotationRefused(
                f"{raters} more raters for item {item}: it must be between 1 and {MOST_MORE}."
            )
    known = project.items.filter(pk__in=more).count()
    if known < len(more):
        raise AnnotationRefused(f"{len(more) - known} of the items are not of '{project.slug}'.")
    policy = policy_of(project)
    if policy.first_rater is not None:
        raise AnnotationRefused(
            "Items of this project have a first rater and a fixed number of readers; raise "
            "'readers' under Settings instead."
        )
    if policy.arms is not None and policy.arms.rule == "sequence":
        raise AnnotationRefused(
            "The same rater gets all presentations of a clip here, so that one of them alone "
            "cannot have more; raise 'raters per item' under Settings instead."
        )


def _check_budget(policy: Policy, used: int, ratings: int) -> None:
    """`used` counts the `ratings` already; refusing takes them back with the transaction."""
    budget = policy.extra_raters.budget if policy.extra_raters else None
    if budget is not None and used > budget:
        raise AnnotationRefused(
            f"This asks for {ratings} ratings more; {used - ratings} of the budget of {budget} "
            f"extra ratings are used. Choose fewer items, or raise the budget under Settings."
        )
