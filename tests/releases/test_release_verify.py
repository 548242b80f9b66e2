"""Verification finds what is not as it was written, and names it."""

import json
import shutil
from pathlib import Path

import pytest

from releases.errors import ReleaseRefused
from releases.exports import release_export
from releases.models import Release
from releases.storage.manifest import entry_of, manifest_write
from releases.verify import folder_verify, release_verify


def damage(path: Path) -> None:
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_release_and_its_exports_are_as_they_were_written(
    frozen: Path, release: Release, tmp_path: Path
) -> None:
    found = release_verify(release)
    assert (found.faults, found.kind, found.files, found.rows) == (
        [],
        "release",
        14,
        4 + 6 + 1 + 3 + 1,
    )
    assert found.release_id == release.manifest_sha256
    for name in ("parquet", "csv", "jsonl"):
        release_export(frozen, name, None, tmp_path / name)
        found = folder_verify(tmp_path / name)
        assert (found.faults, found.kind, found.rows) == ([], "export", 4 + 6 + 3 + 1)
        assert found.release_id == release.manifest_sha256


def test_a_flipped_byte_is_found_in_each_file(frozen: Path, tmp_path: Path) -> None:
    for path in sorted(frozen.iterdir()):
        if path.name == "MANIFEST.jsonl":
            continue  # the database knows its hash: see the next test
        copy = tmp_path / path.name / "copy"
        shutil.copytree(frozen, copy, copy_function=shutil.copyfile)
        damage(copy / path.name)
        assert any(fault.startswith(f"{path.name}: sha256") for fault in folder_verify(copy).faults)


def test_a_changed_manifest_is_found_by_the_database(frozen: Path, release: Release) -> None:
    manifest = frozen / "MANIFEST.jsonl"
    manifest.chmod(0o644)
    readme = frozen / "README.md"
    readme.chmod(0o644)
    readme.write_text("another card")
    names = [path.name for path in frozen.iterdir() if path.name != manifest.name]
    rows = {line["path"]: line.get("rows") for line in map(json.loads, manifest.open())}
    manifest_write(frozen, [entry_of(frozen, name, rows=rows[name]) for name in names])
    assert folder_verify(frozen).faults == []
    faults = " ".join(release_verify(release).faults)
    assert release.manifest_sha256 in faults
    assert "were recorded" in faults


def test_missing_added_and_short_files_are_named(frozen: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(frozen, copy, copy_function=shutil.copyfile)
    (copy / "items.parquet").unlink()
    (copy / "notes.txt").write_text("new")
    ratings = copy / "ratings.parquet"
    ratings.chmod(0o644)
    ratings.write_bytes(ratings.read_bytes()[:-9])
    faults = folder_verify(copy).faults
    assert "items.parquet: the file is missing" in faults
    assert "notes.txt: was not there when the manifest was written" in faults
    assert any(f.startswith("ratings.parquet:") and "bytes; the manifest says" in f for f in faults)
    assert any(f.startswith("ratings.parquet: cannot be read as a table") for f in faults)


@pytest.mark.parametrize("name", ["parquet", "csv", "jsonl"])
def test_a_wrong_count_of_rows_is_found(frozen: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    release_export(frozen, name, None, out)
    lines = [json.loads(line) for line in (out / "MANIFEST.jsonl").read_text().splitlines()]
    for line in lines:
        if line["path"].startswith("ratings."):
            line["rows"] += 1
    (out / "MANIFEST.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert folder_verify(out).faults == [f"ratings.{name}: 6 rows; the manifest says 7"]


def test_a_manifest_that_leads_outside_or_is_broken_is_a_fault(tmp_path: Path) -> None:
    outside = {"path": "../secret", "bytes": 1, "sha256": "0"}
    (tmp_path / "MANIFEST.jsonl").write_text(json.dumps(outside) + "\n")
    assert folder_verify(tmp_path).faults == [
        "../secret: the manifest names a file outside the folder"
    ]
    (tmp_path / "MANIFEST.jsonl").write_text('{"path": "x"}\n')
    assert (
        "line 1 is not an object with path, bytes and sha256" in folder_verify(tmp_path).faults[0]
    )


def test_what_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseRefused, match="no MANIFEST"):
        folder_verify(tmp_path)
    with pytest.raises(ReleaseRefused, match="is no folder"):
        folder_verify(tmp_path / "nowhere")


def test_a_lost_folder_is_a_fault_of_its_release(frozen: Path, release: Release) -> None:
    shutil.rmtree(frozen)
    (fault,) = release_verify(release).faults
    assert fault.startswith("MANIFEST.jsonl is missing")
