"""Who may list, make, read and download releases, and what comes back."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from annotation.models import Rater
from annotation.services.projects.projects import member_add
from jobs.models import Job
from releases.exports import FORMATS
from releases.models import Release
from releases.services import release_freeze
from tests.cast import Cast, answers
from tests.releases.makers import rate

LIST = "/api/projects/talks/releases/"
ONE = f"{LIST}1.0/"
MAKINGS = "/api/projects/talks/release-makings/"
EXPORT = f"{ONE}export/?format=csv"


@pytest.fixture
def rated(people: Cast) -> Cast:
    rater = Rater.objects.create(project=people.project, user=people.rater)
    for item in people.project.items.all():
        rate(item, rater, **answers())
    return people


@pytest.fixture
def released(rated: Cast) -> Cast:
    release_freeze(project=rated.project, tag="1.0", created_by=rated.researcher)
    return rated


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, body: Any) -> Any:
    return client.post(LIST, body, content_type="application/json")


def test_a_researcher_makes_lists_and_reads_a_release(rated: Cast) -> None:
    client = client_of(rated.researcher)
    asked = post(client, {"tag": "1.0"})
    assert asked.status_code == 202
    release_freeze(project=rated.project, tag="1.0", created_by=rated.researcher)
    (body,) = client.get(LIST).json()
    release = Release.objects.get()
    assert body["manifest_sha256"] == release.manifest_sha256
    assert (body["tag"], body["created_by"]) == ("1.0", "ruth")
    assert (body["items"], body["ratings"], body["raters"]) == (4, 4, 1)
    assert client.get(ONE).json() == body


def test_an_admin_may_too(rated: Cast) -> None:
    client = client_of(rated.admin)
    assert post(client, {"tag": "1.0"}).status_code == 202
    assert [each["tag"] for each in client.get(MAKINGS).json()] == ["1.0"]


READS: list[Callable[[Client], Any]] = [
    lambda client: client.get(LIST),
    lambda client: client.get(ONE),
    lambda client: client.get(EXPORT),
    lambda client: post(client, {"tag": "2.0"}),
]


@pytest.mark.parametrize("send", READS)
def test_raters_are_refused_and_outsiders_see_nothing(
    released: Cast, send: Callable[[Client], Any]
) -> None:
    assert send(client_of(released.rater)).status_code == 403
    assert send(client_of(released.outsider)).status_code == 404
    assert send(client_of(released.other_researcher)).status_code == 404
    assert send(Client()).status_code in (401, 403)
    member_add(project=released.project, user=released.other_researcher, role="rater")
    assert send(client_of(released.other_researcher)).status_code == 403
    assert [release.tag for release in Release.objects.all()] == ["1.0"]


@pytest.mark.parametrize("body", [{}, {"tag": ""}, {"tag": "a/b"}, {"tag": 3.5e9}, {"tag": "../x"}])
def test_a_wrong_tag_is_refused(rated: Cast, body: dict[str, Any]) -> None:
    answer = post(client_of(rated.researcher), body)
    if body.get("tag") == 3.5e9:
        assert answer.status_code == 202  # a number reads as the text "3500000000.0"
    else:
        assert answer.status_code == 400
        assert answer.json()["message"]
        assert not Job.objects.exists()


def test_a_taken_tag_is_a_conflict(released: Cast) -> None:
    assert post(client_of(released.researcher), {"tag": "1.0"}).status_code == 409


def test_a_release_that_is_not_there_names_those_that_are(released: Cast) -> None:
    answer = client_of(released.researcher).get(f"{LIST}9.9/")
    assert answer.status_code == 404
    assert "its releases: 1.0" in answer.json()["message"]


@pytest.mark.parametrize("name", ["parquet", "csv", "jsonl"])
def test_a_download_is_the_export_and_the_same_bytes_each_time(released: Cast, name: str) -> None:
    client = client_of(released.researcher)
    first, second = (client.get(f"{ONE}export/?format={name}&rule=plurality") for _ in range(2))
    assert first["Content-Type"] == "application/zip"
    assert f"talks-1.0-{name}-plurality.zip" in first["Content-Disposition"]
    content = b"".join(first.streaming_content)
    assert content == b"".join(second.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = {entry.filename.rpartition("/")[2] for entry in archive.infolist()}
        assert {f"items.{name}", f"ratings.{name}", "MANIFEST.jsonl", "README.md"} <= names
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_formats_are_listed_with_what_can_be_chosen(released: Cast) -> None:
    listed = client_of(released.researcher).get(f"{ONE}formats/").json()
    assert [format_["name"] for format_ in listed] == list(FORMATS)
    formats = {format_["name"]: format_ for format_ in listed}
    assert formats["csv"]["media"] == []
    assert formats["elan"]["media"] == ["none", "copy"]  # a link leads nowhere on another machine
    assert formats["elan"]["tiers"] == ["items", "turns", "words", "labels", "raters"]
    assert formats["clips"]["questions"] == ["emotion", "sentiment"]
    assert formats["clips"]["media_bytes"] == 0  # four texts
    assert all(format_["about"] and format_["loses"] for format_ in listed)


def test_a_download_takes_the_options_and_says_when_it_begins(released: Cast) -> None:
    client = client_of(released.researcher)
    answer = client.get(f"{ONE}export/?format=rttm&question=emotion&tier=labels&ready=abc1")
    assert answer.status_code == 200
    assert answer.cookies["ready-abc1"].value == "1"
    assert "talks-1.0-rttm-emotion.zip" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        card = json.loads(archive.read("talks-1.0-rttm-emotion/export.json"))
    assert (card["question"], card["tiers"]) == ("emotion", ["labels"])
    assert client.get(EXPORT).cookies.get("ready-abc1") is None


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("format=csv&media=copy", "cannot have --media copy"),
        ("format=elan&media=link", "not a valid choice"),
        ("format=elan&tier=phones", "no tier 'phones'"),
        ("format=clips&question=nothing", "those that do: emotion"),
        ("format=csv&ready=A;b", "does not match"),
    ],
)
def test_an_option_that_cannot_be_is_refused_by_name(released: Cast, query: str, said: str) -> None:
    answer = client_of(released.researcher).get(f"{ONE}export/?{query}")
    assert answer.status_code == 400
    assert said in json.dumps(answer.json(), ensure_ascii=False)


@pytest.mark.parametrize("query", ["format=xlsx", "format=csv&rule=median", "format=csv&rule=mean"])
def test_a_download_that_cannot_be_says_why(released: Cast, query: str) -> None:
    answer = client_of(released.researcher).get(f"{ONE}export/?{query}")
    assert answer.status_code == 400
    assert answer.json()["message"]
