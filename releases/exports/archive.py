"""An export as one .zip file: the same export, the same bytes."""

import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from releases.exports import ExportOptions, release_export
from releases.storage.manifest import files_in

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a .zip can hold: a file in a release has no date of its own."""

COMPRESSED = (".parquet", ".gz", ".flac", ".mp3", ".ogg", ".mp4", ".webm", ".jpg", ".png")
LARGE_FILE = 1 << 31


def export_archive(
    folder: Path,
    format_name: str,
    rule: str | None,
    name: str,
    options: ExportOptions = ExportOptions(),  # noqa: B008 - it never changes
) -> IO[bytes]:
    """Export a release into a nameless temporary file, ready to be read; closing it deletes it.

    Everything lies in a folder `name` inside the archive. Raises as `release_export`.
    """
    with tempfile.TemporaryDirectory(prefix="emotate-export-") as temporary:
        out = Path(temporary) / name
        release_export(folder, format_name, rule, out, options)
        archive = tempfile.TemporaryFile(prefix="emotate-export-", suffix=".zip")  # noqa: SIM115 - the caller closes it
        _zip(out, archive)
    archive.seek(0)
    return archive


def _zip(folder: Path, archive: IO[bytes]) -> None:
    with zipfile.ZipFile(archive, "w") as zipped:
        for name in files_in(folder):
            path = folder / name
            entry = zipfile.ZipInfo(f"{folder.name}/{name}", EPOCH)
            entry.create_system = 3  # Unix, wherever this runs
            entry.external_attr = 0o644 << 16
            # What is packed already stays as it is; text shrinks to a tenth at the fastest level.
            packed = path.suffix not in COMPRESSED
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            entry._compresslevel = 1  # type: ignore[attr-defined]  # no other way beside a date
            large = path.stat().st_size >= LARGE_FILE
            with path.open("rb") as source, zipped.open(entry, "w", force_zip64=large) as target:
                shutil.copyfileobj(source, target, 1 << 20)
