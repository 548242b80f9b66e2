"""Keeps the web server and the worker of `emotate up` running, and ends them together.

Each child leads a process group of its own, so that a key pressed in the terminal reaches only the
supervisor, which ends the children in order. Their ids are on disk for the case that it is killed.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from config.services.console import Tail, last_lines, rotate
from config.services.errors import ServiceError
from config.services.locks import exclusive
from config.services.processes import ProcessMark, alive, mark, send_group
from config.services.state import State, end_groups, read_state, state_file, write_state

ROOT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("child.py")
POLL_SECONDS = 0.25
READY_SECONDS = 90
STEADY_SECONDS = 60  # a child that ran so long begins anew with the shortest pause
LONGEST_PAUSE_SECONDS = 30
FAILURES_BEFORE_READY = 3
PORTS_TO_TRY = 100
PORT_SECONDS = 3


class Stop(BaseException):
    """Raised by SIGINT, SIGTERM or SIGHUP; not an error, so that nothing else catches it."""


@dataclass
class Child:
    """One service: how to start it, and its present process."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    mark: ProcessMark | None = None
    failures: int = 0
    start_at: float = field(default_factory=time.monotonic)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(CHILD), str(os.getpid()), sys.executable, *self.command],
                cwd=ROOT,
                env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": QUIET},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.mark = mark(self.process.pid)
        self.start_at = time.monotonic()

    def ended(self) -> int | None:
        """The exit status, if the process ended; what was left of its group is killed first.

        Before it is collected its id cannot become a stranger's.
        """
        if self.process is None or self.mark is None:
            return None
        if not _is_over(self.process.pid):
            return None
        with suppress(ProcessLookupError, PermissionError):  # macOS: the latter of a lone zombie
            os.killpg(self.process.pid, signal.SIGKILL)
        status = self.process.wait()
        self.process = self.mark = None
        return status

    def plan_restart(self) -> float:
        """Set the time of the next start, later with each failure; returns the pause in seconds."""
        steady = time.monotonic() - self.start_at > STEADY_SECONDS
        self.failures = 1 if steady else self.failures + 1
        pause = min(2.0 ** (self.failures - 1), LONGEST_PAUSE_SECONDS)
        self.start_at = time.monotonic() + pause
        return pause


# Root is told at length, at each start, not to be root; in a container it has no choice.
QUIET = "ignore:You're running the worker with superuser privileges"


def web_command(host: str, port: int) -> list[str]:
    bind = ["--host", host, "--port", str(port)]
    size = ["--workers", "2", "--blocking-threads", "8"]
    # A worker that dies is replaced; one that does not end in time is killed, in seconds.
    patience = ["--respawn-failed-workers", "--workers-kill-timeout", "5"]
    kind = ["--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "error"]
    return ["-m", "granian", *kind, *bind, *size, *patience, "config.wsgi:application"]


def worker_command(home: Path) -> list[str]:
    schedule = ["--beat", "--schedule", str(home / "run" / "beat-schedule")]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-l", "WARNING"]
    flags = ["-Q", "ingest,gpu,default", "--concurrency", "2", *schedule, *quiet]
    return ["-m", "celery", "--quiet", "-A", "config.celery", "worker", *flags]


class Supervisor:
    """Runs the children until it is told to stop."""

    def __init__(self, home: Path, *, host: str, port: int) -> None:
        self.home, self.host, self.port = home, host, port
        self.url = f"http://{'localhost' if host in ANY else host}:{port}"
        log = home / "log"
        self.children = [
            Child("web", web_command(host, port), log / "web.log"),
            Child("worker", worker_command(home), log / "worker.log"),
        ]
        self._tails = [Tail(child.name, child.log) for child in self.children]
        self._stopping = False

    def run(self, on_ready: Callable[[str], None]) -> None:
        """Start everything, call ``on_ready`` with the address, and watch until told to stop.

        Raises ServiceError when the web server does not come up.
        """
        with self._signals():
            try:
                for child in self.children:
                    rotate(child.log)
                    self._start(child)
                self._wait_ready()
                on_ready(self.url)
                while True:
                    self._watch()
                    time.sleep(POLL_SECONDS)
            except Stop:
                pass
            finally:
                self._stopping = True
                self._stop()

    def _start(self, child: Child) -> None:
        child.start()
        self._write_state()

    def _write_state(self) -> None:
        running = {child.name: child.mark for child in self.children if child.mark}
        write_state(self.home, State(mark(os.getpid()), self.url, running))

    def _watch(self) -> None:
        for tail in self._tails:
            tail.show()
        for child in self.children:
            status = child.ended()
            if status is not None:
                pause = child.plan_restart()
                say(f"{child.name} ended (status {status}); it starts again in {pause:.0f} s")
                self._write_state()
            elif child.process is None and time.monotonic() >= child.start_at:
                self._start(child)

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self._answers():
            self._watch()
            web = self.children[0]
            if web.failures >= FAILURES_BEFORE_READY or time.monotonic() > deadline:
                raise ServiceError(
                    f"the web server did not come up: {last_lines(web.log)} (see {web.log})"
                )
            time.sleep(POLL_SECONDS)

    def _answers(self) -> bool:
        target = "127.0.0.1" if self.host in ANY else self.host
        connection = http.client.HTTPConnection(target, self.port, timeout=5)
        try:
            connection.request("GET", "/api/session/", headers={"Host": "localhost"})
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    def _stop(self) -> None:
        marks = {child.name: child.mark for child in self.children if child.mark}
        end_groups(marks)
        for child in self.children:
            child.ended()
        for tail in self._tails:
            tail.show()
        state_file(self.home).unlink(missing_ok=True)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        def handle(number: int, frame: FrameType | None) -> None:
            if not self._stopping:
                self._stopping = True
                say("stopping (once more to kill)")
                raise Stop
            for child in self.children:
                if child.mark:
                    send_group(child.mark, signal.SIGKILL)

        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, handle) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


ANY = ("0.0.0.0", "::", "")  # noqa: S104  compared with, not listened on


def say(text: str) -> None:
    print(f"{'emotate':8}| {text}", file=sys.stderr, flush=True)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Be the only supervisor of the home, and end what a killed one left behind.

    Raises ServiceError, with its address, when another one runs.
    """
    state = read_state(home)
    where = f" at {state.url}" if state and alive(state.supervisor) else ""
    refusal = f"Emotate runs already for {home}{where}: `emotate down` stops it"
    with exclusive(home / "run" / "supervisor.lock", timeout_seconds=0, refusal=refusal):
        if state:
            for name in end_groups(state.children):
                say(f"ended the {name} that a killed `emotate up` had left behind")
        yield


def check_port(host: str, port: int) -> None:
    """Raises ServiceError, naming a free port, when the port cannot be listened on."""
    # What a killed server left behind may hold its port for a moment longer.
    deadline = time.monotonic() + PORT_SECONDS
    while (problem := port_problem(host, port)) is not None and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    if problem is None:
        return
    others = range(port + 1, min(port + 1 + PORTS_TO_TRY, 65536))
    free = next((other for other in others if port_problem(host, other) is None), None)
    way_out = f"; {free} is free: --port {free}" if free else ""
    raise ServiceError(f"port {port} of {host} cannot be used ({problem}){way_out}")


def port_problem(host: str, port: int) -> str | None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except (OSError, OverflowError) as error:
        return getattr(error, "strerror", None) or str(error)
    return None


def _is_over(pid: int) -> bool:
    """Whether a child has ended; it stays uncollected, so its id stays its own."""
    try:
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, pid, flags) is not None
    except ChildProcessError:
        return True
