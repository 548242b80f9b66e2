"""Timed transcripts: SubRip (.srt) and WebVTT (.vtt) cues, and the cut that each belongs to."""

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ingestion.engines.types import Cue, Cut

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_NAME = re.compile(r"\[([^\]]{1,80})\]:\s*")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|<[\d:.]+>|\{\\[^}]*\}")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": ""}


class TranscriptError(Exception):
    """A transcript file that cannot be understood; names the file and the line."""

    def __init__(self, path: Path, line: int | None, fault: str) -> None:
        super().__init__(path, line, fault)
        self.path, self.line, self.fault = path, line, fault

    def __str__(self) -> str:
        place = self.path.name if self.line is None else f"{self.path.name}, line {self.line}"
        return f"{place}: {self.fault}"


def read_cues(path: Path) -> list[Cue]:
    """The cues of an .srt or .vtt file, in order of time.

    Takes a byte order mark, Windows line ends, missing numbers, a point or a comma before the
    milliseconds. Markup is removed; lines of one cue are joined by a space; cues without text are
    left out. A speaker is read from ``<v Name>`` or from ``[Name]:`` at the start, and from nothing
    else, since "Listen: ..." is no name. Raises ``TranscriptError``.
    """
    lines = _text(path).splitlines()
    cues = [cue for cue in _cues(path, lines) if cue.text]
    if not cues:
        raise TranscriptError(
            path, None, "holds no cue (a line like 00:00:01,000 --> 00:00:02,500)"
        )
    return sorted(cues, key=lambda cue: (cue.start_seconds, cue.end_seconds))


def assign(cues: Sequence[Cue], cuts: Sequence[Cut]) -> list[str | None]:
    """The transcript of each cut: the cues that overlap it more than any other cut, in order.

    A cue is never divided, so a cut whose words belong to a longer cue next door has no transcript
    (None), nor has a cut that no cue touches.
    """
    texts: list[list[str]] = [[] for _ in cuts]
    starts = np.array([one.start_seconds for one in cuts])
    ends = np.array([one.end_seconds for one in cuts])
    for cue in sorted(cues, key=lambda cue: cue.start_seconds) if cuts else ():
        shared = np.minimum(ends, cue.end_seconds) - np.maximum(starts, cue.start_seconds)
        best = int(shared.argmax())
        if shared[best] > 0:
            texts[best].append(cue.text)
    return [" ".join(found) if found else None for found in texts]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TranscriptError(path, None, f"cannot be opened ({error.strerror})") from error
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TranscriptError(path, line, "is not UTF-8; save the file as UTF-8") from error


def _cues(path: Path, lines: list[str]) -> Iterator[Cue]:
    """Cues as they come. A cue's text ends at a blank line or at the next timing."""
    at = 0
    while at < len(lines):
        if "-->" not in lines[at]:
            at += 1
            continue
        start, end = _times(path, at, lines[at])
        at += 1
        text: list[str] = []
        while at < len(lines) and lines[at].strip() and "-->" not in lines[at]:
            text.append(lines[at].strip())
            at += 1
        if at < len(lines) and "-->" in lines[at] and text and text[-1].isdigit():
            text.pop()  # the number of the next cue, which no blank line parts from this one
        yield _cue(start, end, " ".join(text))


def _times(path: Path, at: int, line: str) -> tuple[float, float]:
    match = _TIMING.match(line)
    if not match:
        fault = (
            f"cannot read the times {line.strip()!r}; write them like 00:00:01,000 --> 00:00:02,500"
        )
        raise TranscriptError(path, at + 1, fault)
    start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
    if end < start:
        raise TranscriptError(path, at + 1, f"the cue ends at {end} s, before its start {start} s")
    return start, end


def _seconds(clock: Sequence[str | None]) -> float:
    hours, minutes, seconds, decimals = (part or "0" for part in clock)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{decimals}")


def _cue(start: float, end: float, text: str) -> Cue:
    voice = _VOICE.search(text)
    text = _MARKUP.sub("", _VOICE.sub("", text))
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    name = _NAME.match(text)
    text = text[name.end() :] if name else text
    speaker = voice[1].strip() if voice else name[1].strip() if name else None
    return Cue(start, end, " ".join(text.split()), speaker)
