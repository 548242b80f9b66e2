"""Doors for Celery: they call a service."""

from celery import shared_task
from django.utils import timezone

from annotation.services.assignment import leases_expire


@shared_task  # type: ignore[untyped-decorator]  # Celery ships no types
def expire() -> None:
    """Take back leases that ran out."""
    leases_expire(now=timezone.now(), limit=10_000)
