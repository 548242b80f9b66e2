"""What speech recognisers of the Whisper family write as JSON: segments of text with their words.

``{"segments": [{"start", "end", "text", "speaker"?, "words"?: [{"word", "start"?, "end"?}]}]}``, as
openai-whisper, whisperX and dumps of faster-whisper have it. A word without times (an aligner that
failed on it) stays in the text.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

from ingestion.engines.transcript import TranscriptError, checked, text_of
from ingestion.engines.types import Cue, Word


def is_recognised(path: Path) -> bool:
    """Whether a file is of this kind, and not one of the many others that end in .json."""
    if path.suffix.lower() != ".json":
        return False
    try:
        body = json.loads(text_of(path))
    except (TranscriptError, ValueError, RecursionError):
        return False
    return isinstance(body, dict) and isinstance(body.get("segments"), list)


def read_recognised(path: Path) -> list[Cue]:
    """The segments with some text, with the words that have times. Raises ``TranscriptError``."""
    try:
        body = json.loads(text_of(path))
    except json.JSONDecodeError as error:
        raise TranscriptError(path, error.lineno, f"is not JSON ({error.msg})") from error
    except RecursionError as error:
        raise TranscriptError(path, None, "is nested too deeply to be read") from error
    segments = body.get("segments") if isinstance(body, dict) else None
    if not isinstance(segments, list):
        raise TranscriptError(
            path, None, 'has no list "segments"; a recogniser writes one, with start, end and text'
        )
    return [
        cue
        for number, row in enumerate(segments, start=1)
        if (cue := _cue(path, f"segment {number}", row)).text
    ]


def _cue(path: Path, name: str, row: Any) -> Cue:
    if not isinstance(row, Mapping):
        raise TranscriptError(path, None, f"{name}: {row!r:.40} has no start, end and text")
    start, end, text = row.get("start"), row.get("end"), row.get("text")
    if not (_is_time(start) and _is_time(end) and isinstance(text, str)):
        raise TranscriptError(
            path,
            None,
            f"{name}: start {start!r:.40}, end {end!r:.40} and text {text!r:.40} have to be two "
            "numbers of seconds and a text",
        )
    speaker = row.get("speaker")
    cue = Cue(
        float(start),
        float(end),
        " ".join(text.split()),
        speaker if isinstance(speaker, str) and speaker else None,
        tuple(_words(row.get("words"))),
    )
    return checked(path, None, cue) if cue.text else cue


def _words(rows: Any) -> list[Word]:
    """The words that have times; whatever else stands there is left in the text."""
    return [
        Word(text, float(row["start"]), float(row["end"]))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, Mapping)
        and isinstance(row.get("word"), str)
        and (text := row["word"].strip())
        and _is_time(row.get("start"))
        and _is_time(row.get("end"))
        and 0 <= row["start"] <= row["end"]
    ]


def _is_time(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9
