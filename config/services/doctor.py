"""What works on this machine, what is missing, and how to get it."""

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError

from config.services.errors import ServiceError
from config.services.home import home
from config.services.postgres import EmbeddedPostgres
from config.services.postgres_parts import account_for, programs
from config.services.processes import alive
from config.services.state import read_state
from config.services.supervisor import port_problem

ENOUGH_DISK_GB = 5
NODE_MAJOR = 22
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEFAULT_PORT = 8000
GET_WEIGHTS = "install Emotate again (git checkout the file), or add the card's weights again"


@dataclass(frozen=True)
class Finding:
    """One line: ``needed`` tells what Emotate cannot do without from what is only good to have."""

    name: str
    ok: bool
    detail: str
    get: str = ""
    needed: bool = True


def findings() -> Iterator[Finding]:
    """All checks, in the order in which things depend on each other. Starts nothing."""
    yield _python()
    yield from _database()
    yield _services()
    yield _workers()
    yield _front_end()
    yield _node()
    yield _browser()
    yield _disk()
    yield _port()
    yield from _weights()


def _python() -> Finding:
    version = platform.python_version()
    return Finding("python", sys.version_info >= (3, 11), version, "install Python 3.11 or later")


def _database() -> Iterator[Finding]:
    if not settings.DATABASE_EMBEDDED:
        yield _answers("database", settings.DATABASE_DSN, "correct DATABASE_URL, or unset it")
        return
    yield _tried("postgres", _postgres_version)
    data = home() / "postgres"
    yield _tried("account", lambda: f"PostgreSQL runs as {account_for(data).name}")
    server = EmbeddedPostgres(home())
    if server.is_running():
        yield _answers("database", server.dsn(), f"see {server.log}")
    else:
        yield Finding("database", True, f"rests in {data}; commands start it when they need it")


def _postgres_version() -> str:
    command = [str(programs() / "postgres"), "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _tried(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except (ServiceError, OSError, subprocess.CalledProcessError) as error:
        return Finding(name, False, str(error), "see the message")


def _answers(name: str, dsn: str, get: str) -> Finding:
    try:
        with psycopg.connect(dsn, connect_timeout=5) as connection:
            version = connection.info.server_version // 10000
        return Finding(name, True, f"PostgreSQL {version} answers")
    except psycopg.Error as error:
        return Finding(name, False, str(error).strip().splitlines()[-1], get)


def _services() -> Finding:
    state = read_state(home())
    if state is None or not alive(state.supervisor):
        get = "emotate up"
        return Finding("services", False, "no web server and no worker run", get, needed=False)
    running = [name for name, child in state.children.items() if alive(child)]
    missing = {"web", "worker"} - set(running)
    detail = f"{' and '.join(running)} at {state.url}"
    return Finding("services", not missing, detail, f"see {home() / 'log'}", needed=False)


def _workers() -> Finding:
    """Workers of any machine; each renews a row while it lives."""
    from jobs.liveness import workers_alive

    if settings.DATABASE_EMBEDDED and not EmbeddedPostgres(home()).is_running():
        return Finding("workers", False, "none: the database rests", "emotate up", needed=False)
    try:
        names = [f"{worker.name} ({worker.queues})" for worker in workers_alive()]
    except DatabaseError as error:
        problem = str(error).strip().splitlines()[0]
        return Finding("workers", False, problem, "emotate up", needed=False)
    return Finding("workers", bool(names), ", ".join(names) or "none", "emotate up", needed=False)


def _front_end() -> Finding:
    page = Path(settings.FRONTEND_DIST) / "index.html"
    return Finding("front end", page.exists(), str(page.parent), "make setup")


def _node() -> Finding:
    """The system's Node or the one in the virtual environment, whichever is new enough."""
    beside = Path(sys.executable).with_name("node")
    found = [shutil.which("node"), str(beside) if beside.exists() else None]
    versions = [f"{_node_version(node)} at {node}" for node in found if node]
    fitting = [text for text in versions if int(text[1:].split(".")[0].split()[0]) >= NODE_MAJOR]
    detail = ", ".join(fitting[:1] or versions) or "none, needed to build the front end"
    return Finding("node", bool(fitting), detail, "make setup brings its own", needed=False)


def _node_version(node: str) -> str:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = answer.stdout.strip()
    return version if re.fullmatch(r"v\d+\.\d+\.\d+.*", version) else "v0 (does not run)"


def _browser() -> Finding:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    get = "apt install chromium (Debian), dnf install chromium (Fedora)"
    return Finding("chromium", found is not None, found or "only for tests", get, needed=False)


def _disk() -> Finding:
    free = shutil.disk_usage(home()).free / 1e9
    get = "free some space, or set EMOTATE_HOME to a larger disk"
    return Finding("disk", free >= ENOUGH_DISK_GB, f"{free:.0f} GB free for {home()}", get)


def _port() -> Finding:
    state = read_state(home())
    if state and alive(state.supervisor) and state.url.endswith(f":{DEFAULT_PORT}"):
        return Finding("port", True, f"{DEFAULT_PORT} is Emotate's now")
    problem = port_problem("127.0.0.1", DEFAULT_PORT)
    detail = f"{DEFAULT_PORT}: {problem or 'free'}"
    return Finding("port", problem is None, detail, "emotate up --port 8001", needed=False)


def _weights() -> Iterator[Finding]:
    """Weights that travel with Emotate and those of added cards, each against its known hash."""
    from autolabel.services import cards_known
    from ingestion.engines.weights import FOLDER, SHA256

    for name, digest in SHA256.items():
        yield _file(name, FOLDER / name, digest)
    for card in cards_known().values():
        if card.weights is not None:
            yield _file(f"card {card.id}", card.folder / card.weights.file, card.weights.sha256)


def _file(name: str, path: Path, digest: str) -> Finding:
    try:
        found = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return Finding(name, False, f"{path}: {error.strerror}", GET_WEIGHTS)
    if found != digest:
        return Finding(name, False, f"{path} has the hash {found}, not {digest}", GET_WEIGHTS)
    return Finding(name, True, f"{path.stat().st_size / 1e6:.1f} MB, hash as expected")
