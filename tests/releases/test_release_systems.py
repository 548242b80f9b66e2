"""Exports with tables of the systems whose clips were rated."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from affect.coded import Coded
from affect.opinion import mean_opinions
from affect.pairs import Comparisons, bradley_terry
from affect.questions import load_scheme
from affect.systems import system_preferences, system_scores
from annotation.models import Item, Rater
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from annotation.services.projects.schemes import scheme_set
from releases.exports import release_export
from releases.services import release_folder, release_freeze
from tests.releases.makers import rate
from tests.releases.test_release_export import read

SCHEME = {
    "name": "heard",
    "title": "Heard",
    "questions": [
        {"id": "natural", "kind": "scale", "text": "?", "min": 1, "max": 5},
        {"id": "better", "kind": "pair", "text": "?"},
    ],
}
OPINIONS = {"tts": [4, 5, 4], "vc": [2, 3, 3]}
PAIRS = [("tts", "vc", "first"), ("vc", "tts", "second"), ("vc", "human", "second"),
         ("human", "tts", "first"), ("tts", "human", "first"), ("tts", "vc", "none"),
         ("vc", "tts", "first"), ("human", "vc", "second")]  # fmt: skip


def asked(kind: int) -> Any:
    return load_scheme(SCHEME).questions[kind]


def systems_project(attributes: list[dict[str, Any]]) -> list[Item]:
    """An item for each; attributes say what made it."""
    project = project_create(slug="heard", preset_name="mos")
    scheme_set(project=project, body=SCHEME)
    new = [NewItem(f"h{n:02}", None, attributes=own) for n, own in enumerate(attributes)]
    items_add(project=project, items=new)
    return list(project.items.order_by("key"))


@pytest.mark.django_db
def test_scores_and_preferences_are_in_an_export(releases_root: Path, tmp_path: Path) -> None:
    opinions = [{"system": name} for name in OPINIONS for _ in range(2)]
    pairs = [{"system.1": a, "system.2": b} for a, b, _ in PAIRS]
    items = systems_project([*opinions, *pairs, {"film": "no system"}])
    raters = [Rater.objects.create(project=items[0].project, external_id=f"r{n}") for n in range(3)]
    for place, item in enumerate(items[:4]):
        system = opinions[place]["system"]
        for rater, score in zip(raters, OPINIONS[system], strict=True):
            rate(item, rater, natural={"value": score})
    for item, (_, _, outcome) in zip(items[4:12], PAIRS, strict=True):
        rate(item, raters[0], better={"value": outcome})
    rate(items[12], raters[0], natural={"value": 1}, better={"value": "first"})
    release_freeze(project=items[0].project, tag="1.0")
    folder = release_folder("heard", "1.0")
    for name in ("parquet", "again"):
        release_export(folder, "parquet", None, tmp_path / name)
    manifests = [(tmp_path / name / "MANIFEST.jsonl").read_bytes() for name in ("parquet", "again")]
    assert manifests[0] == manifests[1]
    rows = read(tmp_path / "parquet", "systems")
    natural = {row["system"]: row for row in rows if row["question"] == "natural"}
    (expected, _) = mean_opinions(
        ["tts"] * 6 + ["vc"] * 6, [""] * 12, [str(n // 3) for n in range(12)],
        OPINIONS["tts"] * 2 + OPINIONS["vc"] * 2,
    )  # fmt: skip
    assert (natural["tts"]["measure"], natural["tts"]["n"]) == ("mean opinion", 6)
    assert natural["tts"]["items"] == 2
    assert natural["tts"]["value"] == pytest.approx(expected.mean)
    assert natural["tts"]["low"] == pytest.approx(expected.low)
    better = {row["system"]: row for row in rows if row["question"] == "better"}
    strengths = bradley_terry(Comparisons.of(*map(list, zip(*PAIRS, strict=True))))
    assert strengths.strength is not None
    for system, strength in zip(strengths.systems, strengths.strength, strict=True):
        assert better[system]["value"] == pytest.approx(strength)
        assert better[system]["low"] < strength < better[system]["high"]
    assert {row["measure"] for row in better.values()} == {"strength"}
    met = read(tmp_path / "parquet", "preferences")
    human = next(row for row in met if (row["system"], row["other"]) == ("human", "tts"))
    assert (human["n"], human["wins"], human["losses"], human["ties"]) == (2, 1, 1, 0)
    assert human["rate"] == 0.5
    release_export(folder, "csv", None, tmp_path / "csv")
    assert read(tmp_path / "csv", "systems")[0]["question"] in ("natural", "better")
    for name in ("jsonl", "huggingface", "croissant", "ro-crate"):
        release_export(folder, name, None, tmp_path / name)
        assert any(path.stem == "systems" for path in (tmp_path / name).rglob("*")), name
    release_export(folder, "frictionless", None, tmp_path / "package")
    package = json.loads((tmp_path / "package" / "datapackage.json").read_text())
    assert "systems" in {each["name"] for each in package["resources"]}


@pytest.mark.django_db
def test_without_systems_there_are_no_such_tables(releases_root: Path, tmp_path: Path) -> None:
    items = systems_project([{}, {"system.1": "only one"}])
    for item in items:
        rate(item, None, natural={"value": 3}, better={"value": "first"})
    release_freeze(project=items[0].project, tag="1.0")
    release_export(release_folder("heard", "1.0"), "parquet", None, tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert not names & {"systems.parquet", "preferences.parquet"}


def test_items_are_drawn_with_all_their_ratings() -> None:
    question = asked(0)
    units = np.repeat(np.arange(20), 10)
    level = np.random.default_rng(1).integers(1, 6, 20)
    coded = Coded.of(question, units, np.tile(np.arange(10), 20), level[units].tolist())
    rng = np.random.default_rng(2)
    (found,) = system_scores(question, coded, [("one",)] * 20, resamples=500, rng=rng)
    assert found.low is not None
    assert found.drawn_low is not None
    # ten equal ratings of an item say no more than one
    assert found.high - found.low < (found.drawn_high - found.drawn_low) / 2


def test_strengths_that_do_not_exist_have_their_reason() -> None:
    question = asked(1)
    coded = Coded.of(question, [0, 1], [0, 0], ["first", "first"])
    rng = np.random.default_rng(2)
    systems = [("a", "b"), ("a", "b")]
    found = system_scores(question, coded, systems, resamples=50, rng=rng)
    assert [each.value for each in found] == [None, None]
    assert all("never preferred" in str(each.reason) for each in found)
    (met,) = system_preferences(question, coded, systems)
    assert (met.system, met.rate, met.high) == ("a", 1.0, 1.0)
    nothing = Coded.of(question, [0], [0], [None])
    assert system_scores(question, nothing, [()], resamples=5, rng=rng) == []


def test_drawn_strengths_hold_the_strength() -> None:
    question = asked(1)
    rng = np.random.default_rng(4)
    systems = [("a", "b") if n % 2 else ("b", "c") for n in range(40)]
    answers = ["first" if rng.random() < 0.7 else "second" for _ in range(40 * 4)]
    units = np.repeat(np.arange(40), 4)
    coded = Coded.of(question, units, np.tile(np.arange(4), 40), answers)
    found = system_scores(question, coded, systems, resamples=1000, rng=rng)
    for each in found:
        assert each.value is not None
        assert each.drawn_low < each.value < each.drawn_high
        assert each.items == (40 if each.system == "b" else 20)
