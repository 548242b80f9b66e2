"""Segments that others have made: RTTM, TextGrid, ELAN, subtitles, recognisers' words, tables.

Every reader gives ``Cue`` values in order of time, with an empty text where the format has none.
What cannot be read is a ``TranscriptError`` that names the file and the line.
"""

import csv
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from ingestion.engines.elan import read_eaf
from ingestion.engines.recognised import is_recognised, read_recognised
from ingestion.engines.textgrid import read_textgrid
from ingestion.engines.transcript import TranscriptError, checked, read_cues, seconds_of, text_of
from ingestion.engines.types import Cue, Word
from ingestion.engines.words import utterances

SUBTITLES = (".srt", ".vtt")
#: Formats that may speak of several recordings in one file, each by its name.
OF_SEVERAL = (".rttm", ".ctm", ".csv", ".tsv")

START = ("start", "start_seconds", "begin", "onset", "starttime", "start_time")
END = ("end", "end_seconds", "stop", "offset", "endtime", "end_time")
SPEAKER = ("speaker", "speaker_id", "name", "participant")
TEXT = ("text", "transcript", "utterance", "label", "annotation")
RECORDING = ("file", "recording", "media", "filename", "audio")


def read_segments(path: Path, stem: str, tiers: Sequence[str] = ()) -> list[Cue]:
    """The segments of a recording, which is called ``stem``, from a file of any known format.

    ``tiers``: those to read of a TextGrid or an ELAN file; all of a TextGrid by default, and of
    ELAN all that stand in time on their own. Raises ``TranscriptError``.
    """
    suffix = path.suffix.lower()
    reader = _READERS.get(suffix)
    if reader is None:
        raise TranscriptError(
            path, None, f"'{suffix}' holds no segments that can be read; use {', '.join(SUFFIXES)}"
        )
    cues = reader(path, stem, tiers)
    return sorted(cues, key=lambda cue: (cue.start_seconds, cue.end_seconds))


def read_spoken(path: Path, stem: str) -> list[Cue]:
    """What is said in a recording, for cuts that are made otherwise. Raises ``TranscriptError``.

    Of subtitles no names are guessed: who speaks is heard.
    """
    if path.suffix.lower() in SUBTITLES:
        return read_cues(path)
    cues = read_segments(path, stem)
    if not any(cue.text for cue in cues):
        raise TranscriptError(
            path, None, "says when and who, but no words; the profile import cuts by such a file"
        )
    return cues


def holds_segments(path: Path) -> bool:
    """Whether a file beside a recording is one of these, as far as its name tells; of .json, which
    many files are, also what it holds."""
    suffix = path.suffix.lower()
    return suffix in SUFFIXES and (suffix != ".json" or is_recognised(path))


def _subtitles(path: Path, stem: str, tiers: Sequence[str]) -> list[Cue]:
    return read_cues(path, names=True)


ByRecording = dict[str, list[Cue]]
"""Cues under the name of their recording; under no name, those of whichever it is read for."""


def _of_several(read: Callable[[Path], ByRecording]) -> Callable[..., list[Cue]]:
    """A reader of one recording's cues. A file that goes with many is read once, not for each."""

    @lru_cache(maxsize=1)
    def kept(path: Path, changed: tuple[int, int]) -> ByRecording:
        found: ByRecording = {}
        for name, cues in read(path).items():
            found.setdefault(_plain(name), []).extend(cues)
        return found

    def cues_of(path: Path, stem: str, tiers: Sequence[str]) -> list[Cue]:
        now = path.stat()
        found = kept(path, (now.st_mtime_ns, now.st_size))
        if "" in found or _plain(stem) in found:
            return [*found.get("", []), *found.get(_plain(stem), [])]
        known = ", ".join(list(found)[:5]) + (", ..." if len(found) > 5 else "")
        raise TranscriptError(path, None, f"has no segments of '{stem}'; it has: {known or 'none'}")

    return cues_of


def _plain(name: str) -> str:
    """A name however its letters are composed."""
    return unicodedata.normalize("NFC", "_".join(name.split()))


def _rttm(path: Path) -> ByRecording:
    """SPEAKER lines (NIST RT-09), each with the file id of its recording."""
    found: dict[str, list[Cue]] = {}
    for number, line in enumerate(text_of(path).splitlines(), start=1):
        cells = line.split()
        if not cells or cells[0] != "SPEAKER":
            continue
        if len(cells) < 8:
            raise TranscriptError(
                path, number, f"{len(cells)} fields; SPEAKER lines have 8 or more (RTTM)"
            )
        start = seconds_of(path, number, "start", cells[3])
        length = seconds_of(path, number, "duration", cells[4])
        speaker = None if cells[7] in ("<NA>", "unknown") else cells[7]
        cue = checked(path, number, Cue(start, start + length, "", speaker))
        found.setdefault(cells[1], []).append(cue)
    return found


