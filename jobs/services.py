"""Acts on jobs: create, claim, report, finish, cancel, retry."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from jobs.errors import Cancelled, JobConflict, LeaseLost
from jobs.handlers import handler_of
from jobs.models import ItemState, Job, JobItem, JobState

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
MAX_ATTEMPTS = 3
MAX_RUNNERS = 4  # wake-ups a new job sends; more workers than this rarely help one job
OPEN_ITEMS = (ItemState.PENDING, ItemState.RUNNING)
OPEN_JOBS = (JobState.PENDING, JobState.RUNNING)


@dataclass(frozen=True)
class NewItem:
    key: str
    name: str
    params: dict[str, Any] = field(default_factory=dict)


def job_create(
    *,
    kind: str,
    label: str,
    items: Iterable[NewItem],
    params: dict[str, Any] | None = None,
    created_by: User | None = None,
    project: str = "",
) -> Job:
    """Write a job with its items and wake a worker once that is committed."""
    queue = handler_of(kind).queue
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind, label=label, params=params or {}, created_by=created_by, project=project
        )
        JobItem.objects.bulk_create(
            [
                JobItem(job=job, key=item.key, name=item.name, position=n, params=item.params)
                for n, item in enumerate(items)
            ],
            batch_size=1000,
        )
        runners = min(MAX_RUNNERS, job.items.count())
        for _ in range(runners):
            transaction.on_commit(lambda: wake(job, queue))
    return job


def wake(job: Job, queue: str) -> None:
    """Tell a worker; when the broker is away, the sweep will find the job."""
    from kombu.exceptions import OperationalError

    from jobs.tasks import run

    try:
        run.apply_async(args=[str(job.pk)], queue=queue, retry=False)
    except (OperationalError, OSError):
        return


@transaction.atomic
def item_claim(*, job: Job, worker: str) -> JobItem | None:
    """Lease the next item of a job, or None when nothing can be claimed now.

    An item that was leased MAX_ATTEMPTS times without an end has most likely stopped its
    workers; it is failed instead of being handed out again.
    """
    now = timezone.now()
    free = Q(state=ItemState.PENDING) | Q(state=ItemState.RUNNING, lease_until__lt=now)
    while item := (
        job.items.filter(free).order_by("position").select_for_update(skip_locked=True).first()
    ):
        if item.attempts >= MAX_ATTEMPTS:
            item.state = ItemState.FAILED
            item.error = (
                f"Given up after {item.attempts} attempts that ended without an answer: the worker "
                "was killed or ran out of memory. Look at the worker's log, then retry."
            )
            item.save(update_fields=["state", "error"])
            continue
        item.state, item.worker, item.error = ItemState.RUNNING, worker, ""
        item.attempts += 1
        item.lease_until = now + LEASE
        item.save(update_fields=["state", "worker", "error", "attempts", "lease_until"])
        Job.objects.filter(pk=job.pk, state=JobState.PENDING).update(
            state=JobState.RUNNING, started_at=now
        )
        return item
    return None


def item_report(*, item: JobItem, stage: str, progress: float) -> None:
    """Say how far an item is and keep its lease.

    Raises:
        LeaseLost: another runner has it
        Cancelled: a person asked for the job to stop
    """
    if not _mine(item).update(
        stage=stage, progress=min(1.0, max(0.0, progress)), lease_until=timezone.now() + LEASE
    ):
        raise LeaseLost(item.name)
    if Job.objects.filter(pk=item.job_id, cancel_requested=True).exists():
        raise Cancelled(item.name)


def item_keep(item: JobItem) -> bool:
    """Extend the lease; False when another runner has the item."""
    return bool(_mine(item).update(lease_until=timezone.now() + LEASE))


def item_end(
    *, item: JobItem, state: ItemState, result: dict[str, Any] | None = None, error: str = ""
) -> bool:
    """Close an item; False when another runner has taken it over."""
    done = state in (ItemState.DONE, ItemState.SKIPPED)
    return bool(
        _mine(item).update(
            state=state,
            result=result or {},
            error=error,
            lease_until=None,
            **({"progress": 1.0, "stage": ""} if done else {}),
        )
    )


def item_give_back(item: JobItem) -> bool:
    """Put an item back for another try, without counting this one against it."""
    return bool(
        _mine(item).update(state=ItemState.PENDING, lease_until=None, attempts=item.attempts - 1)
    )


def _mine(item: JobItem) -> Any:
    return JobItem.objects.filter(
        pk=item.pk, state=ItemState.RUNNING, worker=item.worker, attempts=item.attempts
    )


def job_close(job: Job) -> bool:
    """End a job that has no open items. True for the one caller that ended it."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.state not in OPEN_JOBS or locked.items.filter(state__in=OPEN_ITEMS).exists():
            return False
        locked.state, locked.message = _closing(locked)
        locked.finished_at = timezone.now()
        locked.save(update_fields=["state", "message", "finished_at"])
    return True


def _closing(job: Job) -> tuple[JobState, str]:
    if job.cancel_requested:
        return JobState.CANCELLED, ""
    try:
        with transaction.atomic():
            message = handler_of(job.kind).finish(job)
    except OperationalError:
        raise  # the database went away: the sweep closes the job later
    except Exception as error:
        log.exception("job %s could not be finished", job.pk)
        return JobState.FAILED, f"The items are done, but finishing failed: {error}"
    failed = job.items.filter(state=ItemState.FAILED).exists()
    return (JobState.FAILED if failed else JobState.DONE), message


def job_cancel(*, job: Job) -> Job:
    """Ask a job to stop: items that wait now, those in hand at their next report.

    Raises:
        JobConflict: the job has ended already
    """
    with transaction.atomic():
        asked = Job.objects.filter(pk=job.pk, state__in=OPEN_JOBS).update(cancel_requested=True)
        if not asked:
            raise JobConflict(f"This job is {job.get_state_display().lower()} already.")
        job.items.filter(state=ItemState.PENDING).update(state=ItemState.CANCELLED)
        job.items.filter(state=ItemState.RUNNING, lease_until__lt=timezone.now()).update(
            state=ItemState.CANCELLED
        )
    job_close(job)
    job.refresh_from_db()
    return job


def job_retry(*, job: Job) -> Job:
    """Try the failed and cancelled items again.

    Raises:
        JobConflict: the job is still going on, or has nothing to retry
    """
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        if locked.state in OPEN_JOBS:
            raise JobConflict("This job is still going on; cancel it first, or wait.")
        again = locked.items.filter(state__in=[ItemState.FAILED, ItemState.CANCELLED]).update(
            state=ItemState.PENDING, attempts=0, error="", stage="", progress=0.0
        )
        if not again:
            raise JobConflict("Nothing of this job failed or was cancelled: nothing to retry.")
        locked.state, locked.cancel_requested = JobState.PENDING, False
        locked.message, locked.finished_at = "", None
        locked.save(update_fields=["state", "cancel_requested", "message", "finished_at"])
        transaction.on_commit(lambda: wake(locked, handler_of(locked.kind).queue))
    return locked


def jobs_to_wake() -> list[Job]:
    """Open jobs that nobody works on: something can be claimed, or only the closing is missing."""
    in_hand = JobItem.objects.filter(
        job=OuterRef("pk"), state=ItemState.RUNNING, lease_until__gte=timezone.now()
    )
    return list(Job.objects.filter(~Exists(in_hand), state__in=OPEN_JOBS))
