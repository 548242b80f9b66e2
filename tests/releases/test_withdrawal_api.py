"""Withdrawals over HTTP: first what would go, then doing it, then the record."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role, User
from annotation.models import Project
from releases.services import release_freeze


@pytest.fixture
def client(soft: Project) -> Client:
    admin = User.objects.create_user("root", password="a long enough secret", role=Role.ADMIN)
    client = Client()
    client.force_login(admin)
    return client


def post(client: Client, path: str, **body: Any) -> tuple[int, Any]:
    answer = client.post(f"/api/withdrawals/{path}", json.dumps(body), "application/json")
    return answer.status_code, answer.json()


def test_a_plan_changes_nothing_and_doing_it_does(client: Client, soft: Project) -> None:
    release = release_freeze(project=soft, tag="1")
    asked = {"kind": "recording", "project": "", "names": ["soft call.v2.wav"]}
    assert post(client, "plan/", **asked) == (
        200,
        {
            "items": 3, "ratings": 6, "raters": 0, "recordings": 1, "projects": ["soft"],
            "releases": ["soft@1"], "named": [],
        },
    )  # fmt: skip
    assert soft.items.count() == 4
    status, record = post(client, "", **asked, reason="consent")
    assert (status, record["items"], record["ratings"], record["by"]) == (201, 3, 6, "root")
    (changed,) = record["releases"]
    assert (changed["was"], changed["version"]) == (release.manifest_sha256, "1.0.0+w1")
    assert client.get("/api/withdrawals/").json() == [record]
    assert soft.items.count() == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"kind": "recording", "names": ["nothing.wav"]}, "There is no recording 'nothing.wav'"),
        ({"kind": "item", "names": ["soft-0"], "project": "nowhere"}, "no project 'nowhere'"),
        ({"kind": "rater", "names": ["nobody"], "project": "soft"}, "no rater 'nobody'"),
    ],
)
def test_what_is_not_there_is_named(client: Client, body: dict[str, Any], told: str) -> None:
    status, answer = post(client, "plan/", **body)
    assert status == 404
    assert told in answer["message"]


def test_speakers_items_and_raters_are_planned_and_taken_back(
    client: Client, soft: Project
) -> None:
    release_freeze(project=soft, tag="1")
    item = soft.items.order_by("place").first()
    assert item is not None
    rater = soft.raters.get(user__username="wilhelmina")
    for kind, name in (("item", item.key), ("rater", "wilhelmina")):
        asked = {"kind": kind, "project": "soft", "names": [name]}
        status, plan = post(client, "plan/", **asked)
        assert (status, plan["releases"]) == (200, ["soft@1"])
        assert plan["ratings"] > 0
        status, record = post(client, "", **asked, reason="request")
        assert (status, record["ratings"], record["kind"]) == (201, plan["ratings"], kind)
        assert post(client, "plan/", **asked)[0] == 404  # twice: it is gone
    assert not soft.items.filter(pk=item.pk).exists()
    assert not soft.raters.filter(pk=rater.pk).exists()
