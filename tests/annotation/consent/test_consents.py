"""Consent to recordings: stated one by one, for many, and by a table."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.errors import Refused
from annotation.models import Project
from annotation.services.consent.consents import Terms, consents_set, terms_from
from ingestion.models import Consent, Recording, Segment
from tests.cast import PASSWORD, Cast

GIVEN = {"state": "given", "permits": ["sharing", "research"]}


@pytest.fixture
def recordings(people: Cast) -> list[Recording]:
    """a.wav, b.wav and b.mp4, each behind an item of the project."""
    items = people.project.items.order_by("place")
    return [_behind(item.segment, name) for item, name in zip(items, NAMES, strict=False)]


NAMES = ("a.wav", "b.wav", "b.mp4")


def _behind(segment: Segment, name: str) -> Recording:
    recording = Recording.objects.create(
        sha256=f"{NAMES.index(name)}abcdef0" * 8, name=name, bytes=1, container="wav", codec="pcm",
        samples=2000, rate_hz=1000, channels=1, duration_seconds=2.0,
    )  # fmt: skip
    Segment.objects.filter(pk=segment.pk).update(recording=recording)
    return recording


def stated() -> dict[str, tuple[str, list[str]]]:
    rows = Consent.objects.values_list("recording__name", "state", "permits")
    return {name: (state, permits) for name, state, permits in rows}


def test_terms_are_read_in_one_order() -> None:
    body = {**GIVEN, "document": " Form B ", "date": "2026-03-01"}
    terms = Terms("given", ("research", "sharing"), "Form B", date(2026, 3, 1))
    assert terms_from(body) == terms
    assert terms_from({"state": "Refused"}) == Terms("refused")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"state": "maybe"}, "one of unknown, given, refused, withdrawn, not 'maybe'"),
        ({}, "not None"),
        ({"state": "given"}, "permits something"),
        ({"state": "refused", "permits": ["research"]}, "permits nothing"),
        ({"state": "given", "permits": ["sale"]}, "it can: research, sharing, publication"),
        ({**GIVEN, "date": "1.3.2026"}, "written like 2026-03-01"),
        ({**GIVEN, "date": "2999-01-01"}, "has not come yet"),
        ({**GIVEN, "document": "x" * 501}, "at most 500"),
    ],
)
def test_what_is_wrong_is_named(body: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused) as refused:
        terms_from(body)
    assert told in str(refused.value)


def test_the_last_statement_holds(recordings: list[Recording]) -> None:
    assert consents_set(recordings, terms_from(GIVEN)) == 3
    consents_set(recordings[:1], terms_from({"state": "withdrawn"}))
    told = ("given", ["research", "sharing"])
    assert stated() == {"a.wav": ("withdrawn", []), "b.wav": told, "b.mp4": told}


def test_the_database_keeps_permissions_of_consent_that_was_given_alone(
    recordings: list[Recording],
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(recording=recordings[0], state="refused", permits=["research"])


def test_the_command_sets_one_or_all(people: Cast, recordings: list[Recording]) -> None:
    call_command("consent", "set", "talks", "given", "--all", "--permits", "research")
    call_command("consent", "set", "talks", "refused", "--recording", "a", "--recording", "b.mp4")
    assert stated() == {
        "a.wav": ("refused", []), "b.wav": ("given", ["research"]), "b.mp4": ("refused", []),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--recording", "b"), "2 recordings of 'talks' are called 'b'"),
        (("--recording", "a.wave"), "did you mean 'a.wav'?"),
        (("--all", "--permits", "sale"), "cannot permit 'sale'"),
    ],
)
def test_a_wrong_request_changes_nothing(
    recordings: list[Recording], words: tuple[str, ...], told: str
) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("consent", "set", "talks", "given", *words)
    assert told in str(refused.value) or "permits something" in str(refused.value)
    assert refused.value.returncode == 2
    assert stated() == {}


def table(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def test_a_table_states_row_by_row_and_names_what_is_wrong(
    recordings: list[Recording], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sha256 = recordings[2].sha256
    file = table(
        tmp_path / "consent.csv",
        "Recording,state,permits,document,date",
        "a,given,research|sharing,Form 1,2026-02-01",
        f"{sha256[:10]},withdrawn,,,",
        "zebra.wav,given,research,,",
        "b.wav,given,,,",
    )
    with pytest.raises(SystemExit) as ended:
        call_command("consent", "read", "talks", file, "--json")
    assert ended.value.code == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["stated"] == 2
    assert "row 3 (line 4): 'talks' shows no recording 'zebra.wav'" in err
    assert "row 4 (line 5): Consent that is given permits something" in err
    assert stated() == {"a.wav": ("given", ["research", "sharing"]), "b.mp4": ("withdrawn", [])}
    first = Consent.objects.get(recording=recordings[0])
    assert (first.document, first.date) == ("Form 1", date(2026, 2, 1))


def test_rows_that_contradict_each_other_are_named_and_a_dry_run_stores_nothing(
    recordings: list[Recording], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(
        tmp_path / "c.csv", "recording,state,permits", "a,refused,", "a.wav,given,research"
    )
    with pytest.raises(SystemExit):
        call_command("consent", "read", "talks", file, "--dry-run")
    assert "refused in an earlier row and given here" in capsys.readouterr().err
    assert stated() == {}


def test_a_table_of_something_else_is_refused(people: Cast, tmp_path: Path) -> None:
    for head, told in (("recording", "no column 'state'"), ("recording,state,x", "column 'x'")):
        with pytest.raises(CommandError, match=told):
            call_command("consent", "read", "talks", table(tmp_path / "t.csv", head, "a,given"))


def test_the_list_says_what_nobody_said(
    people: Cast, recordings: list[Recording], capsys: pytest.CaptureFixture[str]
) -> None:
    consents_set(recordings[:1], terms_from({**GIVEN, "document": "Form 1"}))
    call_command("consent", "list", "talks", "--json")
    told = {row["recording"]: row["state"] for row in json.loads(capsys.readouterr().out)}
    assert told == {"a.wav": "given", "b.wav": "unknown", "b.mp4": "unknown"}


def send(client: Client, body: Any) -> tuple[int, Any]:
    answer = client.patch("/api/recordings/told/", json.dumps(body), "application/json")
    return answer.status_code, answer.json()


def test_the_page_states_it_for_many(people: Cast, recordings: list[Recording]) -> None:
    client = Client()
    assert client.login(username=people.admin.username, password=PASSWORD)
    ids = [one.pk for one in recordings[:2]]
    assert send(client, {"recordings": ids, "consent": GIVEN, "session": "Ses01"}) == (
        200, {"recordings": 2},
    )  # fmt: skip
    assert set(stated()) == {"a.wav", "b.wav"}
    rows = {row["name"]: row for row in client.get("/api/recordings/").json()["results"]}
    assert (rows["a.wav"]["session"], rows["b.mp4"]["session"]) == ("Ses01", "")
    assert rows["a.wav"]["consent"]["permits"] == ["research", "sharing"]
    assert rows["b.mp4"]["consent"]["state"] == "unknown"
    assert send(client, {"recordings": [*ids, 0], "consent": GIVEN})[0] == 404
    status, told = send(client, {"recordings": ids, "consent": {"state": "given"}})
    assert (status, "permits something" in told["message"]) == (400, True)
    assert Consent.objects.filter(changed_by=people.admin).count() == 2


def test_projects_of_others_are_left_alone(recordings: list[Recording]) -> None:
    Project.objects.create(slug="empty", title="Empty", preset="meld")
    with pytest.raises(CommandError, match="shows no recordings"):
        call_command("consent", "set", "empty", "given", "--all", "--permits", "research")
