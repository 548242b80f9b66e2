"""Any number of labels; none at all is an answer too, unless the scheme asks for at least one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import is_count, show


@dataclass(frozen=True, kw_only=True)
class Multi(Question):
    """The value is a list of distinct label ids, in any order.

    `min` and `max` limit how many; `secondary_of` names the choice question whose label
    these labels add to (primary and secondary emotions).
    """

    kind: ClassVar[str] = "multi"
    family: ClassVar[Family] = "set"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha-masi", "nominal"),
        ("alpha-jaccard", "nominal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("labels", "order", "min", "max", "secondary_of")

    min: int = 0
    max: int | None = None
    secondary_of: str | None = None

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least one label and limits that can be met."""
        labels = reader.labels(at_least=1)
        least, most = reader.body.get("min", 0), reader.body.get("max")
        if not is_count(least) or (labels and least > len(labels)):
            reader.refuse(f"min is a whole number from 0 to {len(labels)}, not {show(least)}")
            least = 0
        if most is not None and (not is_count(most) or most < max(least, 1)):
            reader.refuse(f"max is null or a whole number from min (at least 1), not {show(most)}")
            most = None
        primary = reader.body.get("secondary_of")
        if primary is not None and not isinstance(primary, str):
            reader.refuse(f"secondary_of is the id of a choice question, not {show(primary)}")
            primary = None
        return cls(
            **reader.common(),
            **reader.order(recent=True),
            labels=labels,
            min=least,
            max=most,
            secondary_of=primary,
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """A list of labels, each once; how many is judged on submission."""
        if not isinstance(value, list) or not all(isinstance(label, str) for label in value):
            return [f"the value is a list of labels, not {show(value)}"]
        messages = self.check_labels(value)
        twice = sorted({label for label in value if value.count(label) > 1})
        if twice:
            messages.append(f"label {', '.join(map(show, twice))} is there twice: send each once")
        if not draft:
            messages += self.check_count(len(value), self.min, self.max, "choose")
        return messages

    def encode(self, values: Sequence[Any]) -> NDArray[np.int8]:
        """1 where chosen, 0 where not, int8 (values, labels); a missing row is all -1."""
        encoded = np.zeros((len(values), len(self.labels)), np.int8)
        column = {label: position for position, label in enumerate(self.label_ids)}
        for row, value in enumerate(values):
            if value is None:
                encoded[row] = -1
                continue
            for label in value:
                encoded[row, column[label]] = 1
        return encoded
