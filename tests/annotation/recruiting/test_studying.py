"""Links as researchers make and read them, and what of participants they alone see."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from accounts.errors import Conflict, Refused
from annotation.models import (
    RecruitLink,
)
from annotation.services.recruiting import (
    link_create,
    participants_review,
)
from tests.annotation.acts import work
from tests.annotation.recruiting.visits import join
from tests.cast import PASSWORD, Cast


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
