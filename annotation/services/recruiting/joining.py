"""Join a project by a link, and come back to it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.errors import Missing
from accounts.models import User
from accounts.services import guest_create
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import (
    Member,
    MemberRole,
    Participant,
    ParticipantState,
    Rater,
    RecruitLink,
)
from annotation.selectors.people.recruiting import AWAY, must_agree_again
from annotation.services.assignment.next import rater_locked
from annotation.services.people.participations import CLOSED, link_locked, why_closed

ID_LENGTH, PARAMETER_LENGTH = 200, 500


def link_by_token(token: str) -> RecruitLink:
    """The link at an address.

    Raises:
        Missing: there is none
    """
    link = RecruitLink.objects.select_related("project").filter(token=token).first()
    if link is None:
        raise Missing(
            "This link does not lead to a study. Check that it was copied whole.", reason="no_study"
        )
    return link


@transaction.atomic
def participant_join(
    *, token: str, external_id: str, parameters: dict[str, str], consent: bool
) -> Participant:
    """Let somebody in under their outside id; the same id again continues where it was.

    Raises:
        Missing: there is no such link
        AnnotationRefused: the id is unfit, or they do not consent
        AnnotationConflict: nobody new can join any more
    """
    link = link_by_token(token)
    external_id = external_id.strip()
    if not external_id or len(external_id) > ID_LENGTH or not external_id.isprintable():
        raise AnnotationRefused(
            f"The address lacks your id: {link.id_parameter} must have 1 to {ID_LENGTH} "
            "characters. Open the link as your recruiting service gave it.",
            reason="id_missing",
            values={"parameter": link.id_parameter, "most": ID_LENGTH},
        )
    now = timezone.now()
    user = _person(link, external_id)
    if user is not None:
        rater_locked(link.project, user)  # before the link, as where they are at work meanwhile
    link = link_locked(link.pk)
    mine = link.participants.filter(external_id=external_id).select_related("user")
    known = mine.select_for_update(of=("self",)).first()
    if known is not None:
        if user is None:
            return known  # who joined this very moment, in another tab
        return _come_back(link, known, consent=consent, now=now)
    _refuse_closed(link, now)
    _refuse_no_consent(link, consent)
    return _come_first(
        link, user or guest_create(name=""), external_id, _kept(link, parameters), now
    )


def _refuse_closed(link: RecruitLink, now: datetime) -> None:
    closed = why_closed(link, now=now)
    if closed is not None:
        raise AnnotationConflict(
            CLOSED[closed], closed=closed, reason="study_closed", values={"closed": closed}
        )


def _refuse_no_consent(link: RecruitLink, consent: bool) -> None:
    if link.consent_text and not consent:
        raise AnnotationRefused(
            "You take part only if you agree. If you do not, close this page; nothing was stored.",
            reason="no_consent",
        )


def _refuse_changed(link: RecruitLink, known: Participant, consent: bool) -> None:
    if must_agree_again(link, known) and not consent:
        raise AnnotationRefused(
            "The text that you agreed to has changed since. You go on only if you agree to the new "
            "one. If you do not, close this page; what you answered before is kept."
        )


def _kept(link: RecruitLink, parameters: dict[str, str]) -> dict[str, str]:
    """Only what the link says is kept of the address."""
    return {
        name: value[:PARAMETER_LENGTH]
        for name, value in parameters.items()
        if name in link.kept_parameters
    }


def _come_back(
    link: RecruitLink, known: Participant, *, consent: bool, now: datetime
) -> Participant:
    if known.state in AWAY:
        _refuse_closed(link, now)  # their place may be taken by now
    if known.state == ParticipantState.RETURNED:
        _refuse_no_consent(link, consent)
    else:
        _refuse_changed(link, known, consent)
    if known.state == ParticipantState.RETURNED or must_agree_again(link, known):
        known.consent_text, known.consented_at = link.consent_text, now
    if known.state in AWAY:
        known.state = ParticipantState.ACTIVE
        _enter(link, known)
    known.seen_at = now
    known.save(update_fields=["state", "seen_at", "consent_text", "consented_at"])
    return known


def _come_first(
    link: RecruitLink, user: User, external_id: str, parameters: dict[str, str], now: datetime
) -> Participant:
    rater = rater_locked(link.project, user)
    participant = Participant.objects.create(
        link=link,
        user=user,
        external_id=external_id,
        parameters=parameters,
        consent_text=link.consent_text,
        consented_at=now,
        joined_at=now,
        seen_at=now,
        done_before=rater.submitted + rater.checks,
    )
    _enter(link, participant)
    return participant


def _person(link: RecruitLink, external_id: str) -> User | None:
    """Who came by this link or another one of the project under this id: one person, one rater."""
    before = Participant.objects.filter(
        link__project=link.project,
        link__id_parameter=link.id_parameter,
        external_id=external_id,
    )
    found = before.select_related("user").first()
    return None if found is None else found.user


def _enter(link: RecruitLink, participant: Participant) -> None:
    Member.objects.get_or_create(project=link.project, user=participant.user, role=MemberRole.RATER)
    Rater.objects.filter(project=link.project, user=participant.user).update(
        participation=participant
    )
