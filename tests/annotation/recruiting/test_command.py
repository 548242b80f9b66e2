"""`emotate link ...` and `emotate project quality`: the same services as the pages have."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.errors import Conflict
from annotation.models import Participant, ParticipantState, RecruitLink
from annotation.services.recruiting import participant_join
from tests.annotation.acts import known, under, work
from tests.cast import PASSWORD, Cast


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def json_of(*words: str) -> Any:
    return json.loads(run(*words, "--json"))


def from_api(people: Cast, path: str) -> Any:
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    return client.get(f"/api/projects/talks/{path}").json()


def join(link: RecruitLink, who: str) -> Participant:
    return participant_join(
        token=link.token, external_id=who, parameters={"STUDY": "s1"}, consent=True
    )


@pytest.fixture
def link(people: Cast) -> RecruitLink:
    made = json_of("link", "create", "talks", "--name", "wave", "--keep", "STUDY", "--items", "1")
    return RecruitLink.objects.get(pk=made["id"])


def test_a_link_is_made_with_all_that_a_page_can_say(people: Cast, tmp_path: Path) -> None:
    (tmp_path / "consent.txt").write_text("I take part – freely.\n", encoding="utf-8")
    made = json_of(
        "link", "create", "talks", "--name", "first wave", "--id-parameter", "PID",
        "--keep", "STUDY", "--keep", "SESSION", "--consent-file", str(tmp_path / "consent.txt"),
        "--quota", "40", "--items", "20", "--code", "C0DE", "--inactive-minutes", "30",
        "--return-url", "https://example.org/?cc={code}&p={PID}", "--expires", "2027-03-01T18:00",
    )  # fmt: skip
    assert made == from_api(people, "links/")[0]
    told = ("quota", "items_per_participant", "consent_text", "expires_at", "completion_code",
            "kept_parameters", "inactivity_minutes")  # fmt: skip
    assert [made[name] for name in told] == [
        40, 20, "I take part – freely.", "2027-03-01T18:00:00Z", "C0DE", ["STUDY", "SESSION"], 30,
    ]  # fmt: skip
    assert json_of("link", "list", "talks") == [made]
    assert "first wave: nobody yet" in run("link", "list", "talks")
    assert made["path"] in run("link", "list", "talks")


def test_without_settings_it_has_the_defaults(link: RecruitLink) -> None:
    assert (link.id_parameter, link.quota, link.inactivity_minutes) == ("PROLIFIC_PID", None, 60)
    assert len(link.completion_code) == 8
    assert link.created_by is None


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--name", " "], "A link has a name"),
        (["--name", "x" * 201], "at most 200 characters"),
        (["--name", "n", "--quota", "0"], "quota is 0"),
        (["--name", "n", "--keep", "a b"], "'a b' is no name of an address parameter"),
        (["--name", "n", "--return-url", "https://e.org/{who}"], r"\{who\}"),
        (["--name", "n", "--expires", "tomorrow"], "'tomorrow' is no time"),
        (["--name", "n", "--expires", "2026-13-01T10:00"], "is no time"),
        (["--name", "n", "--consent-file", "/nowhere/at.all"], "cannot be read"),
    ],
)
def test_what_is_unfit_is_named_and_nothing_is_made(
    people: Cast, words: list[str], message: str
) -> None:
    with pytest.raises(CommandError, match=message) as caught:
        run("link", "create", "talks", *words)
    assert caught.value.returncode == 2
    assert not RecruitLink.objects.exists()


def test_a_link_is_closed_and_opened_again(link: RecruitLink) -> None:
    assert json_of("link", "close", "talks", str(link.pk))["closed"] is True
    with pytest.raises(Conflict, match="This study has ended"):
        join(link, "late")
    assert "open again" in run("link", "close", "talks", str(link.pk), "--reopen")
    assert join(link, "late").state == ParticipantState.ACTIVE


def test_a_link_of_another_project_is_not_found(link: RecruitLink) -> None:
    run("project", "create", "other", "--preset", "meld")
    for number in (str(link.pk), "999999", "wave"):
        with pytest.raises(CommandError, match=f"no link '{number}'; its links: none yet"):
            run("link", "participants", "other", number)
    with pytest.raises(CommandError, match=f"its links: {link.pk}"):
        run("link", "close", "talks", "0")


def test_participants_are_listed_and_reviewed(
    people: Cast, link: RecruitLink, tmp_path: Path
) -> None:
    number = str(link.pk)
    assert "Nobody came" in run("link", "participants", "talks", number)
    for who in ("p1", "p2", "=p3"):
        (_,) = work(join(link, who).user, people.project, most=1)
    join(link, "p4")
    rows = json_of("link", "participants", "talks", number)
    assert rows == from_api(people, f"links/{number}/participants/")
    assert {row["external_id"]: (row["state"], row["items"]) for row in rows} == {
        "p1": ("completed", 1),
        "p2": ("completed", 1),
        "=p3": ("completed", 1),
        "p4": ("active", 0),
    }
    assert "p4" in run("link", "participants", "talks", number)
    table = list(csv.DictReader(StringIO(run("link", "participants", "talks", number, "--csv"))))
    assert [(row["external_id"], row["STUDY"]) for row in table][2] == ("'=p3", "s1")

    (tmp_path / "ids.txt").write_text("p2\n\n=p3\n")
    run("link", "review", "talks", number, "approved", "p1", "--from", str(tmp_path / "ids.txt"))
    approved = Participant.objects.filter(state="approved")
    assert {one.external_id for one in approved} == {"p1", "p2", "=p3"}
    after = json_of("link", "review", "talks", number, "rejected", "p2", "--note", "too fast")
    assert [(row["state"], row["review_note"]) for row in after][1] == ("rejected", "too fast")
    for words, message in (
        (["approved", "p1", "p9"], "Nobody came by 'wave' as 'p9'"),
        (["approved", "p4"], "'p4' is active"),
        (["approved"], "Name the participants"),
    ):
        with pytest.raises(CommandError, match=message):
            run("link", "review", "talks", number, *words)
    assert Participant.objects.get(external_id="p4").state == "active"


def test_quality_says_what_the_page_says(people: Cast) -> None:
    assert "Nobody has rated here yet." in run("project", "quality", "talks")
    known(people.project, "gold", 4)
    project = under(
        people.project,
        gold={"every": 2, "max_misses": 1},
        extra_raters={"question": "emotion", "rule": "no_majority", "up_to": 7, "budget": 9},
    )
    with pytest.raises(Conflict, match="You get no more items"):
        list(work(people.rater, project, emotion="anger"))
    found = json_of("project", "quality", "talks")
    assert found == from_api(people, "quality/")
    assert found["raters"][0]["gold"]["seen"] == 1
    told = run("project", "quality", "talks")
    assert "ana" in told
    assert "gold 0/1" in told
    assert "stopped: " in told
    assert "known items: 4 gold" in told
    assert "extra ratings: 0 of 9 asked for, on 0 items" in told
