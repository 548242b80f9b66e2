"""Processes that outlive the one that started them: told apart from strangers with the same id."""

import os
import signal
import time
from dataclasses import dataclass

import psutil

POLL_SECONDS = 0.05


@dataclass(frozen=True)
class ProcessMark:
    """A process id and when it began (seconds since 1970): ids are used again, pairs are not."""

    pid: int
    started_at: float


def mark(pid: int) -> ProcessMark:
    """Raises psutil.NoSuchProcess when there is no such process."""
    return ProcessMark(pid, psutil.Process(pid).create_time())


def alive(process: ProcessMark) -> bool:
    """Whether this very process runs; a dead one that nobody has collected yet does not."""
    try:
        found = psutil.Process(process.pid)
        same: bool = abs(found.create_time() - process.started_at) < 0.5
        return same and bool(found.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def wait_gone(process: ProcessMark, timeout_seconds: float) -> bool:
    """Wait until the process has ended; false when it still runs after the timeout."""
    deadline = time.monotonic() + timeout_seconds
    while alive(process):
        _collect(process.pid)
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    _collect(process.pid)
    return True


def send(process: ProcessMark, number: signal.Signals) -> None:
    """Signal the process if it is still the same one."""
    if alive(process):
        try:
            os.kill(process.pid, number)
        except ProcessLookupError:
            return


def send_group(process: ProcessMark, number: signal.Signals) -> None:
    """Signal the group that the process leads, if it is still the same process."""
    if alive(process):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return


def _collect(pid: int) -> None:
    """Take the exit status of a child of ours, so that it does not stay as a zombie."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return
