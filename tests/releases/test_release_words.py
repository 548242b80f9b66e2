"""Recordings and words in a release: on the recording's clock, in the order of the items."""

import json
import shutil
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from annotation.models import Project
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from ingestion.models import Segment
from releases.exports import release_export
from releases.frozen import FrozenRelease
from releases.services import release_folder, release_freeze
from releases.storage.manifest import entry_of, manifest_write
from tests.releases.makers import rate
from tests.releases.test_release_clips import clip

SAID = [
    {"text": "Größe,", "start_seconds": 1.25, "end_seconds": 1.5},
    {"text": "ja", "start_seconds": 1.5, "end_seconds": 1.75},
]


def rows(folder: Path, name: str) -> list[dict]:
    return pq.ParquetFile(folder / f"{name}.parquet").read().to_pylist()


def released(project: Project) -> Path:
    release_freeze(project=project, tag="w")
    return release_folder(project.slug, "w")


def test_words_follow_the_items(soft: Project) -> None:
    second = soft.items.get(key="soft-1")
    Segment.objects.filter(pk=second.segment_id).update(words=SAID)
    folder = released(soft)
    assert rows(folder, "words") == [
        {"item": "soft-1", "clip": None, "index": n + 1, "word": word["text"],
         "start_seconds": word["start_seconds"], "end_seconds": word["end_seconds"]}
        for n, word in enumerate(SAID)
    ]  # fmt: skip
    assert json.loads((folder / "project.json").read_text())["counts"]["words"] == 2


def test_a_recording_is_told_once_with_its_file_and_licence(soft: Project) -> None:
    recording = soft.items.get(key="soft-0").segment.recording
    recording.licence = "CC-BY-4.0"
    recording.save()
    (row,) = rows(released(soft), "recordings")
    assert (row["media"], row["file"], row["kind"]) == ("soft call.v2", "soft call.v2.wav", "audio")
    assert (row["media_sha256"], row["licence"]) == (recording.sha256, "CC-BY-4.0")
    assert (row["samples"], row["rate_hz"], row["channels"], row["width"]) == (
        48_000, 16_000, 1, None,
    )  # fmt: skip


def test_clips_have_their_words_and_recordings(db: None) -> None:
    project = project_create(slug="pairs", preset_name="ab")
    first, second = clip("one.wav"), clip("two.wav")
    Segment.objects.filter(pk=second.pk).update(words=SAID[:1])
    items_add(project=project, items=[NewItem("pair", None, clips=(first, second))])
    rate(project.items.get(), None, overall={"value": "first"})
    folder = released(project)
    assert [(row["item"], row["clip"], row["word"]) for row in rows(folder, "words")] == [
        ("pair", 2, "Größe,")
    ]
    assert [row["media"] for row in rows(folder, "recordings")] == ["one", "two"]


def test_a_release_of_the_third_layout_is_exported_without_them(
    soft: Project, tmp_path: Path
) -> None:
    old = tmp_path / "old"
    shutil.copytree(released(soft), old, copy_function=shutil.copyfile)
    for name in ("recordings", "words"):
        (old / f"{name}.parquet").unlink()
    project = json.loads((old / "project.json").read_text())
    (old / "project.json").write_text(json.dumps({**project, "layout": 3}))
    lines = [json.loads(line) for line in (old / "MANIFEST.jsonl").read_text().splitlines()]
    kept = [line for line in lines if (old / line["path"]).is_file()]
    manifest_write(old, [entry_of(old, line["path"], rows=line.get("rows")) for line in kept])
    assert FrozenRelease.open(old).project["layout"] == 3
    release_export(old, "parquet", None, tmp_path / "out")
    assert not (tmp_path / "out" / "recordings.parquet").exists()
    assert pl.read_parquet(tmp_path / "out" / "items.parquet").height == 4
