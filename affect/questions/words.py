"""Words of the rater's own (an open vocabulary), each with a reason where that is asked for."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.text import check_text
from affect.questions.values import check_fields, encode_objects, is_texts, show

LONGEST_WORD, LONGEST_REASON = 200, 2000


def normal_word(word: str) -> str:
    """The one spelling in which words are compared: NFKC, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", word).lower().split())


@dataclass(frozen=True, kw_only=True)
class Words(Question):
    """The value is a list of {"word": ..., "reason"?: ...}.

    Words are kept as they were typed, and compared as `normal_word` makes them.
    """

    kind: ClassVar[str] = "words"
    family: ClassVar[Family] = "structured"
    level: ClassVar[Level] = "nominal"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("alpha-masi", "nominal"),
        ("alpha-jaccard", "nominal"),
        ("alpha-groups", "nominal"),
        ("group-coverage", "nominal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = ("suggestions", "min", "max", "reasons")

    suggestions: tuple[str, ...] = ()
    min: int = 1
    max: int | None = None
    reasons: bool = False

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """`suggestions` are words to choose from or to pass over."""
        suggestions = reader.body.get("suggestions", [])
        if not is_texts(suggestions):
            reader.refuse(f"suggestions is a list of words, not {show(suggestions)}")
            suggestions = []
        return cls(
            **reader.common(),
            **reader.limits(least=1),
            suggestions=tuple(suggestions),
            reasons=reader.flag("reasons", False),
        )

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Distinct words; how many is judged on submission, and so are blank ones."""
        if not isinstance(value, list):
            return [f"the value is a list of words, not {show(value)}"]
        messages = [
            f"{number}: {message}"
            for number, entry in enumerate(value, start=1)
            for message in self._check_entry(entry, draft)
        ]
        if messages:
            return messages
        given = [normal_word(entry["word"]) for entry in value]
        twice = sorted({word for word in given if word and given.count(word) > 1})
        if twice:
            return [f"word {', '.join(map(show, twice))} is there twice: send each once"]
        return [] if draft else self.check_count(len(given), self.min, self.max, "give")

    def _check_entry(self, entry: Any, draft: bool) -> list[str]:
        wrong = check_fields(entry, ("word",), ("reason",))
        if wrong:
            return wrong
        wrong = [
            message
            for name, longest in (("word", LONGEST_WORD), ("reason", LONGEST_REASON))
            if name in entry
            for message in _check_part(name, entry[name], longest, draft)
        ]
        if not wrong and "reason" in entry and not self.reasons:
            return ["this question does not ask for reasons: leave reason out"]
        return wrong

    def gives(self, value: Any, names: Sequence[str]) -> bool:
        """Whether any of these words is among them, however it is written."""
        return not word_set(value).isdisjoint(map(normal_word, names))

    def encode(self, values: Sequence[Any]) -> NDArray[np.object_]:
        """Lists of words with their reasons as objects (values,), None where missing."""
        return encode_objects(values)


def word_set(value: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The words of an answer as they are compared."""
    return frozenset(normal_word(entry["word"]) for entry in value)


def _check_part(name: str, text: Any, longest: int, draft: bool) -> list[str]:
    if not isinstance(text, str):
        return [f"{name} is a text, not {show(text)}"]
    if len(text) > longest:
        return [f"{name} has {len(text)} characters; at most {longest} are kept"]
    if not draft and not text.strip():
        return [f"{name} is blank: leave it out"]
    return check_text(text)
