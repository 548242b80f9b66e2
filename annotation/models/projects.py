"""A project: its scheme, its people and the segments to rate."""

import secrets
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ingestion.models import Segment

if TYPE_CHECKING:
    from annotation.policy import Policy


def new_key() -> str:
    return secrets.token_hex(32)


class ProjectState(models.TextChoices):
    """open <-> paused; open | paused -> closed -> open. A researcher moves it."""

    OPEN = "open", "Open"
    PAUSED = "paused", "Paused"
    CLOSED = "closed", "Closed"


class Project(models.Model):
    """`policy` holds what `annotation.policy` reads."""

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

    # Not columns: the current scheme, and the policy with what it was read from, for those who
    # ask for them several times in one request.
    scheme_found: "Scheme | None" = None
    policy_found: "tuple[Any, Policy] | None" = None

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
    """A version of a project's questions; never changed once an item was handed out."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="schemes")
    version = models.PositiveIntegerField()
    body = models.JSONField()
    hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(null=True, blank=True, auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="scheme_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id} v{self.version}"


class ItemRole(models.TextChoices):
    """Only normal items count: for agreement, labels, progress and releases' labels.

    Gold and attention items look like them; training and quiz items come first, with feedback.
    """

    NORMAL = "normal", "Normal"
    GOLD = "gold", "Gold"
    ATTENTION = "attention", "Attention"
    TRAINING = "training", "Training"
    QUIZ = "quiz", "Quiz"


class Item(models.Model):
    """What is rated in a project: a segment, or several clips side by side.

    Two items may show the same segment: one about each person in it, or with one statement each.
    An item without a segment and without clips is a name only, of ratings from elsewhere. `taken`
    counts the raters who hold or have answered it.

    Items of other roles than normal have `wanted` 0 and are never taken: any number of raters
    answer them. `group` joins the items of one clip over presentation arms. `reserved_for` names
    the person who answers first; it is emptied when they have. `extra` of `wanted` were added
    because raters disagreed. A correction of turns replaces an item that somebody had: it stays
    with its answers, who holds it can finish, and nobody else gets it.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="items")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="items", null=True)
    key = models.CharField(max_length=300)
    place = models.BigIntegerField(help_text="where it stands in the order of the project")
    wanted = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    rated = models.PositiveIntegerField(default=0, help_text="ratings that count, for progress")
    attributes = models.JSONField(default=dict, help_text="further columns of an imported table")
    role = models.CharField(
        max_length=16, choices=ItemRole, default=ItemRole.NORMAL, db_default=ItemRole.NORMAL
    )
    arm = models.CharField(max_length=16, blank=True, default="", db_default="")
    group = models.CharField(max_length=300, blank=True, default="", db_default="")
    priority = models.IntegerField(default=0, db_default=0)
    reserved_for = models.CharField(max_length=200, blank=True, default="", db_default="")
    language = models.CharField(
        max_length=16, blank=True, default="", db_default="", help_text="primary subtag, as 'pt'"
    )
    extra = models.PositiveSmallIntegerField(default=0, db_default=0)
    stands_at = models.BigIntegerField(
        null=True,
        blank=True,
        help_text="key of the item beside which a corrected turn came in; null: its own",
    )
    replaced_at = models.DateTimeField(
        null=True, blank=True, help_text="when a correction of its turn retired it"
    )

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["project", "key"], name="item_key_once"),
            models.CheckConstraint(
                condition=Q(taken__lte=F("wanted")), name="item_not_over_its_number"
            ),
            models.CheckConstraint(
                condition=Q(role="normal") | Q(wanted=0), name="item_of_a_role_is_not_counted"
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
            # gold, attention, training and quiz items that a rater has not had
            models.Index(
                fields=["project", "role", "place"],
                condition=~Q(role="normal"),
                name="item_checks",
            ),
            # the other presentations of a clip
            models.Index(fields=["project", "group"], condition=~Q(group=""), name="item_siblings"),
            # how much of the budget for extra raters is used
            models.Index(fields=["project"], condition=Q(extra__gt=0), name="item_extra"),
        ]

    def __str__(self) -> str:
        return self.key


class ItemClip(models.Model):
    """One of the clips that an item shows side by side, in the order that answers speak of."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="clips")
    position = models.PositiveSmallIntegerField()
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="clips")

    class Meta:
        ordering = ["item_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="item_clip_once"),
        ]

    def __str__(self) -> str:
        return f"clip {self.position} of {self.item_id}"
