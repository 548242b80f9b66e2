"""`emotate split` and `emotate citation`: what they print, keep, and refuse."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from annotation.models import Project


@pytest.fixture
def told(soft: Project, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command with --json; gives what it printed."""

    def run(*words: str) -> Any:
        capsys.readouterr()
        call_command(*words, "--json")
        return json.loads(capsys.readouterr().out)

    return run


def test_settings_are_kept_until_they_are_taken_back(told: Any) -> None:
    assert told("split", "soft") is None
    dry = told("split", "soft", "--share", "a=0.5", "--share", "b=0.5", "--dry-run")
    assert [each["name"] for each in dry["splits"]] == ["a", "b"]
    assert told("split", "soft") is None
    told("split", "soft", "--share", "a=0.5", "--share", "b=0.5", "--apart", "duplicates")
    kept = told("split", "soft", "--seed", "4")
    assert kept["plan"]["disjoint"] == ["duplicates"]
    assert (kept["plan"]["seed"], len(kept["splits"])) == (4, 2)
    assert told("split", "soft") == kept
    assert told("split", "soft", "--off") is None
    assert told("split", "soft") is None


def test_people_read_sentences(soft: Project, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("split", "soft", "--share", "train=0.5", "--share", "test=0.5", "--apart", "")
    out = capsys.readouterr().out
    assert "2 items, 50.0% (wanted 50.0%); " in out
    assert "4 groups of items that hang together, the largest of 1; kept apart by nothing" in out


def test_a_word_that_is_no_share(soft: Project) -> None:
    with pytest.raises(CommandError, match="'train' is no share: write NAME=PART") as refused:
        call_command("split", "soft", "--share", "train")
    assert refused.value.returncode == 2


def test_citation_is_kept_field_by_field(told: Any) -> None:
    author = "Ada Lovelace; 0000-0002-1825-0097; Analytical Engines"
    told("citation", "soft", "--author", author, "--licence", "CC-BY-4.0")
    kept = told("citation", "soft", "--purpose", "Why not")
    assert kept["authors"] == [
        {
            "name": "Ada Lovelace",
            "orcid": "0000-0002-1825-0097",
            "affiliation": "Analytical Engines",
        }
    ]
    assert (kept["licence"], kept["purpose"]) == ("CC-BY-4.0", "Why not")
    assert told("citation", "soft", "--licence", "")["licence"] == ""
