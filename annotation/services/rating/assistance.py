"""Models' drafts on the rating page: who is shown one, and the record that they were."""

from datetime import datetime
from typing import Any

from annotation.errors import AnnotationRefused
from annotation.models import Assignment, Assisted, Exposure
from annotation.policy import Policy
from annotation.selectors.drafts.values import ModelDraft


def exposure_record(assignment: Assignment, draft: ModelDraft, *, now: datetime) -> Exposure:
    """Record that a draft is shown from now on. What is shown later is this record."""
    exposure, _ = Exposure.objects.get_or_create(
        assignment=assignment,
        defaults={
            "arm": assignment.presentation["assistance"],
            "card": draft.card,
            "values": draft.values,
            "shown_at": now,
        },
    )
    return exposure


def exposure_of(assignment: Assignment, policy: Policy) -> Exposure | None:
    """What this rater was shown of a model on this item."""
    if policy.assistance is None and not assignment.presentation.get("assistance"):
        return None
    return Exposure.objects.filter(assignment=assignment).first()


def assisted_by(assignment: Assignment, exposure: Exposure | None) -> str:
    """What an answer that comes now is to be marked with: once shown, always assisted."""
    if not assignment.presentation.get("assistance"):
        return Assisted.NONE
    if exposure is None:
        return Assisted.BLIND
    return Assisted.UPFRONT if exposure.arm == Assisted.UPFRONT else Assisted.AFTER


def refuse_other_drafts(exposure: Exposure | None, answers: dict[str, Any]) -> None:
    """A review answers the draft that was shown, not one that the browser made up.

    Raises:
        AnnotationRefused: an answer carries another draft
    """
    for question, shown in (exposure.values if exposure else {}).items():
        value = (answers.get(question) or {}).get("value")
        if isinstance(value, dict) and "verdict" in value and value.get("draft") != shown:
            raise AnnotationRefused(
                f"{question}: this answer is to another draft than the one shown; reload the page.",
                problems=[{"question": question, "message": "answers another draft"}],
                reason="other_draft",
            )
