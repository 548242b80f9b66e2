"""What columns are often called."""

import re
from collections.abc import Iterable

WORD = re.compile(r"[a-z]+|\d+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

SYNONYMS: dict[str, tuple[str, ...]] = {
    "item": (
        "item", "item id", "clip", "clip id", "file", "filename", "file name", "image name", "utt",
        "utterance id", "utt id", "segment", "segment id", "stimulus", "stimulus id", "track id",
        "sample id", "id", "key", "path", "image", "video id", "sentence id", "text id",
        "comment id",
    ),
    "rater": (
        "rater", "rater id", "annotator", "annotator id", "worker", "worker id", "user", "user id",
        "participant", "participant id", "judge", "coder", "observer", "subject id", "listener",
        "labeler", "labeller", "evaluator", "crowdworker", "turker",
    ),
    "transcript": (
        "transcript", "text", "utterance", "sentence", "transcription", "comment", "tweet",
        "message", "content",
    ),
    "speaker": ("speaker", "speaker id", "character", "actor", "actor id"),
    "dialogue": ("dialogue", "dialogue id", "dialog", "dialog id", "conversation",
                 "conversation id", "scene", "scene id"),
    "position": ("position", "utterance number", "turn", "turn id", "utterance id"),
    "media": ("media", "audio", "wav", "audio file", "video", "video file", "recording"),
    "start": ("start", "start seconds", "start time", "onset", "begin"),
    "end": ("end", "end seconds", "end time", "offset"),
    "language": ("language", "lang", "locale"),
    "role": ("role",),
    "explanation": ("explanation",),
    "priority": ("priority",),
    "elapsed_ms": ("elapsed ms", "duration ms", "response time ms", "rt ms"),
    "elapsed_seconds": ("elapsed seconds", "lead time", "duration seconds", "work time in seconds"),
    "submitted_at": ("submitted at", "created at", "timestamp", "completed at", "submit time",
                     "submission time"),
    "plays": ("plays", "play count"),
    "repeat": ("repeat", "repetition", "repeat number", "presentation number"),
    "trial": ("trial", "trial number", "trial index", "trial order", "trial nr"),
    "confidence": ("confidence", "certainty"),
}  # fmt: skip
"""Words of names by field, the surest first."""


def plain(name: str) -> str:
    """A name as its words: `Utterance_ID`, `utteranceId` and `utterance id` are one."""
    return " ".join(WORD.findall(CAMEL.sub(" ", name).casefold()))


def field_called(name: str, fields: Iterable[str]) -> str | None:
    """The field, of those allowed, that is often called so."""
    wanted = plain(name)
    for field in fields:
        if wanted in SYNONYMS.get(field, ()):
            return field
    return None


def rank_of(name: str, field: str) -> int:
    """How sure a name is for its field: its place among the field's names, the first is surest."""
    names = SYNONYMS.get(field, ())
    return names.index(plain(name)) if plain(name) in names else len(names)
