"""Columns of rules with intervals, sets, medians and models of raters; the table of raters."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from affect.aggregation import aggregate
from annotation.models import Rater
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from annotation.services.projects.schemes import scheme_set
from ingestion.models import Segment
from releases.errors import ReleaseRefused
from releases.exports import release_export
from releases.exports.options import ExportOptions
from releases.exports.records import one_label
from releases.frozen import FrozenRelease
from releases.frozen import release as frozen_module
from releases.frozen.whole import whole_labels, whole_of
from releases.services import release_freeze
from tests.releases.makers import rate
from tests.releases.test_release_export import items, read

pytestmark = pytest.mark.django_db

SCHEME = {
    "name": "two",
    "title": "Two questions",
    "questions": [
        {"id": "emotion", "kind": "choice", "text": "?", "cannot_tell": True,
         "labels": [{"id": "joy"}, {"id": "fear"}, {"id": "none"}]},
        {"id": "strength", "kind": "scale", "text": "?", "min": 1, "max": 7, "required": False},
    ],
}  # fmt: skip
LABELS = ("joy", "fear", "none")
EMOTIONS = ["joy", "joy", "fear", "none", "joy", "fear", "joy", "none"]


def voted(releases_root: Path, *, votes: bool = False) -> Path:
    """Eight items, three raters of whom the last always says joy; the ninth item has no rating.

    votes: one more rating by nobody knows whom.
    """
    project = project_create(slug="voted", preset_name="ser-soft")
    scheme_set(project=project, body=SCHEME)
    turns = [Segment.objects.create(transcript=f"t{n}", identity=f"t{n}") for n in range(9)]
    items_add(project=project, items=[NewItem(f"i{n}", turn) for n, turn in enumerate(turns)])
    raters = [Rater.objects.create(project=project, external_id=name) for name in "abc"]
    for n, item in enumerate(project.items.order_by("key")[:8]):
        for at, rater in enumerate(raters):
            label = "joy" if at == 2 else EMOTIONS[n]
            strength = 4 if at == 2 else 1 + (n + at) % 7
            rate(item, rater, emotion={"value": label}, strength={"value": strength})
    if votes:
        rate(project.items.get(key="i0"), None, emotion={"value": "joy"})
    release_freeze(project=project, tag="1.0")
    return releases_root / "voted" / "1.0"


def entry(out: Path, path: str) -> dict[str, Any]:
    lines = map(json.loads, (out / "MANIFEST.jsonl").read_text().splitlines())
    return next(line for line in lines if line["path"] == path)


def test_credible_intervals_have_columns_and_the_manifest_names_the_prior(
    releases_root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    release_export(voted(releases_root), "jsonl", "dirichlet:a=0.5", out)
    row = items(out)["i0"]
    assert row["emotion.dirichlet"] == {"joy": 3.5 / 4.5, "fear": 0.5 / 4.5, "none": 0.5 / 4.5}
    assert row["emotion.estimate.joy"] == 3.5 / 4.5
    assert row["emotion.low.joy"] < row["emotion.estimate.joy"] < row["emotion.high.joy"]
    assert row["emotion.share.joy"] == 1
    nobody = items(out)["i8"]
    assert nobody["emotion.dirichlet"] is None
    assert nobody["emotion.low.joy"] is None
    assert entry(out, "items.jsonl")["rules"] == {"emotion": "dirichlet:a=0.5", "strength": None}


def test_sets_of_labels_are_lists(releases_root: Path, tmp_path: Path) -> None:
    release_export(voted(releases_root), "jsonl", "multilabel", tmp_path / "out")
    found = items(tmp_path / "out")
    assert found["i0"]["emotion.multilabel"] == ["joy"]
    assert found["i2"]["emotion.multilabel"] == ["fear"]  # a third is not above 1/3
    assert found["i8"]["emotion.multilabel"] is None


def test_items_that_a_rule_discards_have_no_label_and_say_why(
    releases_root: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    release_export(voted(releases_root), "jsonl", "ferplus:mode=multi-target,aside=none", out)
    rows = items(out)
    assert rows["i0"]["emotion.ferplus"] == ["joy"]
    assert rows["i0"]["emotion.ferplus.reason"] is None
    assert rows["i0"]["emotion.estimate.none"] is None
    # none, none, joy
    assert rows["i3"]["emotion.ferplus"] is None
    assert rows["i3"]["emotion.ferplus.reason"] == (
        "most of the votes are for none, which is set aside"
    )
    assert rows["i8"]["emotion.ferplus.reason"] == "nobody answered"
    rules = {"emotion": "ferplus:aside=none"}
    asked = FrozenRelease.open(releases_root / "voted" / "1.0").scheme.questions[0]
    assert [one_label(asked, rows[key], rules) for key in ("i3", "i8")] == [None, None]


def test_labels_set_aside_must_be_those_of_a_question(releases_root: Path, tmp_path: Path) -> None:
    frozen = voted(releases_root)
    with pytest.raises(ReleaseRefused, match="not 'unknown'; its labels: joy, fear, none"):
        release_export(frozen, "csv", "ferplus:aside=unknown", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_medians_stand_beside_spread_and_histogram(releases_root: Path, tmp_path: Path) -> None:
    release_export(voted(releases_root), "jsonl", "median", tmp_path / "out")
    row = items(tmp_path / "out")["i0"]
    assert row["strength.median"] == 2
    assert row["strength.sd"] == pytest.approx(np.std([1, 2, 4]))
    assert row["strength.histogram"] == [
        {"value": 1.0, "n": 1}, {"value": 2.0, "n": 1}, {"value": 4.0, "n": 1},
    ]  # fmt: skip
    assert items(tmp_path / "out")["i8"]["strength.histogram"] is None


@pytest.mark.parametrize("rule", ["dawid-skene", "one-coin", "mace", "glad", "wawa"])
def test_a_model_has_its_label_its_probabilities_and_its_raters(
    releases_root: Path, tmp_path: Path, rule: str
) -> None:
    out = tmp_path / "out"
    release_export(voted(releases_root), "jsonl", rule, out)
    found = items(out)
    assert [found[f"i{n}"][f"emotion.{rule}"] for n in range(8)] == EMOTIONS
    total = sum(found["i2"][f"emotion.estimate.{label}"] for label in ("joy", "fear", "none"))
    assert total == pytest.approx(1)
    assert found["i2"]["emotion.share.fear"] == pytest.approx(2 / 3)  # the votes stay as they are
    assert found["i8"][f"emotion.{rule}"] is None
    quality = [row for row in read(out, "raters") if row["measure"] != "confusion"]
    assert len({row["rater"] for row in quality}) == 3
    assert sorted(row["value"] for row in quality)[0] < sorted(row["value"] for row in quality)[1]
    assert all(row["n"] == 8 and row["rater"].startswith("r-") for row in quality)
    named = entry(out, "items.jsonl")
    assert named["rules"]["emotion"].startswith(rule)
    assert named["fits"]["emotion"]["warnings"] == []


def test_errors_of_raters_are_rows_of_label_and_answer(releases_root: Path, tmp_path: Path) -> None:
    release_export(voted(releases_root), "csv", "dawid-skene", tmp_path / "out")
    table = [row for row in read(tmp_path / "out", "raters") if row["measure"] == "confusion"]
    assert len(table) == 3 * 3 * 3
    always = [row for row in table if row["answer"] == "joy" and row["label"] == "fear"]
    assert sorted(round(float(row["value"])) for row in always) == [0, 0, 1]


def test_raters_left_out_are_named_with_the_reason(releases_root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    release_export(voted(releases_root), "jsonl", "z-mean", out)
    reasons = [row["left_out"] for row in read(out, "raters")]
    assert sorted(map(str, reasons)) == ["None", "None", "they always gave the same number"]
    assert items(out)["i0"]["strength.used"] == 2
    warnings = entry(out, "items.jsonl")["fits"]["strength"]["warnings"]
    assert warnings == ["1 of 3 raters left out: they always gave the same number"]


def test_rules_that_look_at_no_rater_write_no_table_of_raters(
    releases_root: Path, tmp_path: Path
) -> None:
    release_export(voted(releases_root), "jsonl", "soft", tmp_path / "out")
    assert not list((tmp_path / "out").glob("raters.*"))
    assert "fits" not in entry(tmp_path / "out", "items.jsonl")


def test_the_same_labels_however_the_release_is_read_in_parts(
    releases_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = voted(releases_root)
    release_export(folder, "jsonl", "dawid-skene", tmp_path / "whole")
    monkeypatch.setattr(frozen_module, "PART_ROWS", 4)
    release_export(folder, "jsonl", "dawid-skene", tmp_path / "parts")
    for name in ("items.jsonl", "raters.jsonl", "ratings.jsonl"):
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_whole_labels_are_those_of_the_notebook(releases_root: Path) -> None:
    frozen = FrozenRelease.open(voted(releases_root))
    column = frozen.columns[0]
    whole = whole_of(frozen, column)
    direct = aggregate(column.question, whole.coded, 9, "dawid-skene")
    np.testing.assert_array_equal(
        whole_labels(frozen, column, "dawid-skene").result.estimate, direct.estimate
    )


def test_vote_counts_refuse_models_of_raters(releases_root: Path, tmp_path: Path) -> None:
    folder = voted(releases_root, votes=True)
    with pytest.raises(ReleaseRefused, match="emotion: rule 'wawa' needs to know who gave each"):
        release_export(folder, "csv", "wawa", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def written(path: Path, shares: dict[str, tuple[float, float, float]]) -> Path:
    lines = [f"{item},{','.join(map(str, row))}" for item, row in shares.items()]
    path.write_text("\n".join(["item,joy,fear,none", *lines]))
    return path


def test_crowdlab_weighs_predictions_that_were_given(releases_root: Path, tmp_path: Path) -> None:
    folder, out = voted(releases_root), tmp_path / "out"
    sure = {label: tuple(0.9 if at == label else 0.05 for at in LABELS) for label in LABELS}
    said = {f"i{n}": sure[label] for n, label in enumerate(EMOTIONS)}
    table = written(tmp_path / "model.csv", said)
    release_export(folder, "jsonl", "crowdlab", out, ExportOptions(predictions=table))
    found = items(out)
    assert [found[f"i{n}"]["emotion.crowdlab"] for n in range(8)] == EMOTIONS
    line = entry(out, "items.jsonl")
    assert line["predictions"]["file"] == "model.csv"
    assert len(line["predictions"]["sha256"]) == 64
    assert line["fits"]["emotion"]["model_weight"] > 0
    assert {row["measure"] for row in read(out, "raters")} == {"weight"}


def test_predictions_that_do_not_fit_are_refused(releases_root: Path, tmp_path: Path) -> None:
    folder, out = voted(releases_root), tmp_path / "out"
    table = written(tmp_path / "model.csv", {"i0": (0.9, 0.05, 0.05), "j1": (1, 0, 0)})
    given = ExportOptions(predictions=table)
    with pytest.raises(ReleaseRefused, match="emotion: rule 'crowdlab' needs out-of-fold"):
        release_export(folder, "jsonl", "crowdlab", out)
    with pytest.raises(ReleaseRefused, match="read by the rule crowdlab alone"):
        release_export(folder, "jsonl", "soft", out, given)
    with pytest.raises(ReleaseRefused, match=r"1 rows of model.csv cannot be used: row 2 \(line 3"):
        release_export(folder, "jsonl", "crowdlab", out, given)
    some = ExportOptions(predictions=written(tmp_path / "some.csv", {"i0": (0.9, 0.05, 0.05)}))
    with pytest.raises(ReleaseRefused, match="predictions of 7 rated items are missing"):
        release_export(folder, "jsonl", "crowdlab", out, some)
    assert not out.exists()


def test_a_wrong_parameter_is_refused_before_anything_is_written(
    frozen: Path, tmp_path: Path
) -> None:
    with pytest.raises(ReleaseRefused, match="'dirichlet' has no parameter 'b=1'; it has: a=1"):
        release_export(frozen, "csv", "dirichlet:b=1", tmp_path / "out")
    assert not (tmp_path / "out").exists()
