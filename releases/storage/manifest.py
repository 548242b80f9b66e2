"""MANIFEST.jsonl: one line per file with its size, hash and rows. Its own hash is the release's id.

    {"path": "items.parquet", "bytes": 123, "sha256": "...", "rows": 45}

`rows` is there for tables only. The lines of an export also carry `release`, the id of the release
that it was made from, and the line of its items `rules`, the rule behind each question's columns.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST = "MANIFEST.jsonl"
BLOCK = 1 << 20


class ManifestError(ValueError):
    """The manifest is not there or cannot be read."""


@dataclass(frozen=True)
class Entry:
    """One file of a release or an export; `more` are further fields of its line."""

    path: str
    bytes: int
    sha256: str
    rows: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def line(self) -> str:
        """The entry as canonical JSON, so that equal entries are equal bytes."""
        body: dict[str, Any] = {"path": self.path, "bytes": self.bytes, "sha256": self.sha256}
        if self.rows is not None:
            body["rows"] = self.rows
        return canonical({**body, **self.more})


def canonical(body: Any) -> str:
    """JSON on one line, in the order given, with nothing that depends on the machine."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def file_sha256(path: Path) -> str:
    """Sha256 (hex) of a file's bytes, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def entry_of(
    folder: Path, path: str, *, rows: int | None = None, more: Mapping[str, Any] | None = None
) -> Entry:
    """The entry of a file as it lies there now."""
    file = folder / path
    return Entry(path, file.stat().st_size, file_sha256(file), rows, more or {})


def files_in(folder: Path) -> list[str]:
    """The files in a folder and its sub-folders, sorted, as a manifest names them."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
    )


def is_inside(path: str) -> bool:
    """Whether a manifest may name this path: it leads nowhere but into the folder itself."""
    parts = PurePosixPath(path).parts
    return path == "/".join(parts) and ".." not in parts and parts[:1] != ("/",) and bool(parts)


def manifest_write(folder: Path, entries: Iterable[Entry]) -> str:
    """Write the manifest, sorted by path; returns its sha256, which is the id."""
    text = "".join(f"{entry.line()}\n" for entry in sorted(entries, key=lambda entry: entry.path))
    (folder / MANIFEST).write_bytes(text.encode())
    return hashlib.sha256(text.encode()).hexdigest()


def manifest_id(folder: Path) -> str:
    """Sha256 of the manifest.

    Raises
    ------
    ManifestError: the folder has none.
    """
    try:
        return file_sha256(folder / MANIFEST)
    except OSError as error:
        raise ManifestError(f"{folder} has no {MANIFEST}: it is no release or export.") from error


def manifest_read(folder: Path) -> list[Entry]:
    """The entries of a release or an export.

    Raises
    ------
    ManifestError: there is no manifest, or a line is not an entry.
    """
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(
            f"{folder} has no readable {MANIFEST}: it is no release or export."
        ) from error
    return [_entry(line, number) for number, line in enumerate(lines, start=1)]


def _entry(line: str, number: int) -> Entry:
    try:
        body = json.loads(line)
        path, size, sha256 = body.pop("path"), body.pop("bytes"), body.pop("sha256")
        rows = body.pop("rows", None)
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise ManifestError(
            f"{MANIFEST}, line {number} is not an object with path, bytes and sha256."
        ) from error
    if not (isinstance(path, str) and isinstance(size, int) and isinstance(sha256, str)):
        raise ManifestError(f"{MANIFEST}, line {number}: path, bytes or sha256 is of another kind.")
    return Entry(path, size, sha256, rows if isinstance(rows, int) else None, body)
