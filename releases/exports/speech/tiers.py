"""A release as tiers: labelled intervals of each recording, for the formats of transcripts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow.parquet as pq

from releases.answers import AnswerColumns
from releases.exports.context import Export
from releases.exports.recordings import Recordings
from releases.exports.records import Beside, Record, Row, normal_records, one_label, shares
from releases.exports.speech.times import Range, range_of
from releases.frozen import FrozenRelease
from releases.storage.manifest import canonical

TIERS = ("items", "turns", "words", "labels", "raters")
"""Keys of items; what each speaker says; words; derived labels; what each rater answered."""
NOBODY = "speech"
"""The tier of turns whose speaker nobody told."""
SAID = "[speech]"
"""The text of a turn without a transcript: a blank one would read as silence."""

Interval = tuple[float, float, str]
"""Start and end in seconds, and the text."""


@dataclass(frozen=True)
class Tier:
    """A tier by its name; `kind` is one of `TIERS`."""

    kind: str
    name: str
    speaker: str | None = None
    rater: str | None = None


@dataclass
class RecordingTiers:
    """The intervals of one recording, tier by tier, in the order of the items."""

    sha256: str
    intervals: dict[Tier, list[Interval]] = field(default_factory=dict)

    def sorted(self) -> Iterator[tuple[Tier, list[Interval]]]:
        """Tiers in the order of their kinds and names, each with its intervals by time."""
        for tier in sorted(self.intervals, key=lambda tier: (TIERS.index(tier.kind), tier.name)):
            yield tier, sorted(self.intervals[tier])


def recording_tiers(export: Export, recordings: Recordings) -> Iterator[RecordingTiers]:
    """The tiers that were asked for, recording by recording, each when its last item was read."""
    last = _last_rows(export.frozen)
    words = Beside(export.frozen.tables("words.parquet"))
    maker = _Maker(export)
    begun: dict[str, RecordingTiers] = {}
    for record in normal_records(export):
        said = words.of(record.key)
        place = range_of(export, recordings, record)
        if place is None:
            continue
        tiers = begun.setdefault(place.sha256, RecordingTiers(place.sha256))
        for tier, interval in maker.of(record, place, said):
            tiers.intervals.setdefault(tier, []).append(interval)
        if last[place.sha256] == record.key:
            yield begun.pop(place.sha256)
    yield from begun.values()


def _last_rows(frozen: FrozenRelease) -> dict[str, str]:
    """The last item of each recording."""
    found: dict[str, str] = {}
    with pq.ParquetFile(frozen.folder / "items.parquet") as file:
        for batch in file.iter_batches(columns=["item", "media_sha256"]):
            found.update(
                zip(batch["media_sha256"].to_pylist(), batch["item"].to_pylist(), strict=True)
            )
    return found


class _Maker:
    """Makes the intervals of an item; equal texts are one object, however often they come."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._wanted = set(export.chosen.tiers)
        self._texts: dict[str, str] = {}

    def of(self, record: Record, place: Range, said: list[Row]) -> Iterator[tuple[Tier, Interval]]:
        for tier, start, end, text in self._all(record, place, said):
            if tier.kind in self._wanted and end > start:
                yield tier, (start, end, self._texts.setdefault(text, text))

    def _all(
        self, record: Record, place: Range, said: list[Row]
    ) -> Iterator[tuple[Tier, float, float, str]]:
        item, whole = record.item, (place.start, place.end)
        speaker = item["speaker"]
        name = speaker or NOBODY
        yield Tier("items", "items"), *whole, record.key
        yield Tier("turns", name, speaker), *whole, item["transcript"] or SAID
        for word in said:
            tier = Tier("words", f"{name} - words", speaker)
            yield tier, word["start_seconds"], word["end_seconds"], word["word"]
        for column in self._export.frozen.columns:
            for name, text in self._derived(column, item):
                yield Tier("labels", name), *whole, text
        votes = 0
        for rating in record.ratings:
            votes += rating["rater"] is None
            rater = rating["rater"] or f"vote {votes}"
            yield from self._answers(rating, rater, place)

    def _derived(self, column: AnswerColumns, item: Row) -> Iterator[tuple[str, str]]:
        """The label and the shares of a question, or its mean."""
        question = column.question
        label = one_label(question, item, self._export.rules)
        if label is not None:
            yield question.id, label
        if found := shares(question, item):
            yield f"{question.id}.shares", numbers_text(found)
        mean = item.get(f"{question.id}.mean")
        if mean is not None:
            yield f"{question.id}.mean", repr(mean)

    def _answers(
        self, rating: Row, rater: str, place: Range
    ) -> Iterator[tuple[Tier, float, float, str]]:
        for column in self._export.frozen.columns:
            value, name = column.layout.value_in(rating), column.question.id
            if value is None or column.question.kind == "trace":
                continue
            if column.question.kind != "timeline":
                tier = Tier("raters", f"{name}/{rater}", rater=rater)
                yield tier, place.start, place.end, answer_text(value)
                continue
            for part in value:
                track = "" if part["track"] in (None, "main") else f".{part['track']}"
                tier = Tier("raters", f"{name}{track}/{rater}", rater=rater)
                yield tier, place.start + part["start"], place.start + part["end"], part["label"]


def answer_text(value: Any) -> str:
    """An answer in one line of text: numbers to the last digit, nothing left out."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and all(isinstance(each, int | float) for each in value.values()):
        return numbers_text(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ":".join(value) or "none"
    if isinstance(value, float | int):
        return repr(value)
    return canonical(value)


def numbers_text(numbers: dict[str, float]) -> str:
    """`anger=0.75 joy=0.25`: each label with its number."""
    return " ".join(f"{label}={number!r}" for label, number in numbers.items())


def apart(tier: str, intervals: list[Interval]) -> Iterator[tuple[str, list[Interval]]]:
    """The same intervals on as many tiers as they need to lie beside each other.

    The first keeps the name; the others are `NAME (2)` and so on. Intervals are sorted by time.
    """
    rows: list[list[Interval]] = []
    for interval in intervals:
        row = next((row for row in rows if row[-1][1] <= interval[0]), None)
        if row is None:
            rows.append(row := [])
        row.append(interval)
    for number, row in enumerate(rows, start=1):
        yield tier if number == 1 else f"{tier} ({number})", row


def traces(export: Export) -> Iterator[dict[str, Any]]:
    """Every trace as it was recorded, which has no place on a tier."""
    asked = [c for c in export.frozen.columns if c.question.kind == "trace"]
    if not asked:
        return
    for part in export.frozen.parts():
        for batch in part.ratings.to_batches(max_chunksize=100):
            for rating in batch.to_pylist():
                for column in asked:
                    value = column.layout.value_in(rating)
                    if value is not None:
                        yield {"item": rating["item"], "rater": rating["rater"],
                               "question": column.question.id, **value}  # fmt: skip
