"""When a question is shown: on the answer to an earlier one (`show_when`).

One of
    {"question": ID, "in": [..]}             one of these labels or words was given;
    {"question": ID, "min": n, "max": n}     the number lies in this range (either end may be open);
    {"question": ID, "answered": true}       there is any value.
Without a value (not answered, cannot tell, or itself hidden) no condition holds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from affect.questions.values import as_number, show

FORMS = (
    '{"question": ID, "in": [..]}, {"question": ID, "min": n, "max": n} or '
    '{"question": ID, "answered": true}'
)
RANGE = {"question", "min", "max"}


@dataclass(frozen=True)
class Condition:
    """`among`: labels or words; `least` and `most`: a range; without either: any value."""

    question: str
    among: tuple[str, ...] | None = None
    least: float | None = None
    most: float | None = None

    @property
    def of_number(self) -> bool:
        """Whether it asks for a range."""
        return self.least is not None or self.most is not None

    def holds(self, value: Any, gives: Callable[[Any, Sequence[str]], bool]) -> bool:
        """Whether it holds for a checked value, or None; `gives` is that of its question."""
        if value is None:
            return False
        if self.among is not None:
            return gives(value, self.among)
        if not self.of_number:
            return True
        number = as_number(value)
        return number is not None and (
            (self.least is None or number >= self.least)
            and (self.most is None or number <= self.most)
        )


def read_condition(body: Any, refuse: Callable[[str], None]) -> Condition | None:
    """The condition in a question's settings; None where there is none, or a wrong one."""
    if body is None:
        return None
    condition = _read(body)
    if condition is None:
        refuse(f"show_when is {FORMS}, not {show(body)}")
    return condition


def _read(body: Any) -> Condition | None:
    if not isinstance(body, Mapping) or not isinstance(body.get("question"), str):
        return None
    name, fields = body["question"], set(body)
    if fields == {"question", "answered"}:
        return Condition(name) if body["answered"] is True else None
    if fields == {"question", "in"}:
        among = body["in"]
        texts = isinstance(among, list) and among and all(isinstance(x, str) for x in among)
        return Condition(name, among=tuple(among)) if texts else None
    if len(fields) < 2 or not fields <= RANGE:
        return None
    ends = [as_number(body[end]) for end in ("min", "max") if end in body]
    if None in ends or sorted(ends) != ends:  # type: ignore[type-var]
        return None
    return Condition(name, least=as_number(body.get("min")), most=as_number(body.get("max")))
