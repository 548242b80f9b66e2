"""Folders that are there whole or not at all."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from releases.errors import ReleaseConflict


@contextmanager
def folder_written(folder: Path, *, durable: bool = False) -> Iterator[Path]:
    """An empty folder beside `folder` to write into; it takes its place when the block ends.

    Taking the place is one rename, after anything that was there is moved aside. When the block
    raises, nothing remains; what a killed process left is cleared by the next one. `durable`
    flushes all to disk first, so that it outlives a power cut too, and makes the files read-only.

    Raises
    ------
    ReleaseConflict: another process is writing the same folder.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name}.partial")
    lock = _locked(partial)
    try:
        _empty(partial)
        yield partial
        _put(partial, folder, durable=durable)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    finally:
        os.close(lock)


def _locked(partial: Path) -> int:
    """A descriptor that holds the folder's lock; the system frees it when the process ends."""
    while True:
        partial.mkdir(exist_ok=True)
        descriptor = os.open(partial, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise ReleaseConflict(
                f"{partial} is being written by another process; wait until it is done."
            ) from error
        if partial.exists() and partial.stat().st_ino == os.fstat(descriptor).st_ino:
            return descriptor
        os.close(descriptor)  # its writer finished and moved it away just now


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _put(partial: Path, folder: Path, *, durable: bool) -> None:
    if durable:
        for path in partial.rglob("*"):
            if path.is_file():
                path.chmod(0o444)
            _flush(path)
        _flush(partial)
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    partial.rename(folder)
    if durable:
        _flush(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
