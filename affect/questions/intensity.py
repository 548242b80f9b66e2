"""A number for each label, such as how strong each emotion is from 0 to 100."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import check_in_range, encode_numbers, points_of, show


@dataclass(frozen=True, kw_only=True)
class Intensity(Question):
    """The value maps the labels that were rated to numbers.

    A label that is left out was not rated (missing); 0 says that it was rated as absent.
    `levels` are texts for each step from min to max, drawn as buttons (absent, weak, strong).
    """

    kind: ClassVar[str] = "intensity"
    family: ClassVar[Family] = "numbers"
    level: ClassVar[Level] = "interval"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (("alpha", "interval"),)
    own_settings: ClassVar[tuple[str, ...]] = ("labels", "order", "min", "max", "step", "levels")

    min: float = 0
    max: float = 100
    step: float = 1
    levels: tuple[str, ...] = ()

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least one label and a range that its step divides."""
        labels = reader.labels(at_least=1)
        numbers = reader.range(0, 100)
        levels = reader.levels(points_of(*numbers.values()))
        return cls(
            **reader.common(), **reader.order(recent=True), labels=labels, **numbers, **levels
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Numbers in range for known labels; at least one once submitted."""
        if not isinstance(value, Mapping):
            return [f"the value is an object of label and number, not {show(value)}"]
        messages = self.check_labels(value)
        for label in self.label_ids:
            if label in value:
                wrong = check_in_range(value[label], self.min, self.max, self.step)
                messages += [f"{label}: {wrong}"] if wrong else []
        if not draft and not value:
            messages.append("no label is rated: rate at least one")
        return messages

    def encode(self, values: Sequence[Any]) -> NDArray[np.float64]:
        """Float64 (values, labels), NaN where a label was not rated."""
        return encode_numbers(values, self.label_ids)
