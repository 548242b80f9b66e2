"""How taking part ends: completion, withdrawal, abandoned work and who comes back from it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.errors import Conflict, Refused
from annotation.models import (
    Assignment,
    Item,
    Participant,
    ParticipantState,
    RecruitLink,
)
from annotation.services.assignment import assignment_next
from annotation.services.people.participations import taken_places
from annotation.services.rating.ratings import draft_save
from annotation.services.recruiting import (
    link_update,
    participant_return,
)
from annotation.tasks import expire
from tests.annotation.acts import submit, under, work
from tests.annotation.recruiting.visits import go_away, join, post
from tests.cast import Cast


def test_nothing_left_completes_too(link: RecruitLink) -> None:
    Item.objects.filter(place__gt=0).delete()
    participant = join(link)
    assert len(list(work(participant.user, link.project))) == 1
    participant.refresh_from_db()
    assert participant.state == ParticipantState.COMPLETED


def test_the_limit_of_the_project_completes_too(link: RecruitLink) -> None:
    """Who may do no more gets their code, whatever the link asks for."""
    under(link.project, limits={"per_rater": 1})
    participant = join(link)
    held = assignment_next(project=link.project, user=participant.user)
    assert held is not None
    submit(participant.user, held)
    participant.refresh_from_db()
    assert participant.state == ParticipantState.COMPLETED


def test_who_withdraws_frees_place_and_item(link: RecruitLink) -> None:
    client = Client()
    post(client, link, external_id="p1", consent=True)
    client.post("/api/projects/talks/next/")
    assert Item.objects.get(place=0).taken == 1
    returned = client.post(f"/api/join/{link.token}/return/")
    assert returned.json()["state"] == "returned"
    assert Item.objects.get(place=0).taken == 0
    assert client.post("/api/projects/talks/next/").status_code == 404
    assert client.post(f"/api/join/{link.token}/return/").json()["state"] == "returned"
    with pytest.raises(Refused, match="only if you agree"):
        join(link, consent=False)
    back = join(link)
    assert back.state == ParticipantState.ACTIVE
    assert assignment_next(project=link.project, user=back.user) is not None


def test_who_has_completed_cannot_withdraw(link: RecruitLink, people: Cast) -> None:
    participant = join(link)
    list(work(participant.user, link.project, most=2))
    client = Client()
    client.force_login(participant.user)
    assert client.post(f"/api/join/{link.token}/return/").status_code == 409
    client.force_login(people.rater)
    assert client.post(f"/api/join/{link.token}/return/").status_code == 400


def test_abandoned_work_is_reclaimed(link: RecruitLink) -> None:
    link_update(link=link, changes={"quota": 1})
    gone = join(link)
    held = assignment_next(project=link.project, user=gone.user)
    assert held is not None
    minutes = (held.lease_until - held.leased_at) / timedelta(minutes=1)
    assert minutes == link.inactivity_minutes
    go_away()
    gone.refresh_from_db()
    assert gone.state == ParticipantState.ABANDONED
    assert Item.objects.get(pk=held.item_id).taken == 0
    join(link, "p2")
    with pytest.raises(Conflict, match="places of this study are taken"):
        join(link)


def test_who_was_away_gets_no_more_items_than_there_are_places(link: RecruitLink) -> None:
    link_update(link=link, changes={"quota": 1, "items_per_participant": 3})
    gone = join(link)
    list(work(gone.user, link.project, most=1))
    held = assignment_next(project=link.project, user=gone.user)
    assert held is not None
    go_away()
    other = join(link, "p2")
    with pytest.raises(Conflict, match="All places of this study are taken") as refused:
        assignment_next(project=link.project, user=gone.user)
    assert refused.value.extra["blocked"]["code"] == "away"
    submit(gone.user, held)  # what is answered already is kept
    gone.refresh_from_db()
    assert (gone.state, taken_places(link)) == (ParticipantState.ABANDONED, 1)
    client = Client()
    client.force_login(gone.user)
    assert client.get("/api/work/").json()[0]["blocked"]["code"] == "away"
    participant_return(link=link, user=other.user)
    assert assignment_next(project=link.project, user=gone.user) is not None
    gone.refresh_from_db()
    assert gone.state == ParticipantState.ACTIVE


def test_who_has_answered_all_is_done_however_late(link: RecruitLink) -> None:
    link_update(link=link, changes={"quota": 1})
    late = join(link)
    list(work(late.user, link.project, most=1))
    held = assignment_next(project=link.project, user=late.user)
    assert held is not None
    go_away()
    join(link, "p2")
    submit(late.user, held)
    late.refresh_from_db()
    assert late.state == ParticipantState.COMPLETED


def test_who_edits_a_draft_is_not_away(link: RecruitLink) -> None:
    participant = join(link)
    held = assignment_next(project=link.project, user=participant.user)
    assert held is not None
    long_ago = timezone.now() - timedelta(minutes=31)
    Participant.objects.update(seen_at=long_ago)
    Assignment.objects.update(lease_until=long_ago)
    draft_save(user=participant.user, assignment_id=held.pk, answers={}, seq=1)
    expire()
    participant.refresh_from_db()
    assert participant.state == ParticipantState.ACTIVE


def test_who_was_away_and_works_on_is_back(link: RecruitLink) -> None:
    participant = join(link)
    held = assignment_next(project=link.project, user=participant.user)
    assert held is not None
    go_away()
    submit(participant.user, held)
    participant.refresh_from_db()
    assert participant.state == ParticipantState.ACTIVE
