"""A recording with four turns, and how a page would correct them."""

from typing import Any

from annotation.models import Project
from annotation.selectors.projects.turns import turns_of, version_of
from annotation.services.turns.correct import Correction, turns_correct
from ingestion.models import Dialogue, Recording, Segment, Segmentation

RATE = 16_000
WORDS = ("You came back.", "I said I would.", "You never do.", "I did now.")


def recorded(name: str = "call.wav", seconds: int = 12) -> tuple[Recording, list[Segment]]:
    """Four turns of 3 s by A and B in turn."""
    recording = Recording.objects.create(
        sha256=f"{hash(name) & (2**256 - 1):064x}", name=name, bytes=10, container="wav",
        codec="pcm_s16le", duration_seconds=float(seconds), samples=RATE * seconds, rate_hz=RATE,
        channels=1,
    )  # fmt: skip
    cut = Segmentation.objects.create(recording=recording, profile="turns", key=f"k-{name}")
    dialogue = Dialogue.objects.create(name=recording.stem, recording=recording)
    segments = [
        Segment.objects.create(
            recording=recording, segmentation=cut, dialogue=dialogue, position=n,
            start_sample=3 * n * RATE, end_sample=3 * (n + 1) * RATE,
            start_seconds=3 * n, end_seconds=3 * (n + 1), speaker="AB"[n % 2], transcript=text,
            identity=f"{name}-{n}", gates={"level": {"value": -20.5}},
        )
        for n, text in enumerate(WORDS)
    ]  # fmt: skip
    return recording, segments


def listed(project: Project, recording: Recording) -> list[dict[str, Any]]:
    """The turns as a page would send them back."""
    return [
        {
            "start_seconds": turn.segment.start_seconds,
            "end_seconds": turn.segment.end_seconds,
            "speaker": turn.segment.speaker,
            "text": turn.segment.transcript,
        }
        for turn in turns_of(project, recording)
    ]


def correct(
    project: Project, recording: Recording, turns: list[dict[str, Any]], **more: Any
) -> Correction:
    version = version_of(turns_of(project, recording))
    settings = {"version": version, **more}
    return turns_correct(project=project, recording=recording, turns=turns, **settings)


def split(turns: list[dict[str, Any]], at: int = 1, seconds: float = 4.5) -> list[dict[str, Any]]:
    one = turns[at]
    left = {**one, "end_seconds": seconds, "text": "I said"}
    right = {**one, "start_seconds": seconds, "text": "I would."}
    return [*turns[:at], left, right, *turns[at + 1 :]]
