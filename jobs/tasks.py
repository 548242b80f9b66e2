"""Doors for Celery: they take an id and call a service."""

import logging
import time

from celery import shared_task

from jobs import services
from jobs.handlers import handler_of
from jobs.models import Job
from jobs.runner import job_run

log = logging.getLogger(__name__)
SLICE_SECONDS = 60.0
"""A runner gives way to other jobs after this long; the rest of its job is queued again."""


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def run(job_id: str) -> None:
    job = Job.objects.filter(pk=job_id, state__in=services.OPEN_JOBS).first()
    if job is None:
        log.info("job %s: gone or ended already", job_id)
        return
    if job_run(job, until=time.monotonic() + SLICE_SECONDS):
        services.wake(job, handler_of(job.kind).queue)


@shared_task  # type: ignore[untyped-decorator]
def sweep() -> None:
    """Wake what a lost message or a killed worker left behind."""
    for job in services.jobs_to_wake():
        services.wake(job, handler_of(job.kind).queue)
