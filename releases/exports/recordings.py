"""The recordings of a release: what is known of them, where they lie, and how an export has them.

An export holds a recording only where somebody asked for it, takes it from the store by its hash,
and names each one that is not there.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingestion.media_store import recording_folder
from ingestion.models import Consent, ConsentState
from releases.contents.consent import COLUMN, PERMITS, withheld_because
from releases.exports.context import Export
from releases.frozen import FrozenRelease
from releases.storage.manifest import file_sha256

MEDIA_FOLDER = "media"
BLOCK = 1 << 20
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
"""Endings by which a picture is told where the release has no table of recordings."""
CHANGED = "has other content in the store than was released"
UNSAFE = re.compile(r"[\x00-\x1f/\\:*?\"<>|]")


class Recordings:
    """The recordings of a release by their hash, in the order of their names."""

    def __init__(self, frozen: FrozenRelease) -> None:
        self.rows = {row["media_sha256"]: row for row in _rows(frozen)}
        self._names = _unique({sha256: row["file"] for sha256, row in self.rows.items()})
        self._stems = _unique({sha256: row["media"] for sha256, row in self.rows.items()})
        found = Consent.objects.filter(recording__sha256__in=list(self.rows))
        self._consents = {one.recording.sha256: one for one in found.select_related("recording")}

    def consent_of(self, sha256: str) -> tuple[str, list[str]]:
        """State and permissions: what is said now, and else what was said at the release.

        Who took consent back is heard also where a release is older.
        """
        live, row = self._consents.get(sha256), self.rows[sha256]
        if live is not None:
            return live.state, live.permits
        return row.get(COLUMN) or ConsentState.UNKNOWN, row.get(PERMITS) or []

    def name_of(self, sha256: str) -> str:
        """A file name that no other recording of the release has."""
        return self._names[sha256]

    def stem_of(self, sha256: str) -> str:
        """The same without the ending, which no other recording has either."""
        return self._stems[sha256]

    def row_of(self, sha256: str) -> dict[str, Any]:
        """What recordings.parquet says of one; older layouts know its name alone."""
        return self.rows[sha256]


def stored(sha256: str) -> Path | None:
    """The original in the store, None where it is not (any more)."""
    return next(iter(sorted(recording_folder(sha256).glob("original*"))), None)


def recording_placed(export: Export, recordings: Recordings, sha256: str) -> str | None:
    """Put a recording where the export has them; returns its path in the export.

    None where the export holds no recordings, or this one is missing or may not be handed on: then
    the report names it.
    A second call for the same recording does nothing more.
    """
    mode = export.chosen.media
    if mode == "none" or sha256 in export.report.missing_media:
        return None
    if withheld(export, recordings, sha256):
        return None
    path = f"{MEDIA_FOLDER}/{recordings.name_of(sha256)}"
    target = export.folder / path
    if target.is_symlink() or target.exists():
        return path
    original = stored(sha256)
    if original is None:
        missing(export, recordings, sha256, "is not in the store of recordings")
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    if mode == "link":
        target.symlink_to(original.absolute())
    elif not _copied(original, target, sha256):
        missing(export, recordings, sha256, CHANGED)
        return None
    return path


def original_checked(export: Export, recordings: Recordings, sha256: str) -> Path | None:
    """The original in the store, if its content is what was released and may be handed on; else it
    is noted."""
    if withheld(export, recordings, sha256):
        return None
    original = stored(sha256)
    if original is None:
        missing(export, recordings, sha256, "is not in the store of recordings")
    elif file_sha256(original) != sha256:
        missing(export, recordings, sha256, CHANGED)
        return None
    return original


def withheld(export: Export, recordings: Recordings, sha256: str) -> bool:
    """Whether consent keeps a recording back; the report says so, or that nobody knows of any."""
    name, (state, permits) = recordings.row_of(sha256)["file"], recordings.consent_of(sha256)
    required = bool(export.frozen.project.get("contents", {}).get("require_consent"))
    if why := withheld_because(state, permits, required=required):
        export.report.withheld_media[sha256] = f"{name} (sha256 {sha256}): {why}; left out"
        return True
    if state == ConsentState.UNKNOWN:
        export.report.consent_unknown[sha256] = name
    return False


def missing(export: Export, recordings: Recordings, sha256: str, why: str) -> None:
    """Note that a recording cannot be in the export."""
    name = recordings.row_of(sha256)["file"]
    export.report.missing_media[sha256] = f"{name} (sha256 {sha256}) {why}: left out"


def _copied(original: Path, target: Path, sha256: str) -> bool:
    """Copy a file; False, and nothing there, where its content has another hash."""
    digest = hashlib.sha256()
    with original.open("rb") as source, target.open("wb") as file:
        while block := source.read(BLOCK):
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != sha256:
        target.unlink()
        return False
    return True


def _rows(frozen: FrozenRelease) -> Iterator[dict[str, Any]]:
    if (frozen.folder / "recordings.parquet").is_file():
        for table in frozen.tables("recordings.parquet"):
            yield from table.to_pylist()
        return
    with pq.ParquetFile(frozen.folder / "items.parquet") as file:
        items = file.read(["media_sha256", "media"])
    known = items.filter(pc.is_valid(items["media_sha256"])).group_by(["media_sha256", "media"])
    rows = known.aggregate([]).to_pylist()
    for row in sorted(rows, key=lambda row: (row["media"], row["media_sha256"])):
        original = stored(row["media_sha256"])
        suffix = original.suffix if original else ""
        kind = {"kind": "image"} if suffix.lower() in PICTURES else {}
        yield {**row, **kind, "file": row["media"] + suffix}


def _unique(names: dict[str, str]) -> dict[str, str]:
    """Names without signs that some system refuses, told apart by the hash where alike."""
    plain = {sha256: UNSAFE.sub("_", name) for sha256, name in names.items()}
    often = Counter(name.casefold() for name in plain.values())
    return {
        sha256: name if often[name.casefold()] == 1 else _told_apart(name, sha256)
        for sha256, name in plain.items()
    }


def _told_apart(name: str, sha256: str) -> str:
    path = Path(name)
    return f"{path.stem}-{sha256[:8]}{path.suffix}"
