"""The cases as they are written down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

STANDINGS = ("published", "computed", "ruling")


@dataclass(frozen=True)
class Check:
    """One figure of a case.

    measure, options: what is computed from the case's data; figure: which of its numbers.
    expected: a number, a list of them, or None where the figure is undefined.
    tolerance: the largest difference that passes.
    """

    measure: str
    figure: str
    expected: float | list[Any] | None
    tolerance: float
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """An example.

    layout: how `data` is laid out: "raters by units", "units by raters", "counts" (units by
    categories), "contingency" (first rater's categories by the second one's), or "of its own".
    standing: "published" where the source prints the figures, "computed" where they come from the
    formula by two ways, "ruling" where Emotate decided what to do at an edge.
    """

    id: str
    layout: str
    data: Any
    checks: tuple[Check, ...]
    source: str
    standing: str


def book() -> tuple[Case, ...]:
    """Every case that ships with Emotate."""
    text = resources.files("affect.answer_book").joinpath("cases.json").read_text("utf-8")
    return tuple(case_from(body) for body in json.loads(text))


def case_from(body: Mapping[str, Any]) -> Case:
    """A case from its JSON."""
    checks = tuple(Check(**check) for check in body["checks"])
    return Case(**{**body, "checks": checks})
