"""Private servers of a test's own, and a way to act as somebody else."""

import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.services.postgres import EmbeddedPostgres
from config.services.postgres_parts import ordinary_account, programs

HASTE = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture
def hasty() -> Callable[[Path], EmbeddedPostgres]:
    """Makes the object for a server below a folder, with settings for speed."""
    return lambda home: EmbeddedPostgres(home, HASTE)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    """A server that was never started, in a folder with a space in its name."""
    (tmp_path / "my home").mkdir(mode=0o700)
    found = EmbeddedPostgres(tmp_path / "my home", HASTE)
    yield found
    found.stop()


@pytest.fixture
def in_processes() -> Callable[..., list[int | None]]:
    """Runs functions at once, each in a process of its own; returns their exit statuses."""

    def act(*functions: Callable[[], object]) -> list[int | None]:
        context = multiprocessing.get_context("fork")
        processes = [context.Process(target=function) for function in functions]
        for process in processes:
            process.start()
        for process in processes:
            process.join(120)
        return [process.exitcode for process in processes]

    return act


@pytest.fixture
def as_ordinary_user(
    in_processes: Callable[..., list[int | None]],
) -> Iterator[Callable[[Callable[[Path], object]], None]]:
    """Runs a function, given a folder of its own, in a process of an ordinary user.

    For root that is a fork that gives up root, as other accounts may not be able to read the
    interpreter; the test is skipped where they cannot read PostgreSQL's programs either.
    """
    with tempfile.TemporaryDirectory(prefix="emotate ordinary-") as name:

        def act(function: Callable[[Path], object]) -> None:
            entry = ordinary_account() if os.geteuid() == 0 else None
            if entry:
                os.chown(name, entry.pw_uid, entry.pw_gid)

            def child() -> None:
                if entry:
                    os.setgroups([])
                    os.setgid(entry.pw_gid)
                    os.setuid(entry.pw_uid)
                function(Path(name))

            assert in_processes(child) == [0]

        if os.geteuid() == 0 and not _open_to_all(programs()):
            pytest.skip(f"{programs()} is closed to ordinary users")
        yield act


def _open_to_all(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))
