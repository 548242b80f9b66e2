"""A whole Emotate of its own, with a private home, for benchmarks and tests of the whole."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 120
STOP_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def private_home() -> Iterator[Path]:
    """A folder for EMOTATE_HOME, gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="emotate-stack-"))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


class Stack:
    """`emotate up` (or `emotate demo`) for one home, as a user would start it."""

    def __init__(
        self,
        home: Path,
        *,
        port: int | None = None,
        command: str = "up",
        services: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`services`: DATABASE_URL and CELERY_BROKER_URL, for what should not be embedded."""
        self.home = home
        self.command = command
        self.services = services
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What every command for this home needs, and nothing of a caller's own services."""
        ours = {k: v for k, v in os.environ.items() if k not in SERVICES}
        return ours | {"EMOTATE_HOME": str(self.home), **self.services}

    def start(self) -> None:
        """Start it and wait until it answers. Raises RuntimeError with its last words."""
        log = self.home / "up.log"
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), self.command, "--port", str(self.port)],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"emotate up did not come up: {log.read_text()[-2000:]}")
            time.sleep(0.2)

    def answers(self) -> bool:
        """Whether the web server answers now."""
        try:
            with urllib.request.urlopen(f"{self.url}/api/session/", timeout=5):  # noqa: S310
                return True
        except OSError:
            return False

    def stop(self) -> int:
        """End it as Ctrl-C does; returns the exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=STOP_SECONDS)
        self.process = None
        return status

    def kill(self) -> None:
        """SIGKILL the supervisor, as a machine out of memory would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=STOP_SECONDS)
            self.process = None
            deadline = time.monotonic() + STOP_SECONDS
            while self.answers() and time.monotonic() < deadline:
                time.sleep(0.1)  # the web server is told by the kernel, and ends by itself

    def emotate(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run an `emotate` command for this home."""
        return subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )


SERVICES = ("DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE")


@contextmanager
def running(home: Path) -> Iterator[Stack]:
    """A started Stack, ended afterwards."""
    stack = Stack(home)
    stack.start()
    try:
        yield stack
    finally:
        stack.stop()


def django_in(home: Path) -> None:
    """Set Django up for a home, in a process that has not done so yet."""
    os.environ["EMOTATE_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()


def peak_megabytes() -> float:
    """The most memory that this process has held.

    Where Linux tells: `getrusage` counts what the parent held when it started this process.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
