"""Make the database ready for a command: running, with its tables and queues."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from config.services.broker import install
from config.services.errors import ServiceError
from config.services.home import home
from config.services.locks import exclusive
from config.services.postgres import EmbeddedPostgres

MIGRATE_SECONDS = 600
CONNECT_SECONDS = 10


@contextmanager
def database(*, migrate_any: bool = False) -> Iterator[None]:
    """The database answers in the block; afterwards the private server runs only if others use it.

    The private server gets its tables here; a server of the user's own only with ``migrate_any``,
    that is by `emotate up`, when its keeper chooses. Raises ServiceError.
    """
    with ExitStack() as stack:
        if settings.DATABASE_EMBEDDED:
            stack.enter_context(EmbeddedPostgres(home()).using())
        else:
            _try_connection()
        stack.callback(_close_connections)
        if settings.DATABASE_EMBEDDED or migrate_any:
            migrate()
        yield


def _try_connection() -> None:
    """Fail in seconds; the pool of connections would try for half a minute."""
    try:
        psycopg.connect(settings.DATABASE_DSN, connect_timeout=CONNECT_SECONDS).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise ServiceError(
            f"the database does not answer ({reason}): is DATABASE_URL right, and the server up?"
        ) from error


def _close_connections() -> None:
    for each in connections.all(initialized_only=True):
        each.close()
        if isinstance(each, DatabaseWrapper):
            each.close_pool()


def migrate() -> None:
    """Bring tables and queues up to date, one process at a time."""
    refusal = "another process has been changing the tables for ten minutes: wait for it, or end it"
    lock = home() / "run" / "migrate.lock"
    with exclusive(lock, timeout_seconds=MIGRATE_SECONDS, refusal=refusal):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
        if settings.BROKER_EMBEDDED:
            install(settings.DATABASE_DSN)
