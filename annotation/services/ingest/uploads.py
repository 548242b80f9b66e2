"""Files that arrive through the browser, until an ingest has taken them in."""

import re
import shutil
import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from annotation.errors import AnnotationRefused
from annotation.services.ingest.sources import Source


def upload_store(file: "UploadedFile[bytes]") -> tuple[str, Path]:
    """Keep an uploaded file under an id of its own. Returns the id and the path."""
    upload_id = uuid.uuid4().hex
    folder = Path(settings.UPLOADS_ROOT) / upload_id
    folder.mkdir(parents=True)
    target = folder / safe_name(file.name or "")
    partial = target.with_name(f".{target.name}.part")
    with partial.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    partial.rename(target)
    return upload_id, target


def upload_forget(path: Path) -> None:
    """Remove an upload, which lies in a folder of its own."""
    shutil.rmtree(path.parent, ignore_errors=True)


def safe_name(name: str) -> str:
    """The last part of a name, without what a file system or a shell could misread."""
    last = Path(name.replace("\\", "/")).name
    return re.sub(r"[\x00-\x1f/:]", "_", last).lstrip(".")[-200:] or "upload"


def uploaded_source(upload_id: str) -> Source:
    """An upload as a source of an ingest.

    Raises:
        AnnotationRefused: there is none of this id
    """
    folder = Path(settings.UPLOADS_ROOT) / upload_id
    files = (
        [p for p in folder.iterdir() if not p.name.startswith(".")]
        if re.fullmatch(r"[0-9a-f]{32}", upload_id) and folder.is_dir()
        else []
    )
    if not files:
        raise AnnotationRefused(f"Upload '{upload_id}' is not there any more; upload it again.")
    return Source(files[0], files[0].name, is_upload=True)
