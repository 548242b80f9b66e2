"""Rules with parameters, as they are written: `dirichlet:a=0.5`, `raaw:align=gctw`.

What is left out has its default. The full text, with every parameter, is what exports record.
"""

import math
from collections.abc import Mapping

from affect.aggregation.result import RuleError
from affect.traces import ALIGNMENTS

Setting = float | str

# The defaults; a rule that is not here has no parameters.
PARAMETERS: dict[str, dict[str, Setting]] = {
    "dirichlet": {"a": 1.0},
    "ferplus": {"mode": "majority", "min_votes": 2, "aside": ""},
    "mean-above": {"t": 0.5},
    "z-mean": {"least": 5},
    "dawid-skene": {"smoothing": 0.0},
    "one-coin": {"smoothing": 0.0},
    "mace": {"smoothing": 0.1, "restarts": 10},
    "share": {"step": 0.0},
    "raaw": {"align": "lag"},
}
LEAST: dict[str, float] = {
    "a": 1e-6,
    "least": 2,
    "smoothing": 0.0,
    "restarts": 1,
    "step": 0.0,
    "min_votes": 1,
}
WHOLE = ("least", "min_votes", "restarts")
"""Bounds of parameters; those of `WHOLE` are whole numbers."""
WORDS = {"align": ALIGNMENTS, "mode": ("majority", "probability", "multi-target")}
"""Parameters that are one of some words."""
NAMES = ("aside",)
"""Parameters that are ids of labels, in any order; which there are is up to the question."""
SEPARATOR = "+"
"""Between such ids; it cannot be part of one."""


def rule_name(rule: str) -> str:
    """The rule without its parameters: what columns are called."""
    return rule.partition(":")[0]


def read_rule(rule: str) -> tuple[str, dict[str, Setting]]:
    """Name and parameters, those left out at their defaults.

    Raises
    ------
    RuleError: a parameter is unknown, or its value not one of those allowed; names them.
    """
    name, _, written = rule.partition(":")
    values = dict(PARAMETERS.get(name, {}))
    for text in filter(None, written.split(",")):
        key, equals, given = text.partition("=")
        if key not in values or not equals:
            there = ", ".join(f"{known}={_shortest(values[known])}" for known in values) or "none"
            raise RuleError(f"rule {name!r} has no parameter {text!r}; it has: {there}")
        values[key] = _setting(name, key, given)
    return name, values


def full_rule(rule: str) -> str:
    """The rule with all its parameters in their order: equal settings, equal text."""
    name, values = read_rule(rule)
    return written_rule(name, values)


def written_rule(name: str, values: Mapping[str, Setting]) -> str:
    """`name:key=value,...`, or the name alone."""
    settings = ",".join(f"{key}={_shortest(value)}" for key, value in values.items())
    return f"{name}:{settings}" if settings else name


def _shortest(value: Setting) -> str:
    """A word, or the fewest digits that read back as the same number."""
    return value if isinstance(value, str) else repr(float(value)).removesuffix(".0")


def _setting(rule: str, key: str, text: str) -> Setting:
    if key in NAMES:
        return SEPARATOR.join(sorted({*filter(None, text.split(SEPARATOR))}))
    return _word(rule, key, text) if key in WORDS else _number(rule, key, text)


def _word(rule: str, key: str, text: str) -> str:
    if text not in WORDS[key]:
        allowed = ", ".join(WORDS[key])
        raise RuleError(f"{key} of rule {rule!r} is one of {allowed}, not {text!r}")
    return text


def _number(rule: str, key: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    least = LEAST.get(key, -math.inf)
    whole = key in WHOLE
    if not math.isfinite(value) or value < least or (whole and value != round(value)):
        kind = "a whole number" if whole else "a number"
        bound = f" from {least:g}" if math.isfinite(least) else ""
        raise RuleError(f"{key} of rule {rule!r} is {kind}{bound}, not {text!r}")
    return value
