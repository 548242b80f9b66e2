"""Celery only wakes workers: the job tables are the truth (see jobs/)."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init, worker_process_init, worker_ready, worker_shutdown

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("emotate")
app.conf.update(
    accept_content=["json"],
    beat_schedule={
        "sweep": {"task": "jobs.tasks.sweep", "schedule": 5.0},
        "expire": {"task": "annotation.tasks.expire", "schedule": 30.0},
        "clear-uploads": {"task": "annotation.tasks.clear_uploads", "schedule": 3600.0},
    },
    broker_connection_retry_on_startup=True,
    task_acks_late=False,  # a lost wake-up is found by the sweep; a doubled one would cost work
    task_default_queue="ingest",
    task_ignore_result=True,
    task_serializer="json",
    timezone="UTC",
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect  # type: ignore[untyped-decorator]  # Celery ships no types
def _load(**_: Any) -> None:
    """What jobs need is loaded once, before the worker divides."""
    from jobs.handlers import handlers_load

    handlers_load()


@worker_ready.connect  # type: ignore[untyped-decorator]
def _announce(sender: Any = None, **_: Any) -> None:
    from jobs.liveness import start_beating  # needs the app registry

    start_beating(name=str(getattr(sender, "hostname", "worker")))


@worker_shutdown.connect  # type: ignore[untyped-decorator]
def _retire(**_: Any) -> None:
    from jobs.liveness import stop_beating

    stop_beating()


@worker_process_init.connect  # type: ignore[untyped-decorator]
def _forget_parent_connections(**_: Any) -> None:
    from django.db import connections

    connections.close_all()
