"""How large the recordings of an export will be, before it is made."""

from releases.exports.chosen import MediaMode
from releases.exports.clipping import wanted_sounds
from releases.exports.format import Format
from releases.exports.recordings import Recordings
from releases.frozen import FrozenRelease

BYTES_A_SAMPLE = 2
"""What most recordings have; 24-bit ones come out half as large again."""


def media_bytes(frozen: FrozenRelease, format_: Format, mode: MediaMode = "copy") -> int:
    """Bytes that copies of recordings, or of the items cut from them, will take, about."""
    if mode != "copy" or mode not in format_.media:
        return 0
    key = ("media", format_.cuts)
    if key not in frozen.known:
        frozen.known[key] = _cut_bytes(frozen) if format_.cuts else _whole_bytes(frozen)
    found: int = frozen.known[key]
    return found


def _whole_bytes(frozen: FrozenRelease) -> int:
    return sum(row.get("bytes") or 0 for row in Recordings(frozen).rows.values())


def _cut_bytes(frozen: FrozenRelease) -> int:
    """Of the samples of every item, and of the pictures."""
    recordings = Recordings(frozen)
    pictures: set[str] = set()
    total = 0
    for wanted in wanted_sounds(frozen):
        row = recordings.row_of(wanted.sha256)
        if row.get("kind") == "image":
            pictures.add(wanted.sha256)
            continue
        end = wanted.end_sample or row.get("samples") or 0
        samples = end - (wanted.start_sample or 0)
        total += samples * (row.get("channels") or 0) * BYTES_A_SAMPLE
    return total + sum(recordings.row_of(sha256).get("bytes") or 0 for sha256 in pictures)
