"""With a PostgreSQL and a broker of the user's own, nothing embedded starts.

Runs against servers on their usual local ports where they answer, and is skipped where not.
"""

import json
import shutil
import socket
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from bench.stack import private_home
from ingestion.samples import SAMPLES
from tests.at_once import Prepared

pytestmark = pytest.mark.faults
ADMIN_DSN = "postgresql://postgres@127.0.0.1:5432/postgres"
BROKERS = {
    "redis": ("redis://127.0.0.1:6379/9", 6379),
    "rabbitmq": ("amqp://guest:guest@127.0.0.1:5672//", 5672),
}


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def database_url() -> Iterator[str]:
    """A database of its own on the local server, dropped afterwards."""
    try:
        server = psycopg.connect(ADMIN_DSN, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL of the machine's own lets us in at 127.0.0.1:5432")
    name = f"emotate_{uuid.uuid4().hex[:12]}"
    with server:
        server.execute(f"CREATE DATABASE {name}")
    yield f"postgresql://postgres@127.0.0.1:5432/{name}"
    with psycopg.connect(ADMIN_DSN, autocommit=True) as again:
        again.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("broker", sorted(BROKERS))
def test_a_job_runs_on_services_of_ones_own(database_url: str, broker: str, tmp_path: Path) -> None:
    broker_url, port = BROKERS[broker]
    if not answers(port):
        pytest.skip(f"no {broker} at 127.0.0.1:{port}")
    shutil.copy(SAMPLES[0].media, tmp_path)
    services = {"DATABASE_URL": database_url, "CELERY_BROKER_URL": broker_url}
    with private_home() as home:
        stack = Prepared(home, services=services)
        stack.start()
        try:
            assert not (home / "postgres").exists()
            assert stack.process is not None
            family = psutil.Process(stack.process.pid).children(recursive=True)
            assert not [child for child in family if "postgres" in child.name()]
            assert stack.emotate("project", "create", "talks", "--preset", "meld").returncode == 0
            ingest = ["ingest", "talks", str(tmp_path), "--no-wait", "--json"]
            wait_until_done(stack, json.loads(*stack.done_at_once(ingest))["job"])
            segments = json.loads(*stack.done_at_once(["segments", "talks", "--json"]))
            assert len(segments) > 5
        finally:
            stack.stop()


def wait_until_done(stack: Prepared, job: str) -> None:
    deadline = time.monotonic() + 120
    show = ["job", "show", job, "--json"]
    while (state := json.loads(*stack.done_at_once(show))["state"]) != "done":
        assert state in ("pending", "running")
        assert time.monotonic() < deadline
        time.sleep(0.5)
