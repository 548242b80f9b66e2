"""Model cards, their runs, and what the models said."""

import uuid

from django.conf import settings
from django.db import models

from ingestion.models import Segment


class Card(models.Model):
    """A model card as it was when it was used; a changed card is another row."""

    card_id = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    body = models.JSONField()
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["card_id", "-added_at"]

    def __str__(self) -> str:
        return self.card_id


class Run(models.Model):
    """One use of a card on a set of segments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="runs")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)
    device = models.CharField(max_length=40, default="cpu")
    versions = models.JSONField(
        default=dict, help_text="library versions that could change a score"
    )

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.card_id}"


class Prediction(models.Model):
    """What a model said of one segment. Raw outputs stay; `derived` is recomputed from them."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="predictions")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="predictions")
    raw = models.JSONField(null=True, help_text="null where the model gave no answer")
    derived = models.JSONField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "segment"], name="prediction_once"),
            models.CheckConstraint(
                condition=models.Q(raw__isnull=False) | ~models.Q(error=""),
                name="prediction_has_answer_or_error",
            ),
        ]

    def __str__(self) -> str:
        return f"prediction {self.pk}"
