"""Exports with fused traces and timelines."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from affect.presets import preset
from affect.questions import scheme_hash
from annotation.models import Project, Rater, Scheme
from releases.exports import release_export
from releases.services import release_folder, release_freeze
from tests.cast import project as make_project
from tests.cast import text_items
from tests.releases.makers import rate
from tests.releases.test_release_export import read

pytestmark = pytest.mark.django_db

LABELS = [{"id": "a"}, {"id": "b"}]
LABEL = preset("sewa")["scheme"]["questions"][3]["labels"][0]["id"]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "felt", "kind": "trace", "text": "?", "dimensions": [{"id": "v"}, {"id": "times"}]},
    {"id": "when", "kind": "timeline", "text": "?", "labels": LABELS},
    {"id": "why", "kind": "spans", "text": "?", "labels": LABELS},
    {"id": "said", "kind": "words", "text": "?"},
]
TIMES = np.round(np.arange(0, 30.01, 0.1), 2)


def trace(shift: float) -> dict[str, Any]:
    wave = np.sin((TIMES - shift) / 3) * np.cos((TIMES - shift) / 7)
    values = {"v": wave.tolist(), "times": (-wave).tolist()}
    return {"seconds": 30.0, "times": TIMES.tolist(), "values": values, "device": "mouse"}


@pytest.fixture
def folder() -> Path:
    """A release in which three raters traced and marked the first of two items."""
    body = {"name": "one", "title": "One", "questions": QUESTIONS}
    made = make_project("fused", "meld")
    Scheme.objects.filter(project=made).update(body=body, hash=scheme_hash(body))
    items = text_items(made, 2)
    for number, late in enumerate((0.0, 0.0, 1.5)):
        rater = Rater.objects.create(project=made, external_id=f"rater {number}")
        marked = [{"start": 0, "end": 2 + number, "label": "a"}]
        spans = [{"turn": 0, "start": 0, "end": 8, "label": "b", "text": "Sentence"}]
        rate(
            items[0],
            rater,
            felt={"value": trace(late)},
            when={"value": marked},
            why={"value": spans if number else []},
            said={"value": [{"word": ("glad", "Cheerful", "zesty")[number]}]},
        )
    release_freeze(project=Project.objects.get(slug="fused"), tag="1.0")
    return release_folder("fused", "1.0")


def exported(folder: Path, rule: str, out: Path, format_: str = "parquet") -> list[dict[str, Any]]:
    release_export(folder, format_, rule, out)
    return read(out, "items")


def test_raaw_gives_a_curve_with_times_band_and_shifts(folder: Path, tmp_path: Path) -> None:
    row, empty = exported(folder, "raaw", tmp_path / "out")
    assert len(row["felt.raaw.times"]) == len(row["felt.raaw.v"]) == len(row["felt.sd.v"]) == 301
    assert row["felt.used.v"][150] == 3
    assert row["felt.raaw.dimension.times"][150] == pytest.approx(-row["felt.raaw.v"][150])
    shifts = [each for each in row["felt.raaw.raters"] if each["dimension"] == "v"]
    late = [each["shift_seconds"] for each in shifts]
    assert sorted(np.subtract(late, min(late))) == pytest.approx([0, 0, 1.5], abs=0.15)
    names = {each["rater"] for each in read(tmp_path / "out", "ratings")}
    assert {each["rater"] for each in shifts} == names
    latest = max(shifts, key=lambda each: each["lag_seconds"])
    assert latest["lag_low"] <= latest["lag_seconds"] <= latest["lag_high"]
    assert (empty["felt.n"], empty["felt.raaw.v"], empty["felt.raaw.raters"]) == (0, None, None)


def test_raaw_by_canonical_warping_gives_each_warp(folder: Path, tmp_path: Path) -> None:
    row = exported(folder, "raaw:align=gctw", tmp_path / "out", "jsonl")[0]
    warps = [each for each in row["felt.raaw.raters"] if each["dimension"] == "v"]
    for each in warps:
        known = [seconds for seconds in each["warp_seconds"] if seconds is not None]
        assert len(each["warp_seconds"]) == len(row["felt.raaw.times"])
        assert each["shift_seconds"] == pytest.approx(np.mean(known))
    late = [each["shift_seconds"] for each in warps]
    assert sorted(np.subtract(late, min(late))) == pytest.approx([0, 0, 1.5], abs=0.3)
    lines = (tmp_path / "out" / "MANIFEST.jsonl").read_text().splitlines()
    items = next(line for line in map(json.loads, lines) if line["path"].startswith("items."))
    assert items["rules"]["felt"] == "raaw:align=gctw"
    by_lag = exported(folder, "raaw", tmp_path / "lag")[0]["felt.raaw.raters"]
    assert [each["warp_seconds"] for each in by_lag] == [None] * len(by_lag)


def test_mean_of_a_trace_is_read_back_from_every_format(folder: Path, tmp_path: Path) -> None:
    parquet = exported(folder, "mean", tmp_path / "parquet")[0]
    lines = exported(folder, "mean", tmp_path / "jsonl", "jsonl")[0]
    table = exported(folder, "mean", tmp_path / "csv", "csv")[0]
    expected = np.mean([trace(late)["values"]["v"] for late in (0, 0, 1.5)], axis=0)
    np.testing.assert_allclose(parquet["felt.mean.v"], expected, atol=1e-9)
    assert lines["felt.mean.v"] == parquet["felt.mean.v"]
    assert json.loads(table["felt.mean.v"]) == parquet["felt.mean.v"]
    assert "felt.mean.raters" not in parquet


def test_shares_of_timelines_and_spans(folder: Path, tmp_path: Path) -> None:
    row, empty = exported(folder, "share", tmp_path / "out")
    third, whole = pytest.approx(1 / 3), {"label": "a", "track": "main"}
    assert row["when.share"] == [
        {"start": 0, "end": 2, "share": 1, **whole},
        {"start": 2, "end": 3, "share": pytest.approx(2 / 3), **whole},
        {"start": 3, "end": 4, "share": third, **whole},
    ]
    assert row["why.share"] == [
        {"turn": 0, "start": 0, "end": 8, "label": "b", "share": pytest.approx(2 / 3)}
    ]
    assert (empty["when.share"], empty["why.share"], empty["when.n"]) == (None, None, 0)
    majority = exported(folder, "majority", tmp_path / "majority")[0]
    assert [(each["start"], each["end"]) for each in majority["when.majority"]] == [(0, 3)]


def test_a_preset_exports_under_its_own_rules(tmp_path: Path) -> None:
    made = make_project("sewa", "sewa")
    (item,) = text_items(made, 1)
    for number, late in enumerate((0.0, 0.0, 1.0)):
        rater = Rater.objects.create(project=made, external_id=f"rater {number}")
        value = trace(late)
        value["values"] = {"valence": value["values"]["v"]}
        unit = [{"start": 1 + number, "end": 5, "label": LABEL}]
        rate(item, rater, valence={"value": value}, units={"value": unit})
    release_freeze(project=made, tag="1.0")
    release_export(release_folder("sewa", "1.0"), "parquet", None, tmp_path / "out")
    (row,) = read(tmp_path / "out", "items")
    assert len(row["valence.raaw.valence"]) == len(row["valence.raaw.times"])
    assert [each["share"] for each in row["units.share"]][-1] == 1
    assert (row["arousal.n"], row["arousal.raaw.times"]) == (0, None)


def test_families_of_words_with_their_coverage(folder: Path, tmp_path: Path) -> None:
    row, empty = exported(folder, "groups", tmp_path / "out")
    assert (row["said.share.joy"], row["said.groups"]["sadness"]) == (1, 0)
    assert row["said.coverage"] == pytest.approx(2 / 3)
    assert (empty["said.groups"], empty["said.coverage"], empty["said.n"]) == (None, None, 0)


def test_the_same_release_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        release_export(folder, "parquet", "raaw", tmp_path / name)
    one, two = ((tmp_path / name / "MANIFEST.jsonl").read_bytes() for name in ("one", "two"))
    assert one == two
