"""Recordings, what the stages found in them, and the segments they were cut into."""

from django.db import models
from django.db.models import Q

from ingestion.consents import Consent, ConsentState, Permission

__all__ = [
    "TICKS_HZ",
    "Consent",
    "ConsentState",
    "Dialogue",
    "Media",
    "Permission",
    "Recording",
    "Segment",
    "Segmentation",
    "Stage",
]

#: The clock of media that have no samples of sound: silent video and sensor tables.
TICKS_HZ = 1000


class Media(models.TextChoices):
    """What a recording is. Text has none: it is a segment without a recording."""

    AUDIO = "audio", "Audio"
    VIDEO = "video", "Video"
    IMAGE = "image", "Image"
    SENSOR = "sensor", "Sensor table"


class Recording(models.Model):
    """One original file, stored once under its content hash and never changed.

    Its clock has `rate_hz` ticks a second: the samples of its sound, or `TICKS_HZ` where it has
    none. An image has no clock. `channels` counts those of sound; a sensor table names its own in
    `details`.
    """

    media = models.CharField(max_length=10, choices=Media, default=Media.AUDIO)
    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=500, help_text="file name when it first came in")
    bytes = models.PositiveBigIntegerField()
    container = models.CharField(max_length=60)
    codec = models.CharField(max_length=60)
    duration_seconds = models.FloatField(null=True, blank=True)
    samples = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="ticks at rate_hz, as decoded"
    )
    rate_hz = models.PositiveIntegerField(null=True, blank=True)
    channels = models.PositiveSmallIntegerField(default=0, help_text="of sound; 0: there is none")
    width = models.PositiveIntegerField(null=True, blank=True, help_text="pixels, as shown")
    height = models.PositiveIntegerField(null=True, blank=True, help_text="pixels, as shown")
    frame_rate = models.FloatField(null=True, blank=True, help_text="frames of video a second")
    levels = models.JSONField(default=dict, help_text="loudness and clipping of the original")
    details = models.JSONField(default=dict, help_text="of a sensor table: its channels")
    session = models.CharField(
        max_length=200, blank=True, default="", help_text="when it was made with others, as 'Ses01'"
    )
    licence = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(media__in=Media.values), name="recording_media_known"
            ),
            models.CheckConstraint(
                # A comparison with null is neither true nor false, and would pass.
                condition=Q(media="image", samples=None, rate_hz=None, duration_seconds=None)
                | Q(
                    ~Q(media="image"),
                    samples__isnull=False,
                    samples__gt=0,
                    rate_hz__isnull=False,
                    rate_hz__gt=0,
                    duration_seconds__isnull=False,
                    duration_seconds__gt=0,
                ),
                name="recording_has_clock_or_is_image",
            ),
            models.CheckConstraint(
                condition=~Q(media__in=["video", "image"])
                | Q(width__isnull=False, width__gt=0, height__isnull=False, height__gt=0),
                name="recording_has_picture_size",
            ),
            models.CheckConstraint(
                condition=~Q(media="audio") | Q(channels__gt=0), name="recording_has_sound"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stem(self) -> str:
        """The file id in an RTTM and the beginning of item keys."""
        return self.name.rsplit(".", 1)[0] if "." in self.name[1:] else self.name

    @property
    def has_sound(self) -> bool:
        return self.channels > 0

    @property
    def has_picture(self) -> bool:
        return self.media in (Media.VIDEO, Media.IMAGE)


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
    """What is rated: a sample-exact range of a recording, a whole image, or a text of its own.

    `identity` is a sha256 of the content (recording and range, or text and dialogue), so that
    results can be kept per content. `sensors` is a table on the clock of the recording, which is
    shown beside it.
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
    sensors = models.ForeignKey(
        Recording, null=True, blank=True, on_delete=models.SET_NULL, related_name="beside_segments"
    )
    position = models.PositiveIntegerField(default=0, help_text="place in the dialogue")
    start_sample = models.PositiveBigIntegerField(null=True, blank=True)
    end_sample = models.PositiveBigIntegerField(null=True, blank=True)
    start_seconds = models.FloatField(null=True, blank=True)
    end_seconds = models.FloatField(null=True, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    transcript = models.TextField(blank=True)
    words = models.JSONField(
        default=list,
        blank=True,
        help_text="text, start_seconds and end_seconds of the words that have times, on the "
        "recording's clock",
    )
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
                condition=Q(start_sample__isnull=True, end_sample__isnull=True)
                | Q(
                    recording__isnull=False,
                    start_sample__isnull=False,
                    end_sample__isnull=False,
                    end_sample__gt=models.F("start_sample"),
                ),
                name="segment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(recording__isnull=False) | ~Q(transcript=""),
                name="segment_has_media_or_text",
            ),
        ]

    def __str__(self) -> str:
        return f"segment {self.pk}"
