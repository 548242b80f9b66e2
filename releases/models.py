"""Frozen versions of a project."""

from django.conf import settings
from django.db import models

from annotation.models import Project


class ReleaseSettings(models.Model):
    """What the releases of a project are to have beside its rows.

    splits: how items are divided, as `releases.splits.plan` reads it; null: there are no splits.
    about: authors, licence and what else a citation needs, as `releases.cards.about` reads it.
    contents: what they may hold of people, as `releases.contents` reads it.
    """

    project = models.OneToOneField(
        Project, on_delete=models.CASCADE, primary_key=True, related_name="release_settings"
    )
    splits = models.JSONField(null=True, blank=True)
    about = models.JSONField(default=dict, blank=True)
    contents = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return f"releases of {self.project_id}"


class Release(models.Model):
    """An immutable version `project@tag`; its files lie under RELEASES_ROOT/slug/tag."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="releases")
    tag = models.CharField(max_length=80)
    version = models.CharField(
        max_length=40, blank=True, default="", help_text="X.Y.Z; empty before layout 4"
    )
    manifest_sha256 = models.CharField(max_length=64, help_text="the release's id")
    counts = models.JSONField(help_text="items, ratings, raters")
    bytes = models.PositiveBigIntegerField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["project", "tag"], name="release_tag_once")]

    def __str__(self) -> str:
        return f"{self.project_id}@{self.tag}"


class Withdrawal(models.Model):
    """Something that was taken back: open -> done. Begun again until it is done.

    `todo` says what has to go, and is emptied when it has gone: what stays is a record without
    content, of how much it was and which releases have another id since.
    """

    at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=16)
    reason = models.CharField(max_length=16)
    todo = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, help_text="items and ratings that are gone")
    releases = models.JSONField(default=list, help_text="release, the id it had and has, version")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"
