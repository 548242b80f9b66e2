"""Recordings, what the stages found in them, and the segments they were cut into."""

from django.db import models
from django.db.models import Q


class Recording(models.Model):
    """One original file, stored once under its content hash and never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=500, help_text="file name when it first came in")
    bytes = models.PositiveBigIntegerField()
    container = models.CharField(max_length=60)
    codec = models.CharField(max_length=60)
    duration_seconds = models.FloatField()
    samples = models.PositiveBigIntegerField(help_text="frames at rate_hz, as decoded")
    rate_hz = models.PositiveIntegerField()
    channels = models.PositiveSmallIntegerField()
    levels = models.JSONField(default=dict, help_text="loudness and clipping of the original")
    licence = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(samples__gt=0), name="recording_has_samples"),
            models.CheckConstraint(condition=Q(rate_hz__gt=0), name="recording_has_rate"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stem(self) -> str:
        """The file id in an RTTM and the beginning of item keys."""
        return self.name.rsplit(".", 1)[0] if "." in self.name[1:] else self.name


class Stage(models.Model):
    """What one stage found in a recording, kept under the key of everything that it depends on."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField(max_length=40)
    key = models.CharField(max_length=64, help_text="sha256 of version and settings")
    result = models.JSONField()
    seconds = models.FloatField(help_text="wall time that it took")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "name", "key"], name="stage_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.recording_id}"


class Dialogue(models.Model):
    """Segments that belong together in an order: one conversation."""

    name = models.CharField(max_length=500)
    recording = models.ForeignKey(
        Recording, null=True, blank=True, on_delete=models.CASCADE, related_name="dialogues"
    )

    def __str__(self) -> str:
        return self.name


class Segmentation(models.Model):
    """One way in which a recording was cut; cutting again with other settings makes another."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="segmentations")
    profile = models.CharField(max_length=20)
    key = models.CharField(max_length=64, help_text="sha256 of profile, settings and versions")
    settings = models.JSONField(default=dict)
    left_out = models.JSONField(default=list, help_text="turns too short to become a segment")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "key"], name="segmentation_once")
        ]

    def __str__(self) -> str:
        return f"{self.profile} of {self.recording_id}"


class Segment(models.Model):
    """What is rated: a sample-exact range of a recording, or a text of its own.

    `identity` is a sha256 of the content (recording and range, or text and dialogue), so that
    results can be kept per content.
    """

    recording = models.ForeignKey(
        Recording, null=True, blank=True, on_delete=models.CASCADE, related_name="segments"
    )
    segmentation = models.ForeignKey(
        Segmentation, null=True, blank=True, on_delete=models.CASCADE, related_name="segments"
    )
    dialogue = models.ForeignKey(
        Dialogue, null=True, blank=True, on_delete=models.SET_NULL, related_name="segments"
    )
    position = models.PositiveIntegerField(default=0, help_text="place in the dialogue")
    start_sample = models.PositiveBigIntegerField(null=True, blank=True)
    end_sample = models.PositiveBigIntegerField(null=True, blank=True)
    start_seconds = models.FloatField(null=True, blank=True)
    end_seconds = models.FloatField(null=True, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    transcript = models.TextField(blank=True)
    flags = models.JSONField(default=list)
    gates = models.JSONField(default=dict)
    identity = models.CharField(max_length=64, db_index=True)
    parents = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="children")

    class Meta:
        ordering = ["dialogue_id", "position", "pk"]
        indexes = [
            # the turns before and after one, on the rating page
            models.Index(fields=["dialogue", "position"], name="segment_in_dialogue"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["segmentation", "start_sample", "end_sample", "speaker"],
                name="segment_once_in_segmentation",
            ),
            models.CheckConstraint(
                condition=Q(recording__isnull=True, start_sample__isnull=True)
                | Q(recording__isnull=False, end_sample__gt=models.F("start_sample")),
                name="segment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(recording__isnull=False) | ~Q(transcript=""),
                name="segment_has_sound_or_text",
            ),
        ]

    def __str__(self) -> str:
        return f"segment {self.pk}"
