"""Recruiting links: joining, coming back, quotas, completion, withdrawal, abandoned work."""

import csv
import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.errors import Conflict, Refused
from accounts.models import User
from annotation.models import (
    Assignment,
    Item,
    Member,
    Participant,
    ParticipantState,
    Rater,
    Rating,
    RecruitLink,
)
from annotation.services.assignment import assignment_next
from annotation.services.participations import taken_places
from annotation.services.projects import project_update
from annotation.services.ratings import draft_save
from annotation.services.recruiting import (
    CLOSED,
    link_create,
    link_update,
    participant_join,
    participant_return,
    participants_review,
)
from annotation.tasks import expire
from tests.annotation.acts import submit, under, work
from tests.cast import PASSWORD, Cast, answers, cast


@pytest.fixture
def link(people: Cast) -> Iterator[RecruitLink]:
    cache.clear()  # visits are counted there
    yield link_create(
        project=people.project,
        by=people.researcher,
        name="first wave",
        consent_text="I take part.",
        kept_parameters=["STUDY_ID"],
        items_per_participant=2,
        completion_code="C0DE",
        return_url="https://example.org/done?cc={code}&pid={PROLIFIC_PID}&s={STUDY_ID}",
        inactivity_minutes=30,
    )
    cache.clear()


def join(link: RecruitLink, who: str = "p1", **given: Any) -> Participant:
    settings: dict[str, Any] = {"parameters": {}, "consent": True} | given
    return participant_join(token=link.token, external_id=who, **settings)


def post(client: Client, link: RecruitLink, **body: Any) -> Any:
    return client.post(f"/api/join/{link.token}/", body, content_type="application/json")


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


def standing(link: RecruitLink, who: str) -> str:
    read = Client().get(f"/api/join/{link.token}/", {"external_id": who})
    return str(read.json()["standing"])


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


def go_away() -> None:
    """Everybody leaves what they hold for longer than the link allows."""
    long_ago = timezone.now() - timedelta(minutes=31)
    Participant.objects.update(seen_at=long_ago)
    Assignment.objects.update(lease_until=long_ago)
    expire()


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


def test_researchers_see_review_and_download(link: RecruitLink, people: Cast) -> None:
    for who in ("p1", "=p2"):
        participant = join(link, who, parameters={"STUDY_ID": "s"})
        list(work(participant.user, link.project, most=2))
    join(link, "p3")
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    url = f"/api/projects/talks/links/{link.pk}/participants"
    body = {"external_ids": ["p1"], "state": "approved", "note": "well done"}
    rows = client.post(f"{url}/", body, content_type="application/json").json()
    assert [(r["external_id"], r["state"], r["items"]) for r in rows] == [
        ("p1", "approved", 2),
        ("=p2", "completed", 2),
        ("p3", "active", 0),
    ]
    assert rows[0]["reviewed_by"] == "ruth"
    table = list(csv.DictReader(StringIO(client.get(f"{url}.csv").content.decode())))
    assert [row["external_id"] for row in table] == ["p1", "'=p2", "p3"]
    assert table[0]["STUDY_ID"] == "s"
    (row,) = client.get("/api/projects/talks/links/").json()
    assert row["participants"]["completed"] == 1
    with pytest.raises(Conflict, match="'p3' is active"):
        participants_review(
            link=link, external_ids=["p3"], state="approved", note="", by=people.researcher
        )
    with pytest.raises(Refused, match="Nobody came"):
        participants_review(link=link, external_ids=["p9"], state="approved", note="", by=None)


def test_links_are_made_changed_and_closed(people: Cast) -> None:
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    made = client.post(
        "/api/projects/talks/links/", {"name": "wave"}, content_type="application/json"
    )
    assert made.status_code == 201, made.content
    assert made.json()["path"] == f"/join/{RecruitLink.objects.get().token}"
    assert len(made.json()["completion_code"]) == 8
    url = f"/api/projects/talks/links/{made.json()['id']}/"
    changed = client.patch(url, {"quota": 5, "closed": True}, content_type="application/json")
    assert (changed.json()["quota"], changed.json()["closed"]) == (5, True)
    assert client.delete(url).status_code == 405
    assert client.patch("/api/projects/talks/links/999/", {}).status_code == 404


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": " "}, "has a name"),
        ({"id_parameter": "P ID"}, "no name of an address parameter"),
        ({"kept_parameters": ["a b"]}, "no name of an address parameter"),
        ({"quota": 0}, "quota is 0"),
        ({"return_url": "javascript:alert(1)"}, "begins with https"),
        ({"return_url": "https://x.org/{WHO}"}, r"\{WHO\} in the return address is unknown"),
        ({"completion_code": " "}, "completion code"),
    ],
)
def test_unfit_links_are_refused(people: Cast, given: dict[str, Any], message: str) -> None:
    settings = {"name": "wave"} | given
    with pytest.raises(Refused, match=message):
        link_create(project=people.project, by=None, **settings)
    assert not RecruitLink.objects.exists()


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


def test_researchers_know_a_participant_by_the_outside_id(link: RecruitLink) -> None:
    """Their account has a drawn name that tells nobody anything; raters and others learn no id."""
    person = join(link, "p1").user
    list(work(person, link.project, most=1))
    known = {"external_id": "p1", "link": link.pk, "link_name": "first wave"}
    researcher = Client()
    assert researcher.login(username="ruth", password=PASSWORD)
    members = researcher.get("/api/projects/talks/members/").json()
    project = researcher.get("/api/projects/talks/").json()
    assert project["members"] == members
    by_name = {member["username"]: member["recruited"] for member in members}
    assert by_name[person.username] == known
    assert by_name["ana"] is None
    assert [member["username"] for member in members if member["role"] == "rater"][-1] == (
        person.username
    )
    for address, rows in (("progress", "per_rater"), ("quality", "raters")):
        (found,) = researcher.get(f"/api/projects/talks/{address}/").json()[rows]
        assert found["recruited"] == known


def test_nobody_but_researchers_reads_an_outside_id(link: RecruitLink) -> None:
    outside = "outside-id-of-somebody"
    person = join(link, outside).user
    (item, *_) = work(person, link.project, most=1)
    for name in ("ana", "ariadne", "olga"):
        client = Client()
        assert client.login(username=name, password=PASSWORD)
        for address in (
            "/api/work/",
            "/api/work/adjudication/",
            "/api/projects/talks/",
            "/api/projects/talks/members/",
            "/api/projects/talks/progress/",
            "/api/projects/talks/quality/",
            "/api/projects/talks/my-ratings/",
            "/api/projects/talks/adjudication/",
            f"/api/projects/talks/adjudication/{item.item_id}/",
        ):
            assert outside not in client.get(address).content.decode()
