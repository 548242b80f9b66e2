"""Known answers, what raters made of them, and what raters have shown that they can do."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from annotation.models.people import Rater
from annotation.models.projects import Item, ItemRole
from annotation.models.rating import Rating


class Expected(models.Model):
    """The answers that are right for a gold, attention, training or quiz item.

    `answers` maps questions to `{"any_of": [values]}` or `{"min": n, "max": n}`. They are in a
    table of their own so that nothing that shows an item can show them by mistake.
    """

    item = models.OneToOneField(
        Item, on_delete=models.CASCADE, primary_key=True, related_name="expected"
    )
    answers = models.JSONField()
    explanation = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"expected of {self.item_id}"


class CheckResult(models.Model):
    """Whether a rating of an item with expected answers was right; `wrong` lists questions.

    `attempt` counts quizzes of the rater from 1; other items have one attempt.
    """

    rating = models.OneToOneField(Rating, on_delete=models.CASCADE, primary_key=True)
    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="checks_taken")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="checks")
    role = models.CharField(max_length=16, choices=ItemRole)
    attempt = models.PositiveSmallIntegerField(default=1)
    correct = models.BooleanField()
    wrong = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(role="normal"), name="check_is_of_a_role"),
        ]
        indexes = [
            # a rater's results: those of the quiz attempt in progress, and for the researcher
            models.Index(fields=["rater", "role", "attempt"], name="check_of_rater"),
        ]

    def __str__(self) -> str:
        return f"check of rating {self.rating_id}"


class Qualification(models.Model):
    """What a rater has shown in a project. `score` is that of the last finished quiz."""

    rater = models.OneToOneField(
        Rater, on_delete=models.CASCADE, primary_key=True, related_name="qualification"
    )
    attempts = models.PositiveSmallIntegerField(default=0, help_text="quizzes finished")
    extra_attempts = models.PositiveSmallIntegerField(
        default=0, help_text="beyond the project's number, allowed by a researcher"
    )
    score = models.FloatField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    languages = models.JSONField(default=list, help_text="primary subtags, as 'pt'")

    def __str__(self) -> str:
        return f"qualification of {self.rater_id}"


class Certificate(models.Model):
    """A certificate, such as FACS, that a researcher says a rater has."""

    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="certificates")
    name = models.CharField(max_length=80)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rater", "name"], name="certificate_once")]

    def __str__(self) -> str:
        return f"{self.name} of {self.rater_id}"
