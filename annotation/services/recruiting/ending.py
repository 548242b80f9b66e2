"""How a participation ends: completed, returned, abandoned; and what a researcher makes of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import (
    Member,
    MemberRole,
    Participant,
    ParticipantState,
    RecruitLink,
)
from annotation.services.assignment.next import rater_locked
from annotation.services.people.departures import rater_settle
from annotation.services.people.participations import OPEN

REVIEWS = (ParticipantState.APPROVED, ParticipantState.REJECTED)
REVIEWED_FROM = (ParticipantState.COMPLETED, *REVIEWS)


@transaction.atomic
def participant_return(*, link: RecruitLink, user: User) -> Participant:
    """A participant takes back their participation: no more items, what they hold goes to others.

    Answers that they submitted stay until a researcher removes them.

    Raises:
        AnnotationRefused: this person did not come by the link
        AnnotationConflict: the participation is completed
    """
    if not link.participants.filter(user=user).exists():
        raise AnnotationRefused(
            "You did not join by this link, so there is nothing to give back.", reason="not_joined"
        )
    # The rater first, as who asks for an item or answers one does, then what is theirs.
    rater = rater_locked(link.project, user)
    participant = link.participants.select_for_update().get(user=user)
    if participant.state == ParticipantState.RETURNED:
        return participant
    if participant.state not in OPEN:
        raise AnnotationConflict(
            "You have completed this study already. Write to the researcher if you want your "
            "answers removed.",
            reason="has_completed",
        )
    participant.state = ParticipantState.RETURNED
    participant.save(update_fields=["state"])
    Member.objects.filter(project=link.project, user=user, role=MemberRole.RATER).delete()
    rater_settle(rater, now=timezone.now())
    return participant


ABANDON = """
UPDATE annotation_participant AS participant SET state = 'abandoned'
FROM annotation_recruitlink AS link
WHERE link.id = participant.link_id AND participant.state = 'active'
  AND participant.seen_at < %(now)s - make_interval(mins => link.inactivity_minutes)
  AND NOT EXISTS (  -- who edits a draft keeps their lease alive by that
    SELECT 1 FROM annotation_assignment AS held
    JOIN annotation_rater AS rater ON rater.id = held.rater_id
    WHERE rater.participation_id = participant.id
      AND held.state = 'leased' AND held.lease_until >= %(now)s)
"""


def participants_abandon(*, now: datetime) -> int:
    """Mark those who have been away longer than their link allows. Returns how many.

    Their places are free then; what they hold is taken back as any lease that runs out.
    """
    with connection.cursor() as cursor:
        cursor.execute(ABANDON, {"now": now})
        return int(cursor.rowcount)


@transaction.atomic
def participants_review(
    *, link: RecruitLink, external_ids: Iterable[str], state: str, note: str, by: User | None
) -> int:
    """Approve or reject participants who completed. Returns how many.

    Raises:
        AnnotationRefused: the state is no verdict, or somebody is not a participant
        AnnotationConflict: somebody has not completed
    """
    if state not in REVIEWS:
        raise AnnotationRefused(f"'{state}' is no verdict; it is one of: {', '.join(REVIEWS)}.")
    wanted = list(dict.fromkeys(external_ids))
    asked = link.participants.filter(external_id__in=wanted).order_by("pk")
    found = {p.external_id: p for p in asked.select_for_update()}
    for one in wanted:
        if one not in found:
            raise AnnotationRefused(f"Nobody came by '{link.name}' as '{one}'.")
        if found[one].state not in REVIEWED_FROM:
            raise AnnotationConflict(
                f"'{one}' is {found[one].state}; only who completed is approved or rejected."
            )
    return link.participants.filter(external_id__in=wanted).update(
        state=state, review_note=note, reviewed_by=by, reviewed_at=timezone.now()
    )
