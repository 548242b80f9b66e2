"""One number on a scale: Likert points, manikins (SAM) or a slider."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import check_in_range, points_of

STYLES = ("likert", "sam", "slider")
POINTS = {"likert": range(3, 12), "sam": (5, 7, 9)}
"""How many points can be drawn; the manikins come in three sets."""
DIMENSIONS = (None, "valence", "arousal", "dominance")


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """The value is a number; `anchors` are the words at the low and the high end.

    `levels` are texts for each step from min to max, drawn as buttons.
    """

    kind: ClassVar[str] = "scale"
    family: ClassVar[Family] = "number"
    level: ClassVar[Level] = "interval"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha", "interval"),
        ("alpha", "ordinal"),
        ("icc1", "interval"),
        ("icc2", "interval"),
        ("icc2k", "interval"),
    )
    own_settings: ClassVar[tuple[str, ...]] = (
        "min",
        "max",
        "step",
        "style",
        "dimension",
        "anchors",
        "levels",
    )

    min: float
    max: float
    step: float = 1
    style: str = "likert"
    dimension: str | None = None
    anchors: tuple[str, str] = ("", "")
    levels: tuple[str, ...] = ()

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs `min` and `max`; manikins (style sam) also the dimension that they draw."""
        style = reader.option("style", STYLES, "likert") or "likert"
        dimension = reader.option("dimension", DIMENSIONS, None)
        if style == "sam" and dimension is None:
            reader.refuse("style sam needs a dimension: valence, arousal or dominance")
        numbers = reader.range(None, None)
        points = points_of(*numbers.values())
        if style in POINTS and points and points not in POINTS[style]:
            allowed = ", ".join(map(str, POINTS[style]))
            reader.refuse(
                f"style {style} has {allowed} points, and from min to max by step there are "
                f"{points}: change the range, or use style slider"
            )
        return cls(
            **reader.common(),
            **numbers,
            style=style,
            dimension=dimension,
            anchors=reader.anchors(),
            **reader.levels(points),
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """A number in range and on a step."""
        wrong = check_in_range(value, self.min, self.max, self.step)
        return [wrong] if wrong else []

    def encode(self, values: Sequence[Any]) -> NDArray[np.float64]:
        """Float64 (values,), NaN where missing."""
        return np.array([np.nan if value is None else value for value in values], np.float64)
