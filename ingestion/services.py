"""From a file to segments, in stages that each commit for themselves and are skipped when done."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from ingestion.engines.gates import gates
from ingestion.engines.segmentation import PROFILES, cut
from ingestion.engines.transcript import assign, read_cues
from ingestion.engines.types import Cue, Cut, Cutting, Gate, Heard, Span, Turn
from ingestion.keys import key_of
from ingestion.media_store import (
    content_hash,
    levels_path,
    proxy_path,
    recording_folder,
    store_original,
)
from ingestion.models import Dialogue, Recording, Segment, Segmentation, Stage

Report = Callable[[str, float], None]
SPEAKERS = ("embedded", "none")


@dataclass(frozen=True)
class IngestSettings:
    """How a recording is cut. `transcript` is an .srt or .vtt file of that recording."""

    profile: str = "turns"
    speakers: str = "embedded"
    transcript: str | None = None

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("profile", self.profile, tuple(PROFILES)),
            ("speakers", self.speakers, SPEAKERS),
        ):
            if value not in allowed:
                raise ValueError(
                    f"{name} '{value}' is unknown; it is one of: {', '.join(allowed)}."
                )


def file_ingest(
    path: Path, *, name: str, settings: IngestSettings, report: Report
) -> tuple[Segmentation, bool]:
    """Bring one file in and cut it. Returns the segmentation and whether it is new.

    Raises:
        MediaError: the file cannot be used
        TranscriptError: the transcript cannot be read
    """
    cues = read_cues(Path(settings.transcript)) if settings.transcript else []
    recording = recording_store(path, name=name, report=report)
    heard = recording_listen(recording, settings, report)
    report("segments", 0.95)
    return recording_cut(recording, heard, settings, cues)


def recording_store(path: Path, *, name: str, report: Report) -> Recording:
    """Store a file with its proxy, peaks and levels; the same content is stored once."""
    from ingestion.engines.prepare import prepare  # loads PyAV and SciPy: in workers only

    report("hash", 0.0)
    sha256 = content_hash(path)
    known = Recording.objects.filter(sha256=sha256).first()
    if known is not None and proxy_path(sha256).exists():
        return known
    # Decode first: a file that cannot be used leaves nothing behind.
    prepared = prepare(
        path, recording_folder(sha256), lambda share: report("decode", 0.02 + 0.28 * share)
    )
    store_original(path, sha256)
    probe = prepared.probe
    return Recording.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": name,
            "bytes": path.stat().st_size,
            "container": probe.container,
            "codec": probe.codec,
            "duration_seconds": prepared.duration_seconds,
            "samples": prepared.samples,
            "rate_hz": probe.rate_hz,
            "channels": probe.channels,
            "levels": {**asdict(prepared.levels), "skipped_packets": prepared.skipped_packets},
        },
    )[0]


def recording_listen(recording: Recording, settings: IngestSettings, report: Report) -> Heard:
    """Where somebody speaks, and who; kept as a stage under its versions and settings."""
    from ingestion.engines import default_engine  # loads onnxruntime: in workers only

    inputs = {"speakers": settings.speakers, "versions": default_engine.STAGE_VERSIONS}
    key = key_of(inputs)
    stage = Stage.objects.filter(recording=recording, name="listen", key=key).first()
    if stage is None:
        began = time.monotonic()
        heard = default_engine.listen(
            proxy_path(recording.sha256),
            speakers=settings.speakers == "embedded",
            progress=lambda share: report("listen", 0.3 + 0.65 * share),
        )
        stage, _ = Stage.objects.get_or_create(
            recording=recording,
            name="listen",
            key=key,
            defaults={"result": asdict(heard), "seconds": time.monotonic() - began},
        )
    return _heard(stage.result)


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
    """
    from ingestion.engines.prepare import read_levels  # loads PyAV and SciPy: in workers only

    described = {
        "profile": settings.profile,
        "speakers": settings.speakers,
        "versions": heard.versions,
        "transcript": key_of([asdict(cue) for cue in cues]) if cues else None,
    }
    levels = read_levels(levels_path(recording.sha256))
    cutting = cut(heard.turns, levels, profile=settings.profile)  # type: ignore[arg-type]  # checked
    texts = assign(cues, cutting.cuts) if cues else [None] * len(cutting.cuts)
    judged = [gates(one, levels, heard.speech) for one in cutting.cuts]
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
        if created:
            _segments_create(segmentation, cutting, texts, judged)
    return segmentation, created


def _segments_create(
    segmentation: Segmentation,
    cutting: Cutting,
    texts: Sequence[str | None],
    judged: Sequence[tuple[Gate, ...]],
) -> None:
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
                transcript=text or "",
                flags=[*one.flags, *(gate.name for gate in found if gate.verdict == "flag")],
                gates={gate.name: asdict(gate) for gate in found},
                identity=_identity(recording, one),
            )
            for position, (one, text, found) in enumerate(
                zip(cutting.cuts, texts, judged, strict=True)
            )
        ],
        batch_size=2000,
    )
    _link_parents(segmentation)


def _identity(recording: Recording, one: Cut) -> str:
    return key_of([recording.sha256, one.start_sample, one.end_sample])


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
