"""Who waits for whom: releases are made one after another, and so are withdrawals."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from releases.models import Release


def releases_lock() -> None:
    """Wait for a release that is being made, and let none be until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Release._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def releases_settle() -> None:
    """Wait for a release that is being made: from here on it is there, or it never will be."""
    with transaction.atomic():
        releases_lock()


@contextmanager
def withdrawals_alone() -> Iterator[None]:
    """Only one process withdraws at a time; others wait. A process that dies lets go."""
    root = Path(settings.RELEASES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".withdrawals").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
