"""One number on a scale: Likert points, manikins (SAM) or a slider."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Level, Question, SettingsReader, check_in_range, show

STYLES = ("likert", "sam", "slider")
DIMENSIONS = (None, "valence", "arousal", "dominance")


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """The value is a number; `anchors` are the words at the low and the high end."""

    kind: ClassVar[str] = "scale"
    level: ClassVar[Level] = "interval"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha", "interval"),
        ("alpha", "ordinal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = (
        "min",
        "max",
        "step",
        "style",
        "dimension",
        "anchors",
    )

    min: float
    max: float
    step: float = 1
    style: str = "likert"
    dimension: str | None = None
    anchors: tuple[str, str] = ("", "")

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs `min` and `max`; manikins (style sam) also the dimension that they draw."""
        style = reader.option("style", STYLES, "likert") or "likert"
        dimension = reader.option("dimension", DIMENSIONS, None)
        if style == "sam" and dimension is None:
            reader.refuse("style sam needs a dimension: valence, arousal or dominance")
        anchors = reader.body.get("anchors", ["", ""])
        if not _is_pair_of_texts(anchors):
            reader.refuse(f"anchors is a list of two texts, low and high, not {show(anchors)}")
            anchors = ["", ""]
        return cls(
            **reader.common(),
            **reader.range(None, None),
            style=style,
            dimension=dimension,
            anchors=(anchors[0], anchors[1]),
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """A number in range and on a step."""
        wrong = check_in_range(value, self.min, self.max, self.step)
        return [wrong] if wrong else []

    def encode(self, values: Sequence[Any]) -> NDArray[np.float64]:
        """Float64 (values,), NaN where missing."""
        return np.array([np.nan if value is None else value for value in values], np.float64)


def _is_pair_of_texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(v, str) for v in value)
