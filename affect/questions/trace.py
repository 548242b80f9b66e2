"""A continuous trace of one or two dimensions, recorded while the item plays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from affect.questions.base import Family, Level, Question
from affect.questions.settings import SettingsReader
from affect.questions.values import as_number, check_fields, encode_objects, show
from affect.trace_checks import Limits, check_trace

MODES = ("bounded", "unbounded")
DEVICES = ("mouse", "touch", "wheel", "keys", "gamepad")
FIELDS = ("seconds", "times", "values", "device")
DIMENSION_SETTINGS = ("id", "text", "min", "max", "anchors")
MOST_DIMENSIONS = 2
AFTER_END = 0.5
"""Seconds by which a sample may follow the item's end: a media clock ends a frame or two late."""


@dataclass(frozen=True)
class Dimension:
    """What is traced; `min` and `max` are None in the unbounded mode."""

    id: str
    text: str
    min: float | None
    max: float | None
    anchors: tuple[str, str] = ("", "")


@dataclass(frozen=True, kw_only=True)
class Trace(Question):
    """The value has the item's length, the times of samples, their values, and the device.

    Raw samples are kept as they were recorded.

    mode: "bounded" traces lie between min and max; "unbounded" ones (RankTrace) have no ends, and
        only their ups and downs mean something.
    rate_hz: how often the page takes a sample. The other numbers are limits of a whole trace, see
        `affect.trace_checks`.
    """

    kind: ClassVar[str] = "trace"
    family: ClassVar[Family] = "structured"
    level: ClassVar[Level] = "interval"
    statistics: ClassVar[tuple[tuple[str, Level], ...]] = (
        ("ccc", "interval"),
        ("ccc-aligned", "interval"),
        ("cronbach-alpha", "interval"),
        ("icc2", "interval"),
        ("icc2-aligned", "interval"),
        ("rank-correlation", "ordinal"),
        ("sda", "ordinal"),
    )
    own_settings: ClassVar[tuple[str, ...]] = (
        "dimensions",
        "mode",
        "countdown_seconds",
        "rate_hz",
        "min_rate_hz",
        "max_gap_seconds",
        "max_late_seconds",
        "max_flat_seconds",
    )

    dimensions: tuple[Dimension, ...]
    mode: str
    countdown_seconds: float
    rate_hz: float
    limits: Limits

    @classmethod
    def from_settings(cls, reader: SettingsReader) -> Self:
        """One or two dimensions; an unbounded trace has no min and max."""
        mode = reader.option("mode", MODES, "bounded") or "bounded"
        parts = reader.parts("dimensions", DIMENSION_SETTINGS, at_least=1)
        if len(parts) > MOST_DIMENSIONS:
            reader.refuse(f"dimensions is a list of 1 or {MOST_DIMENSIONS}, not {len(parts)}")
        return cls(
            **reader.common(),
            dimensions=tuple(_dimension(part, mode) for part in parts),
            mode=mode,
            countdown_seconds=reader.seconds("countdown_seconds", 3) or 0,
            **_rates(reader),
        )

    @property
    def dimension_ids(self) -> tuple[str, ...]:
        """In the order of the scheme."""
        return tuple(dimension.id for dimension in self.dimensions)

    def check_value(self, value: Any, draft: bool) -> list[str]:
        """The shape of a trace; once submitted also its range and that it is whole."""
        messages = self._check_shape(value)
        if messages or draft:
            return messages
        times = np.array(value["times"], np.float64)
        values = {name: np.array(value["values"][name], np.float64) for name in self.dimension_ids}
        late = value["times"][-1:] and value["times"][-1] > value["seconds"] + AFTER_END
        messages = [self._after_end(value)] if late else []
        for dimension in self.dimensions:
            messages += _check_range(dimension, values[dimension.id])
        found = check_trace(float(value["seconds"]), times, values, self.limits)
        return messages + [finding.message() for finding in found]

    def _after_end(self, value: Mapping[str, Any]) -> str:
        return (
            f"there is a sample at {show(value['times'][-1])} s, after the item's end at "
            f"{show(value['seconds'])} s"
        )

    def _check_shape(self, value: Any) -> list[str]:
        messages = check_fields(value, FIELDS)
        if messages:
            return messages
        seconds = as_number(value["seconds"])
        if seconds is None or seconds <= 0:
            messages.append(f"seconds is the item's length, above 0, not {show(value['seconds'])}")
        if value["device"] not in DEVICES:
            messages.append(f"device is one of {', '.join(DEVICES)}, not {show(value['device'])}")
        if not _are_numbers(value["times"]):
            return [*messages, f"times is a list of numbers, not {show(value['times'])}"]
        if value["times"] and value["times"][0] < 0:
            messages.append(f"times are seconds from 0, not {show(value['times'][0])}")
        turned = next(((a, b) for a, b in pairwise(value["times"]) if a >= b), None)
        if turned:
            messages.append(f"times must rise: {show(turned[1])} comes after {show(turned[0])}")
        return messages + self._check_samples(value["values"], len(value["times"]))

    def _check_samples(self, values: Any, n: int) -> list[str]:
        messages = check_fields(values, self.dimension_ids)
        if messages:
            return [f"values: {message}" for message in messages]
        for name in self.dimension_ids:
            if not _are_numbers(values[name]):
                messages.append(f"{name} is a list of numbers, not {show(values[name])}")
            elif len(values[name]) != n:
                messages.append(f"{name} has {len(values[name])} values for {n} times")
        return messages

    def encode(self, values: Sequence[Any]) -> NDArray[np.object_]:
        """Traces as objects (values,), None where missing."""
        return encode_objects(values)


