"""Faults of a recorded trace, each with its place and its numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.trace_checks import Finding, Limits, check_trace, flat_stretches, rate_hz

EVEN = np.arange(0, 60.04, 0.04)


def faults(times: np.ndarray, seconds: float = 60, **limits: float) -> list[Finding]:
    moving = np.sin(times)
    return check_trace(seconds, times, {"v": moving}, Limits(**limits))


def test_a_whole_trace_has_no_fault() -> None:
    assert faults(EVEN, max_flat_seconds=1) == []


def test_an_empty_trace_has_the_one_fault_that_there_is_nothing() -> None:
    assert [each.fault for each in faults(EVEN[:0])] == ["no_samples"]
    assert [each.fault for each in faults(EVEN[:1])] == ["no_samples"]


def test_a_late_start_and_an_early_end_are_measured() -> None:
    late = faults(EVEN[100:])
    assert late == [Finding("late_start", 0.0, pytest.approx(4.0), 1)]
    early = faults(EVEN, seconds=65)
    assert early == [Finding("early_end", pytest.approx(60.0), pytest.approx(5.0), 1)]


def test_each_gap_is_found_where_it_begins() -> None:
    times = np.concatenate([EVEN[:101], EVEN[200:301], EVEN[400:]])
    found = faults(times)
    assert [each.fault for each in found] == ["gap", "gap"]
    assert [each.at_seconds for each in found] == pytest.approx([4.0, 12.0])
    assert [each.found for each in found] == pytest.approx([4.0, 4.0])


def test_the_rate_is_of_the_whole_trace() -> None:
    slow = EVEN[::5]
    assert rate_hz(slow) == pytest.approx(5)
    assert [each.fault for each in faults(slow)] == ["low_rate"]
    assert faults(slow, min_rate_hz=5) == []


def test_a_limit_that_is_just_kept_is_kept() -> None:
    times = np.round(np.arange(0, 2.01, 0.1), 3)
    assert faults(times, seconds=2, max_gap_seconds=0.1, min_rate_hz=10) == []


def test_flat_stretches_have_a_beginning_and_a_length() -> None:
    values = np.sin(EVEN)
    values[50:101] = 0.5
    values[500:] = -0.5
    found = flat_stretches(EVEN, values, 1.5, "v")
    assert [each.dimension for each in found] == ["v", "v"]
    assert [each.at_seconds for each in found] == pytest.approx([2.0, 20.0])
    assert [each.found for each in found] == pytest.approx([2.0, 40.0])
    assert found[0].message() == "v did not move for 2.0 s from 2.00 s on; at most 1.5 s"


@given(
    st.lists(st.floats(0.01, 3), min_size=2, max_size=30),
    st.floats(0.05, 2),
)
def test_gaps_are_the_steps_above_the_limit(steps: list[float], allowed: float) -> None:
    times = np.cumsum(steps)
    found = check_trace(times[-1], times, {}, Limits(1e9, allowed, 0))
    wide = [step for step in np.diff(times) if step > allowed + 1e-6]
    assert [each.found for each in found] == pytest.approx(wide)
