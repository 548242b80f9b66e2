"""Where a rater stands in a project: what is in the way, what comes next, how it ends."""

from typing import Any
from urllib.parse import quote

from django.utils import timezone

from annotation.models import ItemRole, Participant, ParticipantState, Project, Qualification, Rater
from annotation.policy import Policy
from annotation.services.assignment.gates import (
    allowed_attempts,
    blocked_by,
    languages_of,
    qualification_gate,
)
from annotation.services.assignment.known_items import first_item


def rater_state(project: Project, rater: Rater | None, policy: Policy) -> dict[str, Any]:
    """`blocked` is None where nothing is in the way; `stage` is what the next item is for."""
    if rater is None:
        blocked = qualification_gate(project, None, policy)
    else:
        blocked = blocked_by(project, rater, policy, today=timezone.now().date())
    return {
        "blocked": blocked and vars(blocked),
        "stage": _stage(project, rater, policy),
        "quiz": _quiz(rater, policy),
        "finish": finish_of(rater),
        "languages": _languages(rater),
        "content_warning_accepted": rater is not None and rater.accepted_at is not None,
    }


def _stage(project: Project, rater: Rater | None, policy: Policy) -> str:
    first = (
        first_item(project, rater, policy, languages_of(rater, policy))
        if rater is not None
        else None
    )
    if first is not None:
        return first.role
    if rater is not None or not (policy.training or policy.qualification):
        return "work"
    # Who never asked for work has seen none of the items that come before it.
    roles = set(project.items.exclude(role=ItemRole.NORMAL).values_list("role", flat=True))
    if policy.training and ItemRole.TRAINING in roles:
        return ItemRole.TRAINING
    asks_quiz = policy.qualification is not None and policy.qualification.quiz
    return ItemRole.QUIZ if asks_quiz and ItemRole.QUIZ in roles else "work"


def _quiz(rater: Rater | None, policy: Policy) -> dict[str, Any] | None:
    asked = policy.qualification
    if asked is None or not asked.quiz:
        return None
    has = _qualification(rater)
    left = asked.attempts if has is None else max(0, allowed_attempts(has, asked) - has.attempts)
    return {
        "pass_share": asked.pass_share,
        "attempts_left": left,
        "score": has.score if has else None,
        "passed": has is not None and has.passed_at is not None,
    }


def _qualification(rater: Rater | None) -> Qualification | None:
    return Qualification.objects.filter(rater=rater).first() if rater else None


def _languages(rater: Rater | None) -> list[str]:
    has = _qualification(rater)
    return list(has.languages) if has else []


FINISHED = (ParticipantState.COMPLETED, ParticipantState.APPROVED, ParticipantState.REJECTED)


def finish_of(rater: Rater | None) -> dict[str, Any] | None:
    """The code that a participant brings back where they came from, once they are done."""
    if rater is None or rater.participation_id is None or rater.participation is None:
        return None
    if rater.participation.state not in FINISHED:
        return None
    return completion_of(rater.participation)


def completion_of(participant: Participant) -> dict[str, Any]:
    """Code and address, with what stands in braces filled in."""
    link = participant.link
    url = link.return_url.replace("{code}", link.completion_code)
    parameters = {**participant.parameters, link.id_parameter: participant.external_id}
    for name, value in parameters.items():
        url = url.replace(f"{{{name}}}", quote(str(value), safe=""))
    return {"completion_code": link.completion_code, "return_url": url or None}
