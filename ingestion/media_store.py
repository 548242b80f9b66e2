"""Where the files of a recording lie: one folder under its content hash."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings

from ingestion.engines.errors import EmptyFileError, UnreadableError
from ingestion.engines.store import replacing
from ingestion.engines.types import LEVELS_NAME, PEAKS_NAME, PROXY_NAME, SENSORS_NAME


def recording_folder(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "recordings" / sha256[:2] / sha256


def original_path(sha256: str, suffix: str) -> Path:
    return recording_folder(sha256) / f"original{suffix.lower()}"


def proxy_path(sha256: str) -> Path:
    return recording_folder(sha256) / PROXY_NAME


def peaks_path(sha256: str) -> Path:
    return recording_folder(sha256) / PEAKS_NAME


def levels_path(sha256: str) -> Path:
    return recording_folder(sha256) / LEVELS_NAME


def sensors_path(sha256: str) -> Path:
    return recording_folder(sha256) / SENSORS_NAME


def content_hash(path: Path) -> str:
    """sha256 of a file, read in blocks.

    Raises:
        UnreadableError, EmptyFileError: there is nothing to hash
    """
    try:
        with path.open("rb") as file:
            if not file.read(1):
                raise EmptyFileError(path, "is empty (0 bytes)")
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableError(path, f"cannot be read: {error.strerror}") from error


def store_original(path: Path, sha256: str) -> Path:
    """Copy a file to where it stays; it appears there whole or not at all."""
    target = original_path(sha256, path.suffix)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as temporary:
            shutil.copyfile(path, temporary)
    return target
