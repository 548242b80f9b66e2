"""Shares with credible intervals: they tell two votes of two from twenty of twenty."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from affect.aggregation import aggregate
from tests.affect.aggregation.made import coded, question

THREE = question("choice", "abc")


def test_estimate_and_interval_are_those_of_the_beta_distribution() -> None:
    rows = [(0, "a")] * 2 + [(0, "b")] + [(1, "c")] * 20
    result = aggregate(THREE, coded(THREE, rows), 3, "dirichlet:a=0.5")
    np.testing.assert_allclose(result.estimate[0], [2.5 / 4.5, 1.5 / 4.5, 0.5 / 4.5])
    low, high = beta.ppf([0.025, 0.975], 2.5, 4.5 - 2.5)
    assert (result.low[0, 0], result.high[0, 0]) == pytest.approx((low, high), rel=1e-12)
    assert result.parameters == {"a": 0.5}


def test_the_same_share_of_more_votes_is_surer() -> None:
    rows = [(0, "a")] * 2 + [(1, "a")] * 20
    result = aggregate(THREE, coded(THREE, rows), 2, "dirichlet")
    assert result.share[0, 0] == result.share[1, 0] == 1
    width = result.high[:, 0] - result.low[:, 0]
    assert width[0] > 2 * width[1]


def test_an_unrated_item_has_no_prior_in_place_of_a_label() -> None:
    result = aggregate(THREE, coded(THREE, [(0, "a")]), 2, "dirichlet")
    for array in (result.estimate, result.low, result.high):
        assert np.isnan(array[1]).all()


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=30))
def test_estimates_sum_to_one_inside_their_intervals(votes: list[str]) -> None:
    result = aggregate(THREE, coded(THREE, [(0, vote) for vote in votes]), 1, "dirichlet")
    assert result.estimate.sum() == pytest.approx(1)
    assert (result.low < result.estimate).all()
    assert (result.estimate < result.high).all()


def test_shares_that_raters_gave_have_intervals_too() -> None:
    asked = question("distribution", "ab")
    rows = [(0, {"a": 0.25, "b": 0.75}), (0, {"a": 0.5, "b": 0.5})]
    result = aggregate(asked, coded(asked, rows), 1, "dirichlet")
    assert result.low[0, 0] == pytest.approx(beta.ppf(0.025, 1.75, 2.25), rel=1e-12)
