"""Which workers are alive, by a row that each of them renews."""

import os
import threading
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.utils import timezone

from jobs.models import WorkerBeat

BEAT_SECONDS = 5.0
ALIVE_FOR = timedelta(seconds=20)
_over = threading.Event()


def workers_alive() -> QuerySet[WorkerBeat]:
    return WorkerBeat.objects.filter(seen_at__gt=timezone.now() - ALIVE_FOR).order_by("name")


def start_beating(*, name: str, queues: str = "ingest,gpu") -> None:
    _over.clear()
    threading.Thread(target=_beat, args=(name, queues), daemon=True, name="worker-beat").start()


def stop_beating() -> None:
    _over.set()


def _beat(name: str, queues: str) -> None:
    while True:
        try:
            WorkerBeat.objects.update_or_create(
                name=name,
                defaults={"queues": queues, "pid": os.getpid(), "seen_at": timezone.now()},
            )
            WorkerBeat.objects.filter(seen_at__lt=timezone.now() - 30 * ALIVE_FOR).delete()
        except DatabaseError:
            connection.close()
        if _over.wait(BEAT_SECONDS):
            break
    WorkerBeat.objects.filter(name=name).delete()
    connection.close()
