"""Rules on small tables that can be checked by eye, and on published votes."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.aggregation import (
    Beside,
    Coded,
    CodedError,
    RuleError,
    aggregate,
    all_rules,
    default_rule,
    needs_all,
    rules_for,
)
from affect.questions import KINDS
from affect.soft import entropy_bits
from tests.affect.aggregation.made import answer, coded, question

CHOICE = question("choice", "abc")
# unit 0: a a b; 1: a tie; 2: nothing but a cannot tell; 3: a majority; 4: unrated
VOTES = coded(
    CHOICE,
    [(0, "a"), (0, "a"), (0, "b"), (0, "c"), (1, "a"), (1, "b"), (2, None), (3, "c"), (3, None)],
    [False] * 6 + [True, False, False],
)


def test_soft_labels_are_shares_of_answers() -> None:
    result = aggregate(CHOICE, VOTES, 5, "soft")
    assert result.n.tolist() == [4, 2, 0, 1, 0]
    assert result.cannot_tell.tolist() == [0, 0, 1, 0, 0]
    missing = [np.nan] * 3
    expected = [[0.5, 0.25, 0.25], [0.5, 0.5, 0], missing, [0, 0, 1], missing]
    np.testing.assert_array_equal(result.share, expected)
    np.testing.assert_allclose(result.entropy, [1.5, 1, np.nan, 0, np.nan])
    assert result.winner is None


def test_majority_needs_more_than_half() -> None:
    result = aggregate(CHOICE, VOTES, 5, "majority")
    assert result.winner is not None
    assert result.winner.tolist() == [-1, -1, -1, 2, -1]


def test_plurality_never_breaks_a_tie() -> None:
    result = aggregate(CHOICE, VOTES, 5, "plurality")
    assert result.winner is not None
    assert result.modes is not None
    assert result.winner.tolist() == [0, -1, -1, 2, -1]
    assert result.modes[1].tolist() == [True, True, False]
    assert not result.modes[2].any()


def test_all_inclusive_without_a_secondary_question_is_the_soft_label() -> None:
    soft, inclusive = (aggregate(CHOICE, VOTES, 5, rule) for rule in ("soft", "all-inclusive"))
    np.testing.assert_array_equal(soft.share, inclusive.share)
    assert soft.n.tolist() == inclusive.n.tolist()


def test_all_inclusive_counts_each_label_of_a_rater_once() -> None:
    more = question("multi", "cda")
    secondary = coded(more, [(0, ["a", "d"]), (0, []), (0, None), (1, ["c"])])
    primary = coded(CHOICE, [(0, "a"), (0, "b"), (0, None), (1, None)])
    result = aggregate(CHOICE, primary, 2, "all-inclusive", Beside((more, secondary)))
    assert result.labels == ("a", "b", "c", "d")
    np.testing.assert_allclose(result.share, [[1 / 3, 1 / 3, 0, 1 / 3], [0, 0, 1, 0]])
    assert result.n.tolist() == [2, 1]


def test_all_inclusive_needs_the_same_rows() -> None:
    more = question("multi", "abc")
    with pytest.raises(RuleError, match="must have the same rows"):
        aggregate(CHOICE, VOTES, 5, "all-inclusive", Beside((more, coded(more, [(0, ["a"])]))))


def test_multi_rates_are_per_rater_and_none_of_these_counts() -> None:
    asked = question("multi", "ab")
    votes = coded(asked, [(0, ["a", "b"]), (0, ["a"]), (0, []), (1, []), (2, None)])
    soft = aggregate(asked, votes, 3, "soft")
    np.testing.assert_allclose(soft.share, [[2 / 3, 1 / 3], [0, 0], [np.nan, np.nan]])
    assert soft.entropy is None
    won = aggregate(asked, votes, 3, "majority").chosen
    assert won is not None
    assert won.tolist() == [[True, False], [False, False], [False, False]]
    inclusive = aggregate(asked, votes, 3, "all-inclusive")
    np.testing.assert_allclose(inclusive.share, [[2 / 3, 1 / 3], [np.nan] * 2, [np.nan] * 2])
    assert inclusive.n.tolist() == [3, 1, 0]


def test_mean_of_a_scale_leaves_out_missing_and_cannot_tell() -> None:
    asked = question("scale", min=0, max=9)
    rows = [(0, 0), (0, 4), (1, 5), (2, None), (3, 7), (3, 9)]
    result = aggregate(asked, coded(asked, rows, [False] * 4 + [True, False]), 5, "mean")
    np.testing.assert_array_equal(result.value, [2, 5, np.nan, 9, np.nan])
    np.testing.assert_array_equal(result.sd, [2, np.nan, np.nan, np.nan, np.nan])
    assert result.n.tolist() == [2, 1, 0, 1, 0]
    assert result.cannot_tell.tolist() == [0, 0, 0, 1, 0]


def test_mean_intensity_tells_zero_from_not_rated() -> None:
    asked = question("intensity", "ab")
    rows = [(0, {"a": 0, "b": 10}), (0, {"a": 50}), (1, {"b": 5}), (2, None)]
    result = aggregate(asked, coded(asked, rows), 3, "mean")
    np.testing.assert_array_equal(result.value, [[25, 10], [np.nan, 5], [np.nan, np.nan]])
    assert result.label_n is not None
    assert result.label_n.tolist() == [[2, 1], [0, 1], [0, 0]]
    assert result.n.tolist() == [2, 1, 0]


def test_distributions_are_averaged() -> None:
    asked = question("distribution", "abc")
    rows = [(0, {"a": 0.7, "b": 0.3}), (0, {"b": 1}), (1, {"a": 0.5, "c": 0.5}), (2, None)]
    result = aggregate(asked, coded(asked, rows), 3, "plurality")
    np.testing.assert_allclose(result.share, [[0.35, 0.65, 0], [0.5, 0, 0.5], [np.nan] * 3])
    assert result.winner is not None
    assert result.winner.tolist() == [1, -1, -1]


def test_shares_that_differ_by_rounding_tie() -> None:
    asked = question("distribution", "ab")
    rows = [(0, {"a": 0.1, "b": 0.9}), (0, {"a": 0.7, "b": 0.3}), (0, {"a": 0.7, "b": 0.3})]
    sums = aggregate(asked, coded(asked, rows), 1, "plurality")
    assert sums.winner is not None
    assert sums.winner.tolist() == [-1]


def test_every_kind_has_rules_and_a_default() -> None:
    for kind in KINDS:
        assert default_rule(kind) == rules_for(kind)[0]
    assert all_rules() == tuple(sorted(set(all_rules())))
    assert {rule for kind in KINDS for rule in rules_for(kind)} == set(all_rules())


def test_no_model_of_raters_is_a_default() -> None:
    assert not any(needs_all(default_rule(kind), kind) for kind in KINDS)


def test_a_rule_that_does_not_apply_names_those_that_do() -> None:
    with pytest.raises(
        RuleError,
        match="rule 'mean' does not apply to 'q', a choice question; "
        "rules that do: soft, majority, plurality, multilabel, dirichlet",
    ):
        aggregate(CHOICE, VOTES, 5, "mean")


def test_a_unit_out_of_range_is_named() -> None:
    with pytest.raises(CodedError, match="units run from 0 to 1; there are ratings of 0 to 3"):
        aggregate(CHOICE, VOTES, 2, "soft")


def test_arrays_of_different_length_are_refused() -> None:
    with pytest.raises(CodedError, match="differ in length"):
        Coded.of(CHOICE, [0, 0], [0], ["a", "b"])


@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", "c", None])), max_size=40),
    st.randoms(use_true_random=False),
)
def test_the_order_of_ratings_changes_nothing(rows: list[tuple[int, Any]], random: Any) -> None:
    mixed = rows.copy()
    random.shuffle(mixed)
    for rule in [rule for rule in rules_for("choice") if not needs_all(rule, "choice")]:
        first = aggregate(CHOICE, coded(CHOICE, rows), 6, rule)
        second = aggregate(CHOICE, coded(CHOICE, mixed), 6, rule)
        np.testing.assert_array_equal(first.share, second.share)
        np.testing.assert_array_equal(first.n, second.n)
        if first.winner is not None:
            np.testing.assert_array_equal(first.winner, second.winner)


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b", None])), max_size=40))
def test_a_unit_has_shares_exactly_when_it_has_answers(rows: list[tuple[int, Any]]) -> None:
    result = aggregate(CHOICE, coded(CHOICE, rows), 6, "soft")
    assert result.share is not None
    np.testing.assert_array_equal(np.isnan(result.share).any(axis=1), result.n == 0)
    np.testing.assert_allclose(result.share[result.n > 0].sum(axis=1), 1)
    np.testing.assert_array_equal(result.entropy, entropy_bits(result.share))


@pytest.mark.shared
def test_crema_d_votes_give_the_authors_own_aggregates(shared_data: Path) -> None:
    with (shared_data / "cremad" / "tabulatedVotes.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    letters = "ADFHNS"
    asked = question("choice", letters)
    rows = [
        (unit, letter)
        for unit, line in enumerate(table)
        for letter in letters
        for _ in range(int(line[letter]))
    ]
    result = aggregate(asked, coded(asked, rows), len(table), "plurality")
    assert result.modes is not None
    assert result.share is not None
    assert result.winner is not None
    for unit, line in enumerate(table):
        tied = {letters[label] for label in np.flatnonzero(result.modes[unit])}
        assert tied == set(line["emoVote"].split(":"))
        assert (result.winner[unit] >= 0) == (len(tied) == 1)
        assert result.n[unit] == int(line["numResponses"])
        assert result.share[unit].max() == pytest.approx(float(line["agreement"]), abs=1e-9)


@pytest.mark.shared
def test_answer_book_of_secondary_emotions(shared_data: Path) -> None:
    case = answer(shared_data, "secondary-emotions")
    raters, expected = list(case["data"].values()), case["expected"]
    first, more = question("choice", "ADS"), question("multi", "ADS")
    primary = coded(first, [(0, rater["primary"]) for rater in raters])
    secondary = coded(more, [(0, rater["secondary"]) for rater in raters])
    soft = aggregate(first, primary, 1, "soft")
    np.testing.assert_allclose(soft.share, [expected["primary"]])
    beside = Beside((more, secondary))
    for rule, reading in (
        ("all-inclusive", "count"),
        ("split-vote", "per_rater_mass"),
        ("multi-hot", "multi_hot_rate"),
    ):
        result = aggregate(first, primary, 1, rule, beside)
        np.testing.assert_allclose(result.share, [expected[reading]])
    rate = aggregate(more, secondary, 1, "soft")
    np.testing.assert_allclose(rate.share, [expected["multi_hot_rate"]])
