"""Files that come through the browser."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import Refused
from accounts.models import User
from annotation.imports import Reading
from annotation.services.imports.job import import_start
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.uploads import safe_name, upload_store, uploaded_source
from annotation.tasks import clear_uploads
from ingestion.models import Recording
from ingestion.samples import SAMPLES
from jobs.runner import job_run
from jobs.services import job_retry
from tests.cast import project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("talk.wav", "talk.wav"),
        ("../../etc/passwd", "passwd"),
        ("C:\\sounds\\talk.wav", "talk.wav"),
        (".hidden", "hidden"),
        ("Ünï cödé.flac", "Ünï cödé.flac"),
        ("a:b\n.wav", "a_b_.wav"),
        ("", "upload"),
    ],
)
def test_names_cannot_leave_their_folder(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_an_upload_is_taken_in_and_its_copy_goes() -> None:
    talks = project("talks", "meld")
    content = SAMPLES[0].media.read_bytes()
    upload_id, path = upload_store(SimpleUploadedFile("talk.flac", content))
    assert path.read_bytes() == content
    job_run(ingest_start(project=talks, sources=[uploaded_source(upload_id)]))
    assert Recording.objects.get().name == "talk.flac"
    assert not path.parent.exists()


def test_a_broken_upload_goes_at_once_and_another_try_says_so() -> None:
    talks = project("talks", "meld")
    upload_id, path = upload_store(SimpleUploadedFile("talk.flac", b"not sound"))
    job = ingest_start(project=talks, sources=[uploaded_source(upload_id)])
    job_run(job)
    assert not Recording.objects.exists()
    assert "talk.flac" in job.items.get().error
    assert not path.parent.exists()
    job_run(job_retry(job=job))
    assert job.items.get().error == "talk.flac is not on the server any more; upload it again."


def test_an_upload_that_breaks_off_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = SimpleUploadedFile("talk.flac", b"half")

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise OSError("No space left on device")

    monkeypatch.setattr(file, "chunks", broken)
    before = set(Path(settings.UPLOADS_ROOT).iterdir())
    with pytest.raises(OSError, match="No space left"):
        upload_store(file)
    assert set(Path(settings.UPLOADS_ROOT).iterdir()) == before


def aged(path: Path, days: float) -> None:
    then = time.time() - days * 86_400
    os.utime(path.parent, (then, then))


def test_uploads_that_nobody_used_go_after_their_time() -> None:
    talks = project("talks", "meld")
    paths = {}
    for name in ("old", "asked-for", "young", "queued", "queued-table"):
        upload_id, paths[name] = upload_store(SimpleUploadedFile(f"{name}.csv", b"item\na\n"))
        source = uploaded_source(upload_id)
        if name == "queued":
            ingest_start(project=talks, sources=[source])
        if name == "queued-table":
            import_start(
                project=talks, upload_ids=[upload_id], kind="items", reading=Reading(),
                dry_run=True, by=User.objects.create(username="r", role="researcher"),
            )  # fmt: skip
        aged(paths[name], days=6.9 if name == "young" else 7.1)
        if name == "asked-for":
            uploaded_source(upload_id)
    clear_uploads()
    there = {name for name, path in paths.items() if path.exists()}
    assert there == {"asked-for", "young", "queued", "queued-table"}


@pytest.mark.parametrize("bad", ["", "..", "0" * 32, "../uploads", str(Path("/etc"))])
def test_unknown_uploads_are_refused(bad: str) -> None:
    with pytest.raises(Refused, match="not there any more"):
        uploaded_source(bad)
