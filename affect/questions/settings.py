"""Reads the JSON settings of a question; everything that is wrong is told at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from affect.questions.conditions import read_condition
from affect.questions.labels import Label
from affect.questions.values import (
    RESERVED_KEYS,
    as_number,
    is_count,
    is_key,
    is_slug,
    is_texts,
    on_step,
    show,
)

COMMON_SETTINGS = (
    "id",
    "kind",
    "text",
    "help",
    "required",
    "cannot_tell",
    "confidence",
    "show_when",
)
ORDERS = ("fixed", "random")
RECENT_ORDERS = (*ORDERS, "recent")
LABEL_SETTINGS = ("id", "text", "key", "valence", "arousal", "aliases")


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
            "show_when": read_condition(self.body.get("show_when"), self.refuse),
        }

    def order(self, *, recent: bool = False) -> dict[str, Any]:
        """`order`, in which the labels stand on the page, as a keyword argument.

        recent: a rater's labels of their last answers may come first.
        """
        return {"order": self.option("order", RECENT_ORDERS if recent else ORDERS, "fixed")}

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

    def range(self, low: float | None, high: float | None, by: float = 1) -> dict[str, Any]:
        """`min`, `max` and `step` of a numeric question, as keyword arguments."""
        before = len(self.messages)
        least, most = self.number("min", low), self.number("max", high)
        step = self.number("step", by)
        if len(self.messages) == before:
            if least >= most:
                self.refuse(f"min {show(least)} must be less than max {show(most)}")
            elif not 0 < step <= most - least or not on_step(most, least, step):
                self.refuse(f"step {show(step)} must divide the range from min to max")
        return {"min": least, "max": most, "step": step}

    def levels(self, points: int) -> dict[str, Any]:
        """`levels`, a text for each point of a range, as a keyword argument."""
        found = self.body.get("levels")
        if found is None:
            return {"levels": ()}
        if not is_texts(found) or len(found) != points:
            self.refuse(
                f"levels is null or a list of {points} texts, one for each step from min to max, "
                f"not {show(found)}"
            )
            return {"levels": ()}
        return {"levels": tuple(found)}

    def count(self, name: str, default: int, least: int = 0) -> int:
        """A whole number from `least`."""
        value = self.body.get(name, default)
        if not is_count(value) or value < least:
            self.refuse(f"{name} is a whole number from {least}, not {show(value)}")
            return default
        return int(value)

    def limits(self, least: int = 0) -> dict[str, Any]:
        """`min` and `max` of how many an answer has, as keyword arguments."""
        low = self.count("min", least)
        most = self.body.get("max")
        if most is not None and (not is_count(most) or most < max(low, 1)):
            self.refuse(f"max is null or a whole number from min (at least 1), not {show(most)}")
            most = None
        return {"min": low, "max": most}

    def seconds(self, name: str, default: float | None) -> float | None:
        """A length of time from 0; null is allowed where the default is null."""
        value = self.body.get(name, default)
        if value is None and default is None:
            return None
        number = as_number(value)
        if number is None or number < 0:
            allowed = "null or a number" if default is None else "a number"
            self.refuse(f"{name} is {allowed} of seconds from 0, not {show(value)}")
            return default
        return number

    def anchors(self) -> tuple[str, str]:
        """The words at the low and the high end."""
        found = self.body.get("anchors", ["", ""])
        if not is_texts(found, blank=True) or len(found) != 2:
            self.refuse(f"anchors is a list of two texts, low and high, not {show(found)}")
            return ("", "")
        return (found[0], found[1])

    def inside(self, name: str, body: Any, allowed: Sequence[str]) -> "SettingsReader":
        """A reader of the object inside a setting; its problems are told with `name` before."""
        mapping = isinstance(body, Mapping)
        if not mapping:
            self.refuse(f"{name} is an object with {', '.join(allowed)}, not {show(body)}")
        return _Inside(self, name, body if mapping else {}, allowed)

    def parts(self, name: str, allowed: Sequence[str], at_least: int) -> list["SettingsReader"]:
        """Readers of a list of objects that have an `id` of their own."""
        found = self.body.get(name)
        if not isinstance(found, list) or len(found) < at_least:
            self.refuse(f"{name} is a list of at least {at_least}, not {show(found)}")
            return []
        readers = [self.inside(f"{name} {n}", part, allowed) for n, part in enumerate(found, 1)]
        ids = [reader.slug("id") for reader in readers]
        for twice in sorted({part for part in ids if part and ids.count(part) > 1}):
            self.refuse(f"{name}: id {twice!r} is used twice")
        return readers

    def slug(self, name: str) -> str:
        """An id, which becomes part of the names of columns."""
        value = self.body.get(name)
        if not is_slug(value):
            self.refuse(f"{name} has letters, digits, - and _ only, not {show(value)}")
            return ""
        return str(value)

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


class _Inside(SettingsReader):
    """Tells its problems to the reader that it is inside of."""

    def __init__(
        self, outer: SettingsReader, name: str, body: Mapping[str, Any], allowed: Sequence[str]
    ) -> None:
        self.body, self.messages = body, []
        self._outer, self._name = outer, name
        unknown = [str(field) for field in body if field not in allowed]
        if unknown:
            self.refuse(f"unknown {', '.join(unknown)}; allowed: {', '.join(allowed)}")

    def refuse(self, message: str) -> None:
        self.messages.append(message)
        self._outer.refuse(f"{self._name}: {message}")
