"""A release and its exports do with recordings what the people in them agreed to."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from annotation.models import Project
from annotation.services.consent.consents import consents_set, terms_from
from ingestion.models import Recording
from releases.contents import Contents
from releases.errors import ReleaseRefused
from releases.exports import ExportOptions, release_export
from releases.services import release_folder, release_freeze, withdraw
from releases.withdrawal.targets import gone_by_recordings

SHARED = {"state": "given", "permits": ["research", "sharing"]}
KEPT = {"state": "given", "permits": ["research"]}


def state(body: dict[str, Any], *names: str) -> None:
    found = Recording.objects.filter(name__in=names) if names else Recording.objects.all()
    consents_set(found, terms_from(body))


def frozen_of(project: Project, tag: str = "1", **contents: Any) -> Path:
    release_freeze(project=project, tag=tag, contents=Contents(**contents))
    return release_folder(project.slug, tag)


def rows(folder: Path) -> list[dict[str, Any]]:
    return pq.read_table(folder / "recordings.parquet").to_pylist()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"state": "refused"}, "'soft call.v2.wav' was refused, taken back"),
        ({"state": "withdrawn"}, "emotate withdraw recording NAME --reason consent"),
        ({"state": "given", "permits": ["publication"]}, "or is not for research"),
    ],
)
def test_a_recording_without_consent_stops_a_release(
    soft: Project, releases_root: Path, body: dict[str, Any], told: str
) -> None:
    state(body)
    with pytest.raises(ReleaseRefused) as refused:
        frozen_of(soft)
    assert told in str(refused.value)
    assert not (releases_root / "soft" / "1").exists()
    withdraw(gone=gone_by_recordings(["soft call.v2.wav"]), kind="recording", reason="consent")


def test_unknown_consent_is_a_warning_or_stops_it(soft: Project) -> None:
    folder = frozen_of(soft)
    assert [(row["consent"], row["consent_permits"]) for row in rows(folder)] == [("unknown", [])]
    told = (folder / "README.md").read_text()
    assert "**Warning: of 1 nobody has said whether there is consent.**" in told
    with pytest.raises(ReleaseRefused, match="'soft' requires it") as refused:
        frozen_of(soft, "2", require_consent=True)
    assert "emotate consent read soft TABLE" in str(refused.value)
    state(SHARED)
    known = frozen_of(soft, "2", require_consent=True)
    assert [(row["consent"], row["consent_permits"]) for row in rows(known)] == [
        ("given", ["research", "sharing"])
    ]
    project = json.loads((known / "project.json").read_text())
    assert project["consent"]["permit_sharing"] == project["consent"]["given"] == 1
    assert "Warning" not in (known / "README.md").read_text()


def test_no_document_and_no_date_is_in_a_release(soft: Project) -> None:
    state({**SHARED, "document": "Form of Hendrika", "date": "2026-02-03"})
    folder = frozen_of(soft)
    told = "".join(path.read_text() for path in folder.iterdir() if path.suffix != ".parquet")
    assert "Hendrika" not in told + str(rows(folder))


def test_a_withdrawal_counts_consent_anew(soft: Project) -> None:
    state(SHARED)
    folder = frozen_of(soft)
    withdraw(gone=gone_by_recordings(["soft call.v2.wav"]), kind="recording", reason="consent")
    project = json.loads((folder / "project.json").read_text())
    assert (project["consent"]["recordings"], project["consent"]["given"]) == (0, 0)
    assert "none needs consent" in (folder / "README.md").read_text()


def media_in(folder: Path) -> set[str]:
    endings = {".wav", ".flac", ".mp4", ".png", ".mkv", ".jpg"}
    return {path.name for path in folder.rglob("*") if path.suffix in endings}


def copied(folder: Path, out: Path, name: str = "clips") -> dict[str, Any]:
    release_export(folder, name, None, out, ExportOptions(media="copy"))
    found: dict[str, Any] = json.loads((out / "export.json").read_text())
    return found


@pytest.mark.parametrize("name", ["clips", "audformat", "lhotse", "instructions"])
def test_media_are_copied_with_leave_alone(heard: Project, tmp_path: Path, name: str) -> None:
    state(SHARED)
    folder = frozen_of(heard)
    told = copied(folder, tmp_path / "all", name)
    assert (told["withheld_media"], told["consent_unknown"]) == ([], [])
    assert media_in(tmp_path / "all")
    state(KEPT)  # after the release: what is said now holds
    told = copied(folder, tmp_path / "none", name)
    assert not media_in(tmp_path / "none")
    assert len(told["withheld_media"]) >= 1
    assert all("does not permit to hand it on" in line for line in told["withheld_media"])
    assert told["missing_media"] == []


def test_hugging_face_embeds_no_sound_without_leave(heard: Project, tmp_path: Path) -> None:
    state(KEPT)
    told = copied(frozen_of(heard), tmp_path / "hf", "huggingface")
    (path,) = (tmp_path / "hf" / "items").glob("*.parquet")
    assert set(pq.read_table(path)["audio"].to_pylist()) == {None}
    assert told["withheld_media"]


def test_unknown_consent_is_named_and_kept_back_where_it_is_required(
    heard: Project, tmp_path: Path
) -> None:
    folder = frozen_of(heard)
    told = copied(folder, tmp_path / "warned")
    assert media_in(tmp_path / "warned")
    assert told["consent_unknown"] == sorted(told["consent_unknown"]) != []
    state(SHARED)
    strict = frozen_of(heard, "2", require_consent=True)
    state({"state": "unknown"})
    told = copied(strict, tmp_path / "strict")
    assert not media_in(tmp_path / "strict")
    assert "which the project requires" in told["withheld_media"][0]


def test_one_recording_is_kept_back_and_the_others_are_there(
    heard: Project, tmp_path: Path
) -> None:
    state(SHARED)
    folder = frozen_of(heard)
    first = Recording.objects.filter(media="audio").order_by("name")[0]
    consents_set([first], terms_from({"state": "withdrawn"}))
    told = copied(folder, tmp_path / "some")
    assert [line.partition(" (")[0] for line in told["withheld_media"]] == [first.name]
    assert "consent was taken back" in told["withheld_media"][0]
    assert media_in(tmp_path / "some")
