"""Splits and what is said of a data set, over HTTP."""

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


def send(client: Client, method: str, path: str, body: Any) -> tuple[int, Any]:
    call = getattr(client, method)
    answer = call(f"/api/projects/soft/{path}", json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json()


def test_settings_are_kept_each_for_itself(client: Client) -> None:
    path = "release-settings/"
    before = client.get(f"/api/projects/soft/{path}").json()
    assert (before["splits"], before["about"]["authors"]) == (None, [])
    status, told = send(client, "patch", path, {"about": {"licence": "CC0-1.0"}})
    assert (status, told["about"]["licence"], told["splits"]) == (200, "CC0-1.0", None)
    shares = [{"name": "train", "share": 0.8}, {"name": "test", "share": 0.2}]
    status, told = send(client, "patch", path, {"splits": {"shares": shares}})
    assert (told["splits"]["shares"], told["about"]["licence"]) == (shares, "CC0-1.0")
    assert send(client, "patch", path, {"splits": None})[1]["splits"] is None


def test_a_preview_stores_nothing(client: Client) -> None:
    status, report = send(client, "post", "split-preview/", {"disjoint": ["duplicates"]})
    assert status == 200
    assert [each["name"] for each in report["splits"]] == ["train", "dev", "test"]
    assert sum(each["items"] for each in report["splits"]) == 4
    assert client.get("/api/projects/soft/release-settings/").json()["splits"] is None


@pytest.mark.parametrize(
    ("method", "path", "body", "told"),
    [
        ("patch", "release-settings/", {"about": {"doi": "5"}}, "'5' is no DOI"),
        ("post", "split-preview/", {"shares": [{"name": "a", "share": 1}]}, "2 to 20 names"),
        ("post", "split-preview/", {"column": "fold"}, "No item has a column 'fold'"),
    ],
)
def test_what_is_wrong_is_named(
    client: Client, method: str, path: str, body: Any, told: str
) -> None:
    status, answer = send(client, method, path, body)
    assert status == 400
    assert told in answer["message"]


def test_the_report_of_a_release(client: Client, soft: Project) -> None:
    send(client, "patch", "release-settings/", {"splits": {"disjoint": []}})
    assert release_freeze(project=soft, tag="1").version == "1.0.0"
    report = client.get("/api/projects/soft/releases/1/report/").json()
    assert report["changes"] is None
    assert report["splits"]["stratified_by"] == "emotion"
    assert report["agreement"]["questions"][0]["id"] == "emotion"
    assert report["methods"].startswith("# Methods")
    assert "cff-version: 1.2.0" in report["citation"]


UNSAID = {"free_text": False, "require_consent": False, "smallest_group": 5}


def test_what_a_release_may_hold_of_people(client: Client) -> None:
    path = "release-settings/"
    assert client.get(f"/api/projects/soft/{path}").json()["contents"] == UNSAID
    status, told = send(client, "patch", path, {"contents": {"free_text": True}})
    assert (status, told["contents"]) == (200, {**UNSAID, "free_text": True})
    status, told = send(client, "patch", path, {"contents": {"require_consent": True}})
    assert told["contents"] == {**UNSAID, "free_text": True, "require_consent": True}
    for wrong in ({"free_text": "maybe"}, {"smallest_group": 1}, {"smallest_group": 101}):
        assert send(client, "patch", path, {"contents": wrong})[0] == 400
    assert client.get(f"/api/projects/soft/{path}").json()["contents"]["free_text"] is True
