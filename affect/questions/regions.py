"""Labelled boxes on an image."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import as_number, check_fields, encode_objects, show

PLACE = ("x", "y", "width", "height")
FIELDS = (*PLACE, "label")
TOLERANCE = 1e-6  # a box drawn up to the edge may end past it by rounding


@dataclass(frozen=True, kw_only=True)
class Regions(Question):
    """The value is a list of boxes; an empty list says that there is none.

    x, y are the upper left corner; all four numbers are shares of the image, from 0 to 1.
    """

    kind: ClassVar[str] = "regions"
    family: ClassVar[Family] = "structured"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("region-f1", "nominal"),
        ("alpha-area", "nominal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("labels", "min", "max")

    min: int = 0
    max: int | None = None

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least one label."""
        return cls(**reader.common(), **reader.limits(), labels=reader.labels(at_least=1))

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Boxes inside the image; how many is judged on submission."""
        if not isinstance(value, list):
            return [f"the value is a list of boxes, not {show(value)}"]
        messages = [
            f"{number}: {message}"
            for number, entry in enumerate(value, start=1)
            for message in self._check_box(entry)
        ]
        if messages or draft:
            return messages
        return self.check_count(len(value), self.min, self.max, "draw")

    def _check_box(self, entry: Any) -> list[str]:
        wrong = check_fields(entry, FIELDS)
        if wrong:
            return wrong
        numbers = {name: as_number(entry[name]) for name in PLACE}
        for name, number in numbers.items():
            if number is None or not 0 <= number <= 1:
                return [f"{name} is a share of the image, 0 to 1, not {show(entry[name])}"]
        x, y, width, height = (number or 0.0 for number in numbers.values())
        if not width or not height:
            return ["width and height are above 0: a box has an area"]
        if x + width > 1 + TOLERANCE or y + height > 1 + TOLERANCE:
            return [f"the box ends at {x + width:g}, {y + height:g}, outside the image"]
        return self.check_labels([entry["label"]])

    def encode(self, values: Sequence[Any]) -> NDArray[np.object_]:
        """Lists of boxes as objects (values,), None where missing."""
        return encode_objects(values)
