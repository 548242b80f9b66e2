"""Reads of jobs."""

from django.db.models import Count, FloatField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from accounts.errors import Missing
from jobs.models import ItemState, Job, JobItem


def jobs_with_counts(*, project: str | None = None) -> QuerySet[Job]:
    """Jobs, newest first, each with total, done, failed, skipped and the sum of progress."""
    jobs = (
        Job.objects.select_related("created_by")
        .order_by("-created_at")
        .annotate(
            total=Count("items"),
            done=Count("items", filter=Q(items__state=ItemState.DONE)),
            failed=Count("items", filter=Q(items__state=ItemState.FAILED)),
            skipped=Count("items", filter=Q(items__state=ItemState.SKIPPED)),
            ended=Count(
                "items", filter=~Q(items__state__in=[ItemState.PENDING, ItemState.RUNNING])
            ),
            part=Coalesce(
                Sum("items__progress", filter=Q(items__state=ItemState.RUNNING)),
                Value(0.0),
                output_field=FloatField(),
            ),
        )
    )
    return jobs if project is None else jobs.filter(project=project)


def job_by_id(job_id: str) -> Job:
    """One job with its counts.

    Raises:
        Missing: there is none, or the id is not one
    """
    from django.core.exceptions import ValidationError

    try:
        return jobs_with_counts().get(pk=job_id)
    except (Job.DoesNotExist, ValidationError, ValueError):
        raise Missing(
            f"There is no job '{job_id}'; `emotate job list` names those there are."
        ) from None


def job_items(job: Job, *, state: str = "") -> QuerySet[JobItem]:
    items = job.items.order_by("position")
    return items.filter(state=state) if state else items
