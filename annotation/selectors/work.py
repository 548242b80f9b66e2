"""What a rater sees: their projects, the item in hand, their own answers. Nothing of others'."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import User
from annotation.models import Assignment, AssignmentState, Draft, Item, Project, Rater, Rating
from annotation.selectors.projects import projects_to_rate
from annotation.services.ratings import current_scheme
from ingestion.models import Recording, Segment


def work_of(user: User) -> list[dict[str, Any]]:
    """One entry per project that this person rates in: two queries a project."""
    return [_work_in(project, user) for project in projects_to_rate(user)]


def _work_in(project: Project, user: User) -> dict[str, Any]:
    rater = Rater.objects.filter(project=project, user=user).first()
    return {
        "slug": project.slug,
        "title": project.title,
        "description": project.description,
        "content_warning": project.content_warning,
        "state": project.state,
        "submitted": rater.submitted if rater else 0,
        "remaining": _remaining(project, rater),
        "total": project.item_count,
        "seconds_per_item": seconds_per_item(rater),
        "has_draft": Draft.objects.filter(
            assignment__rater=rater, assignment__state=AssignmentState.LEASED
        ).exists()
        if rater
        else False,
    }


def _remaining(project: Project, rater: Rater | None) -> int:
    """Items that still want a rater and that this one has neither answered nor skipped."""
    open_items = Item.objects.filter(project=project, taken__lt=F("wanted"))
    if rater is None:
        return open_items.count()
    mine = Assignment.objects.filter(item=OuterRef("pk"), rater=rater).exclude(
        state=AssignmentState.EXPIRED
    )
    held = rater.assignments.filter(state=AssignmentState.LEASED).count()
    return open_items.filter(~Exists(mine)).count() + held


def seconds_per_item(rater: Rater | None) -> float | None:
    """A rater's own pace; None before the first answer."""
    return rater.elapsed_ms / 1000 / rater.submitted if rater and rater.submitted else None


def task_of(assignment: Assignment) -> dict[str, Any]:
    """Everything that the rating page shows for one assignment."""
    item = assignment.item
    project, segment = item.project, item.segment
    scheme = current_scheme(project.pk)
    fresh = assignment.is_fresh
    draft = None if fresh else Draft.objects.filter(assignment=assignment).first()
    shows_words = bool(project.policy.get("show_transcript", True))
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
        "progress": {"submitted": assignment.rater.submitted, "total": project.item_count},
        "media": _media(segment),
        "transcript": segment.transcript or None if segment and shows_words else None,
        "speaker": segment.speaker or None if segment else None,
        "context": _context(segment, project, shows_words=shows_words),
        "draft": draft and {"answers": draft.answers, "seq": draft.seq, "saved_at": draft.saved_at},
        "previous_assignment_id": assignment.previous_id if fresh else _previous(assignment),
    }


def _media(segment: Segment | None) -> dict[str, Any] | None:
    if segment is None or segment.recording is None:
        return None
    recording = segment.recording
    return {
        "url": f"/media/recordings/{recording.pk}/proxy.flac",
        "peaks_url": f"/api/recordings/{recording.pk}/peaks/",
        "duration_seconds": recording.duration_seconds,
        "start_seconds": segment.start_seconds,
        "end_seconds": segment.end_seconds,
    }


def _context(
    segment: Segment | None, project: Project, *, shows_words: bool
) -> dict[str, list[dict[str, Any]]]:
    """Turns of the same dialogue around this one, as many as the project shows."""
    if segment is None or segment.dialogue_id is None:
        return {"before": [], "after": []}
    sizes = project.policy.get("context", {})
    turns = Segment.objects.filter(
        dialogue_id=segment.dialogue_id,
        segmentation_id=segment.segmentation_id,  # type: ignore[misc]  # None finds texts
    )
    before = turns.filter(position__lt=segment.position).order_by("-position")
    after = turns.filter(position__gt=segment.position).order_by("position")
    return {
        "before": [_turn(t, shows_words) for t in before[: sizes.get("before", 0)]][::-1],
        "after": [_turn(t, shows_words) for t in after[: sizes.get("after", 0)]],
    }


def _turn(segment: Segment, shows_words: bool) -> dict[str, Any]:
    return {
        "speaker": segment.speaker or None,
        "transcript": segment.transcript or None if shows_words else None,
        "start_seconds": segment.start_seconds,
        "end_seconds": segment.end_seconds,
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


def my_ratings(user: User, project: Project) -> Sequence[dict[str, Any]]:
    """A rater's own answers, latest revision of each, newest first."""
    latest = (
        Rating.objects.filter(project=project, rater__user=user)
        .order_by("item_id", "-revision")
        .distinct("item_id")
        .values("pk")
    )
    rows = (
        Rating.objects.filter(pk__in=latest)
        .select_related("item__segment")
        .order_by("-submitted_at")
    )
    return [
        {
            "assignment_id": rating.assignment_id,
            "item": rating.item.key,
            "transcript": rating.item.segment.transcript or None if rating.item.segment else None,
            "submitted_at": rating.submitted_at,
            "revision": rating.revision,
            "answers": rating.answers,
        }
        for rating in rows
    ]


def recordings_open_to(user: User) -> QuerySet[Recording]:
    """Recordings that this person may hear: those with an item in a project of theirs."""
    if user.is_admin:
        return Recording.objects.all()
    mine = Item.objects.filter(segment__recording=OuterRef("pk"), project__members__user=user)
    return Recording.objects.filter(Exists(mine))
