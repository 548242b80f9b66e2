"""Runs the items of a job, in a worker or in a command: any number of runners share one job."""

import logging
import os
import socket
import threading
import time
import uuid
from typing import Any

from django.db import OperationalError, connection

from jobs import services
from jobs.errors import Cancelled, ItemFailed, ItemSkipped, LeaseLost
from jobs.handlers import JobHandler, handler_of
from jobs.models import ItemState, Job, JobItem

log = logging.getLogger(__name__)
REPORT_EVERY_SECONDS = 0.25  # engines report each block; people cannot read faster
KEEP_EVERY_SECONDS = services.LEASE.total_seconds() / 3


def runner_name() -> str:
    """Unique to this run, so that a lease is never mistaken for another's."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"[-100:]


def job_run(job: Job, *, until: float | None = None) -> bool:
    """Work on a job until nothing is left to claim, or until the monotonic time `until`.

    Returns whether items may be left over.
    """
    handler = handler_of(job.kind)
    worker = runner_name()
    while until is None or time.monotonic() < until:
        item = services.item_claim(job=job, worker=worker)
        if item is None:
            services.job_close(job)
            return False
        _run_item(handler, job, item)
    return True


def _run_item(handler: JobHandler, job: Job, item: JobItem) -> None:
    last = ("", 0.0)

    def report(stage: str, progress: float) -> None:
        nonlocal last
        now = time.monotonic()
        if stage != last[0] or now - last[1] >= REPORT_EVERY_SECONDS:
            last = (stage, now)
            services.item_report(item=item, stage=stage, progress=progress)

    with _LeaseKeeper(item):
        try:
            result = handler.run_item(job, item, report)
            services.item_end(item=item, state=ItemState.DONE, result=result)
        except ItemSkipped as skipped:
            services.item_end(item=item, state=ItemState.SKIPPED, error=str(skipped))
        except ItemFailed as failed:
            services.item_end(item=item, state=ItemState.FAILED, error=str(failed))
        except Cancelled:
            services.item_end(item=item, state=ItemState.CANCELLED)
        except LeaseLost:
            log.warning("job %s item %s: taken over by another runner", job.pk, item.pk)
        except OperationalError:
            # The database went away: a passing fault. The lease runs out and the item comes back.
            log.warning("job %s item %s: database away, will be tried again", job.pk, item.pk)
            connection.close()
            time.sleep(1)
        except (KeyboardInterrupt, SystemExit):
            services.item_give_back(item)
            raise
        except Exception as error:
            log.exception("job %s item %s failed", job.pk, item.pk)
            services.item_end(item=item, state=ItemState.FAILED, error=_unexpected(error))


def _unexpected(error: Exception) -> str:
    return (
        f"Unexpected {type(error).__name__}: {error}. The log has the details; "
        "if a retry fails too, please report it with them."
    )


class _LeaseKeeper:
    """Extends an item's lease from a thread, since one stage can outlast it."""

    def __init__(self, item: JobItem) -> None:
        self._item = item
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._keep, daemon=True, name="lease-keeper")

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: Any) -> None:
        self._over.set()
        self._thread.join()

    def _keep(self) -> None:
        try:
            while not self._over.wait(KEEP_EVERY_SECONDS):
                try:
                    if not services.item_keep(self._item):
                        return
                except OperationalError:
                    connection.close()
        finally:
            connection.close()
