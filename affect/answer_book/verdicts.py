"""Each check of the book against what Emotate computes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from affect.answer_book.cases import Case, Check
from affect.answer_book.measures import MEASURES


@dataclass(frozen=True)
class Verdict:
    """A check, what was found, and whether that is near enough.

    value: as `expected`; None where it is undefined, with the `reason` if there is one.
    """

    case: Case
    check: Check
    value: Any
    reason: str | None
    passed: bool


def verdicts(cases: Iterable[Case]) -> list[Verdict]:
    """The checks of all cases, in order."""
    return [_verdict(case, check) for case in cases for check in case.checks]


def _verdict(case: Case, check: Check) -> Verdict:
    found = MEASURES[check.measure](case.data, case.layout, **check.options)
    value = found[check.figure]
    passed = near(value, check.expected, check.tolerance)
    return Verdict(case, check, value, found.get("reason"), passed)


def near(value: Any, expected: Any, tolerance: float) -> bool:
    """Whether numbers differ by no more than the tolerance, one by one; None equals None only."""
    if value is None or expected is None:
        return value is None and expected is None
    left, right = np.asarray(value, np.float64), np.asarray(expected, np.float64)
    return left.shape == right.shape and bool((np.abs(left - right) <= tolerance).all())
