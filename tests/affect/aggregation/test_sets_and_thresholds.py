"""Sets of labels: one vote split over choices, 1/C in whole numbers, means over a threshold."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.aggregation import Beside, aggregate
from tests.affect.aggregation.made import answer, coded, question

FOUR = question("choice", "abcd")


def test_a_uniform_item_has_no_label_above_one_over_c() -> None:
    votes = coded(FOUR, [(0, letter) for letter in "abcd"])
    assert not aggregate(FOUR, votes, 1, "multilabel").chosen.any()


@pytest.mark.parametrize("labels", ["abc", "abcdef", "abcdefg"])
@given(times=st.integers(1, 60))
def test_one_over_c_is_strict_for_every_number_of_labels(labels: str, times: int) -> None:
    asked = question("choice", labels)
    even = [(0, label) for label in labels] * times
    assert not aggregate(asked, coded(asked, even), 1, "multilabel").chosen.any()
    one_more = aggregate(asked, coded(asked, [*even, (0, "a")]), 1, "multilabel").chosen
    assert one_more[0].tolist() == [True] + [False] * (len(labels) - 1)


def test_shares_given_by_raters_are_even_up_to_rounding() -> None:
    asked = question("distribution", "abc")
    thirds = {"a": 0.333333, "b": 0.333333, "c": 0.333334}
    found = aggregate(asked, coded(asked, [(0, dict.fromkeys("abc", 1 / 3))]), 1, "multilabel")
    assert not found.chosen.any()
    found = aggregate(asked, coded(asked, [(0, thirds)]), 1, "multilabel")
    assert found.chosen[0].tolist() == [False, False, True]


@pytest.mark.shared
def test_the_worked_example_of_chou(shared_data: Path) -> None:
    case = answer(shared_data, "chou-1-over-C")
    asked = question("choice", case["params"]["classes"])
    result = aggregate(asked, coded(asked, [(0, v) for v in case["data"]]), 1, "multilabel")
    assert result.chosen[0].astype(int).tolist() == case["expected"]["binary"]
    np.testing.assert_allclose(result.share[0], case["expected"]["distribution"])


def test_multilabel_of_sets_reads_the_choices_made() -> None:
    asked = question("multi", "abc")
    rows: list[tuple[int, Any]] = [(0, ["a", "b"]), (0, ["a"]), (1, []), (2, None)]
    result = aggregate(asked, coded(asked, rows), 3, "multilabel")
    assert result.chosen.tolist() == [[True, False, False], [False] * 3, [False] * 3]
    assert result.n.tolist() == [2, 1, 0]


def test_a_rater_who_chose_nothing_has_no_vote_to_split() -> None:
    asked = question("multi", "ab")
    rows: list[tuple[int, Any]] = [(0, ["a", "b"]), (0, ["a"]), (0, []), (1, [])]
    result = aggregate(asked, coded(asked, rows), 2, "split-vote")
    np.testing.assert_allclose(result.share, [[0.75, 0.25], [np.nan, np.nan]])
    assert result.n.tolist() == [3, 1]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from("abc"), st.sets(st.sampled_from("abc"))),
        max_size=25,
    )
)
def test_split_votes_sum_to_one_where_anybody_chose(rows: list[Any]) -> None:
    first, more = question("choice", "abc"), question("multi", "abc")
    primary = coded(first, [(unit, label) for unit, label, _ in rows])
    secondary = coded(more, [(unit, sorted(labels)) for unit, _, labels in rows])
    result = aggregate(first, primary, 4, "split-vote", Beside((more, secondary)))
    np.testing.assert_allclose(result.share[result.n > 0].sum(axis=1), 1)
    assert np.isnan(result.share[result.n == 0]).all()


def test_a_mean_over_the_threshold_is_strict_and_unrated_is_off() -> None:
    asked = question("intensity", "ab", min=0, max=3)
    rows: list[tuple[int, Any]] = [(0, {"a": 0, "b": 1}), (0, {"a": 1, "b": 1}), (1, None)]
    result = aggregate(asked, coded(asked, rows), 2, "mean-above:t=0.5")
    assert result.chosen.tolist() == [[False, True], [False, False]]
    assert result.parameters == {"t": 0.5}
    lower = aggregate(asked, coded(asked, rows), 2, "mean-above:t=0.25")
    assert lower.chosen.tolist() == [[True, True], [False, False]]
