"""Read settings out of JSON, and note all that is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

_REQUIRED: Any = object()


@dataclass(frozen=True)
class PolicyProblem:
    """One thing that is wrong; `setting` is its path, such as `gold.every`."""

    setting: str
    message: str

    def __str__(self) -> str:
        return f"{self.setting}: {self.message}"


class Reader:
    """One JSON object. Each method reads one setting; what is wrong is noted, not raised."""

    def __init__(
        self,
        body: Mapping[str, Any],
        path: str = "",
        problems: list[PolicyProblem] | None = None,
    ) -> None:
        self.problems: list[PolicyProblem] = [] if problems is None else problems
        self._body = body
        self._path = path
        self._read: list[str] = []

    def refuse(self, name: str, message: str) -> None:
        self.problems.append(PolicyProblem(f"{self._path}{name}", message))

    def refuse_others(self) -> None:
        """Settings that nothing has read are unknown."""
        for name in self._body:
            if name not in self._read:
                self.refuse(str(name), f"unknown setting; allowed: {', '.join(self._read)}")

    def part(self, name: str) -> "Reader | None":
        """An object within this one; None where it is absent or null."""
        given = self._given(name, None)
        if given is None:
            return None
        if not isinstance(given, Mapping):
            self.refuse(name, f"is an object or null, not {_shown(given)}")
            return None
        return Reader(given, f"{self._path}{name}.", self.problems)

    def flag(self, name: str, *, default: bool) -> bool:
        given = self._given(name, default)
        if not isinstance(given, bool):
            self.refuse(name, f"is true or false, not {_shown(given)}")
            return default
        return given

    def whole(self, name: str, low: int, high: int, *, default: int = _REQUIRED) -> int:
        given = self._given(name, default)
        if given is _REQUIRED:
            return low
        if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
            self.refuse(name, f"is a whole number from {low} to {high}, not {_shown(given)}")
            return low
        return given

    def whole_or_none(
        self, name: str, low: int, high: int, *, default: int | None = None
    ) -> int | None:
        if self._given(name, default) is None:
            return None
        return self.whole(name, low, high, default=low if default is None else default)

    def number(self, name: str, low: float, high: float, *, default: float) -> float:
        given = self._given(name, default)
        if (
            isinstance(given, bool)
            or not isinstance(given, int | float)
            or not low <= given <= high
        ):
            self.refuse(name, f"is a number from {low:g} to {high:g}, not {_shown(given)}")
            return default
        return float(given)

    def number_or_none(self, name: str, low: float, high: float) -> float | None:
        return (
            None if self._given(name, None) is None else self.number(name, low, high, default=low)
        )

    def text(self, name: str, *, default: str = _REQUIRED) -> str:
        given = self._given(name, default)
        if given is _REQUIRED:
            return ""
        if not isinstance(given, str) or (default is _REQUIRED and not given.strip()):
            self.refuse(name, f"is a text, not {_shown(given)}")
            return ""
        return given

    def one_of(self, name: str, allowed: Sequence[str], *, default: str = _REQUIRED) -> str:
        given = self._given(name, default)
        if given is _REQUIRED:
            return allowed[0]
        if given not in allowed:
            self.refuse(name, f"is one of: {', '.join(allowed)}; not {_shown(given)}")
            return allowed[0]
        return str(given)

    def texts(self, name: str, *, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of different texts; absent or null is an empty one."""
        given = self._given(name, None)
        if given is None:
            return ()
        if not isinstance(given, list | tuple) or not all(
            isinstance(one, str) and one.strip() for one in given
        ):
            self.refuse(name, f"is a list of texts, not {_shown(given)}")
            return ()
        if len(set(given)) < len(given):
            self.refuse(name, f"names one twice: {_shown(given)}")
        wrong = [one for one in given if allowed is not None and one not in allowed]
        if wrong and allowed is not None:
            self.refuse(name, f"'{wrong[0]}' is unknown; it is one of: {', '.join(allowed)}")
            return ()
        return tuple(given)

    def texts_or_item(self, name: str) -> tuple[str, ...] | Literal["item"]:
        """A list of texts, or the word that says: as each item has it."""
        return "item" if self._given(name, None) == "item" else self.texts(name)

    def objects(self, name: str) -> list[Mapping[str, Any]]:
        given = self._given(name, None)
        if given is None:
            return []
        if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
            self.refuse(name, f"is a list of objects, not {_shown(given)}")
            return []
        return given

    def text_by_name(self, name: str) -> dict[str, str]:
        return {
            key: value
            for key, value in self._pairs(name)
            if self._fits(isinstance(value, str), f"{name}.{key}", "is a text", value)
        }

    def number_by_name(self, name: str, *, allowed: Sequence[str]) -> dict[str, float]:
        """Numbers from 0 on, by names of which only `allowed` are known."""
        found = {}
        for key, value in self._pairs(name):
            if key not in allowed:
                self.refuse(f"{name}.{key}", f"unknown setting; allowed: {', '.join(allowed)}")
                continue
            fits = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
            if self._fits(fits, f"{name}.{key}", "is a number from 0 on", value):
                found[key] = float(value)
        return found

    def _pairs(self, name: str) -> Iterable[tuple[str, Any]]:
        given = self._given(name, None)
        if given is None:
            return []
        if not isinstance(given, Mapping):
            self.refuse(name, f"is an object, not {_shown(given)}")
            return []
        return list(given.items())

    def _fits(self, fits: bool, name: str, wanted: str, given: Any) -> bool:
        if not fits:
            self.refuse(name, f"{wanted}, not {_shown(given)}")
        return fits

    def _given(self, name: str, default: Any) -> Any:
        if name not in self._read:
            self._read.append(name)
        given = self._body.get(name, default)
        if given is _REQUIRED:
            self.refuse(name, "is missing")
        return given


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
