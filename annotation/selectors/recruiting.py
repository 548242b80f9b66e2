"""Recruiting links and who came by them, for researchers."""

from typing import Any

from django.db.models import Count

from annotation.models import Participant, ParticipantState, Project, Rater, RecruitLink


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