def _dimension(part: SettingsReader, mode: str) -> Dimension:
    name = str(part.body.get("id", ""))
    bounded = mode == "bounded"
    if not bounded and any(part.body.get(end) is not None for end in ("min", "max")):
        part.refuse("an unbounded trace has no min and max: leave them out")
    least, most = (part.number("min", -1), part.number("max", 1)) if bounded else (None, None)
    if least is not None and most is not None and least >= most:
        part.refuse(f"min {show(least)} must be less than max {show(most)}")
    return Dimension(name, part.string("text", name), least, most, part.anchors())


def _rates(reader: SettingsReader) -> dict[str, Any]:
    rate, least = reader.number("rate_hz", 25), reader.number("min_rate_hz", 10)
    if not 0 < rate <= 1000:
        reader.refuse(f"rate_hz is above 0 and at most 1000, not {show(rate)}")
    if not 0 <= least <= rate:
        reader.refuse(f"min_rate_hz is from 0 to rate_hz, not {show(least)}")
    limits = Limits(
        min_rate_hz=least,
        max_gap_seconds=reader.seconds("max_gap_seconds", 1) or 0,
        max_late_seconds=reader.seconds("max_late_seconds", 1) or 0,
        max_flat_seconds=reader.seconds("max_flat_seconds", None),
    )
    if rate > 0 and limits.max_gap_seconds < 1 / rate:
        reader.refuse(
            f"max_gap_seconds is at least one sample, {1 / rate:g} s at {rate:g} a second"
        )
    return {"rate_hz": rate, "limits": limits}


def _are_numbers(values: Any) -> bool:
    """A list of finite numbers; a trace has a hundred thousand, so the usual types go first."""
    if not isinstance(values, list):
        return False
    plain = all(type(value) is float or type(value) is int for value in values)
    return plain and all(as_number(value) is not None for value in values)


def _check_range(dimension: Dimension, values: NDArray[np.float64]) -> list[str]:
    if dimension.min is None or dimension.max is None:
        return []
    outside = values[(values < dimension.min) | (values > dimension.max)]
    if not len(outside):
        return []
    return [
        f"{dimension.id}: {float(outside[0]):g} is not between {dimension.min:g} and "
        f"{dimension.max:g}"
    ]
