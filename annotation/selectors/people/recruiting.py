"""Recruiting links and who came by them, for researchers, and for who comes back."""

from typing import Any, Literal

from django.db.models import Count
from django.utils import timezone

from annotation.models import Participant, ParticipantState, Project, Rater, RecruitLink
from annotation.selectors.people.rater_state import FINISHED
from annotation.services.people.participations import why_closed

AWAY = (ParticipantState.ABANDONED, ParticipantState.RETURNED)

Standing = Literal["new", "agreed", "changed"]
STANDINGS: dict[Standing, str] = {
    "new": "has to agree first, where there is a text to agree to",
    "agreed": "came before and goes straight on",
    "changed": "came before; the text has changed since they agreed",
}


def must_agree_again(link: RecruitLink, known: Participant) -> bool:
    """Whether somebody who is at work agreed to another text than the one that stands there now."""
    at_work = known.state not in FINISHED
    return at_work and link.consent_text not in ("", known.consent_text)


def standing_of(link: RecruitLink, external_id: str) -> Standing:
    """What joining asks of who comes under this outside id: the same as `participant_join`.

    It tells no more than an attempt to join without consent does.
    """
    external_id = external_id.strip()
    if not external_id.isprintable():  # no such id is let in, nor can the database look for it
        return "new"
    known = link.participants.filter(external_id=external_id).first()
    if known is None or known.state == ParticipantState.RETURNED:
        return "new"
    if known.state in AWAY and why_closed(link, now=timezone.now()) is not None:
        return "new"
    return "changed" if must_agree_again(link, known) else "agreed"


def links_of(project: Project) -> list[dict[str, Any]]:
    """The links of a project, the newest first, with how many are in which state."""
    return [link_row(link) for link in project.links.order_by("-pk")]


def link_row(link: RecruitLink) -> dict[str, Any]:
    counted = link.participants.order_by().values_list("state").annotate(n=Count("pk"))
    return {
        "id": link.pk,
        "token": link.token,
        "path": f"/join/{link.token}",
        "name": link.name,
        "id_parameter": link.id_parameter,
        "kept_parameters": link.kept_parameters,
        "consent_text": link.consent_text,
        "quota": link.quota,
        "items_per_participant": link.items_per_participant,
        "completion_code": link.completion_code,
        "return_url": link.return_url,
        "inactivity_minutes": link.inactivity_minutes,
        "expires_at": link.expires_at,
        "closed": link.closed_at is not None,
        "created_at": link.created_at,
        "participants": dict.fromkeys(ParticipantState.values, 0) | dict(counted),
    }


def participants_of(link: RecruitLink) -> list[dict[str, Any]]:
    """Who came by a link, in the order in which they joined."""
    raters = {
        rater.user_id: rater
        for rater in Rater.objects.filter(project=link.project, user__participations__link=link)
    }
    rows = link.participants.order_by("pk").select_related("reviewed_by")
    return [_row(one, raters.get(one.user_id)) for one in rows]


def _row(participant: Participant, rater: Rater | None) -> dict[str, Any]:
    done = rater.submitted + rater.checks - participant.done_before if rater else 0
    return {
        "external_id": participant.external_id,
        "state": participant.state,
        "items": done,
        "checks": rater.checks if rater else 0,
        "misses": rater.misses if rater else 0,
        "stopped": rater is not None and rater.stopped_at is not None,
        "minutes": (rater.elapsed_ms + rater.checks_ms) / 60_000 if rater else 0.0,
        "joined_at": participant.joined_at,
        "seen_at": participant.seen_at,
        "completed_at": participant.completed_at,
        "parameters": participant.parameters,
        "reviewed_at": participant.reviewed_at,
        "reviewed_by": participant.reviewed_by.username if participant.reviewed_by else None,
        "review_note": participant.review_note,
    }
