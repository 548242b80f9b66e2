"""Medians, histograms, standardised means, and means that weigh raters."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.aggregation import Coded, RuleError, aggregate
from tests.affect.aggregation.made import answer, coded, question, rated, table

SCALE = question("scale", min=0, max=9)
TABLE = [[3, 4, 2, 5], [6, 5, 6, None], [2, None, 1, 4], [7, 6, None, 3], [4, 5, 4, 4],
         [None, 5, 6, 3], [5, 6, 5, None]]  # fmt: skip


def test_the_median_is_the_middle_one_or_between_the_two_middle_ones() -> None:
    rows: list[tuple[int, Any]] = [(0, 9), (0, 1), (0, 2), (1, 4), (1, 7), (2, None)]
    result = aggregate(SCALE, coded(SCALE, rows), 4, "median")
    np.testing.assert_array_equal(result.value, [2, 5.5, np.nan, np.nan])
    mean = aggregate(SCALE, coded(SCALE, rows), 4, "mean")
    np.testing.assert_array_equal(result.sd, mean.sd)


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 9)), min_size=1, max_size=40))
def test_the_median_is_numpys(rows: list[tuple[int, float]]) -> None:
    result = aggregate(SCALE, coded(SCALE, rows), 4, "median")
    for unit in {unit for unit, _ in rows}:
        assert result.value[unit] == np.median([value for at, value in rows if at == unit])


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([0, 1, 2.5, 9])), max_size=40))
def test_histograms_count_every_rating_once(rows: list[tuple[int, float]]) -> None:
    result = aggregate(SCALE, coded(SCALE, rows), 4, "mean")
    (histogram,) = result.histogram
    for unit in range(4):
        given_values = [float(value) for at, value in rows if at == unit]
        counts = {value: given_values.count(value) for value in sorted(set(given_values))}
        assert histogram.of(unit) == counts


def test_histograms_of_sliders_and_of_slices() -> None:
    sliders = question("scale", min=0, max=1, step=0.0001, style="slider")
    numbers = np.random.default_rng(1).random((50, 3)).round(4)
    result = aggregate(sliders, table(numbers), 50, "mean")
    part = result.rows(10, 20)
    assert part.n.tolist() == [3] * 10
    assert sorted(part.histogram[0].of(2)) == sorted(set(numbers[12].tolist()))
    np.testing.assert_array_equal(part.value, result.value[10:20])


def test_an_intensity_has_a_histogram_per_label_and_zero_counts() -> None:
    asked = question("intensity", "ab", min=0, max=3)
    rows: list[tuple[int, Any]] = [(0, {"a": 0, "b": 3}), (0, {"a": 0})]
    a, b = aggregate(asked, coded(asked, rows), 1, "mean").histogram
    assert (a.of(0), b.of(0)) == ({0.0: 2}, {3.0: 1})


@pytest.mark.shared
def test_the_answer_book_of_standardised_means(shared_data: Path) -> None:
    case = answer(shared_data, "z-normalised-raters")
    result = aggregate(SCALE, table(case["data"]), len(case["data"]), "z-mean")
    np.testing.assert_allclose(result.value, case["expected"]["z_mean"], atol=case["tolerance"])


def test_who_gave_few_ratings_or_always_the_same_is_left_out_of_the_z_mean() -> None:
    numbers = [[1, 5, 3], [2, 5, None], [3, 5, None], [4, 5, None], [5, 5, None]]
    result = aggregate(SCALE, table(numbers), 5, "z-mean")
    assert result.raters.left_out == (
        None,
        "they always gave the same number",
        "fewer than 5 ratings",
    )
    assert result.warnings == (
        "1 of 3 raters left out: they always gave the same number",
        "1 of 3 raters left out: fewer than 5 ratings",
    )
    assert result.n.tolist() == [3, 2, 2, 2, 2]
    assert result.used.tolist() == [1] * 5
    assert result.value[2] == 0
    fewer = aggregate(SCALE, table(numbers), 5, "z-mean:least=2")
    assert fewer.parameters == {"least": 2}


def test_equal_numbers_that_binary_cannot_hold_have_no_spread() -> None:
    asked = question("scale", min=0, max=1, step=0.1)
    result = aggregate(asked, table([[0.1, k / 10] for k in range(6)]), 6, "z-mean")
    assert result.raters.left_out[0] == "they always gave the same number"
    assert not np.isnan(result.value).any()


@given(st.permutations(range(4)))
def test_the_order_of_raters_changes_no_weighted_mean(order: list[int]) -> None:
    numbers = np.array(TABLE, float)
    for rule in ("ewe", "z-mean"):
        first = aggregate(SCALE, table(numbers), 7, rule)
        second = aggregate(SCALE, table(numbers[:, order]), 7, rule)
        np.testing.assert_allclose(first.value, second.value, rtol=1e-12)


@pytest.mark.shared
@pytest.mark.parametrize("case_id", ["ewe-2x3", "ewe-missing-ratings"])
def test_the_answer_book_of_the_weighted_estimator(shared_data: Path, case_id: str) -> None:
    case = answer(shared_data, case_id)
    result = aggregate(SCALE, table(case["data"]), len(case["data"]), "ewe")
    np.testing.assert_allclose(result.value, case["expected"]["ewe"], atol=case["tolerance"])
    if "weights" in case["expected"]:
        weights = case["expected"]["weights"]
        np.testing.assert_allclose(result.raters.quality, weights, atol=case["tolerance"])


def test_where_all_weights_are_zero_the_plain_mean_stands_and_is_told() -> None:
    opposed = [[1, 5], [2, 4], [4, 2], [5, 1]]
    result = aggregate(SCALE, table(opposed), 4, "ewe")
    np.testing.assert_allclose(result.value, [3, 3, 3, 3])
    assert result.raters.quality.tolist() == [0, 0]
    assert result.warnings == ("the plain mean stands for 4 items where all weights are 0",)
    assert result.used.tolist() == [2] * 4


def test_a_rater_without_shared_items_has_no_weight_and_is_named() -> None:
    numbers = [[1, 2, None], [3, 3, None], [5, 6, None], [None, None, 7]]
    result = aggregate(SCALE, table(numbers), 4, "ewe")
    assert result.raters.left_out[2].startswith("no correlation with the others")
    assert result.value[3] == 7
    assert "the plain mean stands for 1 items" in result.warnings[1]


def test_repeated_ratings_do_not_correlate_with_themselves() -> None:
    once = rated(SCALE, [(0, 0, 1), (1, 0, 5), (2, 0, 3), (0, 1, 2), (1, 1, 4), (2, 1, 4)])
    twice = rated(SCALE, [(u, r, v) for u, r, v in zip(
        np.tile(once.unit, 2).tolist(), np.tile(once.rater, 2).tolist(),
        np.tile(once.values, 2).tolist(), strict=True)])  # fmt: skip
    single, doubled = (aggregate(SCALE, each, 3, "ewe") for each in (once, twice))
    np.testing.assert_allclose(single.raters.quality, doubled.raters.quality)
    np.testing.assert_allclose(single.value, doubled.value)


@pytest.mark.parametrize("rule", ["z-mean", "ewe"])
def test_unknown_raters_are_refused_with_the_reason(rule: str) -> None:
    known = table([[1, 2], [3, 4]])
    unknown = Coded(known.unit, np.full(4, -1, np.int32), known.values, known.cannot_tell)
    with pytest.raises(RuleError, match=f"'{rule}' needs to know who gave each rating, and 4 of 4"):
        aggregate(SCALE, unknown, 2, rule)


@pytest.mark.parametrize("rule", ["z-mean", "ewe"])
def test_nobody_rated_is_missing(rule: str) -> None:
    nothing = table(np.empty((0, 0)))
    result = aggregate(SCALE, nothing, 2, rule)
    assert np.isnan(result.value).all()
    assert result.n.tolist() == [0, 0]
