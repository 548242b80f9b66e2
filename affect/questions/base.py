"""What every kind of question shares: settings, the envelope of an answer, missing values.

An answer is a mapping with exactly one of
    {"value": ...} and, where the question asks for it, {"confidence": 1..5} beside it;
    {"cannot_tell": true}, where the question allows it.
A question that was not answered is absent: it is neither zero nor an even split.

A *draft* may be unfinished (a sum that is not yet 1, too few labels); types, unknown labels
and numbers out of range are refused in a draft as well. A *submitted* answer is complete.
"""

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

Level = Literal["nominal", "ordinal", "interval"]

CONFIDENCE = (1, 5)
RESERVED_KEYS = "bglxz"  # play from start, guidelines, loop, cannot tell, undo
SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

COMMON_SETTINGS = ("id", "kind", "text", "help", "required", "cannot_tell", "confidence")
LABEL_SETTINGS = ("id", "text", "key", "valence", "arousal", "aliases")
ANSWER_FIELDS = ("value", "confidence", "cannot_tell")


@dataclass(frozen=True)
class Label:
    """One label of a question; `key` is its keyboard letter, valence and arousal colour it.

    `aliases` are other names that tables from elsewhere give it ("HAP", "happy").
    """

    id: str
    text: str
    key: str | None = None
    valence: float | None = None
    arousal: float | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question(ABC):
    """A question of a scheme; each kind is a subclass in a module of its own."""

    kind: ClassVar[str]
    level: ClassVar[Level]
    statistics: ClassVar[tuple[tuple[str, Level], ...]]
    own_settings: ClassVar[tuple[str, ...]]

    id: str
    text: str
    help: str = ""
    required: bool = True
    cannot_tell: bool = False
    confidence: bool = False
    labels: tuple[Label, ...] = ()

    @property
    def label_ids(self) -> tuple[str, ...]:
        """Label ids in the order of the scheme; empty for a kind without labels."""
        return tuple(label.id for label in self.labels)

    @classmethod
    @abstractmethod
    def from_settings(cls, reader: "SettingsReader") -> Self:
        """Build the question from its JSON settings; problems are noted in the reader."""

    @abstractmethod
    def check_value(self, value: Any, draft: bool) -> list[str]:
        """Messages about a value; an empty list means that it is fine."""

    @abstractmethod
    def encode(self, values: Sequence[Any]) -> NDArray[Any]:
        """Checked values, None where missing, as an array with one row per value."""

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