def _ctm(path: Path) -> ByRecording:
    """Words (NIST CTM), joined to utterances; a channel is a speaker.

    Fields: file, channel, start, duration, word. What stands in angle brackets is no word.
    """
    found: dict[str, dict[str, list[Word]]] = {}
    for number, line in enumerate(text_of(path).splitlines(), start=1):
        cells = line.split()
        if not cells or cells[0].startswith(";;"):
            continue
        if len(cells) < 5:
            raise TranscriptError(path, number, f"{len(cells)} fields; a word has 5 or more (CTM)")
        start = seconds_of(path, number, "start", cells[2])
        length = seconds_of(path, number, "duration", cells[3])
        channels = found.setdefault(cells[0], {})
        if length > 0 and not (cells[4].startswith("<") and cells[4].endswith(">")):
            checked(path, number, Cue(start, start + length, cells[4]))
            channels.setdefault(cells[1], []).append(Word(cells[4], start, start + length))
    return {
        name: [
            cue
            for channel, words in channels.items()
            for cue in utterances(words, f"channel {channel}" if len(channels) > 1 else None)
        ]
        for name, channels in found.items()
    }


def _recognised(path: Path, stem: str, tiers: Sequence[str]) -> list[Cue]:
    return read_recognised(path)


def _table(path: Path) -> ByRecording:
    """Columns start and end (seconds or hours:minutes:seconds), maybe speaker, text and file."""
    lines = text_of(path).splitlines()
    header = next((line for line in lines if line.strip()), "")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=header.count)
    rows = csv.reader(lines, delimiter=delimiter)
    names = [name.strip().casefold() for name in next(rows, [])]
    at = {
        field: next((names.index(name) for name in known if name in names), None)
        for field, known in (("start", START), ("end", END), ("speaker", SPEAKER), ("text", TEXT),
                             ("file", RECORDING))
    }  # fmt: skip
    for field in ("start", "end"):
        if at[field] is None:
            known = START if field == "start" else END
            raise TranscriptError(
                path,
                1,
                f"has no column of the {field} of each segment; name one of them "
                f"{', '.join(known)}. It has: {', '.join(names) or 'none'}",
            )
    found: dict[str, list[Cue]] = {}
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            raise TranscriptError(
                path, rows.line_num, f"{len(cells)} cells; the header names {len(names)} columns"
            )
        cue, recording = _table_row(path, rows.line_num, cells, at)
        found.setdefault(recording, []).append(cue)
    return found


def _table_row(
    path: Path, line: int, cells: Sequence[str], at: dict[str, int | None]
) -> tuple[Cue, str]:
    def cell(field: str) -> str:
        place = at[field]
        return cells[place].strip() if place is not None else ""

    start, end = (seconds_of(path, line, field, cell(field)) for field in ("start", "end"))
    cue = Cue(start, end, cell("text"), cell("speaker") or None)
    name = cell("file")
    return checked(path, line, cue), Path(name).stem if Path(name).suffix else name


def _textgrid(path: Path, stem: str, tiers: Sequence[str]) -> list[Cue]:
    return chosen_tiers(path, *read_textgrid(path, tiers))


def _eaf(path: Path, stem: str, tiers: Sequence[str]) -> list[Cue]:
    return chosen_tiers(path, *read_eaf(path, tiers))


def chosen_tiers(path: Path, found: dict[str, list[Cue]], tiers: Iterable[str]) -> list[Cue]:
    """The cues of the tiers asked for, or of all."""
    for name in tiers:
        if name not in found:
            raise TranscriptError(path, None, f"has no tier '{name}'; it has: {', '.join(found)}")
    names = list(tiers) or list(found)
    return [cue for name in names for cue in found[name]]


_READERS: dict[str, Callable[[Path, str, Sequence[str]], list[Cue]]] = {
    ".srt": _subtitles,
    ".vtt": _subtitles,
    ".rttm": _of_several(_rttm),
    ".ctm": _of_several(_ctm),
    ".json": _recognised,
    ".textgrid": _textgrid,
    ".eaf": _eaf,
    ".csv": _of_several(_table),
    ".tsv": _of_several(_table),
}
SUFFIXES = tuple(_READERS)
