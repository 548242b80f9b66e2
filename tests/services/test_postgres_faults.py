"""What was acknowledged is there after SIGKILL, at any moment, of any process of the server."""

import os
import signal
import threading
import time
from pathlib import Path

import psycopg
import pytest

from config.services.postgres import EmbeddedPostgres
from config.services.postgres_parts import read_postmaster

pytestmark = pytest.mark.faults


class Writer(threading.Thread):
    """Inserts one row a transaction and notes which were acknowledged, until the server is gone."""

    def __init__(self, dsn: str, first: int) -> None:
        super().__init__(daemon=True)
        self.dsn, self.next, self.acknowledged = dsn, first, list[int]()

    def run(self) -> None:
        try:
            with psycopg.connect(self.dsn, autocommit=True) as connection:
                while True:
                    connection.execute("INSERT INTO answer VALUES (%s)", [self.next])
                    self.acknowledged.append(self.next)
                    self.next += 1
        except psycopg.OperationalError:
            return


@pytest.mark.parametrize("whole_group", [False, True], ids=["postmaster", "every process"])
def test_sigkill_loses_no_acknowledged_row(tmp_path: Path, whole_group: bool) -> None:
    server = EmbeddedPostgres(tmp_path)  # with the settings of real use
    with psycopg.connect(server.start()) as connection:
        connection.execute("CREATE TABLE answer (n bigint PRIMARY KEY)")
    acknowledged: list[int] = []
    for round_number in range(2):
        writers = [
            Writer(server.dsn(), 1_000_000 * (4 * round_number + index)) for index in range(4)
        ]
        for writer in writers:
            writer.start()
        time.sleep(0.7)
        found = read_postmaster(server.data)
        assert found is not None
        if whole_group:
            os.killpg(found.pid, signal.SIGKILL)
        else:
            os.kill(found.pid, signal.SIGKILL)
        for writer in writers:
            writer.join(30)
            acknowledged += writer.acknowledged
        server.start()
    with psycopg.connect(server.dsn()) as connection:
        kept = {n for (n,) in connection.execute("SELECT n FROM answer")}
    server.stop()
    assert len(acknowledged) > 50
    assert set(acknowledged) <= kept


def test_sigkill_of_one_session_leaves_the_server_in_service(server: EmbeddedPostgres) -> None:
    dsn = server.start()
    with psycopg.connect(dsn) as connection:
        (pid,) = connection.execute("SELECT pg_backend_pid()").fetchone() or (0,)
        os.kill(int(pid), signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            with psycopg.connect(dsn) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    pytest.fail("the server did not come back")
