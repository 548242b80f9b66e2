"""Praat TextGrids: one per recording, tiers of intervals that cover it from end to end."""

from collections.abc import Iterator

from releases.exports.context import Export
from releases.exports.files import write_jsonl, write_text
from releases.exports.format import FolderFormat
from releases.exports.recordings import Recordings, recording_placed
from releases.exports.speech.tiers import (
    TIERS,
    Interval,
    RecordingTiers,
    apart,
    recording_tiers,
    traces,
)

NO_TEXT = ""


def write(export: Export) -> dict[str, int]:
    """A TextGrid per recording; traces, which Praat has no place for, beside them."""
    recordings = Recordings(export.frozen)
    for tiers in recording_tiers(export, recordings):
        name = recordings.stem_of(tiers.sha256)
        length = recordings.row_of(tiers.sha256).get("duration_seconds") or 0.0
        write_text(export.folder / "textgrids" / f"{name}.TextGrid", _textgrid(tiers, length))
        recording_placed(export, recordings, tiers.sha256)
    write_jsonl(export.folder / "traces.jsonl", traces(export))
    return {}


def _textgrid(tiers: RecordingTiers, length: float) -> str:
    named = [each for tier, found in tiers.sorted() for each in apart(tier.name, found)]
    end = max([length, *(interval[1] for _, found in named for interval in found)])
    lines = [
        'File type = "ooTextFile"', 'Object class = "TextGrid"', "",
        "xmin = 0", f"xmax = {end!r}", "tiers? <exists>", f"size = {len(named)}", "item []:",
    ]  # fmt: skip
    for number, (name, intervals) in enumerate(named, start=1):
        lines += _tier(number, name, list(covering(intervals, end)), end)
    return "\n".join(lines) + "\n"


def _tier(number: int, name: str, intervals: list[Interval], end: float) -> list[str]:
    lines = [
        f"    item [{number}]:",
        '        class = "IntervalTier"',
        f"        name = {_quoted(name)}",
        "        xmin = 0",
        f"        xmax = {end!r}",
        f"        intervals: size = {len(intervals)}",
    ]
    for at, (start, stop, text) in enumerate(intervals, start=1):
        lines += [
            f"        intervals [{at}]:",
            f"            xmin = {start!r}",
            f"            xmax = {stop!r}",
            f"            text = {_quoted(text)}",
        ]
    return lines


def covering(intervals: list[Interval], end: float) -> Iterator[Interval]:
    """The same intervals with empty ones between them, from 0 to the end."""
    at = 0.0
    for interval in intervals:
        if interval[0] > at:
            yield at, interval[0], NO_TEXT
        yield interval
        at = interval[1]
    if at < end:
        yield at, end, NO_TEXT


def _quoted(text: str) -> str:
    """A text as Praat has it, on one line: not all readers know texts of several."""
    return '"' + " ".join(text.split()).replace('"', '""') + '"'


TEXTGRID = FolderFormat(
    name="textgrid",
    group="speech",
    about="Praat TextGrids with tiers for turns, words, labels and each rater",
    loses="items without a recording, pictures, items of several clips; who the models are; line "
    "ends in texts are blanks; traces are in traces.jsonl beside",
    media=("none", "link", "copy"),
    tiers=TIERS,
    write=write,
)
