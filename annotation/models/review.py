"""What was shown to raters before they answered, and what adjudicators decided after."""

from django.conf import settings
from django.db import models

from annotation.models.projects import Item, Project, Scheme
from annotation.models.rating import Assignment


class Exposure(models.Model):
    """A model's draft that a rater was shown. Rows are only ever added."""

    assignment = models.OneToOneField(
        Assignment, on_delete=models.PROTECT, primary_key=True, related_name="exposure"
    )
    arm = models.CharField(max_length=16)
    card = models.CharField(max_length=200)
    values = models.JSONField(help_text="the value shown for each question")
    shown_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"exposure of {self.assignment_id}"


class Decision(models.Model):
    """What was decided of an item on sight of all answers; they stay, and so do older decisions.

    Rows are only ever added: the newest of an item counts.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # the newest decision of each item
            models.Index(fields=["project", "item", "-id"], name="decision_latest"),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
