"""What is wrong with a recorded trace: a late start, gaps, a low rate, stretches without movement.

A trace is samples of one or more dimensions at strictly increasing times, in seconds from the
start of the item. The checks know no question and no answer, so that the browser's twin of this
module can run them while the trace is being recorded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Fault = Literal["no_samples", "late_start", "early_end", "gap", "low_rate", "flat"]

TOLERANCE = 1e-6  # seconds and samples per second; times travel as decimal numbers


@dataclass(frozen=True)
class Limits:
    """What a whole trace must keep to; seconds, and samples per second."""

    max_late_seconds: float = 1
    max_gap_seconds: float = 1
    min_rate_hz: float = 10
    max_flat_seconds: float | None = None


@dataclass(frozen=True)
class Finding:
    """One fault: where it begins (seconds), what was found and what is allowed.

    late_start, early_end, gap, flat: `found` and `allowed` are seconds; low_rate: samples per
    second. `dimension` is set for flat stretches.
    """

    fault: Fault
    at_seconds: float
    found: float
    allowed: float
    dimension: str | None = None

    def message(self) -> str:
        """The fault in words."""
        at, found, allowed = self.at_seconds, self.found, self.allowed
        if self.fault == "no_samples":
            return "there are fewer than two samples: record the trace while the item plays"
        if self.fault == "late_start":
            return f"the trace starts {found:.2f} s after the item; at most {allowed:g} s"
        if self.fault == "early_end":
            return f"the trace ends {found:.2f} s before the item; at most {allowed:g} s"
        if self.fault == "gap":
            return f"no sample for {found:.2f} s from {at:.2f} s on; at most {allowed:g} s"
        if self.fault == "low_rate":
            return f"{found:.1f} samples a second; at least {allowed:g}"
        return (
            f"{self.dimension} did not move for {found:.1f} s from {at:.2f} s on; "
            f"at most {allowed:g} s"
        )


def check_trace(
    seconds: float,
    times: Sequence[float] | FloatArray,
    values: Mapping[str, Sequence[float] | FloatArray],
    limits: Limits,
) -> list[Finding]:
    """Every fault of a trace of an item that lasts `seconds`, in the order of the kinds above."""
    t = np.asarray(times, np.float64)
    if len(t) < 2:
        return [Finding("no_samples", 0.0, float(len(t)), 2.0)]
    found = [late_start(t, limits.max_late_seconds), early_end(t, seconds, limits.max_gap_seconds)]
    found += gaps(t, limits.max_gap_seconds)
    found.append(low_rate(t, limits.min_rate_hz))
    if limits.max_flat_seconds is not None:
        for name, samples in values.items():
            x = np.asarray(samples, np.float64)
            found += flat_stretches(t, x, limits.max_flat_seconds, name)
    return [finding for finding in found if finding is not None]


def late_start(times: FloatArray, allowed: float) -> Finding | None:
    """The first sample comes too long after the item's start."""
    late = float(times[0])
    return Finding("late_start", 0.0, late, allowed) if late > allowed + TOLERANCE else None


def early_end(times: FloatArray, seconds: float, allowed: float) -> Finding | None:
    """The last sample comes too long before the item's end."""
    last = float(times[-1])
    missing = seconds - last
    return Finding("early_end", last, missing, allowed) if missing > allowed + TOLERANCE else None


def gaps(times: FloatArray, allowed: float) -> list[Finding]:
    """Neighbouring samples that are too far apart."""
    apart = np.diff(times)
    return [
        Finding("gap", float(times[row]), float(apart[row]), allowed)
        for row in np.flatnonzero(apart > allowed + TOLERANCE)
    ]


def rate_hz(times: FloatArray) -> float:
    """Samples per second, (n - 1) / (last - first)."""
    return float((len(times) - 1) / (times[-1] - times[0]))


def low_rate(times: FloatArray, allowed: float) -> Finding | None:
    """Too few samples a second over the whole trace."""
    rate = rate_hz(times)
    return Finding("low_rate", 0.0, rate, allowed) if rate < allowed - TOLERANCE else None


def flat_stretches(
    times: FloatArray, values: FloatArray, allowed: float, dimension: str
) -> list[Finding]:
    """Runs of equal values that last too long; a run lasts from its first to its last sample."""
    begins = np.flatnonzero(np.diff(values, prepend=np.nan) != 0)
    ends = np.append(begins[1:], len(values)) - 1
    lasted = times[ends] - times[begins]
    return [
        Finding("flat", float(times[begins[run]]), float(lasted[run]), allowed, dimension)
        for run in np.flatnonzero(lasted > allowed + TOLERANCE)
    ]
