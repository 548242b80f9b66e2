"""What the commands print: one JSON object each, and refusals with status 2."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from affect.aggregation import all_rules
from annotation.models import Project
from releases.exports import FORMATS
from releases.models import Release


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command with --json; gives the one object that it printed."""

    def run(*words: str) -> Any:
        capsys.readouterr()
        call_command(*words, "--json")
        return json.loads(capsys.readouterr().out)

    return run


def test_release_export_and_verify_tell_one_story(soft: Project, tmp_path: Path, told: Any) -> None:
    made = told("release", "soft", "1.0")
    assert made["id"] == Release.objects.get().manifest_sha256
    assert (made["items"], made["ratings"], made["raters"]) == (4, 6, 3)
    out = str(tmp_path / "out")
    written = told("export", "soft@1.0", "--format", "csv", "--rule", "majority", out)
    assert written["release_id"] == made["id"]
    assert written["rules"] == {"emotion": "majority", "arousal": None, "valence": None}
    rows = {file["path"]: file["rows"] for file in written["files"]}
    assert (rows["items.csv"], rows["ratings.csv"], rows["README.md"]) == (4, 6, None)
    for target, kind in (("soft@1.0", "release"), (made["folder"], "release"), (out, "export")):
        found = told("verify", target)
        assert (found["ok"], found["kind"], found["release_id"]) == (True, kind, made["id"])


def test_free_text_is_in_a_release_for_which_it_is_asked(soft: Project, told: Any) -> None:
    for tag, words in (("1", ()), ("2", ("--with-text",)), ("3", ())):
        folder = Path(told("release", "soft", tag, *words)["folder"])
        project = json.loads((folder / "project.json").read_text())
        assert project["contents"]["free_text"] is (tag == "2")


def test_formats_and_rules_are_listed_without_a_release(told: Any) -> None:
    listed = told("export", "--list")
    assert [format_["name"] for format_ in listed["formats"]] == list(FORMATS)
    assert all(format_["about"] and format_["loses"] for format_ in listed["formats"])
    assert listed["rules"] == list(all_rules())
    assert {"soft", "plurality", "dirichlet", "dawid-skene", "ewe", "raw"} <= set(listed["rules"])


def test_people_read_sentences(
    soft: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("release", "soft", "1.0")
    assert "soft@1.0: 4 items, 6 ratings by 3 known raters" in capsys.readouterr().out
    out = str(tmp_path / "out")
    call_command("export", "soft@1.0", "--format", "csv", "--rule", "plurality", out)
    assert "arousal: the rule does not apply" in capsys.readouterr().out
    call_command("verify", "soft@1.0")
    assert "soft@1.0: as it was written; 14 files" in capsys.readouterr().out
    call_command("export", "--list")
    assert "rules: all-inclusive" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("release", "soft", "1.0"), "choose another tag"),
        (("release", "soft"), "write `emotate release SLUG TAG`"),
        (("release", "nowhere", "1.0"), "no project 'nowhere'"),
        (("export", "soft", "--format", "csv", "OUT"), "write PROJECT@TAG"),
        (("export", "soft@2", "--format", "csv", "OUT"), "its releases: 1.0"),
        (
            ("export", "soft@1.0", "--format", "csv", "--rule", "all-inclusive", "OUT"),
            "emotion: soft, majority, plurality, multilabel, dirichlet; arousal: mean",
        ),
        (("verify", "soft@2"), "its releases: 1.0"),
        (("verify", "OUT"), "is no folder"),
    ],
)
def test_a_wrong_request_ends_with_2_and_says_the_way_out(
    soft: Project, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    call_command("release", "soft", "1.0")
    given = [str(tmp_path / "out") if word == "OUT" else word for word in words]
    with pytest.raises(CommandError) as refused:
        call_command(*given)
    assert message in str(refused.value)
    assert refused.value.returncode == 2
    assert not (tmp_path / "out").exists()


def test_faults_are_named_on_standard_error_and_end_with_1(
    soft: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("release", "soft", "1.0", "--json")
    folder = Path(json.loads(capsys.readouterr().out)["folder"])
    (folder / "extra.txt").write_text("x")
    with pytest.raises(SystemExit) as ended:
        call_command("verify", "soft@1.0")
    assert ended.value.code == 1
    told = capsys.readouterr()
    assert ": 1 fault;" in told.out
    assert "extra.txt: was not there" in told.err
