"""`emotate score`: tables of predictions in every form, each fault named, figures as computed."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from annotation.models import Rater
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from annotation.services.projects.schemes import scheme_set
from ingestion.models import Segment
from releases.contents import Contents
from releases.services import release_freeze
from tests.releases.makers import rate

pytestmark = pytest.mark.django_db

SCHEME = {
    "name": "scored",
    "title": "Scored",
    "questions": [
        {"id": "emotion", "kind": "choice", "text": "?",
         "labels": [{"id": "joy", "text": "Joy"}, {"id": "fear"}, {"id": "calm"}]},
        {"id": "valence", "kind": "scale", "text": "?", "min": 1, "max": 7, "required": False},
        {"id": "note", "kind": "text", "text": "?", "required": False},
    ],
}  # fmt: skip
VOTES = [("joy", "joy", "fear"), ("fear", "fear", "fear"), ("calm", "joy"), ("calm",)]
VALENCE = [(5, 6, 7), (1, 2, 2), (4, 5), (3,)]
SHARES = [(0.7, 0.2, 0.1), (0.1, 0.8, 0.1), (0.3, 0.3, 0.4), (0.2, 0.2, 0.6)]


@pytest.fixture
def scored(releases_root: Path) -> Path:
    """Four rated items of two speakers, and one that nobody rated."""
    project = project_create(slug="scored", preset_name="ser-soft")
    scheme_set(project=project, body=SCHEME)
    turns = [
        Segment.objects.create(transcript=f"t{n}", identity=f"t{n}", speaker=f"S{n % 2}")
        for n in range(5)
    ]
    items_add(project=project, items=[NewItem(f"00{n}", turn) for n, turn in enumerate(turns)])
    raters = [Rater.objects.create(project=project, external_id=name) for name in "abc"]
    ordered = project.items.order_by("key")
    for item, labels, numbers in zip(ordered, VOTES, VALENCE, strict=False):
        for rater, label, number in zip(raters, labels, numbers, strict=False):
            rate(item, rater, emotion={"value": label}, valence={"value": number})
    release_freeze(project=project, tag="1.0", contents=Contents(free_text=True))
    return releases_root / "scored" / "1.0"


def written(path: Path, head: list[str], rows: list[list[Any]]) -> str:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return str(path)


def shares(path: Path, head: str = "item emotion.joy emotion.fear emotion.calm") -> str:
    return written(path, head.split(), [[f"00{n}", *row] for n, row in enumerate(SHARES)])


def score(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    call_command("score", *words, "--json")
    return json.loads(capsys.readouterr().out)


def figures(found: dict[str, Any], at: int = 0, side: str = "model") -> dict[str, Any]:
    return {each["name"]: each for each in found["questions"][at][side]}


def test_shares_are_scored_with_intervals_and_a_human_ceiling(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = score(capsys, "scored@1.0", shares(tmp_path / "p.csv"))
    assert found["predictions"] == {
        "rows": 4, "items": 5, "used": 4, "outside": 0, "missing": 1, "failures": [],
    }  # fmt: skip
    (question,) = found["questions"]
    assert (question["question"], question["items"], question["several"]) == ("emotion", 4, 3)
    human = np.array([[2 / 3, 1 / 3, 0], [0, 1, 0], [0.5, 0, 0.5], [0, 0, 1]])
    expected = np.abs(human - np.array(SHARES)).sum(axis=1).mean()
    model = figures(found)
    assert model["L1"]["value"] == pytest.approx(expected)
    assert model["L1"]["low"] < expected < model["L1"]["high"]
    assert model["WAR"]["value"] == 1
    assert figures(found, side="human")["WAR"]["value"] is not None
    assert found["bootstrap"]["resamples"] == 1000


def test_the_same_table_scores_the_same_with_and_without_the_database(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = shares(tmp_path / "p.csv")
    assert score(capsys, "scored@1.0", table) == score(capsys, str(scored), table)


@pytest.mark.parametrize(
    "head",
    ["item joy fear calm", "item Joy Fear Calm", "item emotion.share.joy emotion.share.fear "
     "emotion.share.calm"],
)  # fmt: skip
def test_labels_may_be_called_in_other_ways(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], head: str
) -> None:
    found = score(capsys, str(scored), shares(tmp_path / "p.csv", head), "--bootstrap", "0")
    assert figures(found)["WAR"] == {
        "name": "WAR", "better": "higher", "value": 1.0, "low": None, "high": None, "reason": None,
    }  # fmt: skip


def test_columns_are_mapped_labels_and_numbers_are_read(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["000", "Joy", 6], ["001", "fear", 2], ["002", "joy", 4.5], ["003", "", 3]]
    table = written(tmp_path / "p.csv", ["clip", "guess", "v"], rows)
    maps = ["--map", "item=clip", "--map", "emotion=guess", "--map", "valence=v"]
    found = score(capsys, str(scored), table, *maps, "--bootstrap", "50")
    emotion, valence = found["questions"]
    assert (emotion["items"], emotion["unpredicted"]) == (3, 1)
    assert valence["items"] == 4
    assert figures(found, 1)["CCC"]["value"] > 0.99
    only = score(capsys, str(scored), table, *maps, "--question", "valence")
    assert [each["question"] for each in only["questions"]] == ["valence"]


def test_every_fault_is_named_and_the_rest_is_scored(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ["000", 0.7, 0.2, 0.1], ["000", 0.7, 0.2, 0.1], ["0O1", 0.1, 0.8, 0.1],
        ["001", 0.5, 0.8, 0.1], ["002", 0.3, "", 0.7], ["003", 0.3, "x", 0.7],
        ["004", 0.2, 0.2, 0.6], ["004", 0.6, 0.2, 0.2], ["001", -0.1, 1.0, 0.1],
    ]  # fmt: skip
    table = written(tmp_path / "p.csv", ["item", "joy", "fear", "calm"], rows)
    with pytest.raises(SystemExit) as ended:
        call_command("score", str(scored), table, "--bootstrap", "0")
    assert ended.value.code == 1
    out, errors = capsys.readouterr()
    assert "1 of 5 items are predicted; 4 have no prediction and are left out" in out
    assert errors.splitlines() == [
        "row 3 (line 4): the release has no item '0O1'; the nearest is '001'",
        "row 4 (line 5): emotion: the shares sum to 1.4; they must sum to 1",
        "row 5 (line 6): emotion: fear is empty; a share of nothing is 0",
        "row 6 (line 7): emotion: fear: a number is needed, not 'x'",
        "row 7 (line 8): the item is predicted otherwise in a later row; neither is used",
        "row 8 (line 9): '004' is predicted otherwise in row 7 (line 8); neither is used",
        "row 9 (line 10): emotion: a share is from 0 to 1, not -0.1",
    ]


def test_an_unknown_label_names_the_nearest(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = written(tmp_path / "p.csv", ["item", "emotion"], [["000", "jou"], ["001", "fear"]])
    with pytest.raises(SystemExit):
        call_command("score", str(scored), table)
    assert "unknown label 'jou'; allowed: joy, fear, calm; the nearest is 'joy'" in (
        capsys.readouterr().err
    )


def test_items_of_a_speaker_are_drawn_together(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = score(capsys, str(scored), shares(tmp_path / "p.csv"), "--cluster", "speaker")
    assert found["bootstrap"] == {
        "resamples": 1000, "seed": 0, "cluster": "speaker", "clusters": 2,
    }  # fmt: skip


def test_only_the_items_of_a_split_are_scored(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shares_of = ["--share", "train=0.6", "--share", "test=0.4"]
    call_command("split", "scored", *shares_of, "--apart", "speaker")
    call_command("release", "scored", "2.0")
    rows = pq.read_table(scored.parent / "2.0" / "items.parquet").to_pylist()
    inside = [row["item"] for row in rows if row["split"] == "test"]
    table = shares(tmp_path / "p.csv")
    found = score(capsys, "scored@2.0", table, "--split", "test", "--bootstrap", "0")
    predicted = {f"00{n}" for n in range(4)}
    assert 0 < len(inside) < 5
    assert found["predictions"]["items"] == len(inside)
    assert found["predictions"]["used"] == len(predicted & set(inside))
    assert found["predictions"]["outside"] == len(predicted - set(inside))
    whole = score(capsys, "scored@2.0", table, "--bootstrap", "0")
    assert found["questions"][0]["items"] < whole["questions"][0]["items"]
    with pytest.raises(CommandError, match=r"no split 'dev'. It has: test, train"):
        call_command("score", "scored@2.0", table, "--split", "dev")


def test_markdown_is_a_table(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("score", str(scored), shares(tmp_path / "p.csv"), "--markdown", "--ordered")
    out = capsys.readouterr().out
    assert "### emotion" in out
    assert "| figure |  | model | 95 % interval | one rater | 95 % interval |" in out
    assert "| EMD | ↓ |" in out
    assert "a share of 0 is taken as 1e-07" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--question", "note"], "'note' is a text question; a model can be scored on: emotion, "),
        (["--question", "anger"], "'anger' is not in this release; a model can be scored on"),
        (["--split", "test"], "has no split 'test'. It was frozen without splits."),
        (["--cluster", "voice"], "Items have no column 'voice' to group by; there are: item, "),
        (["--bootstrap", "-1"], "-1 resamples: choose from 0 to 10,000"),
        (
            ["--map", "emotoin.joy=joy"],
            "Field 'emotoin.joy' is unknown. Did you mean 'emotion.joy'",
        ),
        (["--map", "item=clip"], "has no column 'clip'"),
    ],
)
def test_a_wrong_request_ends_with_2_and_says_the_way_out(
    scored: Path, tmp_path: Path, words: list[str], message: str
) -> None:
    table = shares(tmp_path / "p.csv", "item joy fear calm")
    with pytest.raises(CommandError) as refused:
        call_command("score", str(scored), table, *words)
    assert message in str(refused.value)
    assert refused.value.returncode == 2


def test_a_table_without_predictions_or_with_some_labels_only_is_refused(
    scored: Path, tmp_path: Path
) -> None:
    some = written(tmp_path / "some.csv", ["item", "joy", "fear"], [["000", 1, 0]])
    with pytest.raises(CommandError, match="has columns for joy, fear and none for calm"):
        call_command("score", str(scored), some)
    none = written(tmp_path / "none.csv", ["item", "x"], [["000", 1]])
    with pytest.raises(CommandError, match=r"no column with predictions. Allowed: emotion, emot"):
        call_command("score", str(scored), none)
    with pytest.raises(CommandError, match="has no column 'item'"):
        call_command("score", str(scored), written(tmp_path / "k.csv", ["k", "joy"], [["1", 1]]))
