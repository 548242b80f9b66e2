"""Labelled intervals of time, on one or more tracks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import as_number, check_fields, encode_objects, show

FIELDS = ("start", "end", "label")
TRACK_SETTINGS = ("id", "text")
TOLERANCE = 1e-9  # seconds; ends of neighbours may differ by the rounding of a decimal number


@dataclass(frozen=True)
class Track:
    """A row of the timeline; intervals of different tracks may lie over each other."""

    id: str
    text: str


MAIN = Track("main", "")


@dataclass(frozen=True, kw_only=True)
class Timeline(Question):
    """The value is a list of {"start", "end", "label"}, with "track" where there are several.

    Times are seconds from the item's start, the end not included. An empty list says that there
    is nothing.

    overlap: whether intervals of one track may lie over each other.
    """

    kind: ClassVar[str] = "timeline"
    family: ClassVar[Family] = "structured"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("u-alpha", "nominal"),
        ("eder", "nominal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("labels", "tracks", "overlap", "min_seconds")

    tracks: tuple[Track, ...] = (MAIN,)
    overlap: bool = False
    min_seconds: float = 0.01

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least one label; without `tracks` there is one."""
        tracks = [MAIN]
        if "tracks" in reader.body:
            parts = reader.parts("tracks", TRACK_SETTINGS, at_least=1)
            names = [str(part.body.get("id", "")) for part in parts]
            tracks = [
                Track(name, part.string("text", name))
                for name, part in zip(names, parts, strict=True)
            ]
        return cls(
            **reader.common(),
            labels=reader.labels(at_least=1),
            tracks=tuple(tracks),
            overlap=reader.flag("overlap", False),
            min_seconds=reader.seconds("min_seconds", 0.01) or 0,
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Intervals that are long enough, on known tracks, and apart unless they may overlap."""
        if not isinstance(value, list):
            return [f"the value is a list of intervals, not {show(value)}"]
        messages = [
            f"{number}: {message}"
            for number, entry in enumerate(value, start=1)
            for message in self._check_interval(entry)
        ]
        return messages or ([] if self.overlap else self._check_apart(value))

    def track_of(self, entry: Mapping[str, Any]) -> str:
        """The track of an interval; with one track it need not say so."""
        return str(entry.get("track", self.tracks[0].id))

    def _check_interval(self, entry: Any) -> list[str]:
        several = len(self.tracks) > 1
        wrong = check_fields(entry, (*FIELDS, "track") if several else FIELDS, ("track",))
        if wrong:
            return wrong
        start, end = as_number(entry["start"]), as_number(entry["end"])
        if start is None or end is None or start < 0:
            shown = f"{show(entry['start'])} and {show(entry['end'])}"
            return [f"start and end are seconds from 0, not {shown}"]
        if end - start <= 0 or end - start < self.min_seconds - TOLERANCE:
            return [
                f"from {start:g} to {end:g} s is shorter than {self.min_seconds:g} s: "
                "make it longer or remove it"
            ]
        tracks = [track.id for track in self.tracks]
        if self.track_of(entry) not in tracks:
            return [f"unknown track {show(entry['track'])}; allowed: {', '.join(tracks)}"]
        return self.check_labels([entry["label"]])

    def _check_apart(self, value: Sequence[Mapping[str, Any]]) -> list[str]:
        messages = []
        for track in self.tracks:
            there = [entry for entry in value if self.track_of(entry) == track.id]
            there.sort(key=lambda entry: (entry["start"], entry["end"]))
            messages += [
                f"two intervals overlap from {later['start']:g} s on"
                + (f" on track {track.id}" if len(self.tracks) > 1 else "")
                for earlier, later in pairwise(there)
                if later["start"] < earlier["end"] - TOLERANCE
            ]
        return messages

    def encode(self, values: Sequence[Any]) -> NDArray[np.object_]:
        """Lists of intervals as objects (values,), None where missing."""
        return encode_objects(values)
