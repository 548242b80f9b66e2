"""Where items stand in time, and which of a release's items stand in a recording at all."""

from dataclasses import dataclass
from typing import Any

from releases.exports.context import Export
from releases.exports.recordings import Recordings
from releases.exports.records import Record


@dataclass(frozen=True)
class Range:
    """Seconds of a recording; the end is not included."""

    sha256: str
    start: float
    end: float


def range_of(export: Export, recordings: Recordings, record: Record) -> Range | None:
    """The range of an item; None, noted as left out, where it has none."""
    item = record.item
    reason = _without(recordings, item)
    if reason is None:
        start, end = _edge(item, "start"), _edge(item, "end")
        if end is None:  # a whole recording
            end = recordings.row_of(item["media_sha256"]).get("duration_seconds")
        if end is not None:
            return Range(item["media_sha256"], start or 0.0, end)
        reason = "items whose recording has no length"
    export.report.left_out[reason] += 1
    return None


def _without(recordings: Recordings, item: dict[str, Any]) -> str | None:
    """Why an item stands in no recording."""
    if item["media_sha256"] is None:
        several = item.get("clip.1") is not None
        return "items of several clips" if several else "items without a recording"
    kind = recordings.row_of(item["media_sha256"]).get("kind")
    return "pictures" if kind == "image" else None


def _edge(item: dict[str, Any], which: str) -> float | None:
    """Seconds from which the sample can be told again."""
    sample, rate = item[f"{which}_sample"], item["rate_hz"]
    if sample is not None and rate:
        return float(sample / rate)
    seconds = item[f"{which}_seconds"]
    return None if seconds is None else float(seconds)
