"""From a file to segments, in stages that each commit for themselves and are skipped when done."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from ingestion.engines import profiles
from ingestion.engines.errors import UncuttableError
from ingestion.engines.gates import gates
from ingestion.engines.profiles import BY_CUES, PROFILES, WINDOW_SECONDS, Material
from ingestion.engines.segment_files import read_segments, read_spoken
from ingestion.engines.types import Clock, Cue, Cut, Cutting, FrameLevels, Gate, Heard, Span, Turn
from ingestion.engines.words import assigned
from ingestion.keys import key_of
from ingestion.media_store import levels_path, proxy_path
from ingestion.models import Dialogue, Media, Recording, Segment, Segmentation
from ingestion.stages import stage_kept
from ingestion.storing import Report, recording_store

SPEAKERS = ("embedded", "none")
#: Profiles for which it matters who speaks in the sound.
BY_TURNS = ("turns", "whole")
LONGEST_WINDOW_SECONDS = 3600.0


@dataclass(frozen=True)
class IngestSettings:
    """How a recording is cut.

    `transcript` is a file of subtitles or segments of that recording; `tiers` are those to read of
    a TextGrid or an ELAN file. `window_seconds` and `hop_seconds` are of the profile `fixed`; a
    hop of None is the window itself.
    """

    profile: str = "turns"
    speakers: str = "embedded"
    transcript: str | None = None
    window_seconds: float = WINDOW_SECONDS
    hop_seconds: float | None = None
    tiers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("profile", self.profile, PROFILES),
            ("speakers", self.speakers, SPEAKERS),
        ):
            if value not in allowed:
                raise ValueError(
                    f"{name} '{value}' is unknown; it is one of: {', '.join(allowed)}."
                )
        for name, seconds in (("window", self.window_seconds), ("hop", self.hop_seconds)):
            least = profiles.SHORTEST_WINDOW_SECONDS
            if seconds is not None and not least <= seconds <= LONGEST_WINDOW_SECONDS:
                raise ValueError(
                    f"{name} {seconds:g} is not between {least:g} and {LONGEST_WINDOW_SECONDS:g} "
                    "seconds."
                )


def file_ingest(
    path: Path, *, name: str, settings: IngestSettings, report: Report
) -> tuple[Segmentation, bool]:
    """Bring one file in and cut it. Returns the segmentation and whether it is new.

    Raises:
        MediaError: the file cannot be used, or not cut in this way
        TranscriptError: the file of subtitles or segments cannot be read
    """
    cues = _cues(settings, name)
    recording = recording_store(path, name=name, report=report)
    heard = recording_listen(recording, settings, report)
    report("segments", 0.95)
    return recording_cut(recording, heard, settings, cues)


def _cues(settings: IngestSettings, name: str) -> list[Cue]:
    if settings.transcript is None:
        return []
    path = Path(settings.transcript)
    if settings.profile in BY_CUES:
        return read_segments(path, Recording(name=name).stem, settings.tiers)
    return read_spoken(path, Recording(name=name).stem)


def recording_listen(recording: Recording, settings: IngestSettings, report: Report) -> Heard:
    """Where somebody speaks, and who; kept as a stage under its versions and settings."""
    from ingestion.engines import default_engine  # loads onnxruntime: in workers only

    if not recording.has_sound:
        return Heard((), ())
    # Where a file says who speaks, only speech is looked for, which the gates ask about.
    who = settings.speakers if settings.profile in BY_TURNS else "none"
    inputs = {"speakers": who, "versions": default_engine.STAGE_VERSIONS}

    def run(_: str) -> dict[str, Any]:
        return asdict(
            default_engine.listen(
                proxy_path(recording.sha256),
                speakers=who == "embedded",
                progress=lambda share: report("listen", 0.6 + 0.35 * share),
            )
        )

    return _heard(stage_kept(recording, "listen", inputs, run))


def _heard(stored: dict[str, Any]) -> Heard:
    return Heard(
        speech=tuple(Span(**span) for span in stored["speech"]),
        turns=tuple(Turn(**turn) for turn in stored["turns"]),
        versions=stored["versions"],
    )


def recording_cut(
    recording: Recording, heard: Heard, settings: IngestSettings, cues: Sequence[Cue]
) -> tuple[Segmentation, bool]:
    """Cut a recording into segments, all of them or none. The same settings cut it once.

    New segments know those of earlier segmentations that they share time with as their parents.

    Raises:
        UncuttableError: the profile does not fit the recording
    """
    described = _described(heard, settings, cues)
    levels = _levels(recording)
    cutting = _cut(recording, levels, heard, settings, cues)
    cuts = _said(cutting, cues, settings)
    judged = [gates(one, levels, heard.speech) if levels else () for one in cuts]
    with transaction.atomic():
        segmentation, created = Segmentation.objects.get_or_create(
            recording=recording,
            key=key_of(described),
            defaults={
                "profile": settings.profile,
                "settings": described,
                "left_out": [asdict(turn) for turn in cutting.left_out],
            },
        )
        if not created:
            return segmentation, False
        if recording.media == Media.IMAGE:
            _image_segment_create(segmentation)
        else:
            segments_create(segmentation, cuts, judged)
        _link_parents(segmentation)
    return segmentation, True


def _cut(
    recording: Recording,
    levels: FrameLevels | None,
    heard: Heard,
    settings: IngestSettings,
    cues: Sequence[Cue],
) -> Cutting:
    """The cuts of a recording; none of an image, which has no time to cut."""
    path = Path(recording.name)
    if recording.samples is None or recording.rate_hz is None:
        if settings.profile != "whole":
            raise UncuttableError(
                path,
                f"is an image, which the profile '{settings.profile}' cannot cut; choose 'whole'",
            )
        return Cutting(())
    return profiles.cut(
        Material(path, Clock(recording.samples, recording.rate_hz), levels, heard.turns, cues),
        settings.profile,
        window_seconds=settings.window_seconds,
        hop_seconds=settings.hop_seconds,
    )


def _described(heard: Heard, settings: IngestSettings, cues: Sequence[Cue]) -> dict[str, Any]:
    """All that the cuts depend on; windows only where they matter, so that old keys stay."""
    described: dict[str, Any] = {
        "profile": settings.profile,
        "speakers": settings.speakers,
        "versions": heard.versions,
        "transcript": key_of(_told(cues)) if cues else None,
    }
    if settings.profile == "fixed":
        described["window_seconds"] = settings.window_seconds
        described["hop_seconds"] = settings.hop_seconds
    if settings.profile not in BY_TURNS:
        described["versions"] = {**heard.versions, "profiles": profiles.VERSION}
    return described


def _told(cues: Sequence[Cue]) -> list[dict[str, Any]]:
    """Cues for a key; words only where there are some, so that old keys stay."""
    told = [asdict(cue) for cue in cues]
    return [{name: one for name, one in cue.items() if name != "words" or one} for cue in told]


def _levels(recording: Recording) -> FrameLevels | None:
    from ingestion.engines.prepare import read_levels  # loads PyAV and SciPy: in workers only

    return read_levels(levels_path(recording.sha256)) if recording.has_sound else None


def _said(cutting: Cutting, cues: Sequence[Cue], settings: IngestSettings) -> Sequence[Cut]:
    """The cuts with what is said in them: their own cue's words, or those that lie in them."""
    if settings.profile in BY_CUES or not cues:
        return cutting.cuts
    return assigned(cues, cutting.cuts)


