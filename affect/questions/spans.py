"""Labelled pieces of text, in the item's own words or in those of earlier turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import check_fields, encode_objects, is_count, show

FIELDS = ("turn", "start", "end", "label", "text")
SCOPES = ("item", "dialogue")


@dataclass(frozen=True, kw_only=True)
class Spans(Question):
    """The value is a list of spans; an empty list says that there is none.

    turn: 0 is this item, -1 the turn before it, and so on (`scope` "dialogue").
    start, end: Unicode code points of that turn's words, the end not included.
    text: the words quoted, so that the answer is read without the transcript.
    """

    kind: ClassVar[str] = "spans"
    family: ClassVar[Family] = "structured"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("gamma", "nominal"),
        ("span-f1", "nominal"),
        ("span-f1-overlap", "nominal"),
        ("u-alpha", "nominal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("labels", "scope", "min", "max")

    scope: str = "item"
    min: int = 0
    max: int | None = None

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least one label, the type of a span."""
        return cls(
            **reader.common(),
            **reader.limits(),
            labels=reader.labels(at_least=1),
            scope=reader.option("scope", SCOPES, "item") or "item",
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Spans of known types, each once; how many is judged on submission."""
        if not isinstance(value, list):
            return [f"the value is a list of spans, not {show(value)}"]
        messages = [
            f"{number}: {message}"
            for number, entry in enumerate(value, start=1)
            for message in self._check_span(entry)
        ]
        if messages:
            return messages
        seen = [tuple(entry[name] for name in FIELDS[:4]) for entry in value]
        twice = next((span for span in seen if seen.count(span) > 1), None)
        if twice is not None:
            turn, start, end, label = twice
            return [f"{label} from {start} to {end} of turn {turn} is there twice: send each once"]
        return [] if draft else self.check_count(len(value), self.min, self.max, "mark")

    def _check_span(self, entry: Any) -> list[str]:
        wrong = check_fields(entry, FIELDS)
        if wrong:
            return wrong
        if wrong := self._check_turn(entry["turn"]):
            return wrong
        start, end, text = entry["start"], entry["end"], entry["text"]
        if not is_count(start) or not is_count(end) or start >= end:
            return [f"start is from 0 and less than end, not {show(start)} and {show(end)}"]
        if not isinstance(text, str) or len(text) != end - start:
            return [f"text is the {end - start} characters from start to end, not {show(text)}"]
        return self.check_labels([entry["label"]])

    def _check_turn(self, turn: Any) -> list[str]:
        if not isinstance(turn, int) or isinstance(turn, bool) or turn > 0:
            return [f"turn is 0 for this item, -1 for the turn before it, not {show(turn)}"]
        if turn and self.scope == "item":
            return [f"turn {turn} lies before the item, and this question is about the item alone"]
        return []

    def encode(self, values: Sequence[Any]) -> NDArray[np.object_]:
        """Lists of spans as objects (values,), None where missing."""
        return encode_objects(values)
