"""Exports: every format says the same, missing stays missing, rules are named."""

import csv
import json
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from annotation.models import Project
from releases.errors import ReleaseRefused
from releases.exports import FORMATS, TABLES, release_export
from releases.services import release_folder, release_freeze
from tests.releases.makers import bytes_of, rate

ITEMS = ("soft-0", "soft-1", "soft-2", "soft-3")


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a table of an export as its own format's readers give them."""
    (path,) = folder.glob(f"{name}.*")
    if path.suffix == ".parquet":
        return pq.ParquetFile(path).read().to_pylist()
    if path.suffix == ".jsonl":
        # not by splitlines(): a text may hold U+0085 or U+2028, which end no line of a file
        return [json.loads(line) for line in path.read_bytes().split(b"\n") if line]
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["item"]: row for row in read(folder, "items")}


def plain(value: Any) -> Any:
    """A value as CSV would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    if hasattr(value, "isoformat"):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return repr(value) if isinstance(value, float) else str(value)


@pytest.mark.parametrize("rule", [None, "majority", "plurality", "soft", "mean"])
def test_every_format_says_the_same(frozen: Path, tmp_path: Path, rule: str | None) -> None:
    folders = {name: tmp_path / name for name in TABLES}
    for name, folder in folders.items():
        release_export(frozen, name, rule, folder)
    for table in ("items", "ratings", "predictions"):
        parquet, jsonl, text = (read(folders[f], table) for f in ("parquet", "jsonl", "csv"))
        assert [list(row) for row in jsonl] == [list(row) for row in parquet]
        as_text = [{name: plain(value) for name, value in row.items()} for row in parquet]
        assert text == as_text
        assert [{name: plain(v) for name, v in row.items()} for row in jsonl] == as_text


def test_csv_is_rfc_4180_and_reads_back_with_polars(frozen: Path, tmp_path: Path) -> None:
    release_export(frozen, "csv", None, tmp_path / "out")
    raw = (tmp_path / "out" / "items.csv").read_bytes()
    assert raw.endswith(b"\r\n")
    assert b'"Er sagte: ""Gr\xc3\xbc\xc3\x9fe, ' in raw
    frame = pl.read_csv(tmp_path / "out" / "items.csv")
    assert frame.height == 4
    assert frame.filter(item="soft-3")["transcript"][0] == 'Er sagte: "Grüße, 你好"\nund ging.'


def test_soft_labels_counts_and_entropy(frozen: Path, tmp_path: Path) -> None:
    release_export(frozen, "jsonl", None, tmp_path / "out")
    found = items(tmp_path / "out")
    assert tuple(sorted(found)) == ITEMS
    first = found["soft-0"]
    assert (first["emotion.n"], first["emotion.cannot_tell"]) == (2, 1)
    assert (first["emotion.share.anger"], first["emotion.share.fear"]) == (0.75, 0.25)
    assert first["emotion.soft"]["anger"] == 0.75
    assert first["emotion.entropy"] == pytest.approx(0.8112781244591328, abs=1e-12)
    assert (first["arousal.mean"], first["arousal.sd"], first["arousal.n"]) == (6.0, None, 1)
    assert found["soft-1"]["emotion.share.happiness"] == 1.0  # the revision, not what it replaced
    nobody = found["soft-3"]
    assert (nobody["emotion.n"], nobody["arousal.n"]) == (0, 0)
    for name in ("emotion.soft", "emotion.share.anger", "emotion.entropy", "arousal.mean"):
        assert nobody[name] is None


def test_ties_are_named_and_never_broken(frozen: Path, tmp_path: Path) -> None:
    for rule in ("plurality", "majority"):
        release_export(frozen, "jsonl", rule, tmp_path / rule)
        found = items(tmp_path / rule)
        assert found["soft-2"][f"emotion.{rule}"] is None
        assert found["soft-2"][f"emotion.{rule}.tied"] == "surprise:neutral"
        assert found["soft-0"][f"emotion.{rule}"] == "anger"
        assert found["soft-0"][f"emotion.{rule}.tied"] is None
        assert found["soft-3"][f"emotion.{rule}.tied"] is None


def test_where_a_rule_does_not_apply_counts_are_there_and_the_manifest_says_so(
    frozen: Path, tmp_path: Path
) -> None:
    release_export(frozen, "jsonl", "plurality", tmp_path / "out")
    first = items(tmp_path / "out")["soft-0"]
    assert first["arousal.n"] == 1
    assert "arousal.mean" not in first
    lines = (tmp_path / "out" / "MANIFEST.jsonl").read_text().splitlines()
    (line,) = [body for body in map(json.loads, lines) if body["path"] == "items.jsonl"]
    assert line["rules"] == {"emotion": "plurality", "arousal": None, "valence": None}
    release_export(frozen, "jsonl", "mean", tmp_path / "mean")
    first = items(tmp_path / "mean")["soft-0"]
    assert first["emotion.share.anger"] == 0.75
    assert "emotion.soft" not in first
    assert first["arousal.mean"] == 6.0


def test_the_rules_of_sets_and_intensities(db: None, tmp_path: Path) -> None:
    from annotation.services.projects.items import NewItem, items_add
    from annotation.services.projects.projects import project_create

    ser = project_create(slug="ser", preset_name="ser-soft")
    crema = project_create(slug="crema", preset_name="crema-d")
    for project in (ser, crema):
        items_add(project=project, items=[NewItem("a", None), NewItem("b", None)])
    item = ser.items.get(key="a")
    rate(item, None, primary={"value": "sad"}, secondary={"value": ["sad", "amused"]})
    rate(item, None, primary={"value": "angry"}, secondary={"value": []})
    item = crema.items.get(key="a@audio")
    rate(item, None, emotion={"value": "fear"}, intensity={"value": {"fear": 0}})
    rate(item, None, emotion={"value": "fear"}, intensity={"value": {"fear": 50, "anger": 10}})
    exported = {}
    for project, rule in ((ser, None), (ser, "majority"), (crema, None)):
        if not project.releases.exists():
            release_freeze(project=project, tag="1")
        out = tmp_path / f"{project.slug}-{rule}"
        release_export(release_folder(project.slug, "1"), "parquet", rule, out)
        exported[project.slug, rule] = items(out)
    one = exported["ser", None]["a"]
    assert one["primary.share.sad"] == pytest.approx(1 / 3)
    assert one["primary.share.amused"] == pytest.approx(1 / 3)
    assert one["primary.all-inclusive"]["angry"] == pytest.approx(1 / 3)
    assert one["secondary.share.sad"] == 0.5
    assert "secondary.entropy" not in one
    assert exported["ser", "majority"]["a"]["secondary.majority"] == []
    assert exported["ser", "majority"]["b"]["secondary.majority"] is None
    one = exported["crema", None]["a@audio"]
    assert (one["intensity.mean.fear"], one["intensity.sd.fear"], one["intensity.n.fear"]) == (
        25.0, 25.0, 2,
    )  # fmt: skip
    assert (one["intensity.mean.anger"], one["intensity.n.anger"]) == (10.0, 1)
    assert (one["intensity.mean.sadness"], one["intensity.n.sadness"]) == (None, 0)


def test_the_same_release_exports_to_the_same_bytes(frozen: Path, tmp_path: Path) -> None:
    for name in TABLES:
        release_export(frozen, name, None, tmp_path / f"{name}-1")
        release_export(frozen, name, None, tmp_path / f"{name}-2")
        assert bytes_of(tmp_path / f"{name}-1") == bytes_of(tmp_path / f"{name}-2")


def test_an_export_of_the_same_release_is_replaced_whole(frozen: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    release_export(frozen, "csv", None, out)
    release_export(frozen, "jsonl", None, out)
    assert not list(out.glob("*.csv"))
    assert [path.name for path in tmp_path.glob(".out*")] == []


def test_a_folder_with_something_else_is_left_alone(
    soft: Project, frozen: Path, tmp_path: Path
) -> None:
    release_freeze(project=soft, tag="2.0")
    own, other, file = tmp_path / "own", tmp_path / "other", tmp_path / "file"
    release_export(frozen, "csv", None, own)
    (own / "notes.txt").write_text("mine")
    release_export(release_folder("soft", "2.0"), "csv", None, other)
    file.write_text("mine")
    for out in (own, other, file):
        before = bytes_of(out) if out.is_dir() else out.read_bytes()
        with pytest.raises(ReleaseRefused, match="choose a new folder"):
            release_export(frozen, "csv", None, out)
        assert (bytes_of(out) if out.is_dir() else out.read_bytes()) == before


def test_an_export_into_the_release_itself_is_refused(frozen: Path) -> None:
    with pytest.raises(ReleaseRefused, match="lies in the release"):
        release_export(frozen, "csv", None, frozen / "out")


def test_a_rule_or_format_that_does_not_fit_names_those_that_do(
    frozen: Path, tmp_path: Path
) -> None:
    with pytest.raises(ReleaseRefused, match="emotion: soft, majority, plurality"):
        release_export(frozen, "csv", "all-inclusive", tmp_path / "out")
    with pytest.raises(
        ReleaseRefused, match="There are: all-inclusive, beta-fit, counts, crowdlab"
    ):
        release_export(frozen, "csv", "mode", tmp_path / "out")
    with pytest.raises(ReleaseRefused, match="one of: parquet, csv, jsonl"):
        release_export(frozen, "xlsx", None, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_is_exported_from_a_damaged_release(frozen: Path, tmp_path: Path) -> None:
    path = frozen / "ratings.parquet"
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with pytest.raises(ReleaseRefused, match=r"ratings\.parquet of soft@1\.0 is not as it was"):
        release_export(frozen, "csv", None, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_items_with_ratings_in_many_parts(
    soft: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for item in soft.items.exclude(key="soft-3"):
        for n in range(5):
            rate(item, None, arousal={"value": 1 + n % 7})
    release_freeze(project=soft, tag="m")
    folder = release_folder("soft", "m")
    release_export(folder, "csv", None, tmp_path / "whole")
    monkeypatch.setattr("releases.frozen.release.PART_ROWS", 3)
    release_export(folder, "csv", None, tmp_path / "parts")
    assert bytes_of(tmp_path / "whole") == bytes_of(tmp_path / "parts")


@pytest.mark.parametrize("name", TABLES)
def test_a_full_disk_leaves_nothing(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    class Full:
        def write_table(self, table: Any) -> None:
            raise OSError(28, "No space left on device")

    full = replace(TABLES[name], open=lambda path, schema: nullcontext(Full()))
    monkeypatch.setitem(FORMATS, name, full)
    with pytest.raises(OSError, match="No space left"):
        release_export(frozen, name, None, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["releases"]