def segments_create(
    segmentation: Segmentation,
    cuts: Sequence[Cut],
    judged: Sequence[tuple[Gate, ...]],
) -> None:
    """The segments of a segmentation, in the order of a dialogue of their own."""
    recording = segmentation.recording
    dialogue = Dialogue.objects.create(name=recording.stem, recording=recording)
    Segment.objects.bulk_create(
        [
            Segment(
                recording=recording,
                segmentation=segmentation,
                dialogue=dialogue,
                position=position,
                start_sample=one.start_sample,
                end_sample=one.end_sample,
                start_seconds=one.start_seconds,
                end_seconds=one.end_seconds,
                speaker=one.speaker or "",
                transcript=one.text or "",
                words=[asdict(word) for word in one.words],
                flags=[*one.flags, *(gate.name for gate in found if gate.verdict == "flag")],
                gates={gate.name: asdict(gate) for gate in found},
                identity=segment_identity(recording, one.start_sample, one.end_sample),
            )
            for position, (one, found) in enumerate(zip(cuts, judged, strict=True))
        ],
        batch_size=2000,
    )


def _image_segment_create(segmentation: Segmentation) -> None:
    recording = segmentation.recording
    Segment.objects.create(
        recording=recording,
        segmentation=segmentation,
        dialogue=Dialogue.objects.create(name=recording.stem, recording=recording),
        identity=segment_identity(recording, None, None),
    )


def segment_identity(recording: Recording, start: int | None, end: int | None) -> str:
    """The key of a range of a recording, or of the whole of one that has no time."""
    return key_of([recording.sha256, start, end])


LINK_PARENTS = """
INSERT INTO ingestion_segment_parents (from_segment_id, to_segment_id)
SELECT new.id, old.id FROM ingestion_segment new JOIN ingestion_segment old
ON old.start_sample < new.end_sample AND old.end_sample > new.start_sample
WHERE new.segmentation_id = %(new)s AND old.segmentation_id = %(old)s
"""


def _link_parents(segmentation: Segmentation) -> None:
    """Tell each segment which ones of the segmentation before this one it shares time with."""
    before = (
        Segmentation.objects.filter(recording=segmentation.recording, pk__lt=segmentation.pk)
        .order_by("-pk")
        .first()
    )
    if before is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(LINK_PARENTS, {"new": segmentation.pk, "old": before.pk})
