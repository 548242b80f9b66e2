"""People who come by a link of a recruiting service."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotation.models.projects import Project


def new_token() -> str:
    return secrets.token_urlsafe(16)


def new_code() -> str:
    """Eight letters and digits that nobody confuses with each other."""
    return "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(8))


class RecruitLink(models.Model):
    """An address at which people join a project as raters, known by an outside id.

    `return_url` may hold `{code}` and `{PARAMETER}` of the address they came by.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="links")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    name = models.CharField(max_length=200)
    id_parameter = models.CharField(max_length=80, default="PROLIFIC_PID")
    kept_parameters = models.JSONField(default=list)
    consent_text = models.TextField(blank=True)
    quota = models.PositiveIntegerField(null=True, blank=True)
    items_per_participant = models.PositiveIntegerField(null=True, blank=True)
    completion_code = models.CharField(max_length=80, default=new_code)
    return_url = models.CharField(max_length=1000, blank=True)
    inactivity_minutes = models.PositiveIntegerField(default=60)
    expires_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} of {self.project_id}"


class ParticipantState(models.TextChoices):
    """active <-> abandoned; active | abandoned -> completed -> approved <-> rejected;
    active | abandoned -> returned.

    Time alone abandons, and coming back ends it. The participant returns, finishing completes, and
    a researcher approves or rejects.
    """

    ACTIVE = "active", "Active"
    ABANDONED = "abandoned", "Abandoned"
    RETURNED = "returned", "Returned"
    COMPLETED = "completed", "Completed"
    APPROVED = "approved", "Approved"
    REJECTED = "rejected", "Rejected"


class Participant(models.Model):
    """Somebody who joined by a link. `consent_text` is what they agreed to, word for word."""

    link = models.ForeignKey(RecruitLink, on_delete=models.PROTECT, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="participations"
    )
    external_id = models.CharField(max_length=200)
    parameters = models.JSONField(default=dict)
    state = models.CharField(
        max_length=16, choices=ParticipantState, default=ParticipantState.ACTIVE
    )
    consent_text = models.TextField(blank=True)
    consented_at = models.DateTimeField()
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    done_before = models.PositiveIntegerField(
        default=0, help_text="items this person had rated before joining by this link"
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "external_id"], name="participant_once"),
            models.CheckConstraint(
                condition=Q(state__in=ParticipantState.values), name="participant_state_known"
            ),
        ]
        indexes = [
            # those who have been away too long
            models.Index(fields=["seen_at"], condition=Q(state="active"), name="participant_idle"),
        ]

    def __str__(self) -> str:
        return f"{self.external_id} by {self.link_id}"
