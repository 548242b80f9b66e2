"""What every kind of question shares: settings, the envelope of an answer, missing values.

An answer is a mapping with exactly one of
    {"value": ...} and, where the question asks for it, {"confidence": 1..5} beside it;
    {"cannot_tell": true}, where the question allows it.
A question that was not answered is absent: it is neither zero nor an even split.

A *draft* may be unfinished (a sum that is not yet 1, too few labels); types, unknown labels
and numbers out of range are refused in a draft as well. A *submitted* answer is complete.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

from numpy.typing import NDArray

from affect.questions.conditions import Condition
from affect.questions.labels import Label
from affect.questions.settings import SettingsReader
from affect.questions.values import as_number, show

Level = Literal["nominal", "ordinal", "interval"]
Family = Literal["label", "number", "numbers", "set", "structured"]

CONFIDENCE = (1, 5)
ANSWER_FIELDS = ("value", "confidence", "cannot_tell")


@dataclass(frozen=True, kw_only=True)
class Question(ABC):
    """A question of a scheme; each kind is a subclass in a module of its own.

    What is done with answers goes by the kind's `family`:
        label: one label id;                    encoded int16 (n,), -1 where missing
        number: one number;                     float64 (n,), NaN where missing
        numbers: a number for labels;           float64 (n, labels), NaN where missing
        set: any labels;                        int8 (n, labels), a missing row is -1
        structured: a value with parts;         object (n,), None where missing
    `statistics` names the coefficients that the kind calls for.
    """

    kind: ClassVar[str]
    family: ClassVar[Family]
    level: ClassVar[Level]
    statistics: ClassVar[tuple[tuple[str, Level], ...]]
    own_settings: ClassVar[tuple[str, ...]]

    id: str
    text: str
    help: str = ""
    required: bool = True
    cannot_tell: bool = False
    confidence: bool = False
    show_when: Condition | None = None
    order: str = "fixed"
    labels: tuple[Label, ...] = ()

    @property
    def label_ids(self) -> tuple[str, ...]:
        """Label ids in the order of the scheme; empty for a kind without labels."""
        return tuple(label.id for label in self.labels)

    @classmethod
    @abstractmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """Build the question from its JSON settings; problems are noted in the reader."""

    @abstractmethod
    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Messages about a value; an empty list means that it is fine."""

    @abstractmethod
    def encode(self, values: Sequence[Any]) -> NDArray[Any]:
        """Checked values, None where missing, as an array with one row per value."""

    def gives(self, value: Any, names: Sequence[str]) -> bool:
        """Whether a checked value gives any of these labels; for the conditions of others."""
        if self.family == "label":
            return value in names
        return self.family == "set" and any(name in value for name in names)

    def check(self, answer: Any, draft: bool) -> list[str]:
        """Messages about one answer (None: not answered); an empty list means that it is fine."""
        if answer is None:
            return [] if draft or not self.required else [self._unanswered()]
        if not isinstance(answer, Mapping):
            return [f"an answer is an object with a value, not {show(answer)}"]
        unknown = [str(field) for field in answer if field not in ANSWER_FIELDS]
        if unknown:
            return [f"unknown field {', '.join(unknown)}; allowed: {', '.join(ANSWER_FIELDS)}"]
        if "cannot_tell" in answer:
            return self._check_cannot_tell(answer)
        messages = []
        if "value" in answer:
            messages += self.check_value(answer["value"], draft)
        elif not draft:
            messages.append(self._unanswered())
        if "confidence" in answer:
            messages += self._check_confidence(answer["confidence"])
        return messages

    def check_count(self, n: int, least: int, most: int | None, what: str) -> list[str]:
        """Messages about how many there are in a submitted answer."""
        if n < least:
            return [f"{what} at least {least}; there are {n}"]
        if most is not None and n > most:
            return [f"{what} at most {most}; there are {n}"]
        return []

    def _unanswered(self) -> str:
        way_out = "answer it or say that you cannot tell" if self.cannot_tell else "answer it"
        return f"not answered: {way_out}"

    def _check_cannot_tell(self, answer: Mapping[str, Any]) -> list[str]:
        if answer["cannot_tell"] is not True:
            return [f"cannot_tell is true or left out, not {show(answer['cannot_tell'])}"]
        if len(answer) > 1:
            return ["cannot tell has no value and no confidence beside it: send one or the other"]
        if not self.cannot_tell:
            return ["this question does not offer cannot tell"]
        return []

    def _check_confidence(self, confidence: Any) -> list[str]:
        low, high = CONFIDENCE
        if not self.confidence:
            return ["this question does not ask for confidence"]
        number = as_number(confidence)
        if number is None or number != round(number) or not low <= number <= high:
            return [f"confidence is a whole number from {low} to {high}, not {show(confidence)}"]
        return []

    def check_labels(self, labels: Iterable[Any]) -> list[str]:
        """Messages about labels that the question does not have."""
        allowed = self.label_ids
        unknown = [show(label) for label in labels if label not in allowed]
        if not unknown:
            return []
        return [f"unknown label {', '.join(unknown)}; allowed: {', '.join(allowed)}"]
