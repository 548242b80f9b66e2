"""Doors for Celery: they call a service."""

import logging

from celery import shared_task
from django.utils import timezone

from annotation.services.assignment import leases_expire
from annotation.services.ingest.uploads import uploads_expire
from annotation.services.people.departures import departures_settle
from annotation.services.recruiting import participants_abandon
from ingestion.models import Recording
from ingestion.renditions import muted_make

log = logging.getLogger(__name__)


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def expire() -> None:
    """Take back leases that ran out, mark participants who left, and open what they had begun."""
    leases_expire(now=timezone.now(), limit=10_000)
    participants_abandon(now=timezone.now())
    departures_settle(now=timezone.now())


@shared_task  # type: ignore[untyped-decorator]
def clear_uploads() -> None:
    """Remove uploads that nobody used."""
    gone = uploads_expire(now=timezone.now())
    if gone:
        log.info("%s uploads that nobody used: removed", gone)


@shared_task  # type: ignore[untyped-decorator]
def mute(recording_id: int) -> None:
    """Make the copy of a film without its sound."""
    recording = Recording.objects.filter(pk=recording_id).first()
    if recording is None:
        log.info("recording %s: gone already", recording_id)
        return
    muted_make(recording)
