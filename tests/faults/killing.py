"""What tests of faults do to a stack, and what they ask its database."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psutil
import psycopg

from bench.stack import Stack
from config.services.postgres import EmbeddedPostgres


def rows(stack: Stack, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(EmbeddedPostgres(stack.home).dsn()) as connection:
        return connection.execute(query).fetchall()  # type: ignore[call-overload, no-any-return]


def project_of(slug: str) -> str:
    """The id of a project, for a query."""
    return f"(SELECT id FROM annotation_project WHERE slug = '{slug}')"


def kill_children(stack: Stack, word: str) -> int:
    """SIGKILL everything below the supervisor whose command line has the word."""
    assert stack.process is not None
    killed = 0
    for child in psutil.Process(stack.process.pid).children(recursive=True):
        with suppress(psutil.Error, ProcessLookupError):  # some die between list and look
            if word in " ".join(child.cmdline()):
                os.kill(child.pid, signal.SIGKILL)
                killed += 1
    return killed


def wait_for(stack: Stack, query: str) -> None:
    wait_until(lambda: bool(rows(stack, query)))


def wait_until(true: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
