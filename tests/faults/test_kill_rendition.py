"""A worker dies while it makes the video for browsers: no half video is kept, and the job ends."""

import hashlib
from pathlib import Path

import av
import pytest

from tests.at_once import Prepared
from tests.faults.killing import kill_children, rows, wait_for
from tests.media.films import film

pytestmark = pytest.mark.faults
SECONDS, RATE = 20, 25
ITEM = "SELECT {} FROM jobs_jobitem i JOIN jobs_job j ON j.id = i.job_id WHERE j.project = 'films'"


def frames_in(path: Path) -> int:
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def test_worker_killed_amid_a_rendition(stack: Prepared, tmp_path: Path) -> None:
    # Browsers do not play this codec, so that a video has to be made for them.
    original = film(
        tmp_path / "talk.mp4", seconds=SECONDS, rate=RATE, size=(640, 480), codec="mpeg4"
    )
    stack.done_at_once(
        ["project", "create", "films", "--preset", "ser-soft"],
        ["ingest", "films", str(original), "--profile", "whole", "--no-wait", "--json"],
    )
    wait_for(stack, f"{ITEM.format(1)} AND i.state = 'running' AND i.stage = 'render'")
    assert kill_children(stack, "celery") >= 2
    with original.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    folder = stack.home / "media" / "recordings" / sha256[:2] / sha256
    assert folder.is_dir()
    assert not list(folder.glob("video-*"))  # nobody can be shown half of it
    wait_for(stack, f"{ITEM.format(1)} AND j.state = 'done'")
    attempts = f"{ITEM.format('i.attempts > 1')} AND i.state = 'done'"
    assert rows(stack, attempts) == [(True,)]
    (video,) = folder.glob("video-*")
    assert frames_in(video) == SECONDS * RATE
    assert not list(folder.glob(".*"))  # nor does the half of it stay on the disk
