"""A project: its scheme, its people and the segments to rate."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ingestion.models import Segment


def new_key() -> str:
    return secrets.token_hex(32)


class ProjectState(models.TextChoices):
    """open <-> paused; open | paused -> closed -> open. A researcher moves it."""

    OPEN = "open", "Open"
    PAUSED = "paused", "Paused"
    CLOSED = "closed", "Closed"


class Project(models.Model):
    """`policy` holds raters_per_item, order, context, show_transcript, agreement and rules."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    guidelines = models.TextField(blank=True)
    content_warning = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=ProjectState, default=ProjectState.OPEN)
    preset = models.CharField(max_length=80)
    policy = models.JSONField(default=dict)
    item_count = models.PositiveIntegerField(default=0, help_text="items, counted when they change")
    pseudonym_key = models.CharField(max_length=64, default=new_key, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProjectState.values), name="project_state_known"
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Scheme(models.Model):
    """A version of a project's questions; never changed once ratings point at it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="schemes")
    version = models.PositiveIntegerField()
    body = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="scheme_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} v{self.version}"


class MemberRole(models.TextChoices):
    RATER = "rater", "Rater"
    RESEARCHER = "researcher", "Researcher"


class Member(models.Model):
    """A person's place in a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=16, choices=MemberRole)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "user", "role"], name="member_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.project_id}"


class Rater(models.Model):
    """Who gave ratings in a project: a person who signs in, or one named in an imported table."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="raters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    external_id = models.CharField(max_length=200, blank=True)
    cursor = models.BigIntegerField(default=-1, help_text="place of the last item handed out")
    submitted = models.PositiveIntegerField(default=0, help_text="items rated, for progress")
    elapsed_ms = models.PositiveBigIntegerField(default=0, help_text="spent on those, for pace")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"], condition=Q(user__isnull=False), name="rater_per_user"
            ),
            models.UniqueConstraint(
                fields=["project", "external_id"],
                condition=Q(user__isnull=True),
                name="rater_per_external_id",
            ),
        ]

    def __str__(self) -> str:
        return self.external_id or f"rater {self.pk}"


class Item(models.Model):
    """A segment in a project. `taken` counts the raters who hold or have answered it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="items")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="items", null=True)
    key = models.CharField(max_length=300)
    place = models.BigIntegerField(help_text="where it stands in the order of the project")
    wanted = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    rated = models.PositiveIntegerField(default=0, help_text="ratings that count, for progress")
    attributes = models.JSONField(default=dict, help_text="further columns of an imported table")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="item_key_once"),
            models.UniqueConstraint(fields=["project", "segment"], name="segment_once_in_project"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("wanted")), name="item_not_over_its_number"
            ),
        ]
        indexes = [
            models.Index(fields=["project", "place"], name="item_list"),  # lists, in order
            # the next assignment: items that still want raters, in order
            models.Index(
                fields=["project", "place"],
                condition=Q(taken__lt=F("wanted")),
                name="item_open",
            ),
            models.Index(fields=["project", "rated"], name="item_progress"),  # progress counts
        ]

    def __str__(self) -> str:
        return self.key
