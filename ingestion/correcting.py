"""Turns that a person corrected: a segmentation anew, whose segments know what they came from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from ingestion.engines.gates import gates
from ingestion.engines.segmentation import MIN_SECONDS, SHORT
from ingestion.engines.types import Cut, FrameLevels, Span, Word
from ingestion.engines.words import places
from ingestion.keys import key_of
from ingestion.media_store import levels_path
from ingestion.models import Dialogue, Recording, Segment, Segmentation, Stage
from ingestion.services import segment_identity

PROFILE = "corrected"


@dataclass(frozen=True)
class CorrectedTurn:
    """A turn as it should be, in ticks of its recording.

    parents: the segments that it came from. same: the one of them that was like this already.
    """

    start: int
    end: int
    speaker: str
    text: str
    parents: tuple[Segment, ...] = ()
    same: Segment | None = None


@transaction.atomic
def segmentation_correct(
    *, recording: Recording, turns: Sequence[CorrectedTurn], name: str
) -> Segmentation:
    """All turns of a recording as segments of a new segmentation; the same turns make it once.

    Turns that did not change are in it, too, so that turns around one are found in one place.
    name: of the dialogue.
    """
    corrects = _corrects(parent for turn in turns for parent in turn.parents)
    told = [[turn.start, turn.end, turn.speaker, turn.text] for turn in turns]
    segmentation, created = Segmentation.objects.get_or_create(
        recording=recording,
        key=key_of([PROFILE, corrects, told]),
        defaults={"profile": PROFILE, "settings": {"profile": PROFILE, "corrects": corrects}},
    )
    if created:
        made = _segments(segmentation, turns, name)
        _parents(made, turns)
    return segmentation


def is_corrected(segmentation: Segmentation, segments: Collection[int]) -> bool:
    """Whether some of these segments came from correcting a segmentation."""
    return Segment.objects.filter(
        pk__in=segments,
        segmentation__profile=PROFILE,
        segmentation__settings__corrects__contains=[segmentation.key],
    ).exists()


def _corrects(parents: Iterable[Segment]) -> list[str]:
    """Keys of all segmentations that a correction goes back to."""
    keys: set[str] = set()
    for before in {parent.segmentation for parent in parents if parent.segmentation}:
        keys |= {before.key, *before.settings.get("corrects", ())}
    return sorted(keys)


def _segments(
    segmentation: Segmentation, turns: Sequence[CorrectedTurn], name: str
) -> list[Segment]:
    recording = segmentation.recording
    dialogue = Dialogue.objects.create(name=name, recording=recording)
    levels, speech = _heard(recording) if any(turn.same is None for turn in turns) else (None, None)
    return Segment.objects.bulk_create(
        [
            Segment(
                recording=recording,
                segmentation=segmentation,
                dialogue=dialogue,
                sensors=next((p.sensors for p in turn.parents if p.sensors_id), None),
                position=position,
                start_sample=turn.start,
                end_sample=turn.end,
                start_seconds=turn.start / (recording.rate_hz or 1),
                end_seconds=turn.end / (recording.rate_hz or 1),
                speaker=turn.speaker,
                transcript=turn.text,
                words=_words(turn, recording),
                identity=segment_identity(recording, turn.start, turn.end),
                **_judged(turn, recording, levels, speech),
            )
            for position, turn in enumerate(turns)
        ],
        batch_size=2000,
    )


def _words(turn: CorrectedTurn, recording: Recording) -> list[dict[str, Any]]:
    """Those of the turns before it that it still says, in its time."""
    if turn.same is not None:
        return list(turn.same.words)
    start, end = (tick / (recording.rate_hz or 1) for tick in (turn.start, turn.end))
    spoken = sorted(
        (Word(**row) for parent in turn.parents for row in parent.words),
        key=lambda word: (word.start_seconds, word.end_seconds),
    )
    inside = [one for one in spoken if start <= (one.start_seconds + one.end_seconds) / 2 < end]
    found = zip(inside, places(turn.text, inside), strict=True)
    return [asdict(word) for word, place in found if place is not None]


def _judged(
    turn: CorrectedTurn,
    recording: Recording,
    levels: FrameLevels | None,
    speech: Sequence[Span] | None,
) -> dict[str, Any]:
    """Flags and gates of a turn: those that it had, or measured anew where the sound is there."""
    if turn.same is not None:
        return {"flags": turn.same.flags, "gates": turn.same.gates}
    cut = Cut(turn.start, turn.end, recording.rate_hz or 1)
    found = gates(cut, levels, speech) if levels else ()
    short = [SHORT] if cut.duration_seconds < MIN_SECONDS else []
    return {
        "flags": [*short, *(gate.name for gate in found if gate.verdict == "flag")],
        "gates": {gate.name: asdict(gate) for gate in found},
    }


def _heard(recording: Recording) -> tuple[FrameLevels | None, Sequence[Span] | None]:
    """Levels and speech of a recording, None where its sound was not measured or listened to."""
    from ingestion.engines.prepare import read_levels  # loads PyAV and SciPy: where it is needed

    path = levels_path(recording.sha256)
    levels = read_levels(path) if recording.has_sound and path.exists() else None
    stage = Stage.objects.filter(recording=recording, name="listen").order_by("-pk").first()
    return levels, [Span(**span) for span in stage.result["speech"]] if stage else None


def _parents(made: Sequence[Segment], turns: Sequence[CorrectedTurn]) -> None:
    link = Segment.parents.through
    link.objects.bulk_create(
        [
            link(from_segment=segment, to_segment=parent)
            for segment, turn in zip(made, turns, strict=True)
            for parent in turn.parents
        ],
        batch_size=2000,
    )