class SettingsReader:
    """Reads the JSON settings of one question and collects everything that is wrong with them."""

    def __init__(self, body: Mapping[str, Any], own_settings: Sequence[str]) -> None:
        self.body = body
        self.messages: list[str] = []
        allowed = (*COMMON_SETTINGS, *own_settings)
        unknown = [str(name) for name in body if name not in allowed]
        if unknown:
            self.refuse(f"unknown setting {', '.join(unknown)}; allowed: {', '.join(allowed)}")

    def refuse(self, message: str) -> None:
        """Note a problem and go on, so that all problems are told at once."""
        self.messages.append(message)

    def common(self) -> dict[str, Any]:
        """The settings that every kind has, as keyword arguments of `Question`."""
        text = self.string("text", "")
        if not text.strip():
            self.refuse("text is missing: say what the rater is asked")
        return {
            "id": str(self.body.get("id", "")),
            "text": text,
            "help": self.string("help", ""),
            "required": self.flag("required", True),
            "cannot_tell": self.flag("cannot_tell", False),
            "confidence": self.flag("confidence", False),
        }

    def string(self, name: str, default: str) -> str:
        """A text setting."""
        value = self.body.get(name, default)
        if not isinstance(value, str):
            self.refuse(f"{name} is a text, not {show(value)}")
            return default
        return value

    def flag(self, name: str, default: bool) -> bool:
        """A true or false setting."""
        value = self.body.get(name, default)
        if not isinstance(value, bool):
            self.refuse(f"{name} is true or false, not {show(value)}")
            return default
        return value

    def option(self, name: str, allowed: Sequence[str | None], default: str | None) -> str | None:
        """A setting with a fixed list of values."""
        value = self.body.get(name, default)
        for item in allowed:
            if value == item:
                return item
        names = ", ".join("null" if item is None else item for item in allowed)
        self.refuse(f"{name} is one of {names}, not {show(value)}")
        return default

    def number(self, name: str, default: float | None) -> float:
        """A finite number; without a default it must be there."""
        value = as_number(self.body.get(name, default))
        if value is None:
            self.refuse(f"{name} is a finite number, not {show(self.body.get(name, default))}")
            return default if default is not None else 0.0
        return value

    def range(self, low: float | None, high: float | None) -> dict[str, Any]:
        """`min`, `max` and `step` of a numeric question, as keyword arguments."""
        before = len(self.messages)
        least, most = self.number("min", low), self.number("max", high)
        step = self.number("step", 1)
        if len(self.messages) == before:
            if least >= most:
                self.refuse(f"min {show(least)} must be less than max {show(most)}")
            elif not 0 < step <= most - least or not on_step(most, least, step):
                self.refuse(f"step {show(step)} must divide the range from min to max")
        return {"min": least, "max": most, "step": step}

    def labels(self, at_least: int) -> tuple[Label, ...]:
        """The labels, with ids and keyboard letters that are unique in the question."""
        raw = self.body.get("labels")
        if not isinstance(raw, list) or len(raw) < at_least:
            self.refuse(f"labels is a list of at least {at_least}, not {show(raw)}")
            return ()
        labels = [label for item in raw if (label := self._label(item)) is not None]
        for what, names in (
            ("label id", [label.id for label in labels]),
            ("label key", [label.key for label in labels if label.key is not None]),
            ("label alias", [alias for label in labels for alias in label.aliases]),
        ):
            for name in sorted({name for name in names if names.count(name) > 1}):
                self.refuse(f"{what} {name!r} is used twice")
        return tuple(labels)

    def _label(self, item: Any) -> Label | None:
        if not isinstance(item, Mapping) or not is_slug(item.get("id")):
            self.refuse(
                f"a label is an object with an id of letters, digits, - and _, not {show(item)}"
            )
            return None
        name, text, key = item["id"], item.get("text", item["id"]), item.get("key")
        unknown = [str(field) for field in item if field not in LABEL_SETTINGS]
        if unknown:
            allowed = ", ".join(LABEL_SETTINGS)
            self.refuse(f"label {name}: unknown {', '.join(unknown)}; allowed: {allowed}")
        if not isinstance(text, str) or not text.strip():
            self.refuse(f"label {name}: text is a text, not {show(text)}")
        if key is not None and not is_key(key):
            taken = ", ".join(RESERVED_KEYS)
            self.refuse(f"label {name}: key is a letter a-z except {taken}, not {show(key)}")
        place = {axis: self._place(name, axis, item.get(axis)) for axis in ("valence", "arousal")}
        return Label(
            id=name,
            text=str(text),
            key=key if isinstance(key, str) else None,
            aliases=self._aliases(name, item.get("aliases", [])),
            **place,
        )

    def _aliases(self, name: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(a, str) and a.strip() for a in value):
            self.refuse(f"label {name}: aliases is a list of texts, not {show(value)}")
            return ()
        return tuple(value)

    def _place(self, name: str, axis: str, value: Any) -> float | None:
        number = as_number(value)
        if value is not None and (number is None or not -1 <= number <= 1):
            self.refuse(f"label {name}: {axis} is null or from -1 to 1, not {show(value)}")
        return number


def is_slug(value: Any) -> bool:
    """Whether this can name a question or a label (it becomes part of column names)."""
    return isinstance(value, str) and SLUG.fullmatch(value) is not None


def is_key(value: Any) -> bool:
    """Whether this letter may choose a label; the player and the page keep some for themselves."""
    return isinstance(value, str) and re.fullmatch(f"(?![{RESERVED_KEYS}])[a-z]", value) is not None


def as_number(value: Any) -> float | None:
    """A finite number, or None: true, "1", NaN and infinity are not numbers here."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:  # JSON knows integers of any length
        return None
    return number if math.isfinite(number) else None


def on_step(value: float, low: float, step: float) -> bool:
    """Whether a value is a whole number of steps above the low end, up to rounding."""
    steps = (value - low) / step
    return abs(steps - round(steps)) <= 1e-6


def check_in_range(value: Any, low: float, high: float, step: float) -> str | None:
    """What is wrong with a number on a stepped range, or None."""
    number = as_number(value)
    if number is None:
        return f"a finite number is needed, not {show(value)}"
    if not low <= number <= high:
        return f"{show(value)} is not between {low:g} and {high:g}"
    if not on_step(number, low, step):
        return f"{show(value)} is not on a step of {step:g} from {low:g}"
    return None


def show(value: Any) -> str:
    """A value as it goes into a message: short, and texts in quotation marks."""
    shown = f"{value:g}" if isinstance(value, float) else repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def encode_numbers(values: Sequence[Any], label_ids: Sequence[str]) -> NDArray[np.float64]:
    """Mappings of label to number as float64 (values, labels), NaN where there is none."""
    encoded = np.full((len(values), len(label_ids)), np.nan)
    column = {label: position for position, label in enumerate(label_ids)}
    for row, value in enumerate(values):
        for label, number in (value or {}).items():
            encoded[row, column[label]] = number
    return encoded
