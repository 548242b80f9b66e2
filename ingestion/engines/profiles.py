"""How a recording is cut into what is rated: one profile, one way.

===========  ====================================================================================
``whole``    one cut of all of it, for collections of ready-made clips and for images
``turns``    who speaks when, as ``segmentation`` makes cuts of it; needs sound
``utterance``  one cut per subtitle, its speaker from the cue, as in a transcribed dialogue
``sentence``   subtitles joined and divided to one sentence a cut; a text file, to its sentences
``fixed``    windows of equal length, for traces, sensors and face videos
``import``   segments that others made: RTTM, TextGrid, ELAN, subtitles, a table
===========  ====================================================================================
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingestion.engines.errors import UncuttableError
from ingestion.engines.segmentation import cut_turns
from ingestion.engines.sentences import sentence_cues
from ingestion.engines.types import Clock, Cue, Cut, Cutting, FrameLevels, Turn

PROFILES = ("turns", "utterance", "fixed", "sentence", "whole", "import")
#: Profiles that cut where a file beside the recording says.
BY_CUES = ("utterance", "sentence", "import")

WINDOW_SECONDS = 5.0
SHORTEST_WINDOW_SECONDS = 0.1
#: A last window with less than this share of its length is left out.
LEAST_SHARE = 0.5

#: What the cuts depend on besides settings and inputs. Raise with every change of results.
VERSION = "profiles-1"


@dataclass(frozen=True, slots=True)
class Material:
    """What a recording can be cut by. ``clock`` is None for an image, ``levels`` without sound."""

    path: Path
    clock: Clock | None
    levels: FrameLevels | None
    turns: Sequence[Turn]
    cues: Sequence[Cue]


def cut(
    material: Material,
    profile: str,
    *,
    window_seconds: float = WINDOW_SECONDS,
    hop_seconds: float | None = None,
) -> Cutting:
    """The cuts of a recording in order of time.

    Raises ``UncuttableError`` where the profile does not fit the medium, or lacks its cues, and
    ValueError for an unknown profile.
    """
    if profile not in PROFILES:
        raise ValueError(f"profile {profile!r} is unknown; use one of {', '.join(PROFILES)}")
    clock = material.clock
    if clock is None:
        raise ValueError("an image has no clock to cut it by; it is a segment as a whole")
    if profile == "whole":
        return _whole(material.turns, clock)
    if profile == "fixed":
        return _fixed(clock, window_seconds, hop_seconds or window_seconds)
    if profile == "turns":
        if material.levels is None:
            raise UncuttableError(
                material.path,
                "has no sound, so nobody takes turns in it; choose another profile: whole or "
                "fixed, or import with a file of segments",
            )
        return cut_turns(material.turns, material.levels)
    if not material.cues:
        raise UncuttableError(
            material.path,
            f"has no file of subtitles or segments beside it, which the profile '{profile}' cuts "
            "by; give one named like the recording",
        )
    cues = sentence_cues(material.cues) if profile == "sentence" else material.cues
    return _by_cues(material.path, cues, clock)


def _whole(turns: Sequence[Turn], clock: Clock) -> Cutting:
    speakers = {turn.speaker for turn in turns}
    speaker = speakers.pop() if len(speakers) == 1 else None
    return Cutting((Cut(0, clock.samples, clock.rate_hz, speaker),) if clock.samples else ())


def _fixed(clock: Clock, window_seconds: float, hop_seconds: float) -> Cutting:
    """Windows from the start on; what is left at the end is one more if it is long enough."""
    window = max(1, round(window_seconds * clock.rate_hz))
    hop = max(1, round(hop_seconds * clock.rate_hz))
    if clock.samples <= window:
        return Cutting((Cut(0, clock.samples, clock.rate_hz),))
    ends = [
        (start, min(start + window, clock.samples))
        for start in range(0, clock.samples, hop)
        if min(start + window, clock.samples) - start >= LEAST_SHARE * window
    ]
    # Of overlapping windows, those after the first that reaches the end repeat what it holds.
    reaching = next((at for at, (_, end) in enumerate(ends) if end == clock.samples), len(ends))
    return Cutting(tuple(Cut(*both, clock.rate_hz) for both in ends[: reaching + 1]))


def _by_cues(path: Path, cues: Sequence[Cue], clock: Clock) -> Cutting:
    """A cut per cue, inside the recording; cues of one time and speaker become one."""
    said: dict[tuple[int, int, str | None], list[Cue]] = {}
    left_out = []
    for cue in sorted(cues, key=lambda cue: (cue.start_seconds, cue.end_seconds)):
        start = min(clock.samples, max(0, round(cue.start_seconds * clock.rate_hz)))
        end = min(clock.samples, round(cue.end_seconds * clock.rate_hz))
        if start < end:
            said.setdefault((start, end, cue.speaker), []).append(cue)
        else:
            left_out.append(Turn(cue.start_seconds, cue.end_seconds, cue.speaker))
    if not said:
        raise UncuttableError(
            path,
            f"lasts {clock.seconds:.2f} s, and all {len(cues)} segments beside it lie outside; "
            "is it the file of another recording?",
        )
    cuts = tuple(
        Cut(
            start,
            end,
            clock.rate_hz,
            speaker,
            text=" ".join(cue.text for cue in found if cue.text) or None,
            words=tuple(word for cue in found for word in cue.words),
        )
        for (start, end, speaker), found in said.items()
    )
    return Cutting(cuts, tuple(left_out))
