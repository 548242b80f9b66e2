"""What the people in a recording agreed to."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ConsentState(models.TextChoices):
    """unknown -> given | refused; given -> withdrawn. An admin moves it, in any direction: mistakes
    are put right, too.
    """

    UNKNOWN = "unknown", "Unknown"
    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Permission(models.TextChoices):
    """What a consent may allow: to rate it and release what raters said; to hand the recording
    itself on; to show pieces of it in papers and talks.
    """

    RESEARCH = "research", "Research"
    SHARING = "sharing", "Sharing of the recording"
    PUBLICATION = "publication", "Showing it in publications"


class Consent(models.Model):
    """Consent to a recording. One without a row is unknown.

    `document` says where it is written down: the name of a form, a licence, an address.
    """

    recording = models.OneToOneField(
        "ingestion.Recording", on_delete=models.CASCADE, primary_key=True, related_name="consent"
    )
    state = models.CharField(max_length=16, choices=ConsentState)
    permits = models.JSONField(default=list, help_text="of Permission, in its order")
    document = models.CharField(max_length=500, blank=True)
    date = models.DateField(null=True, blank=True, help_text="when it was given or taken back")
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ConsentState.values), name="consent_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="given") | Q(permits=[]), name="only_consent_given_permits"
            ),
        ]

    def __str__(self) -> str:
        return f"consent to {self.recording_id}: {self.state}"
