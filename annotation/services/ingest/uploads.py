"""Files that arrive through the browser, until a job has taken them in.

What was taken in goes at once, as does what came broken or only in part. What nobody used goes
with `uploads_expire`.
"""

import os
import re
import shutil
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from annotation.errors import AnnotationRefused
from annotation.services.ingest.sources import Source
from jobs.models import JobItem
from jobs.services import OPEN_JOBS


def upload_store(file: "UploadedFile[bytes]") -> tuple[str, Path]:
    """Keep an uploaded file under an id of its own. Returns the id and the path."""
    upload_id = uuid.uuid4().hex
    folder = Path(settings.UPLOADS_ROOT) / upload_id
    folder.mkdir(parents=True)
    target = folder / safe_name(file.name or "")
    partial = target.with_name(f".{target.name}.part")
    try:
        with partial.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        partial.rename(target)
    except BaseException:
        upload_forget(partial)
        raise
    return upload_id, target


def upload_forget(path: Path) -> None:
    """Remove an upload, which lies in a folder of its own."""
    shutil.rmtree(path.parent, ignore_errors=True)


def safe_name(name: str) -> str:
    """The last part of a name, without what a file system or a shell could misread."""
    last = Path(name.replace("\\", "/")).name
    return re.sub(r"[\x00-\x1f/:]", "_", last).lstrip(".")[-200:] or "upload"


def uploaded_source(upload_id: str) -> Source:
    """An upload as a source of an ingest; to ask for it puts off its end.

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
    os.utime(folder)
    return Source(files[0], files[0].name, is_upload=True)


def uploads_expire(*, now: datetime) -> int:
    """Remove uploads that were last asked for too long ago and that no open job names; how many."""
    root = Path(settings.UPLOADS_ROOT)
    before = (now - timedelta(days=settings.UPLOADS_KEPT_DAYS)).timestamp()
    old = [path for path in root.iterdir() if path.is_dir() and path.stat().st_mtime < before]
    named = set(_named_by_open_jobs(root)) if old else set()
    gone = [path for path in old if path.name not in named]
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)
    return len(gone)


def _named_by_open_jobs(root: Path) -> Iterator[str]:
    """The ids of uploads among the parameters of jobs that are not over."""
    items = JobItem.objects.filter(job__state__in=OPEN_JOBS)
    for params in items.values_list("params", flat=True).iterator():
        for text in _texts(list(params.values())):
            path = Path(text)
            if path.is_relative_to(root) and path != root:
                yield path.relative_to(root).parts[0]


def _texts(values: list[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _texts(value)
