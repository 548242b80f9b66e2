"""Celery's queues inside PostgreSQL, with real workers."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from celery import Celery
from kombu.connection import Connection

from config.services.broker import NAME_LENGTH, broker_url, install
from config.services.postgres import EmbeddedPostgres

HERE = Path(__file__).parent
StartWorker = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def dsn(server: EmbeddedPostgres) -> str:
    address = server.start()
    install(address)
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE seen (n int NOT NULL)")
    return address


@pytest.fixture
def start_worker(dsn: str, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts a worker with two processes and waits until it is ready."""
    workers: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        log = tmp_path / f"worker-{len(workers)}.log"
        command = [sys.executable, "-m", "celery", "-A", "toy_tasks", "worker", "-c", "2"]
        flags = ["-l", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        paths = os.pathsep.join([str(HERE), str(HERE.parents[1])])
        environment = os.environ | {"TOY_DSN": dsn, "PYTHONPATH": paths}
        environment.pop("DJANGO_SETTINGS_MODULE", None)  # this application is not Emotate's
        with log.open("wb") as file:
            worker = subprocess.Popen(
                [*command, *flags],
                env=environment,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        workers.append(worker)
        wait_until(lambda: " ready." in log.read_text() or worker.poll() is not None, seconds=60)
        assert worker.poll() is None, log.read_text()
        return worker

    yield start
    for worker in workers:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


def connect(dsn: str) -> Connection:
    return Connection(broker_url(dsn))  # type: ignore[no-untyped-call]


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.05)


def seen(dsn: str) -> list[int]:
    with psycopg.connect(dsn) as connection:
        return [n for (n,) in connection.execute("SELECT n FROM seen ORDER BY n")]


def test_it_is_installed_once(server: EmbeddedPostgres) -> None:
    dsn = server.start()
    assert install(dsn)
    assert not install(dsn)


def test_any_form_of_address_will_do_and_its_password_is_not_shown(dsn: str) -> None:
    info = psycopg.conninfo.conninfo_to_dict(dsn)
    spelled = psycopg.conninfo.make_conninfo("", **info, application_name="a b", sslmode="prefer")
    for form in (dsn, spelled):
        with connect(form) as connection:
            simple = connection.SimpleQueue("letters")
            simple.put({"n": 1})
            simple.get(timeout=10).ack()
            assert str(info["password"]) not in connection.as_uri()


def test_long_names_of_queues_are_shortened_and_stay_apart(dsn: str) -> None:
    names = [f"{'worker-with-a-very-long-host-name.' * 3}{end}" for end in "ab"]
    with connect(dsn) as connection:
        for name in names:
            connection.SimpleQueue(name).put({"to": name})
        for name in names:
            message = connection.SimpleQueue(name).get(timeout=10)
            assert message.payload == {"to": name}
            message.ack()
    with psycopg.connect(dsn) as connection_:
        made = [n for (n,) in connection_.execute("SELECT queue_name FROM pgmq.meta")]
    assert max(map(len, made)) <= NAME_LENGTH


def test_a_task_is_done_at_once_and_may_publish_another(
    dsn: str, start_worker: StartWorker
) -> None:
    worker = start_worker()
    app = Celery("publisher", broker=broker_url(dsn))
    for number in range(20):
        app.send_task("toy.note_later", [number], queue="toy")
    started = time.monotonic()
    wait_until(lambda: len(seen(dsn)) == 20, seconds=20)
    assert seen(dsn) == list(range(20))
    print(f"20 tasks, each by another task: {time.monotonic() - started:.2f} s")
    worker.terminate()
    assert worker.wait(20) == 0


@pytest.mark.faults
def test_worker_and_publisher_outlive_a_restart_of_the_database(
    server: EmbeddedPostgres, dsn: str, start_worker: StartWorker
) -> None:
    start_worker()
    app = Celery("publisher", broker=broker_url(dsn))
    app.send_task("toy.note", [1], queue="toy")
    wait_until(lambda: seen(dsn) == [1], seconds=20)
    server.stop()
    server.start()
    app.send_task("toy.note", [2], queue="toy")
    wait_until(lambda: seen(dsn) == [1, 2], seconds=30)


@pytest.mark.faults
def test_a_killed_worker_loses_no_more_than_it_held_and_nothing_is_doubled(
    dsn: str, start_worker: StartWorker
) -> None:
    first = start_worker()
    app = Celery("publisher", broker=broker_url(dsn))
    for number in range(500):
        app.send_task("toy.note", [number], queue="toy")
    wait_until(lambda: len(seen(dsn)) > 20, seconds=20)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    before = len(seen(dsn))
    start_worker()

    def drained() -> bool:
        with psycopg.connect(dsn) as connection:
            query = "SELECT count(*) FROM pgmq.q_toy WHERE vt <= clock_timestamp()"
            return connection.execute(query).fetchone() == (0,)

    wait_until(drained, seconds=60)
    time.sleep(1)
    done = seen(dsn)
    print(f"done before the kill {before}, after {len(done)} of 500")
    assert before < 500
    assert len(done) == len(set(done))
    assert len(done) >= 500 - 2 * 2  # two in work, two read ahead: the sweep of jobs wakes those
