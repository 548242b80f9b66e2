"""`emotate up` and `emotate down` as a person meets them: real processes of a home of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.faults


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.1)


class Installation:
    """One home, and what is started for it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port: int = listener.getsockname()[1]
        ours = ("DATABASE_URL", "CELERY_BROKER_URL", "DJANGO_SETTINGS_MODULE")
        clean = {key: value for key, value in os.environ.items() if key not in ours}
        self.environment = clean | {"EMOTATE_HOME": str(home)}
        self.command = [sys.executable, str(ROOT / "manage.py")]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.command, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def up(self) -> subprocess.Popen[bytes]:
        with (self.home.parent / "up.log").open("ab") as log:
            process = subprocess.Popen(
                [*self.command, "up", "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(lambda: self.answers() or process.poll() is not None)
        assert process.poll() is None, (self.home.parent / "up.log").read_text()
        return process

    def answers(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/api/session/"
            with urllib.request.urlopen(address, timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.home / "run" / "services.json").read_text())
        return found

    def processes(self) -> list[psutil.Process]:
        """Everything that runs for this home, found without its own records."""
        found = []
        for process in psutil.process_iter():
            try:
                mine = process.environ().get("EMOTATE_HOME") == str(self.home)
                if mine and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except psutil.Error:
                continue
        return found


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    (tmp_path / "my home").mkdir(mode=0o700)
    found = Installation(tmp_path / "my home")
    yield found
    if found.processes():
        found.run("down")
    for process in found.processes():
        process.kill()


def test_a_command_leaves_everything_as_it_found_it_and_ctrl_c_ends_everything(
    installation: Installation,
) -> None:
    created = installation.run("project", "create", "trial", "--preset", "meld")
    assert created.returncode == 0, created.stderr
    assert installation.processes() == []
    process = installation.up()
    assert installation.run("project", "create", "second", "--preset", "meld").returncode == 0
    assert installation.answers()
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    assert process.wait(30) == 0
    assert time.monotonic() - started < 15
    assert installation.processes() == []
    assert not (installation.home / "run" / "services.json").exists()


def test_down_ends_what_up_started_and_then_finds_nothing(installation: Installation) -> None:
    process = installation.up()
    second = installation.run("up", "--port", "0")
    assert second.returncode == 2
    assert f"http://127.0.0.1:{installation.port}" in second.stderr
    first = installation.run("down")
    assert first.returncode == 0
    assert "Stopped" in first.stdout
    assert process.wait(30) == 0
    assert installation.processes() == []
    assert "Nothing was running" in installation.run("down").stdout


def test_a_port_in_use_is_named_with_a_free_one(installation: Installation) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", installation.port))
        listener.listen()
        refused = installation.run("up", "--port", str(installation.port))
    assert refused.returncode == 2
    assert f"port {installation.port} " in refused.stderr
    assert "is free: --port" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert installation.processes() == []


def test_a_killed_child_starts_again(installation: Installation) -> None:
    installation.up()
    before = installation.state()["children"]
    for child in before.values():
        os.kill(child["pid"], signal.SIGKILL)
    old = {child["pid"] for child in before.values()}

    def renewed() -> bool:
        now = installation.state()["children"]
        return len(now) == len(before) and old.isdisjoint(child["pid"] for child in now.values())

    wait_until(renewed)
    wait_until(installation.answers)


def runs(pid: int) -> bool:
    """Whether a process works; one that ended may wait to be collected by the machine's first."""
    try:
        return psutil.Process(pid).status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False


def test_after_sigkill_the_next_up_serves_again(installation: Installation) -> None:
    first = installation.up()
    children = installation.state()["children"]
    os.kill(first.pid, signal.SIGKILL)  # of the supervisor alone
    first.wait()
    second = installation.up()
    # The orphaned web server may have given the first answers while it was ending.
    wait_until(lambda: not any(runs(child["pid"]) for child in children.values()))
    wait_until(installation.answers)
    for process in installation.processes():  # of everything, the database too
        process.kill()
    second.wait()
    installation.up()
    assert installation.run("down").returncode == 0
    assert installation.processes() == []


def test_a_state_file_with_a_strangers_id_ends_no_stranger(installation: Installation) -> None:
    (installation.home / "run").mkdir()
    stranger = {"pid": os.getpid(), "started_at": 1.0}
    state = {"supervisor": stranger, "url": "http://127.0.0.1:1", "children": {"web": stranger}}
    (installation.home / "run" / "services.json").write_text(json.dumps(state))
    assert "Nothing was running" in installation.run("down").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingst"], "did you mean ingest?"),
        (["project"], "usage: emotate project"),
        (["up", "--port", "http"], "invalid int value: 'http'"),
    ],
)
def test_a_wrong_request_is_one_message_and_starts_nothing(
    installation: Installation, arguments: list[str], message: str
) -> None:
    refused = installation.run(*arguments)
    assert refused.returncode == 2
    assert message in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (installation.home / "postgres").exists()


def test_a_database_that_does_not_answer_is_one_message(installation: Installation) -> None:
    installation.environment["DATABASE_URL"] = "postgresql://nobody:x@127.0.0.1:1/none"
    refused = installation.run("project", "create", "trial", "--preset", "meld")
    assert refused.returncode == 2
    assert "does not answer" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (installation.home / "postgres").exists()


def test_doctor_looks_and_starts_nothing(installation: Installation) -> None:
    report = installation.run("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(report.stdout)["checks"]}
    for name in ("python", "postgres", "account", "disk", "speaker_network.onnx"):
        assert checks[name]["ok"], checks[name]
    assert not checks["workers"]["ok"]
    assert checks["workers"]["get"] == "emotate up"
    assert not (installation.home / "postgres").exists()


def test_the_overview_lists_the_commands_and_version_is_one_line(
    installation: Installation,
) -> None:
    overview = installation.run()
    assert overview.returncode == 0
    for word in ("up ", "down ", "doctor ", "project ", "ingest "):
        assert word in overview.stdout
    assert installation.run("--version").stdout.startswith("emotate ")
