"""Releases that a worker makes: how far they are, called off, refused, after a killed worker."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from accounts.models import Role, User
from annotation.models import Project
from jobs import services
from jobs.models import ItemState, Job, JobState
from jobs.runner import job_run
from jobs.services import job_cancel
from releases.errors import ReleaseConflict, ReleaseRefused
from releases.models import Release
from releases.services import release_folder, release_freeze, release_start
from releases.services.steps import STARTS, Step, Steps
from releases.verify import release_verify
from tests.releases.makers import soft_project

pytestmark = pytest.mark.django_db(transaction=True)
MAKINGS = "/api/projects/soft/release-makings/"


@pytest.fixture
def soft(transactional_db: None) -> Project:
    return soft_project()


@pytest.fixture
def client(soft: Project) -> Client:
    client = Client()
    client.force_login(User.objects.create(username="ada", role=Role.ADMIN))
    return client


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own, and no worker but the test."""
    settings.RELEASES_ROOT = tmp_path / "releases"
    monkeypatch.setattr(services, "wake", lambda *_: None)


def test_a_worker_makes_it_and_says_so(soft: Project, client: Client) -> None:
    job = release_start(project=soft, tag="1.0")
    (waiting,) = client.get(MAKINGS).json()
    assert (waiting["id"], waiting["tag"], waiting["state"]) == (str(job.pk), "1.0", "pending")
    job_run(job)
    job.refresh_from_db()
    release = Release.objects.get()
    assert (job.state, job.message) == (JobState.DONE, "soft@1.0, version 1.0.0")
    assert job.items.get().result["id"] == release.manifest_sha256
    assert release_verify(release).faults == []
    assert client.get(MAKINGS).json() == []


def test_it_tells_how_far_it_is(soft: Project) -> None:
    heard: list[tuple[str, float]] = []
    release_freeze(project=soft, tag="1.0", report=lambda *told: heard.append(told))
    order = list(Step)
    assert [step for step, _ in heard] == sorted((s for s, _ in heard), key=order.index)
    assert {step for step, _ in heard} == set(order)
    parts = [part for _, part in heard]
    assert parts == sorted(parts)
    assert 0 < parts[0] < parts[-1] < 1


def test_steps_follow_each_other() -> None:
    heard: list[float] = []
    steps = Steps(lambda _, progress: heard.append(progress))
    for step in Step:
        steps.at(step)
        steps.at(step, 1.0)
    assert heard[1:-1:2] == heard[2::2]
    assert (heard[0], heard[-1]) == (0.0, 1.0)
    assert list(STARTS) == list(Step)


def test_what_is_called_off_leaves_nothing(
    soft: Project, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = release_start(project=soft, tag="1.0")

    def called_off(*_: Any) -> None:
        with ThreadPoolExecutor(1) as elsewhere:  # as by a request: on another connection
            elsewhere.submit(lambda: job_cancel(job=Job.objects.get())).result()
            elsewhere.submit(connections.close_all).result()

    monkeypatch.setattr("releases.services.freeze.splits_write", called_off)
    job_run(job)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not Release.objects.exists()
    folder = release_folder("soft", "1.0")
    assert not folder.parent.exists() or list(folder.parent.iterdir()) == []
    assert client.get(MAKINGS).json() == []


@pytest.mark.parametrize("step", list(Step))
def test_whatever_fails_leaves_nothing_and_the_connection_usable(soft: Project, step: Step) -> None:
    def fails(at: str, _: float) -> None:
        if at == step:
            raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space left"):
        release_freeze(project=soft, tag="1.0", report=fails)
    assert not Release.objects.exists()
    assert not release_folder("soft", "1.0").exists()
    assert release_verify(release_freeze(project=soft, tag="1.0")).faults == []


def test_a_full_disk_while_tables_are_written_ends_the_reading(
    soft: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("no space left on device")

    for where in (
        "releases.services.freeze.word_tables",
        "pyarrow.parquet.ParquetWriter.write_table",
    ):
        with monkeypatch.context() as patched:
            patched.setattr(where, full)
            with pytest.raises(OSError, match="no space left"):
                release_freeze(project=soft, tag="1.0")
    assert release_verify(release_freeze(project=soft, tag="1.0")).faults == []


def test_the_page_can_call_it_off(soft: Project, client: Client) -> None:
    job = release_start(project=soft, tag="1.0")
    assert client.post(f"{MAKINGS}{job.pk}/cancel/").status_code == 204
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    again = client.post(f"{MAKINGS}{job.pk}/cancel/")
    assert (again.status_code, again.json()["message"]) == (409, "This job is cancelled already.")
    other = Job.objects.create(kind="ingest", label="another", project="soft")
    assert client.post(f"{MAKINGS}{other.pk}/cancel/").status_code == 404


def leaks(*_: Any) -> None:
    raise ReleaseRefused("two splits share a speaker")


def test_what_is_wrong_is_said_at_once_or_later(
    soft: Project, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = release_start(project=soft, tag="1.0")
    with pytest.raises(ReleaseConflict, match="is being made already"):
        release_start(project=soft, tag="1.0")
    with pytest.raises(ReleaseRefused):
        release_start(project=soft, tag="a/b")
    release_start(project=soft, tag="2.0")  # another one may wait for its turn
    monkeypatch.setattr("releases.services.freeze.splits_write", leaks)
    job_run(job)
    assert job.items.get().state == ItemState.FAILED
    failed, waiting = client.get(MAKINGS).json()
    assert (failed["tag"], failed["state"]) == ("1.0", "failed")
    assert failed["message"] == "two splits share a speaker"
    assert (waiting["tag"], waiting["state"]) == ("2.0", "pending")


def test_what_was_tried_again_is_told_once(
    soft: Project, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = release_start(project=soft, tag="1.0")
    with monkeypatch.context() as patched:
        patched.setattr("releases.services.freeze.splits_write", leaks)
        job_run(job)
    assert [each["state"] for each in client.get(MAKINGS).json()] == ["failed"]
    again = release_start(project=soft, tag="1.0")
    assert [each["state"] for each in client.get(MAKINGS).json()] == ["pending"]
    job_run(again)
    assert client.get(MAKINGS).json() == []


def test_a_worker_that_died_after_the_release_has_made_it(soft: Project) -> None:
    job = release_start(project=soft, tag="1.0")
    release = release_freeze(project=soft, tag="1.0")
    job_run(job)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert job.items.get().result["id"] == release.manifest_sha256
