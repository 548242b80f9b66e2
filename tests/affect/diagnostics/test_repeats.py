"""What raters rated twice, counted by hand."""

import numpy as np
import pytest

from affect.coded import Coded
from affect.diagnostics import others_met, repeats, shared_ratings


def coded(unit: list[int], rater: list[int], values: object) -> Coded:
    rows = np.asarray(values)
    return Coded(
        np.array(unit, np.int32), np.array(rater, np.int32), rows, np.zeros(len(unit), bool)
    )


def test_labels_rated_twice_and_three_times() -> None:
    found = repeats(
        coded([0, 0, 1, 1, 1, 2, 0, 1], [0, 0, 0, 0, 0, 0, 1, 1], [1, 1, 0, 0, 2, 1, 1, 0]), 3
    )
    mine, other = found
    # unit 0: one pair, the same; unit 1: three pairs, one of them the same
    assert (mine.units, mine.pairs, mine.same) == (2, 4, 2)
    assert (other.units, other.pairs, other.same) == (0, 0, 0)
    assert other.consistency.reason == "rated nothing twice"


def test_numbers_are_the_same_only_in_all_columns_and_missing_is_not_zero() -> None:
    nan = np.nan
    values = np.array([[0.5, nan], [0.5, nan], [0.5, 0.0], [0.1, 1.0], [0.1, 2.0]])
    (mine,) = repeats(coded([0, 0, 0, 1, 1], [0] * 5, values))
    assert (mine.units, mine.pairs, mine.same) == (2, 4, 1)
    assert mine.consistency.value is not None


def test_unknown_raters_and_nobody_repeat_nothing() -> None:
    assert repeats(coded([0, 0], [-1, -1], np.array([0, 0])), 2) == []
    assert repeats(coded([], [], np.array([], np.int16)), 2) == []
    assert repeats(coded([], [], np.zeros(0))) == []
    assert repeats(coded([], [], np.zeros((0, 8)))) == []


def test_numbers_that_nobody_was_asked_twice() -> None:
    for values in (np.array([1.0, 2.0]), np.array([[0.5, 0.5], [1.0, 0.0]])):
        (mine,) = repeats(coded([0, 1], [0, 0], values))
        assert (mine.units, mine.consistency.reason) == (0, "rated nothing twice")


def test_others_met() -> None:
    shared = shared_ratings(
        coded([0, 0, 1, 1, 1, 2, 3, 3], [0, 1, 0, 2, -1, 3, 3, 1], np.zeros(8, np.int16)), 2
    )
    assert others_met(shared).tolist() == [2, 2, 1, 1]
    with pytest.raises(ValueError, match="beyond"):
        repeats(coded([0, 0], [0, 0], np.array([0, 7])), 2)
