"""Which of an item's two clips is preferred."""

from dataclasses import dataclass
from typing import ClassVar, Self

from affect.questions.label import OneLabel
from affect.questions.labels import Label
from affect.questions.settings import SettingsReader

CLIPS = (
    Label(id="first", text="First", key="f", aliases=("A", "1")),
    Label(id="second", text="Second", key="s", aliases=("B", "2")),
)
NEITHER = Label(id="none", text="No preference", key="n", aliases=("tie", "0"))


@dataclass(frozen=True, kw_only=True)
class Pair(OneLabel):
    """The value is "first", "second" or, where that is offered, "none".

    First and second are the clips in the item's own order, whichever side they were shown on.
    """

    kind: ClassVar[str] = "pair"
    own_settings: ClassVar[tuple[str, ...]] = ("no_preference",)

    no_preference: bool = True

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """The labels are fixed."""
        none = reader.flag("no_preference", True)
        labels = CLIPS + ((NEITHER,) if none else ())
        return cls(**reader.common(), labels=labels, no_preference=none)
