"""Files that come through the browser."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.errors import Refused
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.uploads import safe_name, upload_store, uploaded_source
from ingestion.models import Recording
from ingestion.samples import SAMPLES
from jobs.runner import job_run
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


def test_a_broken_upload_stays_for_another_try() -> None:
    talks = project("talks", "meld")
    upload_id, path = upload_store(SimpleUploadedFile("talk.flac", b"not sound"))
    job_run(ingest_start(project=talks, sources=[uploaded_source(upload_id)]))
    assert not Recording.objects.exists()
    assert path.exists()


@pytest.mark.parametrize("bad", ["", "..", "0" * 32, "../uploads", str(Path("/etc"))])
def test_unknown_uploads_are_refused(bad: str) -> None:
    with pytest.raises(Refused, match="not there any more"):
        uploaded_source(bad)
