"""What the policy adds to an item on the rating page: how it is shown, a draft, limits."""

from datetime import date
from typing import Any

from django.utils import timezone

from annotation.models import Assignment, Exposure, Item, Project, Rater
from annotation.policy import Limits, Policy, runs_of

PLAIN: dict[str, Any] = {
    "seed": 0, "arm": None, "sides": None, "options": {}, "assistance": None, "role": "normal"
}  # fmt: skip


def presentation_shown(assignment: Assignment) -> dict[str, Any]:
    """As it was drawn; an item that was handed out before there was such a thing is plain."""
    return {**PLAIN, **assignment.presentation}


def model_draft_shown(assignment: Assignment) -> dict[str, Any] | None:
    """The draft that this rater was shown by the record, never one they were not yet."""
    if assignment.presentation.get("assistance") not in ("after", "upfront"):
        return None
    exposure = Exposure.objects.filter(assignment_id=assignment.pk).first()
    return None if exposure is None else {"model": exposure.card, "values": exposure.values}


def limits_shown(rater: Rater, limits: Limits) -> dict[str, int | None]:
    """When a break is suggested, and how much this rater may still do."""
    return {
        "break_after_minutes": limits.break_after_minutes,
        "left_today": left_today(rater, limits, today=timezone.now().date()),
        "left_total": left_in_all(rater, limits),
    }


def left_in_all(rater: Rater, limits: Limits) -> int | None:
    """Items that this rater may still answer; None where there is no limit."""
    if limits.per_rater is None:
        return None
    return max(0, limits.per_rater - rater.submitted - rater.checks)


def left_today(rater: Rater, limits: Limits, *, today: date) -> int | None:
    """The same, for this day (UTC)."""
    if limits.per_day is None:
        return None
    return max(0, limits.per_day - (rater.day_count if rater.day == today else 0))


def progress_shown(project: Project, rater: Rater | None, policy: Policy) -> dict[str, int]:
    """How far a rater is. Gold and attention items count here, or their place would show."""
    return {
        "submitted": rater.submitted + rater.checks if rater else 0,
        "total": project.item_count + _checks_to_come(project, policy),
    }


def _checks_to_come(project: Project, policy: Policy) -> int:
    """Gold and attention items that a rater of all items meets."""
    return sum(
        min(
            Item.objects.filter(project=project, role=role).count(),
            project.item_count // max(1, run - 1),
        )
        for role, run in runs_of(policy).items()
    )
