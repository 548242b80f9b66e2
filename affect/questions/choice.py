"""One label out of several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Level, Question, SettingsReader, show


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """The value is a label id."""

    kind: ClassVar[str] = "choice"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (("alpha", "nominal"),)
    own_settings: ClassVar[tuple[str, ...]] = ("labels",)

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least two labels."""
        return cls(**reader.common(), labels=reader.labels(at_least=2))

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """The value must be the id of one label."""
        if not isinstance(value, str):
            return [f"the value is one label, not {show(value)}"]
        return self.check_labels([value])

    def encode(self, values: Sequence[Any]) -> NDArray[np.int16]:
        """Position of the label, int16 (values,), -1 where missing."""
        codes: dict[Any, int] = {label: code for code, label in enumerate(self.label_ids)}
        codes[None] = -1
        return np.fromiter((codes[value] for value in values), np.int16, len(values))
