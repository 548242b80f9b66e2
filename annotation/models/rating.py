"""Leases, drafts and ratings."""

from typing import Any

from django.db import models
from django.db.models import Q

from annotation.models.people import Rater
from annotation.models.projects import Item, ItemRole, Project, Scheme


class AssignmentState(models.TextChoices):
    """leased -> submitted | skipped | expired; submitted <-> reopened; expired -> leased.

    The rater moves it by asking, submitting, skipping and reopening; time alone expires it. An
    expired lease is handed on, and its late answer is still taken while the item wants one.

    leased -> second_look -> submitted where a model's draft is shown after the first answer: that
    answer is stored and stays; the second look ends with the next submission.
    """

    LEASED = "leased", "Leased"
    SUBMITTED = "submitted", "Submitted"
    REOPENED = "reopened", "Reopened"
    SKIPPED = "skipped", "Skipped"
    EXPIRED = "expired", "Expired"
    SECOND_LOOK = "second_look", "Second look"


class Assignment(models.Model):
    """An item in the hands of a rater: at most one per pair, ever.

    `presentation` is how the item is shown: seed, arm, sides, order of options, assistance, role.
    It is drawn once, when the item is first handed to the rater.

    `is_fresh`: made by this very request, so it has no draft, and `previous_id` is what undo would
    take back.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="assignments")
    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="assignments")
    state = models.CharField(max_length=16, choices=AssignmentState, default=AssignmentState.LEASED)
    leased_at = models.DateTimeField()
    lease_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    skip_reason = models.TextField(blank=True)
    order_index = models.PositiveIntegerField(help_text="how many this rater had been given before")
    presentation = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    # Not columns: what handing an item out finds on its way, so that showing it need not ask again.
    is_fresh = False
    previous_id: int | None = None
    # Set by `assignment_of`: what a rating that is stored now says in its column `blind`.
    blind: bool | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "rater"], name="assignment_once"),
        ]
        indexes = [
            # the lease a rater holds, and the last one submitted
            models.Index(fields=["rater", "state", "-ended_at"], name="assignment_of_rater"),
            # leases that ran out
            models.Index(
                fields=["lease_until"], condition=Q(state="leased"), name="assignment_expiring"
            ),
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class Draft(models.Model):
    """Answers in progress. `seq` rises with each edit and each submission: an older tab never wins.

    `set_aside` keeps answers that the questions no longer take since the project changed them.
    """

    assignment = models.OneToOneField(
        Assignment, on_delete=models.CASCADE, primary_key=True, related_name="draft"
    )
    answers = models.JSONField(default=dict)
    set_aside = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    seq = models.BigIntegerField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.assignment_id}"


class Assisted(models.TextChoices):
    """Whether the rater had seen a model's draft of the item before this answer."""

    NONE = "", "The project shows no drafts"
    BLIND = "blind", "Blind"
    AFTER = "after", "After the first answer"
    UPFRONT = "upfront", "Upfront"


class Rating(models.Model):
    """One submitted set of answers. Rows are only ever added: a change is a new revision.

    The database refuses updates and deletes of this table (migration 0002). `client_key` is made
    where the answer was given, so that sending it twice stores it once. `rater` is null for
    imported vote counts, whose raters nobody knows: one row is then one vote.

    `blind` is of the moment of submission, since roles change: false where the rater had a role
    that shows all answers (admin, researcher or adjudicator of the project), or had decided this
    item; true otherwise. Null for imports, and for ratings from before this was noted.
    """

    # No index of its own: `rating_latest` begins with it, and each index costs every submission.
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="ratings", db_index=False
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="ratings")
    rater = models.ForeignKey(Rater, null=True, blank=True, on_delete=models.PROTECT)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, db_index=False)
    assignment = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.PROTECT)
    revision = models.PositiveIntegerField(default=1)
    client_key = models.UUIDField(unique=True)
    answers = models.JSONField()
    elapsed_ms = models.PositiveIntegerField(null=True, blank=True)
    plays = models.PositiveIntegerField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="null: an import says not")
    source = models.CharField(max_length=16, default="browser")
    # A copy of the item's, so that whoever reads a million ratings need not join their items.
    role = models.CharField(
        max_length=16, choices=ItemRole, default=ItemRole.NORMAL, db_default=ItemRole.NORMAL
    )
    assisted = models.CharField(
        max_length=16, choices=Assisted, blank=True, default="", db_default=""
    )
    blind = models.BooleanField(null=True, blank=True)

    # Not a column: what the rater may be told of an answer that was just stored.
    judgement: Any = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "rater", "revision"],
                condition=Q(rater__isnull=False),
                name="rating_revision_once",
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="rating_revision_from_one"),
        ]
        indexes = [
            # agreement, distributions and releases read a project's ratings item by item
            models.Index(fields=["project", "item", "rater", "-revision"], name="rating_latest"),
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"
