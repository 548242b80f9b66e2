"""Durable jobs: what is to be done, how far it is, what went wrong."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    """pending -> running -> done | failed | cancelled.

    A runner moves a job to running with its first claim and to done or failed with its last
    item; a person moves it to cancelled (at once, or when the items in hand have stopped) and
    back to pending by a retry.
    """

    PENDING = "pending", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class ItemState(models.TextChoices):
    """pending -> running -> done | skipped | failed; pending | running -> cancelled.

    A running item whose lease ran out may be claimed again. A retry moves failed and cancelled
    items back to pending.
    """

    PENDING = "pending", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Skipped"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class Job(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=200, help_text="what a person reads in the list")
    project = models.CharField(max_length=80, blank=True, help_text="slug, where it serves one")
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=JobState, default=JobState.PENDING)
    cancel_requested = models.BooleanField(default=False)
    message = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["-created_at"], name="job_list"),  # the list, newest first
            # the sweep: unfinished jobs only
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["pending", "running"]),
                name="job_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class JobItem(models.Model):
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=500, help_text="unique in its job")
    name = models.CharField(max_length=500, help_text="what a person reads")
    position = models.PositiveIntegerField()
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=ItemState, default=ItemState.PENDING)
    stage = models.CharField(max_length=40, blank=True)
    progress = models.FloatField(default=0.0)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["job", "key"], name="job_item_once"),
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="job_item_state_known"
            ),
        ]
        indexes = [
            # the claim: next item of a job that waits, or whose lease may have run out
            models.Index(
                fields=["job", "position"],
                condition=Q(state__in=["pending", "running"]),
                name="job_item_claim",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_id}: {self.name}"


class WorkerBeat(models.Model):
    """A living worker process says so here every few seconds; brokers cannot all be asked."""

    name = models.CharField(max_length=100, primary_key=True)
    queues = models.CharField(max_length=100)
    pid = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
