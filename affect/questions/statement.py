"""Whether a statement about the item is true."""

from dataclasses import dataclass
from typing import ClassVar, Self

from affect.questions.label import OneLabel
from affect.questions.labels import Label
from affect.questions.settings import SettingsReader
from affect.questions.values import is_texts, show

TEXTS = ("True", "False")


@dataclass(frozen=True, kw_only=True)
class Statement(OneLabel):
    """The value is "true" or "false"; "cannot tell" is the third answer where it is offered.

    `field` names the attribute of the item that holds the statement. An item without it is asked
    the question's text alone.
    """

    kind: ClassVar[str] = "statement"
    own_settings: ClassVar[tuple[str, ...]] = ("field", "labels_text")

    field: str = "statement"

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """`labels_text` are the words for true and false."""
        texts = reader.body.get("labels_text", list(TEXTS))
        if not is_texts(texts) or len(texts) != 2:
            reader.refuse(
                f"labels_text is a list of two texts, for true and false, not {show(texts)}"
            )
            texts = TEXTS
        field = reader.string("field", "statement")
        if not field.strip():
            reader.refuse("field is the name of the item's attribute that holds the statement")
        labels = (
            Label(id="true", text=texts[0], key="t", aliases=("yes", "1")),
            Label(id="false", text=texts[1], key="f", aliases=("no", "0")),
        )
        return cls(**reader.common(), labels=labels, field=field)
