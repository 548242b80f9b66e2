"""Joining by a recruiting link, coming back, consent, and who gets in."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.errors import Conflict, Refused
from accounts.models import User
from annotation.models import (
    Member,
    Participant,
    ParticipantState,
    Rater,
    Rating,
    RecruitLink,
)
from annotation.services.assignment import assignment_next
from annotation.services.projects.projects import project_update
from annotation.services.recruiting import (
    CLOSED,
    link_create,
    link_update,
    participant_return,
)
from tests.annotation.acts import work
from tests.annotation.recruiting.visits import go_away, join, post, standing
from tests.cast import answers, cast


def test_a_visitor_reads_agrees_works_and_gets_the_code(link: RecruitLink) -> None:
    client = Client()
    read = client.get(f"/api/join/{link.token}/").json()
    assert (read["consent_text"], read["closed"]) == ("I take part.", None)
    assert "C0DE" not in str(read)
    parameters = {"STUDY_ID": "s 1", "SECRET": "x"}
    joined = post(client, link, external_id="p&1", parameters=parameters, consent=True)
    assert joined.json() == {"slug": "talks", "state": "active", "finish": None}
    assert Participant.objects.get().parameters == {"STUDY_ID": "s 1"}
    for _ in range(2):
        task = client.post("/api/projects/talks/next/").json()
        body = {
            "client_key": f"00000000-0000-4000-8000-{task['assignment_id']:012d}",
            "answers": answers(),
        }
        path = f"/api/assignments/{task['assignment_id']}/ratings/"
        assert client.post(path, body, content_type="application/json").status_code == 201
    after = client.post("/api/projects/talks/next/")
    assert after.status_code == 409
    assert after.json()["extra"]["blocked"]["code"] == "completed"
    finish = client.get("/api/work/").json()[0]["finish"]
    assert finish == {
        "completion_code": "C0DE",
        "return_url": "https://example.org/done?cc=C0DE&pid=p%261&s=s%201",
    }
    again = post(Client(), link, external_id="p&1", consent=True).json()
    assert (again["state"], again["finish"]) == ("completed", finish)


def test_the_account_has_no_password_and_sees_nothing_else(link: RecruitLink) -> None:
    client = Client()
    post(client, link, external_id="p1", consent=True)
    person = Participant.objects.get().user
    assert not person.has_usable_password()
    assert "p1" not in person.username
    assert [one["slug"] for one in client.get("/api/work/").json()] == ["talks"]
    for path in ("/api/projects/", "/api/users/", "/api/projects/talks/quality/"):
        assert client.get(path).status_code == 403
    member = Member.objects.get(user=person)
    assert (member.project.slug, member.role) == ("talks", "rater")


def test_coming_back_continues_as_the_same_rater(link: RecruitLink) -> None:
    first = join(link)
    held = assignment_next(project=link.project, user=first.user)
    again = join(link, consent=False)
    assert again.pk == first.pk
    assert assignment_next(project=link.project, user=again.user) == held
    assert User.objects.filter(username__startswith="guest-").count() == 1


def test_who_agreed_is_not_asked_again(link: RecruitLink) -> None:
    assert Client().get(f"/api/join/{link.token}/").json()["standing"] == "new"
    assert standing(link, "p1") == "new"
    first = join(link)
    assert standing(link, " p1 ") == "agreed"
    assert standing(link, "p2") == standing(link, "p\0") == "new"
    agreed_at = first.consented_at
    again = join(link, consent=False)
    assert (again.consent_text, again.consented_at) == ("I take part.", agreed_at)
    go_away()
    assert standing(link, "p1") == "agreed"
    link_update(link=link, changes={"closed": True})
    assert standing(link, "p1") == "new", "their place is gone with the link"


def test_who_agreed_to_another_text_is_asked_once_more(link: RecruitLink) -> None:
    first = join(link)
    link_update(link=link, changes={"consent_text": "I take part, and my voice is kept."})
    assert standing(link, "p1") == "changed"
    with pytest.raises(Refused, match="has changed since"):
        join(link, consent=False)
    first.refresh_from_db()
    assert first.consent_text == "I take part."
    again = join(link)
    assert again.consent_text == "I take part, and my voice is kept."
    assert again.consented_at > first.consented_at
    assert standing(link, "p1") == "agreed"
    assert join(link, consent=False).pk == first.pk
    link_update(link=link, changes={"consent_text": ""})
    assert standing(link, "p1") == "agreed", "there is nothing to agree to any more"
    assert join(link, consent=False).consent_text == "I take part, and my voice is kept."


def test_who_was_away_agrees_to_a_new_text_too(link: RecruitLink) -> None:
    join(link)
    go_away()
    link_update(link=link, changes={"consent_text": "Another text."})
    with pytest.raises(Refused, match="has changed since"):
        join(link, consent=False)
    back = join(link)
    assert (back.state, back.consent_text) == (ParticipantState.ACTIVE, "Another text.")


def test_who_has_done_all_gets_the_code_whatever_the_text_says_now(link: RecruitLink) -> None:
    participant = join(link)
    list(work(participant.user, link.project, most=2))
    link_update(link=link, changes={"consent_text": "Another text."})
    assert standing(link, "p1") == "agreed"
    assert join(link, consent=False).consent_text == "I take part."


def test_who_gave_it_back_is_asked_again(link: RecruitLink) -> None:
    participant_return(link=link, user=join(link).user)
    assert standing(link, "p1") == "new"


def test_the_same_person_by_another_link_is_the_same_rater(link: RecruitLink) -> None:
    first = join(link)
    list(work(first.user, link.project, most=2))
    wave = link_create(project=link.project, by=None, name="second wave", items_per_participant=1)
    second = join(wave)
    assert second.user == first.user
    assert second.done_before == 2
    list(work(second.user, link.project, most=1))
    second.refresh_from_db()
    assert second.state == ParticipantState.COMPLETED
    assert Rating.objects.values("item").distinct().count() == 3


def test_without_consent_or_id_nothing_is_stored(link: RecruitLink) -> None:
    for body in ({"external_id": "p1"}, {"external_id": " ", "consent": True}, {"consent": True}):
        assert post(Client(), link, **body).status_code == 400
    for odd in ("", "x" * 201, "a\nb"):
        with pytest.raises(Refused, match="PROLIFIC_PID must have"):
            join(link, odd)
    assert not Participant.objects.exists()
    assert not User.objects.filter(username__startswith="guest-").exists()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"closed": True}, "ended"),
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, "expired"),
        ({"quota": 1}, "full"),
    ],
)
def test_nobody_new_gets_in_when_it_is_over(
    link: RecruitLink, changes: dict[str, Any], why: str
) -> None:
    first = join(link)
    link_update(link=link, changes=changes)
    with pytest.raises(Conflict, match=re.escape(CLOSED[why])):
        join(link, "p2")
    assert join(link).pk == first.pk, "who is in goes on"
    assert Client().get(f"/api/join/{link.token}/").json()["closed"] == why


def test_a_paused_project_lets_nobody_in(link: RecruitLink) -> None:
    project_update(project=link.project, changes={"state": "paused"})
    with pytest.raises(Conflict, match="paused"):
        join(link)


def test_unknown_links_and_forged_requests(link: RecruitLink) -> None:
    assert Client().get("/api/join/nowhere/").status_code == 404
    assert Client().put(f"/api/join/{link.token}/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, link, external_id="p1", consent=True).status_code == 403
    assert not Participant.objects.exists()


def test_too_many_visits_are_slowed_down(link: RecruitLink) -> None:
    client = Client()
    seen = {client.get(f"/api/join/{link.token}/").status_code for _ in range(130)}
    assert seen == {200, 429}


@pytest.mark.django_db(transaction=True)
def test_a_quota_holds_when_many_join_at_once() -> None:
    people = cast()
    link = link_create(project=people.project, by=None, name="rush", quota=3)
    refused: list[str] = []

    def one(n: int) -> None:
        try:
            join(link, f"p{n}")
        except Conflict as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Participant.objects.count() == 3
    assert len(refused) == 5
    assert Rater.objects.filter(participation__isnull=False).count() == 3
