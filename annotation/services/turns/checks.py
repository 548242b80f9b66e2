"""A list of turns as somebody wants them: read and checked, without touching what is there."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.errors import AnnotationRefused
from annotation.selectors.projects.turns import Turn
from ingestion.models import Recording

SHORTEST_SECONDS = 0.1
MOST_TURNS = 20_000
SPEAKER_LENGTH, TEXT_LENGTH = 200, 100_000


@dataclass(frozen=True)
class WantedTurn:
    """A turn in ticks of its recording; `at` is its place in the list that was sent."""

    at: int
    start: int
    end: int
    speaker: str
    text: str

    @property
    def content(self) -> tuple[int, int, str, str]:
        return self.start, self.end, self.speaker, self.text


def wanted_of(recording: Recording, turns: Sequence[Mapping[str, Any]]) -> list[WantedTurn]:
    """The turns of a list in order of time.

    Raises:
        AnnotationRefused: the recording has no time, or the list is empty, too long, or has times
            that are none
    """
    rate, samples = recording.rate_hz, recording.samples
    if rate is None or samples is None:
        raise AnnotationRefused(f"'{recording.name}' is an image: it has no turns.")
    if not 1 <= len(turns) <= MOST_TURNS:
        raise AnnotationRefused(
            f"A recording has 1 to {MOST_TURNS} turns, not {len(turns)}. Send all of its turns, "
            "also those that stay as they are."
        )
    found, problems = [], []
    for at, turn in enumerate(turns):
        start, end = turn["start_seconds"], turn["end_seconds"]
        if not (math.isfinite(start) and math.isfinite(end)):
            problems.append(_problem(at, f"turn {at + 1}: times are numbers of seconds"))
            continue
        text, speaker = (turn.get("text") or "").strip(), (turn.get("speaker") or "").strip()
        # A header's claim is rounded, and so is what a page sends: the end is the end.
        last = (
            min(round(end * rate), samples) if end <= samples / rate + 0.01 else round(end * rate)
        )
        found.append(WantedTurn(at, round(start * rate), last, speaker, text))
    if problems:
        raise AnnotationRefused("Nothing is changed: some times are unfit.", problems=problems)
    return sorted(found, key=lambda turn: (turn.start, turn.end, turn.speaker, turn.at))


def turn_problems(
    recording: Recording, before: Sequence[Turn], wanted: Sequence[WantedTurn]
) -> list[dict[str, Any]]:
    """What is wrong with turns that are not there already, each with its place in the list."""
    there = {turn.content for turn in before}
    problems = []
    for turn in wanted:
        if turn.content not in there:
            problems += [_problem(turn.at, text) for text in _alone(recording, turn)]
    problems += [_problem(turn.at, text) for turn, text in _together(wanted, there)]
    return problems


def _alone(recording: Recording, turn: WantedTurn) -> list[str]:
    rate, samples = recording.rate_hz or 1, recording.samples or 0
    name = f"turn {turn.at + 1}"
    found = []
    if turn.start < 0 or turn.end > samples:
        found.append(
            f"{name} is from {turn.start / rate:.3f} s to {turn.end / rate:.3f} s; "
            f"'{recording.name}' is from 0 to {samples / rate:.3f} s"
        )
    if turn.end - turn.start < SHORTEST_SECONDS * rate:
        found.append(
            f"{name} from {turn.start / rate:.3f} s ends at {turn.end / rate:.3f} s; a turn lasts "
            f"{SHORTEST_SECONDS:g} s or longer"
        )
    for what, text, most in (
        ("speaker", turn.speaker, SPEAKER_LENGTH),
        ("text", turn.text, TEXT_LENGTH),
    ):
        if len(text) > most or "\0" in text:
            found.append(f"{name}: {what} is a text of at most {most} characters")
    return found


def _together(
    wanted: Sequence[WantedTurn], there: set[tuple[int, int, str, str]]
) -> list[tuple[WantedTurn, str]]:
    """Turns of one speaker at the same time, of which one is new; others' speech may overlap."""
    found = []
    last: dict[str, WantedTurn] = {}
    for turn in wanted:
        before = last.get(turn.speaker)
        if before is not None and _collide(before, turn):
            if not {before.content, turn.content} <= there:
                who = f"'{turn.speaker}'" if turn.speaker else "an unknown speaker"
                found.append((turn, f"turns {before.at + 1} and {turn.at + 1} of {who} share time"))
            elif before.content == turn.content:
                found.append((turn, f"turns {before.at + 1} and {turn.at + 1} are the same"))
        if before is None or turn.end >= before.end:
            last[turn.speaker] = turn
    return found


def _collide(one: WantedTurn, other: WantedTurn) -> bool:
    """Whether two turns of the same speaker cannot both be; who is unknown may be two people."""
    if not one.speaker:
        return (one.start, one.end) == (other.start, other.end)
    return one.end > other.start


def _problem(at: int, message: str) -> dict[str, Any]:
    return {"at": at, "id": None, "message": message}
