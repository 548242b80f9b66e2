"""What a rater sees: their projects, the item in hand, their own answers. Nothing of others'."""

from typing import Any

from django.db.models import F

from accounts.models import User
from annotation.models import (
    Assignment,
    AssignmentState,
    Draft,
    Item,
    ItemRole,
    Project,
    Rater,
    Rating,
)
from annotation.models.projects import ProjectState
from annotation.policy import Policy
from annotation.selectors.people.rater_state import rater_state
from annotation.selectors.projects.projects import projects_to_rate
from annotation.selectors.projects.schemes import policy_of, scheme_of
from annotation.selectors.rating.task_extras import (
    limits_shown,
    model_draft_shown,
    presentation_shown,
    progress_shown,
)
from annotation.selectors.rating.task_media import (
    Shown,
    about_of,
    clips_of,
    context_of,
    fields_of,
    language_of,
    media_of,
    words_of,
)
from annotation.services.assignment.gates import languages_of
from annotation.services.assignment.known_items import checks_ahead
from annotation.services.assignment.next import IN_HAND
from annotation.services.assignment.open_items import items_open_to


def work_of(user: User) -> list[dict[str, Any]]:
    """One entry per project that this person rates in: two queries a project."""
    return [_work_in(project, user) for project in projects_to_rate(user)]


def _work_in(project: Project, user: User) -> dict[str, Any]:
    rater = Rater.objects.filter(project=project, user=user).first()
    policy = policy_of(project)
    return {
        "slug": project.slug,
        "title": project.title,
        "description": project.description,
        "content_warning": project.content_warning,
        "state": project.state,
        **progress_shown(project, rater, policy),
        "remaining": _remaining(project, rater, user, policy),
        "seconds_per_item": seconds_per_item(rater),
        "has_draft": Draft.objects.filter(
            assignment__rater=rater, assignment__state=AssignmentState.LEASED
        ).exists()
        if rater
        else False,
        **rater_state(project, rater, policy),
    }


def _remaining(project: Project, rater: Rater | None, user: User, policy: Policy) -> int:
    """Items that this rater may have and has not had: those that still want one, and known items
    on the way there, as the number would tell them from the others."""
    if rater is None:
        open_items = Item.objects.filter(project=project, taken__lt=F("wanted"))
        return open_items.filter(replaced_at__isnull=True).count()
    held = rater.assignments.filter(state__in=IN_HAND).count()
    languages = languages_of(rater, policy)
    normal = items_open_to(project, rater, user, policy, languages).count()
    return normal + held + checks_ahead(project, rater, policy, languages, normal)


def seconds_per_item(rater: Rater | None) -> float | None:
    """A rater's own pace, known items and all; None before the first answer."""
    if rater is None or not rater.submitted + rater.checks:
        return None
    return (rater.elapsed_ms + rater.checks_ms) / 1000 / (rater.submitted + rater.checks)


def task_of(assignment: Assignment) -> dict[str, Any]:
    """Everything that the rating page shows for one assignment."""
    item = assignment.item
    project, segment = item.project, item.segment
    scheme, policy = scheme_of(project), policy_of(project)
    fresh = assignment.is_fresh
    draft = None if fresh else Draft.objects.filter(assignment=assignment).first()
    shown = Shown(project.policy, item.arm)
    return {
        "assignment_id": assignment.pk,
        "state": assignment.state,
        "lease_until": assignment.lease_until,
        "project": {
            "slug": project.slug,
            "title": project.title,
            "guidelines": project.guidelines,
            "content_warning": project.content_warning,
            "seconds_per_item": seconds_per_item(assignment.rater),
        },
        "scheme": {**scheme.body, "version": scheme.version},
        "item": item.key,
        "progress": progress_shown(project, assignment.rater, policy),
        "media": media_of(segment, shown),
        "clips": clips_of(item, shown),
        "transcript": _transcript(item, shown),
        "words": words_of(segment, shown),
        "speaker": segment.speaker or None if segment else None,
        "fields": fields_of(item, shown, scheme.body["questions"]),
        "about": about_of(item, shown),
        "language": language_of(item),
        "context": context_of(segment, shown),
        "draft": draft and _draft(draft),
        "previous_assignment_id": assignment.previous_id if fresh else _previous(assignment),
        "presentation": presentation_shown(assignment),
        "model_draft": model_draft_shown(assignment),
        "limits": limits_shown(assignment.rater, policy.limits),
    }


def _transcript(item: Item, shown: Shown) -> str | None:
    """The words of an item, where its project and its arm show them."""
    return item.segment.transcript or None if item.segment and shown.words else None


def _draft(draft: Draft) -> dict[str, Any]:
    return {
        "answers": draft.answers,
        "set_aside": draft.set_aside,
        "seq": draft.seq,
        "saved_at": draft.saved_at,
    }


def _previous(assignment: Assignment) -> int | None:
    """The item that undo would take back: the last that this rater answered or skipped."""
    return (
        Assignment.objects.filter(
            rater_id=assignment.rater_id,
            state__in=[AssignmentState.SUBMITTED, AssignmentState.SKIPPED],
        )
        .exclude(pk=assignment.pk)
        .order_by("-ended_at")
        .values_list("pk", flat=True)
        .first()
    )


PRACTICE = (ItemRole.TRAINING, ItemRole.QUIZ)


PAGE = 50
"""Own answers on one page."""


def my_ratings(user: User, project: Project, page: int = 1) -> dict[str, Any]:
    """A rater's own answers, latest revision of each, newest first, with what they answer.

    What was changed under another version of the questions stands with that version. `page`
    counts from 1; there is nothing on one beyond the last.
    """
    latest = (
        Rating.objects.filter(project=project, rater__user=user)
        .order_by("item_id", "-revision")
        .distinct("item_id")
        .values("pk")
    )
    found = Rating.objects.filter(pk__in=latest).select_related("item__segment", "scheme")
    rows = list(found.order_by("-submitted_at", "-pk")[(page - 1) * PAGE : page * PAGE])
    return {
        "count": found.count(),
        "version": scheme_of(project).version,
        "title": project.title,
        "state": project.state,
        "schemes": {str(row.scheme.version): row.scheme.body for row in rows},
        "ratings": [_my_rating(row, project) for row in rows],
    }


def _my_rating(rating: Rating, project: Project) -> dict[str, Any]:
    return {
        "assignment_id": rating.assignment_id,
        "item": rating.item.key,
        "transcript": _transcript(rating.item, Shown(project.policy, rating.item.arm)),
        "submitted_at": rating.submitted_at,
        "revision": rating.revision,
        "scheme_version": rating.scheme.version,
        "answers": rating.answers,
        "can_change": project.state != ProjectState.CLOSED
        and rating.assignment_id is not None
        and rating.role not in PRACTICE,
    }
