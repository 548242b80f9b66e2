"""`emotate score` of a model that traces how an emotion moves."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from affect.questions import scheme_hash
from affect.traces import ccc, pearson
from annotation.models import Project, Rater, Scheme
from releases.services import release_folder, release_freeze
from tests.cast import project as make_project
from tests.cast import text_items
from tests.releases.makers import rate

pytestmark = pytest.mark.django_db

DIMENSIONS = [{"id": "valence"}, {"id": "arousal"}]
BODY = {
    "name": "felt",
    "title": "Felt",
    "questions": [{"id": "felt", "kind": "trace", "text": "?", "dimensions": DIMENSIONS}],
}
TIMES = np.round(np.arange(0, 20.01, 0.1), 2)


def rated(item: int, rater: int) -> np.ndarray:
    return np.sin(TIMES / (3 + item) + 0.1 * rater) * 0.6 + 0.1 * item - 0.05 * rater


def said(item: int) -> np.ndarray:
    return np.sin(TIMES / (3 + item)) * 0.5


@pytest.fixture
def felt(releases_root: Path) -> Path:
    """Three items, traced by three raters; the last one by one."""
    made = make_project("felt", "meld")
    Scheme.objects.filter(project=made).update(body=BODY, hash=scheme_hash(BODY))
    raters = [Rater.objects.create(project=made, external_id=f"r{n}") for n in range(3)]
    for number, item in enumerate(text_items(made, 3)):
        for place, rater in enumerate(raters[: 1 if number == 2 else 3]):
            curve = rated(number, place).tolist()
            value = {
                "seconds": 20.0,
                "times": TIMES.tolist(),
                "values": {"valence": curve, "arousal": (-np.array(curve)).tolist()},
                "device": "mouse",
            }
            rate(item, rater, felt={"value": value})
    release_freeze(project=Project.objects.get(slug="felt"), tag="1.0")
    return release_folder("felt", "1.0")


def table(path: Path, keys: list[str], header: tuple[str, ...] = ("item", "time")) -> Path:
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*header, "felt.valence", "arousal"])
        for number, key in enumerate(keys):
            curve = said(number)
            for at in range(0, 151, 2):  # five a second, and nothing of the last five seconds
                rows.writerow([key, TIMES[at], curve[at], -curve[at]])
    return path


def keys() -> list[str]:
    return list(
        Project.objects.get(slug="felt").items.order_by("place").values_list("key", flat=True)
    )


def score(folder: Path, path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    capsys.readouterr()
    call_command("score", str(folder), str(path), "--json", *more)
    return json.loads(capsys.readouterr().out)


def values(figures: list[dict[str, Any]]) -> dict[str, float]:
    return {each["name"]: each["value"] for each in figures}


def test_a_model_is_held_against_the_mean_and_raters_against_the_others(
    felt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = score(felt, table(tmp_path / "p.csv", keys()), capsys, "--bootstrap", "200")
    assert found["predictions"] == {
        "rows": 3 * 76, "items": 3, "used": 3, "outside": 0, "missing": 0, "failures": [],
    }  # fmt: skip
    valence, arousal = found["questions"]
    assert (valence["label"], arousal["label"]) == ("valence", "arousal")
    assert (valence["items"], valence["several"], valence["moments"]) == (3, 2, 3 * 201)
    assert valence["unpredicted_moments"] == 3 * 50
    kept = slice(0, 151)
    gold = [np.mean([rated(n, r) for r in range(3 if n < 2 else 1)], axis=0) for n in range(3)]
    seen = [np.interp(TIMES, TIMES[:151:2], said(n)[:151:2]) for n in range(3)]
    p, q = (np.concatenate([each[kept] for each in side]) for side in (gold, seen))
    model, human = values(valence["model"]), values(valence["human"])
    assert model["CCC"] == pytest.approx(ccc(p, q))
    assert model["Pearson's r"] == pytest.approx(pearson(p, q))
    assert model["RMSE"] == pytest.approx(np.sqrt(np.mean((p - q) ** 2)))
    assert model["MAE"] == pytest.approx(np.mean(np.abs(p - q)))
    of_items = [ccc(a[kept], b[kept]) for a, b in zip(gold, seen, strict=True)]
    assert model["CCC, mean of items"] == pytest.approx(np.mean(of_items))
    others = [
        [
            ccc(rated(n, r), np.mean([rated(n, s) for s in range(3) if s != r], axis=0))
            for r in range(3)
        ]
        for n in range(2)
    ]
    assert human["CCC, mean of items"] == pytest.approx(np.mean(others))
    assert values(arousal["model"])["CCC"] == pytest.approx(model["CCC"])
    for figure in (*valence["model"], *valence["human"]):
        assert figure["low"] <= figure["value"] <= figure["high"]


def test_other_rules_and_the_table_for_people(
    felt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path / "p.csv", keys())
    plain = score(felt, path, capsys, "--bootstrap", "0")["questions"][0]
    by_raaw = score(felt, path, capsys, "--bootstrap", "0", "--rule", "raaw")["questions"][0]
    one, other = values(plain["model"]), values(by_raaw["model"])
    assert one["CCC"] != other["CCC"]
    assert other["RMSE"] == pytest.approx(one["RMSE"], abs=0.1)  # in the raters' units
    call_command("score", str(felt), str(path), "--markdown")
    shown = capsys.readouterr().out
    assert "### felt: valence" in shown
    assert "Ten moments a second, 603 in all; at 150 of them the model says nothing." in shown
    for rule, told in (("ordinal", "mean, ewe, raaw"), ("raaw:align=x", "lag, dtw, gctw, none")):
        with pytest.raises(CommandError, match=told):
            call_command("score", str(felt), str(path), "--rule", rule)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("nobody,0,1,1", "the release has no item 'nobody'"),
        ("KEY,-1,1,1", "from 0, not '-1'"),
        ("KEY,x,1,1", "a number is needed, not 'x'"),
        ("KEY,0.0,1,1", "the item has a sample at 0 s in row 1"),
        ("KEY,0.1,high,1", "a number is needed, not 'high'"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_rest_is_scored(
    felt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, told: str
) -> None:
    path = table(tmp_path / "p.csv", keys())
    with path.open("a") as file:
        file.write(row.replace("KEY", keys()[0]) + "\n")
    with pytest.raises(SystemExit):
        score(felt, path, capsys, "--bootstrap", "0")
    assert told in capsys.readouterr().err


def test_missing_columns_and_a_column_by_another_name(
    felt: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path / "p.csv", keys(), header=("clip", "second"))
    mapped = score(felt, path, capsys, "--map", "item=clip", "--map", "time=second")
    assert mapped["predictions"]["used"] == 3
    with pytest.raises(CommandError, match="has no column 'item'"):
        call_command("score", str(felt), str(path), "--map", "time=second")
    (tmp_path / "one.csv").write_text("item,time,valence\n")
    with pytest.raises(CommandError, match="has columns for valence and none for arousal"):
        call_command("score", str(felt), str(tmp_path / "one.csv"))
    (tmp_path / "none.csv").write_text(f"item,time,valence,arousal\n{keys()[0]},0,,\n")
    found = score(felt, tmp_path / "none.csv", capsys)["questions"][0]
    assert {figure["value"] for figure in found["model"]} == {None}
    assert all(figure["reason"] for figure in found["model"])
