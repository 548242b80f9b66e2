"""One label out of several, as a list or round a wheel."""

from dataclasses import dataclass
from typing import ClassVar, Self

from affect.questions.label import OneLabel
from affect.questions.settings import SettingsReader

LAYOUTS = ("list", "wheel")


@dataclass(frozen=True, kw_only=True)
class Choice(OneLabel):
    """The value is a label id; `layout` says how the labels are drawn."""

    kind: ClassVar[str] = "choice"
    own_settings: ClassVar[tuple[str, ...]] = ("labels", "order", "layout")

    layout: str = "list"

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Needs at least two labels."""
        return cls(
            **reader.common(),
            **reader.order(),
            labels=reader.labels(at_least=2),
            layout=reader.option("layout", LAYOUTS, "list") or "list",
        )
