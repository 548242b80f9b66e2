"""Prove that a release or an export is as it was written: every file, byte, hash and row."""

from dataclasses import dataclass, field
from pathlib import Path

from releases.errors import ReleaseRefused
from releases.exports.tables import TABLES
from releases.models import Release
from releases.services import release_folder
from releases.storage.manifest import (
    MANIFEST,
    Entry,
    ManifestError,
    file_sha256,
    files_in,
    is_inside,
    manifest_id,
    manifest_read,
)


@dataclass
class Verification:
    """What was looked at and each fault that was found; no fault means that all is as written.

    kind: "release" or "export". release_id: the sha256 of a release's manifest; an export names
        the release that it was made from.
    """

    target: str
    kind: str = "release"
    release_id: str = ""
    files: int = 0
    rows: int = 0
    bytes: int = 0
    faults: list[str] = field(default_factory=list)


def folder_verify(folder: Path) -> Verification:
    """Check a folder against its own manifest; needs no database.

    Raises
    ------
    ReleaseRefused: there is no such folder, or it has no manifest at all.
    """
    if not folder.is_dir():
        raise ReleaseRefused(
            f"'{folder}' is no folder. Name a release as PROJECT@TAG, or the folder of one or of "
            "an export."
        )
    if not (folder / MANIFEST).is_file():
        raise ReleaseRefused(f"{folder} has no {MANIFEST}: it is no release and no export.")
    found = Verification(str(folder), release_id=manifest_id(folder))
    try:
        entries = manifest_read(folder)
    except ManifestError as error:
        found.faults.append(str(error))
        return found
    _read_kind(found, entries)
    for entry in entries:
        _check(found, folder, entry)
    _check_names(found, folder, entries)
    return found


def release_verify(release: Release) -> Verification:
    """Check a release's files, and that its id, size and counts are those that were recorded."""
    name = f"{release.project.slug}@{release.tag}"
    folder = release_folder(release.project.slug, release.tag)
    if not (folder / MANIFEST).is_file():
        return Verification(name, faults=[f"{MANIFEST} is missing: there is none in {folder}"])
    found = folder_verify(folder)
    found.target = name
    if found.release_id != release.manifest_sha256:
        found.faults.append(
            f"{MANIFEST} has sha256 {found.release_id}; the release is {release.manifest_sha256}"
        )
    if found.bytes != release.bytes:
        found.faults.append(f"files have {found.bytes} bytes; {release.bytes} were recorded")
    return found


def _read_kind(found: Verification, entries: list[Entry]) -> None:
    """An export's lines carry the id of its release, all the same one."""
    sources = {entry.more.get("release") for entry in entries}
    if sources == {None} or not entries:
        return
    found.kind = "export"
    if len(sources) > 1:
        found.faults.append(f"{MANIFEST}: its lines name more than one release")
    found.release_id = str(next(iter(sorted(map(str, sources)))))


def _check(found: Verification, folder: Path, entry: Entry) -> None:
    path = folder / entry.path
    if not is_inside(entry.path):
        found.faults.append(f"{entry.path}: the manifest names a file outside the folder")
        return
    if not path.is_file():
        found.faults.append(f"{entry.path}: the file is missing")
        return
    size = path.stat().st_size
    found.files += 1
    found.bytes += size
    if size != entry.bytes:
        found.faults.append(f"{entry.path}: {size} bytes; the manifest says {entry.bytes}")
    sha256 = file_sha256(path)
    if sha256 != entry.sha256:
        found.faults.append(f"{entry.path}: sha256 {sha256}; the manifest says {entry.sha256}")
    if entry.rows is not None:
        _check_rows(found, path, entry)


def _check_rows(found: Verification, path: Path, entry: Entry) -> None:
    counted = next((f.rows for f in TABLES.values() if path.suffix == f".{f.suffix}"), None)
    if counted is None:
        found.faults.append(f"{entry.path}: rows are counted, but this is no table known here")
        return
    try:
        rows = counted(path)
    except (OSError, ValueError) as error:  # Arrow's errors are among these
        found.faults.append(f"{entry.path}: cannot be read as a table ({error})")
        return
    found.rows += rows
    if rows != entry.rows:
        found.faults.append(f"{entry.path}: {rows} rows; the manifest says {entry.rows}")


def _check_names(found: Verification, folder: Path, entries: list[Entry]) -> None:
    listed = [entry.path for entry in entries]
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        found.faults.append(f"{name}: the manifest names it twice")
    for path in files_in(folder):
        if path not in listed and path != MANIFEST:
            found.faults.append(f"{path}: was not there when the manifest was written")
