"""An export as one .zip file: the same export, the same bytes."""

import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from releases.exports import release_export

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a .zip can hold: a file in a release has no date of its own."""

LARGE_FILE = 1 << 31


def export_archive(folder: Path, format_name: str, rule: str | None, name: str) -> IO[bytes]:
    """Export a release into a nameless temporary file, ready to be read; closing it deletes it.

    Everything lies in a folder `name` inside the archive. Raises as `release_export`.
    """
    with tempfile.TemporaryDirectory(prefix="emotate-export-") as temporary:
        out = Path(temporary) / name
        release_export(folder, format_name, rule, out)
        archive = tempfile.TemporaryFile(prefix="emotate-export-", suffix=".zip")  # noqa: SIM115 - the caller closes it
        _zip(out, archive)
    archive.seek(0)
    return archive


def _zip(folder: Path, archive: IO[bytes]) -> None:
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.name}", EPOCH)
            entry.create_system = 3  # Unix, wherever this runs
            entry.external_attr = 0o644 << 16
            # Parquet is compressed already; text shrinks to a tenth at the fastest level.
            packed = path.suffix != ".parquet"
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            entry._compresslevel = 1  # type: ignore[attr-defined]  # no other way beside a date
            large = path.stat().st_size >= LARGE_FILE
            with path.open("rb") as source, zipped.open(entry, "w", force_zip64=large) as target:
                shutil.copyfileobj(source, target, 1 << 20)
