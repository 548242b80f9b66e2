"""How raters did on known items, what they are qualified for, and how a policy spends itself."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from annotation.errors import AnnotationRefused
from annotation.models import (
    Assignment,
    Certificate,
    CheckResult,
    Exposure,
    Item,
    ItemRole,
    Project,
    Qualification,
    Rater,
)
from annotation.policy import Policy
from annotation.selectors.people.recruited import recruited_as
from annotation.selectors.projects.schemes import policy_of
from annotation.services.projects.items import COMPLETE


def quality_of(project: Project) -> dict[str, Any]:
    """Everything that tells a researcher whether the policy does what it should."""
    policy = policy_of(project)
    return {
        "raters": raters_checked(project),
        "known_items": _known_items(project),
        "extra_raters": _extra_raters(project, policy),
        "arms": _arms(project) if policy.arms else None,
        "assistance": _assistance(project) if policy.assistance else None,
        "first_rater": _first_rater(project, policy) if policy.first_rater else None,
    }


def raters_checked(project: Project) -> list[dict[str, Any]]:
    """One entry per person who rates here: results on known items, qualification, state."""
    results = _results(project)
    has = {q.rater_id: q for q in Qualification.objects.filter(rater__project=project)}
    certificates = _certificates(project)
    raters = project.raters.filter(user__isnull=False)
    raters = raters.select_related("user", "participation__link")
    return [
        {
            "rater": rater.pk,
            "username": rater.user.username if rater.user else "",
            "recruited": recruited_as(rater),
            "submitted": rater.submitted,
            "practised": rater.practised,
            "gold": results[rater.pk, ItemRole.GOLD],
            "attention": results[rater.pk, ItemRole.ATTENTION],
            "misses": rater.misses,
            "stopped_at": rater.stopped_at,
            "stop_reason": rater.stop_reason,
            "quiz": _quiz(has.get(rater.pk)),
            "languages": has[rater.pk].languages if rater.pk in has else [],
            "certificates": certificates[rater.pk],
        }
        for rater in raters.order_by("-submitted", "pk")
    ]


def _results(project: Project) -> dict[tuple[int, str], dict[str, int]]:
    """Known items answered, and how many of them rightly, by rater and role.

    Of an item that was answered again the last answer counts.
    """
    latest = (
        CheckResult.objects.filter(rater__project=project)
        .order_by("rater_id", "item_id", "attempt", "-rating_id")
        .distinct("rater_id", "item_id", "attempt")
        .values_list("rater_id", "role", "correct")
    )
    found: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: {"seen": 0, "correct": 0})
    for rater, role, correct in latest:
        found[rater, role]["seen"] += 1
        found[rater, role]["correct"] += correct
    return found


def _quiz(has: Qualification | None) -> dict[str, Any] | None:
    if has is None or not has.attempts:
        return None
    return {"attempts": has.attempts, "score": has.score, "passed_at": has.passed_at}


def _certificates(project: Project) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = Certificate.objects.filter(rater__project=project).select_related("granted_by")
    for row in rows.order_by("name"):
        by = row.granted_by.username if row.granted_by else None
        found[row.rater_id].append(
            {"name": row.name, "granted_by": by, "granted_at": row.granted_at}
        )
    return found


def _known_items(project: Project) -> dict[str, int]:
    """How many known items there are, by role."""
    counted = project.items.exclude(role=ItemRole.NORMAL).order_by().values_list("role")
    return dict(counted.annotate(n=Count("pk")))


def _extra_raters(project: Project, policy: Policy) -> dict[str, Any] | None:
    if policy.extra_raters is None:
        return None
    found = Item.objects.filter(project=project, extra__gt=0).aggregate(
        used=Sum("extra"), items=Count("pk")
    )
    return {
        "used": found["used"] or 0,
        "items": found["items"],
        "budget": policy.extra_raters.budget,
    }


def _arms(project: Project) -> list[dict[str, Any]]:
    """How far each presentation is, so that one that lags is seen."""
    rows = (
        Item.objects.filter(project=project, role=ItemRole.NORMAL)
        .order_by("arm")
        .values("arm")
        .annotate(
            items=Count("pk"),
            asked=Sum("wanted"),
            given=Sum("rated"),
            complete=Count("pk", filter=COMPLETE),
        )
    )
    return [dict(row) for row in rows]


def _assistance(project: Project) -> dict[str, Any]:
    drawn = (
        Assignment.objects.filter(
            item__project=project, presentation__assistance__in=["blind", "after", "upfront"]
        )
        .order_by()
        .values_list("presentation__assistance")
        .annotate(n=Count("pk"))
    )
    exposures = Exposure.objects.filter(assignment__item__project=project)
    return {"drawn": dict(drawn), "exposures": exposures.count()}


def _first_rater(project: Project, policy: Policy) -> dict[str, int]:
    """Items that wait for their first rater, and those that name nobody."""
    normal = project.items.filter(role=ItemRole.NORMAL, segment__isnull=False)
    field = policy.first_rater.field if policy.first_rater else ""
    return {
        "waiting": normal.exclude(reserved_for="").count(),
        "unnamed": normal.filter(
            Q(**{f"attributes__{field}__isnull": True}) | Q(**{f"attributes__{field}": ""})
        ).count(),
    }


def rater_by_number(project: Project, rater_id: int) -> Rater | None:
    """A rater of the project who signs in."""
    return project.raters.filter(pk=rater_id, user__isnull=False).first()


def known_items(project: Project, role: str) -> QuerySet[Item]:
    """Items with expected answers, in their order; empty `role` is any but normal.

    Raises:
        AnnotationRefused: the role is unknown, or that of an item without expected answers
    """
    roles = [one for one in ItemRole.values if one != ItemRole.NORMAL]
    if role and role not in roles:
        raise AnnotationRefused(f"Role '{role}' is unknown; it is one of: {', '.join(roles)}.")
    items = project.items.filter(role__in=[role] if role else roles)
    return items.select_related("segment", "expected").order_by("role", "place", "pk")


def known_rows(items: Sequence[Item]) -> list[dict[str, Any]]:
    """A page of known items with what is right for them, and how raters did on each.

    An answer that was changed counts as it was last.
    """
    latest = (
        CheckResult.objects.filter(item__in=items)
        .order_by("item_id", "rater_id", "attempt", "-rating_id")
        .distinct("item_id", "rater_id", "attempt")
        .values_list("item_id", "correct")
    )
    results: dict[int, dict[str, int]] = defaultdict(lambda: {"seen": 0, "correct": 0})
    for item_id, correct in latest:
        results[item_id]["seen"] += 1
        results[item_id]["correct"] += correct
    return [_known_row(item, results[item.pk]) for item in items]


def _known_row(item: Item, results: dict[str, int]) -> dict[str, Any]:
    expected = getattr(item, "expected", None)
    return {
        "id": item.pk,
        "key": item.key,
        "role": item.role,
        "transcript": item.segment.transcript or None if item.segment else None,
        "expected": expected.answers if expected else {},
        "explanation": expected.explanation if expected else "",
        "results": results,
    }
