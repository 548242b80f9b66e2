"""Celery's queues inside PostgreSQL, so that no message server has to be installed.

Kombu's own transport for PGMQ with its gaps closed. The job tables are the truth and a task is only
a wake-up that may be lost or doubled, so delivery needs no more care than the visibility timeout.
"""

import hashlib
from typing import Any
from urllib.parse import quote

import psycopg
from kombu.connection import Connection
from kombu.transport import TRANSPORT_ALIASES, pgmq
from pgmq import PGMQueue
from pgmq.base import PGMQConfig
from pgmq.install import get_embedded_install_sql
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool

SCHEME = "emotate-pgmq"
NAME_LENGTH = 47  # PGMQ refuses longer queue names; Celery makes some out of host names
VISIBILITY_SECONDS = (
    6 * 3600
)  # longer than any chunk of work: a message in work is never read twice
WAIT_SECONDS = 0.5
TRANSPORT_OPTIONS = {
    "visibility_timeout": VISIBILITY_SECONDS,
    "wait_time_seconds": 0,  # waiting inside a read would keep the other queues of a worker waiting
    "use_notify": True,
}
# PGMQ 1.11 lacks this form of the function, which its Python client calls for every broadcast.
MISSING_SQL = """
CREATE OR REPLACE FUNCTION pgmq.send_topic(routing_key text, msg jsonb, headers jsonb)
RETURNS integer LANGUAGE sql VOLATILE AS $$ SELECT pgmq.send_topic($1, $2, $3, 0) $$;
"""
INSTALL_LOCK = 7_302_655_081  # any number that no other advisory lock of this database has

TRANSPORT_ALIASES[SCHEME] = f"{__name__}:Transport"


def broker_url(dsn: str) -> str:
    """The address for Celery of the queues in the database at ``dsn``, in any form libpq knows.

    It stands whole where an address has its password: Celery keeps that out of its log.
    """
    return f"{SCHEME}://dsn:{quote(dsn, safe='')}@postgresql/"


def install(dsn: str) -> bool:
    """Create PGMQ's tables and functions in the database once; false when they are there."""
    with psycopg.connect(dsn) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [INSTALL_LOCK])
        found = connection.execute("SELECT to_regclass('pgmq.meta') IS NOT NULL").fetchone()
        if found == (True,):
            return False
        connection.execute(get_embedded_install_sql().encode())
        connection.execute(MISSING_SQL)
    return True


class Channel(pgmq.Channel):
    """Names that PGMQ accepts, and one message at a time."""

    default_visibility_timeout = VISIBILITY_SECONDS

    def canonical_queue_name(self, queue_name: str) -> str:
        name: str = super().canonical_queue_name(queue_name)
        if len(name) <= NAME_LENGTH:
            return name
        digest = hashlib.sha256(name.encode()).hexdigest()[:16]
        return f"{name[: NAME_LENGTH - 17]}_{digest}"

    def _new_queue(self, queue: str, **_: Any) -> None:
        """Create the queue and its NOTIFY trigger once.

        Every declaration comes here. The stock transport makes the trigger anew each time, and two
        processes that do so while a third one reads have ended in a deadlock.
        """
        name = self._queue_name(queue)
        pool: ConnectionPool = self.connection._get_pgmq_client().pool
        with pool.connection() as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [INSTALL_LOCK])
            query = "SELECT EXISTS (SELECT FROM pgmq.meta WHERE queue_name = %s)"
            if connection.execute(query, [name]).fetchone() == (False,):
                connection.execute("SELECT pgmq.create(%s)", [name])
                connection.execute("SELECT pgmq.enable_notify_insert(%s)", [name])

    def _maybe_enable_notify(self, queue: str, queue_name: str | None = None) -> None:
        """Called when somebody is about to consume: listen."""
        self.connection._register_notify_queue(queue_name or self._queue_name(queue))

    def _get_message_estimate(self, max_if_unlimited: int = 1) -> int:
        """The rest of a batch would wait unseen behind the first message: read one."""
        estimate: int = super()._get_message_estimate(1)  # type: ignore[no-untyped-call]
        return min(estimate, 1)


class _Config(PGMQConfig):
    """Hands the address on as it is; the client would drop what it does not know (sslmode)."""

    @property
    def dsn(self) -> str:
        return str(self.conn_string)


class _Queue(PGMQueue):  # type: ignore[no-untyped-call]
    def _init_pool(self) -> None:
        self.config = _Config(conn_string=self.conn_string, init_extension=False, pool_size=4)
        super()._init_pool()


class Transport(pgmq.Transport):
    """Wakes by NOTIFY, so that an idle worker asks once a second and still starts at once."""

    Channel = Channel

    def __init__(self, client: Connection, **options: Any) -> None:
        client.transport_options = {**TRANSPORT_OPTIONS, **(client.transport_options or {})}
        super().__init__(client, **options)  # type: ignore[no-untyped-call]

    def drain_events(self, connection: Any, timeout: Any = None, **_: Any) -> None:
        """Wait a moment only: the worker looks for a wish to stop between two waits."""
        seconds = min(timeout or WAIT_SECONDS, WAIT_SECONDS)
        super().drain_events(connection, timeout=seconds)  # type: ignore[no-untyped-call]

    def _create_pgmq_client(self) -> PGMQueue:
        dsn = str(getattr(self.client, "password", ""))
        return _Queue(conn_string=make_conninfo(dsn), init_extension=False)
