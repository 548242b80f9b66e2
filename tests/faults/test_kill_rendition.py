"""A worker dies while it makes the video for browsers: no half video is kept, and the job ends."""

from pathlib import Path

import av

from bench.stack import Stack
from tests.faults.test_kill import (  # noqa: F401  # the fixture is asked for by name
    kill_children,
    pytestmark,
    rows,
    run,
    stack,
    wait_for,
)
from tests.media.films import film

SECONDS, RATE = 40, 25


def frames_in(path: Path) -> int:
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def test_worker_killed_amid_a_rendition(stack: Stack, tmp_path: Path) -> None:  # noqa: F811
    # Browsers do not play this codec, so that a video has to be made for them.
    original = film(
        tmp_path / "talk.mp4", seconds=SECONDS, rate=RATE, size=(640, 480), codec="mpeg4"
    )
    run(stack, "project", "create", "films", "--preset", "ser-soft")
    run(stack, "ingest", "films", str(original), "--profile", "whole", "--no-wait", "--json")
    wait_for(stack, "SELECT 1 FROM jobs_jobitem WHERE state = 'running' AND stage = 'render'")
    assert kill_children(stack, "celery") >= 2
    folder = next((stack.home / "media" / "recordings").glob("*/*"))
    assert not list(folder.glob("video-*"))  # nobody can be shown half of it
    wait_for(stack, "SELECT 1 FROM jobs_job WHERE kind = 'ingest' AND state = 'done'")
    assert rows(stack, "SELECT attempts > 1 FROM jobs_jobitem WHERE state = 'done'") == [(True,)]
    (video,) = folder.glob("video-*")
    assert frames_in(video) == SECONDS * RATE
    assert not list(folder.glob(".*"))  # nor does the half of it stay on the disk
