"""What stands between a rater and the next item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from annotation.models import Item, ItemRole, ParticipantState, Project, Rater
from annotation.models import Qualification as QualificationRow
from annotation.policy import Limits, Policy, Qualification
from annotation.selectors.rating.task_extras import left_in_all, left_today
from annotation.services.assignment.open_items import in_languages
from annotation.services.people.participations import CLOSED, has_done_all, why_closed
from annotation.services.projects.items import primary_language


@dataclass(frozen=True)
class Blocked:
    """Why no item is handed out, as codes and values for programs and as words for the rater.

    `reason` is finer than `code`, which several reasons share; it and `values` make the words.
    """

    code: str
    reason: str
    text: str
    way_out: str
    values: Mapping[str, Any] = field(default_factory=dict)


REASONS = (
    "stopped", "returned", "away", "completed", "certificate", "language_asked", "language_other",
    "language_quiz", "quiz_failed", "quiz_empty", "limit_total", "limit_today",
)  # fmt: skip


def blocked_by(project: Project, rater: Rater, policy: Policy, *, today: date) -> Blocked | None:
    """The first thing that stands in the way, or None. The plain case asks the database nothing."""
    return (
        _stopped(rater)
        or _participation(rater)
        or (qualification_gate(project, rater, policy) if policy.qualification else None)
        or _limits(rater, policy.limits, today=today)
    )


def _stopped(rater: Rater) -> Blocked | None:
    if rater.stopped_at is None:
        return None
    return Blocked(
        "stopped",
        "stopped",
        "Thank you for your work here. You get no more items in this project for now; "
        "everything you gave is kept.",
        "The researcher of the project can tell you more.",
    )


def _participation(rater: Rater) -> Blocked | None:
    if rater.participation_id is None or rater.participation is None:
        return None
    participation = rater.participation
    if participation.state == ParticipantState.RETURNED:
        return Blocked(
            "returned",
            "returned",
            "You gave this participation back.",
            "Open the link again if you want to take part after all.",
        )
    closed = (
        why_closed(participation.link, now=timezone.now())
        if participation.state == ParticipantState.ABANDONED
        else None
    )
    if closed is not None:
        return Blocked(
            "away",
            "away",
            f"You were away for longer than this study allows. {CLOSED[closed]}",
            "What you answered is kept; the researcher of the study can tell you more.",
            {"closed": closed},
        )
    finished = ParticipantState.COMPLETED, ParticipantState.APPROVED, ParticipantState.REJECTED
    if participation.state in finished or has_done_all(rater):
        return Blocked(
            "completed", "completed", "You have done all items of this study. Thank you.", ""
        )
    return None


def qualification_gate(project: Project, rater: Rater | None, policy: Policy) -> Blocked | None:
    """What the rater must bring and has not shown. An unfinished quiz is no bar: it is the work.

    rater: None for who has not asked for work yet.
    """
    asked = policy.qualification
    if asked is None:
        return None
    missing = sorted(set(asked.certificates) - _certificates(rater))
    if missing:
        return Blocked(
            "certificate",
            "certificate",
            f"This project is for people with the certificate {', '.join(missing)}.",
            "Tell the researcher of the project that you have it; they can note it.",
            {"certificates": missing},
        )
    has = QualificationRow.objects.filter(rater=rater).first() if rater else None
    languages = has.languages if has else []
    if asked.languages and not languages:
        return Blocked(
            "language",
            "language_asked",
            "Which languages do you read and understand well?",
            "Say which; you get items in those languages.",
        )
    wanted = asked.languages
    known = set(languages)
    if wanted and wanted != "item" and not known & {primary_language(one) for one in wanted}:
        return Blocked(
            "language",
            "language_other",
            f"This project is for people who know one of: {', '.join(wanted)}.",
            "If you do, correct the languages that you named.",
            {"languages": list(wanted)},
        )
    return _quiz_gate(project, has, policy) if asked.quiz else None


def _quiz_gate(project: Project, has: QualificationRow | None, policy: Policy) -> Blocked | None:
    asked = policy.qualification
    if asked is None or (has is not None and has.passed_at is not None):
        return None
    if has is not None and has.attempts >= allowed_attempts(has, asked):
        return Blocked(
            "quiz",
            "quiz_failed",
            f"The quiz was not passed in {has.attempts} "
            f"{'attempt' if has.attempts == 1 else 'attempts'}. Thank you for trying.",
            "The researcher of the project can allow another attempt.",
            {"attempts": has.attempts},
        )
    items = Item.objects.filter(project=project, role=ItemRole.QUIZ)
    known = has.languages if has else []
    if asked.languages == "item" and not in_languages(items, known).exists() and items.exists():
        return Blocked(
            "language",
            "language_quiz",
            "The quiz that comes before the work has no items in the languages that you named.",
            "If you know more languages, name them; the researcher of the project can tell you "
            "more.",
        )
    if not items.exists():
        return Blocked(
            "quiz",
            "quiz_empty",
            "The quiz that comes before the work is not ready yet.",
            "Come back later; the researcher of the project has to add its items.",
        )
    return None


def allowed_attempts(has: QualificationRow, asked: Qualification) -> int:
    """Quizzes that a rater may finish."""
    return asked.attempts + has.extra_attempts


def _certificates(rater: Rater | None) -> set[str]:
    return set() if rater is None else set(rater.certificates.values_list("name", flat=True))


def _limits(rater: Rater, limits: Limits, *, today: date) -> Blocked | None:
    if left_in_all(rater, limits) == 0:
        return Blocked(
            "limit_total",
            "limit_total",
            f"You have answered {limits.per_rater} items, which is as many as one person may here. "
            "Thank you.",
            "",
            {"items": limits.per_rater},
        )
    if left_today(rater, limits, today=today) == 0:
        return Blocked(
            "limit_today",
            "limit_today",
            f"You have answered {limits.per_day} items today, which is enough for one day.",
            "Come back tomorrow.",
            {"items": limits.per_day},
        )
    return None


def languages_of(rater: Rater, policy: Policy) -> list[str] | None:
    """Languages of items that the rater may get; None where items of any go to anybody."""
    asked = policy.qualification
    if asked is None or asked.languages != "item":
        return None
    has = QualificationRow.objects.filter(rater=rater).first()
    return list(has.languages) if has else []
