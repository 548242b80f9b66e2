"""Labels in an order, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import show


@dataclass(frozen=True, kw_only=True)
class Rank(Question):
    """The value is a list of distinct label ids; a rank is a place in it, from 1.

    `complete`: every label must have a place. Otherwise a label without one is missing, not last.
    """

    kind: ClassVar[str] = "rank"
    family: ClassVar[Family] = "numbers"
    level: ClassVar[Level] = "ordinal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha-rank", "ordinal"),
        ("kendall-w", "ordinal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("labels", "order", "complete")

    complete: bool = True

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least two labels."""
        return cls(
            **reader.common(),
            **reader.order(),
            labels=reader.labels(at_least=2),
            complete=reader.flag("complete", True),
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Labels, each once; all of them, or at least one, once submitted."""
        if not isinstance(value, list) or not all(isinstance(label, str) for label in value):
            return [f"the value is a list of labels, the best first, not {show(value)}"]
        messages = self.check_labels(value)
        twice = sorted({label for label in value if value.count(label) > 1})
        if twice:
            messages.append(f"label {', '.join(map(show, twice))} is there twice: send each once")
        if draft or messages:
            return messages
        left = [label for label in self.label_ids if label not in value]
        if self.complete and left:
            return [f"not ranked: {', '.join(left)}"]
        return [] if value else ["no label is ranked: rank at least one"]

    def encode(self, values: Sequence[Any]) -> NDArray[np.float64]:
        """The rank of each label from 1, float64 (values, labels), NaN where it has none."""
        encoded = np.full((len(values), len(self.labels)), np.nan)
        column = {label: position for position, label in enumerate(self.label_ids)}
        for row, value in enumerate(values):
            for place, label in enumerate(value or (), start=1):
                encoded[row, column[label]] = place
        return encoded
