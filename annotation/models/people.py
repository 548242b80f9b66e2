"""The people of a project."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotation.models.projects import Project


class MemberRole(models.TextChoices):
    RATER = "rater", "Rater"
    RESEARCHER = "researcher", "Researcher"
    ADJUDICATOR = "adjudicator", "Adjudicator"


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
    """Who gave ratings in a project: a person who signs in, or one named in an imported table.

    `submitted` counts items of the project; gold and attention items are in `checks`, so that
    together they are what the rater has done, and so with the time spent. `handed` counts both as
    they are handed out, whatever became of them. Counters have defaults in the database because
    imports insert rows of their own. `attributes` are what a researcher says of the rater, such as
    an age group: texts by name, which nobody but researchers sees.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="raters")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    external_id = models.CharField(max_length=200, blank=True)
    cursor = models.BigIntegerField(default=-1, help_text="place of the last item handed out")
    submitted = models.PositiveIntegerField(default=0, help_text="items rated, for progress")
    elapsed_ms = models.PositiveBigIntegerField(default=0, help_text="spent on those, for pace")
    checks = models.PositiveIntegerField(default=0, db_default=0, help_text="gold and attention")
    checks_ms = models.PositiveBigIntegerField(default=0, db_default=0, help_text="spent on those")
    handed = models.PositiveIntegerField(
        default=0, db_default=0, help_text="handed out but for practice and quiz"
    )
    misses = models.PositiveIntegerField(default=0, db_default=0, help_text="of those, missed")
    forgiven = models.PositiveIntegerField(
        default=0, db_default=0, help_text="misses that a researcher let pass"
    )
    practised = models.PositiveIntegerField(default=0, db_default=0, help_text="training items")
    day = models.DateField(null=True, blank=True, help_text="of the last submission, UTC")
    day_count = models.PositiveIntegerField(default=0, db_default=0, help_text="submitted that day")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.TextField(blank=True, default="", db_default="")
    left_at = models.DateTimeField(
        null=True, blank=True, help_text="when others could begin what this rater left half-way"
    )
    participation = models.ForeignKey(
        "Participant",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="the recruiting link by which the rater came last",
    )
    accepted_at = models.DateTimeField(
        null=True, blank=True, help_text="when the rater went past the content warning"
    )
    attributes = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()), blank=True
    )

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
