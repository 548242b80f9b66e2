"""File locks between processes; the kernel drops them when their holder dies, however it dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.services.errors import ServiceError

POLL_SECONDS = 0.05


class SharedLock:
    """A lock that many processes hold at once, and that tells who is the last to let go."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def acquire(self) -> None:
        """Join the holders; a process that already has joined stays joined once."""
        if self._descriptor is None:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            self._descriptor = descriptor

    def release(self) -> bool:
        """Leave the holders; true when nobody else holds the lock."""
        if self._descriptor is None:
            return False
        descriptor, self._descriptor = self._descriptor, None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(descriptor)


@contextmanager
def exclusive(path: Path, *, timeout_seconds: float, refusal: str) -> Iterator[None]:
    """Hold ``path`` alone while the block runs.

    Raises ServiceError with the text ``refusal`` when another process keeps it for
    ``timeout_seconds``.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + timeout_seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ServiceError(refusal) from None
                time.sleep(POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)
