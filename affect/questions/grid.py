"""A point on a plane of two dimensions: valence and arousal (the affect grid)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.labels import Label
from affect.questions.settings import SettingsReader
from affect.questions.values import check_in_range, encode_numbers, show

AXIS_SETTINGS = ("id", "text", "min", "max", "step", "anchors")
STEP = 0.01


@dataclass(frozen=True)
class Axis:
    """One dimension of the plane; `anchors` are the words at its low and high end."""

    id: str
    text: str
    min: float = -1
    max: float = 1
    step: float = STEP
    anchors: tuple[str, str] = ("", "")


X = Axis("valence", "Valence", anchors=("Negative", "Positive"))
Y = Axis("arousal", "Arousal", anchors=("Calm", "Active"))


@dataclass(frozen=True, kw_only=True)
class Grid(Question):
    """The value gives a number for both axes; the axes are the question's labels.

    `words`: whether the words of the circumplex are drawn in the plane.
    """

    kind: ClassVar[str] = "grid"
    family: ClassVar[Family] = "numbers"
    level: ClassVar[Level] = "interval"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (("alpha", "interval"),)
    own_settings: ClassVar[tuple[str, ...]] = ("x", "y", "words")

    x: Axis = X
    y: Axis = Y
    words: bool = True

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """What an axis does not say is that of valence (x) or arousal (y)."""
        x, y = _axis(reader, "x", X), _axis(reader, "y", Y)
        if x.id == y.id:
            reader.refuse(f"x and y have the same id {x.id!r}")
        labels = (Label(id=x.id, text=x.text), Label(id=y.id, text=y.text))
        words = reader.flag("words", True)
        return cls(**reader.common(), labels=labels, x=x, y=y, words=words)

    @property
    def axes(self) -> tuple[Axis, Axis]:
        """Both dimensions, in the order of the labels."""
        return self.x, self.y

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Numbers in range; both once submitted."""
        if not isinstance(value, Mapping):
            return [f"the value is an object of {' and '.join(self.label_ids)}, not {show(value)}"]
        messages = self.check_labels(value)
        for axis in self.axes:
            if axis.id in value:
                wrong = check_in_range(value[axis.id], axis.min, axis.max, axis.step)
                messages += [f"{axis.id}: {wrong}"] if wrong else []
            elif not draft:
                messages.append(f"{axis.id} is missing: a point needs both axes")
        return messages

    def encode(self, values: Sequence[Any]) -> NDArray[np.float64]:
        """Float64 (values, 2), NaN where there is none."""
        return encode_numbers(values, self.label_ids)


def _axis(reader: SettingsReader, name: str, default: Axis) -> Axis:
    inside = reader.inside(name, reader.body.get(name, {}), AXIS_SETTINGS)
    own = "id" in inside.body
    id_ = inside.slug("id") if own else default.id
    return Axis(
        id=id_,
        text=inside.string("text", id_ if own else default.text),
        **inside.range(default.min, default.max, STEP),
        anchors=inside.anchors() if own or "anchors" in inside.body else default.anchors,
    )
