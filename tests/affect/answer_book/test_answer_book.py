"""The book of published answers: ours, and the collection beside the checkout."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from affect.answer_book import Case, Check, book, verdicts
from affect.answer_book.cases import STANDINGS
from affect.answer_book.measures import MEASURES
from affect.answer_book.verdicts import near
from tests.affect.answer_book.shared_cases import case_of

CASES = book()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_answer_of_the_book(case: Case) -> None:
    for verdict in verdicts([case]):
        assert verdict.passed, f"{verdict.check.figure}: {verdict.value}"


def test_the_book_is_whole() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= 46
    assert {case.standing for case in CASES} == set(STANDINGS)
    for case in CASES:
        assert case.source
        assert case.checks
        assert all(0 < check.tolerance < 0.01 for check in case.checks)
    used = {check.measure for case in CASES for check in case.checks}
    assert set(MEASURES) - used <= {"percent-agreement", "light-kappa"}


def test_a_wrong_answer_does_not_pass() -> None:
    for case in CASES:
        for check in case.checks:
            wrong = 1.0 if check.expected is None else None
            changed = replace(case, checks=(replace(check, expected=wrong),))
            assert not verdicts([changed])[0].passed
    case = next(case for case in CASES if case.id == "cohen1960-p45")
    off = Check("cohen-kappa", "value", 0.49152542372881347 + 2e-9, 1e-9)
    assert not verdicts([replace(case, checks=(off,))])[0].passed


def test_undefined_says_why() -> None:
    case = next(case for case in CASES if case.id == "edge-no-overlap")
    (verdict,) = verdicts([case])
    assert (verdict.passed, verdict.value) == (True, None)
    assert verdict.reason == "no unit has two ratings"


@pytest.mark.parametrize(
    ("value", "expected", "passed"),
    [
        (1.0, 1.04, True),
        (1.0, 1.06, False),
        ([1, 2], [1.01, 2], True),
        ([1, 2], [1, 2, 3], False),
        ([1, 2], 1, False),
        (float("nan"), 1.0, False),
        (None, None, True),
        (None, 0.0, False),
    ],
)
def test_near(value: object, expected: object, passed: bool) -> None:
    assert near(value, expected, 0.05) is passed


@pytest.mark.shared
def test_the_whole_collection_beside_the_checkout(shared_data: Path) -> None:
    shared = json.loads((shared_data / "agreement_cases.json").read_text())["cases"]
    cases = [case_of(each) for each in shared]
    assert len(cases) >= 46
    found = verdicts(cases)
    assert [v for v in found if not v.passed] == []
    # the book that ships holds the same cases, checks and data
    ours = {case.id: case for case in CASES}
    for case in cases:
        mine = ours[case.id]
        assert [vars(check) for check in mine.checks] == [vars(check) for check in case.checks]
        assert mine.data == case.data
