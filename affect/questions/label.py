"""The family of kinds whose value is one label."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.values import show


@dataclass(frozen=True, kw_only=True)
class OneLabel(Question):
    """The value is a label id; kinds differ in where their labels come from."""

    family: ClassVar[Family] = "label"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha", "nominal"),
        ("fleiss-kappa", "nominal"),
        ("gwet-ac1", "nominal"),
    )

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
