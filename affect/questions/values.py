"""Small checks of JSON values, and how a bad one is shown in a message."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESERVED_KEYS = "bglxz"  # play from start, guidelines, loop, cannot tell, undo
SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


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


def is_count(value: Any) -> bool:
    """Whether this is a whole number from 0."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_texts(value: Any, *, blank: bool = False) -> bool:
    """Whether this is a list of texts, none of them blank unless that is allowed."""
    return isinstance(value, list) and all(
        isinstance(text, str) and (blank or text.strip()) for text in value
    )


def points_of(low: float, high: float, step: float) -> int:
    """How many values a stepped range has."""
    return round((high - low) / step) + 1 if step > 0 else 0


def check_fields(value: Any, required: Sequence[str], optional: Sequence[str] = ()) -> list[str]:
    """What is wrong with the fields of an object, whatever is in them."""
    allowed = (*required, *optional)
    if not isinstance(value, Mapping):
        return [f"an object with {', '.join(allowed)} is needed, not {show(value)}"]
    unknown = [str(name) for name in value if name not in allowed]
    if unknown:
        return [f"unknown field {', '.join(unknown)}; allowed: {', '.join(allowed)}"]
    missing = [name for name in required if name not in value]
    return [f"{', '.join(missing)} is missing"] if missing else []


def encode_objects(values: Sequence[Any]) -> NDArray[np.object_]:
    """Values with parts as an array of objects (n,), None where there is none."""
    encoded = np.empty(len(values), object)
    for row, value in enumerate(values):  # lists of one length would be taken for a matrix
        encoded[row] = value
    return encoded


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
