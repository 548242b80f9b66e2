"""Timed transcripts: SubRip (.srt) and WebVTT (.vtt) cues, and what all such files share."""

import codecs
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ingestion.engines.types import Cue, Word

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_NAME = re.compile(r"\[([^\]]{1,80})\]:\s*")
_PLAIN_NAME = re.compile(r"([^\W\d_][^:.,;!?\n]{0,39}?)\s?:\s+")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|<[\d:.]+>|\{\\[^}]*\}")
_TIMESTAMP = re.compile(r"<((?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3})>")
_ENTITIES = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&nbsp;": " ",
    "&lrm;": "\u200e",
    "&rlm;": "\u200f",
}


class TranscriptError(Exception):
    """A transcript file that cannot be understood; names the file and the line."""

    def __init__(self, path: Path, line: int | None, fault: str) -> None:
        super().__init__(path, line, fault)
        self.path, self.line, self.fault = path, line, fault

    def __str__(self) -> str:
        place = self.path.name if self.line is None else f"{self.path.name}, line {self.line}"
        return f"{place}: {self.fault}"


def read_cues(path: Path, *, names: bool = False) -> list[Cue]:
    """The cues of an .srt or .vtt file, in order of time.

    Takes a byte order mark, Windows line ends, missing numbers, a point or a comma before the
    milliseconds. Markup is removed; lines of one cue are joined by a space; cues without text are
    left out. A speaker is read from ``<v Name>`` or from ``[Name]:`` at the start. With ``names``
    also from ``Name:``, if the same name begins two cues or more, since "Listen: ..." is none.
    Raises ``TranscriptError``.
    """
    lines = text_of(path).splitlines()
    cues = [cue for cue in _cues(path, lines) if cue.text]
    if names:
        cues = _with_names(cues)
    if not cues:
        raise TranscriptError(
            path, None, "holds no cue (a line like 00:00:01,000 --> 00:00:02,500)"
        )
    return sorted(cues, key=lambda cue: (cue.start_seconds, cue.end_seconds))


def _with_names(cues: Sequence[Cue]) -> list[Cue]:
    """Cues with what stands before a colon as speaker, where it does so again and again."""
    begins = [_PLAIN_NAME.match(cue.text) if cue.speaker is None else None for cue in cues]
    counts = Counter(match[1] for match in begins if match)
    return [
        replace(
            cue,
            text=cue.text[match.end() :],
            speaker=match[1],
            words=_without(cue.text[: match.end()], cue.words),
        )
        if match and counts[match[1]] > 1 and len(cue.text) > match.end()
        else cue
        for cue, match in zip(cues, begins, strict=True)
    ]


def _without(name: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Words of a cue without those of the name that it began with."""
    while words and words[0].text in name:
        name, words = name.partition(words[0].text)[2], words[1:]
    return words


def text_of(path: Path) -> str:
    """A text file as it is, in UTF-8 or UTF-16 with a mark. Raises ``TranscriptError``."""
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


def clock_seconds(text: str) -> float:
    """Seconds of a number, or of ``minutes:seconds`` or ``hours:minutes:seconds``.

    Raises ValueError for anything else.
    """
    parts = text.strip().replace(",", ".").split(":")
    if not 1 <= len(parts) <= 3 or not all(map(str.isdecimal, parts[:-1])):
        raise ValueError(f"{text!r} is no time")
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return seconds


def checked(path: Path, line: int | None, cue: Cue) -> Cue:
    """The cue, if its times can be those of a segment."""
    if cue.start_seconds < 0:
        raise TranscriptError(path, line, f"starts at {cue.start_seconds:g} s, before the start")
    if not cue.end_seconds > cue.start_seconds:
        raise TranscriptError(
            path,
            line,
            f"ends at {cue.end_seconds:g} s, not after its start {cue.start_seconds:g} s",
        )
    return cue


def seconds_of(path: Path, line: int, field: str, text: str) -> float:
    """Seconds of a cell of a file. Raises ``TranscriptError`` for what is no time."""
    try:
        seconds = clock_seconds(text)
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise TranscriptError(
            path, line, f"{field}: {text!r:.40} is no time; write seconds (1.5) or 0:00:01.5"
        )
    return seconds


def _seconds(clock: Sequence[str | None]) -> float:
    hours, minutes, seconds, decimals = (part or "0" for part in clock)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{decimals}")


def _cue(start: float, end: float, text: str) -> Cue:
    """A cue without its markup. Timestamps in it (WebVTT, section 4.2.2) give its words times."""
    voice = _VOICE.search(text)
    spoken = _VOICE.sub("", text)
    plain = _plain(spoken)
    name = _NAME.match(plain)
    speaker = voice[1].strip() if voice else name[1].strip() if name else None
    words = _words(start, end, spoken)
    if name:
        plain, words = plain[name.end() :], _without(name[0], words)
    return Cue(start, end, plain, speaker, words)


def _words(start: float, end: float, text: str) -> tuple[Word, ...]:
    """What stands between timestamps, each until the next; nothing where there are none."""
    first, *rest = _TIMESTAMP.split(text)
    if not rest:
        return ()
    times = [start, *map(clock_seconds, rest[::2]), end]
    texts = [_plain(part) for part in (first, *rest[1::2])]
    return tuple(
        Word(part, begins, ends)
        for part, (begins, ends) in zip(texts, pairwise(times), strict=True)
        if part and start <= begins <= ends <= end
    )


def _plain(text: str) -> str:
    text = _MARKUP.sub("", text)
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return " ".join(text.split())
