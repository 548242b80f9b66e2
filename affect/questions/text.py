"""Free text: a description or a caption."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import encode_objects, show


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """The value is a text, kept as it was typed.

    Its length is in Unicode code points, without the spaces around it.
    """

    kind: ClassVar[str] = "text"
    family: ClassVar[Family] = "structured"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha-edit", "nominal"),
        ("alpha-jaccard", "nominal"),
        ("edit-similarity", "nominal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("min_characters", "max_characters", "multiline")

    min_characters: int = 1
    max_characters: int = 2000
    multiline: bool = True

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """A submitted text is never blank, so `min_characters` begins at 1."""
        least = reader.count("min_characters", 1, least=1)
        most = reader.count("max_characters", max(2000, least), least=1)
        if most < least:
            reader.refuse(f"max_characters {most} must not be less than min_characters {least}")
        return cls(
            **reader.common(),
            min_characters=least,
            max_characters=most,
            multiline=reader.flag("multiline", True),
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """A text; its length is judged on submission."""
        if not isinstance(value, str):
            return [f"the value is a text, not {show(value)}"]
        wrong = check_text(value)
        return wrong if wrong or draft else self._check_length(value.strip())

    def _check_length(self, text: str) -> list[str]:
        if not text:
            return ["the text is blank: write something or leave the question out"]
        if not self.multiline and "\n" in text:
            return ["the text is one line: leave line breaks out"]
        if len(text) < self.min_characters:
            return [f"write at least {self.min_characters} characters; there are {len(text)}"]
        if len(text) > self.max_characters:
            return [f"write at most {self.max_characters} characters; there are {len(text)}"]
        return []

    def encode(self, values: Sequence[Any]) -> NDArray[np.object_]:
        """Texts as objects (values,), None where missing."""
        return encode_objects(values)


def check_text(value: str) -> list[str]:
    """Characters that no database and no file can hold."""
    if "\0" in value or (not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value)):
        return ["the text has characters that are no text (NUL, or half of a pair)"]
    return []
