"""Where a participant of a recruiting link is, as their work goes on."""

from datetime import datetime

from annotation.models import Participant, ParticipantState, Rater, RecruitLink
from annotation.models.projects import ProjectState
from annotation.policy import Limits
from annotation.selectors.rating.task_extras import left_in_all

OPEN = (ParticipantState.ACTIVE, ParticipantState.ABANDONED)
PLACES = (ParticipantState.ACTIVE, ParticipantState.COMPLETED, ParticipantState.APPROVED)
"""States in which a participant takes one of the places of a quota."""


def link_locked(link_id: int) -> RecruitLink:
    """A link whose places nobody else gives away meanwhile, so that no quota is exceeded.

    Who needs this lock takes it after all others: a rater's own and those of items.
    """
    links = RecruitLink.objects.select_for_update(no_key=True, of=("self",))
    return links.select_related("project").get(pk=link_id)


CLOSED = {
    "ended": "This study has ended. Thank you for your interest.",
    "expired": "This link has run out. Thank you for your interest.",
    "paused": "This study is paused. Please come back later.",
    "full": "All places of this study are taken. Thank you for your interest.",
}
"""Why nobody new can join, as a code for programs and as words for people."""


def why_closed(link: RecruitLink, *, now: datetime) -> str | None:
    """Why nobody new can join, and nobody who had left can go on, a key of `CLOSED`; or None."""
    if link.closed_at is not None or link.project.state == ProjectState.CLOSED:
        return "ended"
    if link.expires_at is not None and link.expires_at <= now:
        return "expired"
    if link.project.state == ProjectState.PAUSED:
        return "paused"
    if link.quota is not None and taken_places(link) >= link.quota:
        return "full"
    return None


def taken_places(link: RecruitLink) -> int:
    return link.participants.filter(state__in=PLACES).count()


def participant_seen(rater: Rater, *, now: datetime) -> bool:
    """Note that a participant is at work; somebody who had left is back if there is a place.

    Returns whether they may go on as far as places are concerned. The rater is locked.
    """
    if rater.participation_id is None:
        return True
    mine = Participant.objects.filter(pk=rater.participation_id)
    if mine.filter(state=ParticipantState.ACTIVE).update(seen_at=now):
        return True
    if not mine.filter(state=ParticipantState.ABANDONED).exists():
        return True
    link = link_locked(mine.values_list("link", flat=True).get())
    if why_closed(link, now=now) is not None:
        return False
    mine.update(seen_at=now, state=ParticipantState.ACTIVE)
    return True


def participant_complete(rater: Rater, *, now: datetime) -> None:
    """Note that a participant has done all, or that nothing is left for them.

    Also of somebody who was away before their last answer: they did all that was asked of them.
    """
    if rater.participation_id is None:
        return
    Participant.objects.filter(pk=rater.participation_id, state__in=OPEN).update(
        state=ParticipantState.COMPLETED, completed_at=now, seen_at=now
    )


def participant_worked(rater: Rater, limits: Limits, *, now: datetime) -> None:
    """Note a submission of a participant, which may be their last: by their link or the project."""
    if rater.participation_id is None:
        return
    fresh = Rater.objects.select_related("participation__link").get(pk=rater.pk)
    if has_done_all(fresh) or left_in_all(fresh, limits) == 0:
        participant_complete(fresh, now=now)
    else:
        participant_seen(fresh, now=now)


def has_done_all(rater: Rater) -> bool:
    """Whether a participant has done as many items as their link asks for."""
    participation = rater.participation
    wanted = participation.link.items_per_participant if participation else None
    if participation is None or wanted is None:
        return False
    return rater.submitted + rater.checks - participation.done_before >= wanted
