"""Files that take their place whole, or not at all, also when their writer is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ingestion.engines import store
from ingestion.engines.store import replacing

WRITER = """
import sys, time
from pathlib import Path
from ingestion.engines.store import replacing

with replacing(Path(sys.argv[1])) as partial:
    partial.write_text("half")
    print("half", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def writer(tmp_path: Path) -> subprocess.Popen[str]:
    """A process that has written half of a file."""
    started = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "film.mp4")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "half\n"
    return started


def test_a_killed_writer_leaves_no_half_file_for_long(
    writer: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = tmp_path / "film.mp4"
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    assert not film.exists()
    assert len(list(tmp_path.iterdir())) == 1  # hidden, under a name of its own
    monkeypatch.setattr(store, "FRESH_SECONDS", 0.0)
    with replacing(film) as partial:
        partial.write_text("whole")
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    assert film.read_text() == "whole"


def test_a_writer_that_lives_is_left_alone(
    writer: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "FRESH_SECONDS", 0.0)
    film = tmp_path / "film.mp4"
    with replacing(film) as partial:
        partial.write_text("whole")
    assert film.read_text() == "whole"
    left = [path for path in tmp_path.iterdir() if path != film]
    assert [path.read_text() for path in left] == ["half"]
    writer.kill()
    writer.wait()


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), replacing(tmp_path / "film.mp4") as partial:
        partial.write_text("half")
        raise RuntimeError("the disk is full")
    assert list(tmp_path.iterdir()) == []


def test_a_file_may_be_read_as_any_other_and_the_mask_is_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.touch()
    monkeypatch.setattr(os, "umask", None)
    with replacing(tmp_path / "film.mp4") as partial:
        partial.write_text("whole")
    assert (tmp_path / "film.mp4").stat().st_mode == other.stat().st_mode
