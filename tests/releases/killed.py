"""Commands that die at a point, each in a fork of a process that has loaded them.

`multiprocessing` imports this module in its fork server, once; a process of its own for each
command would load Django and the exports anew each time.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django

django.setup()

import releases.exports  # noqa: E402  # what takes long to load
import releases.services  # noqa: E402, F401

SECONDS = 120


def die(home: Path, owner: str, name: str, when: str, words: tuple[str, ...]) -> None:
    """In the fork: run a command for this home until it calls a function, and be killed there."""
    from django.conf import settings
    from django.core.management import call_command

    settings.MEDIA_ROOT, settings.RELEASES_ROOT = home / "media", home / "releases"
    module = import_module(owner)
    original = getattr(module, name)

    def replaced(*args: Any, **options: Any) -> None:
        if when == "after":
            original(*args, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, replaced)
    call_command(*words)


def killed(
    environment: dict[str, str], home: Path, point: tuple[str, str, str], *words: str
) -> None:
    """Run a command that dies at a point: module, function, before or after."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=die, args=(home, *point, words))
    with in_environment(environment):  # which the server keeps, as it starts with the first
        process.start()
    process.join(SECONDS)
    assert process.exitcode == -signal.SIGKILL, process.exitcode


@contextmanager
def in_environment(wanted: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(wanted)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
