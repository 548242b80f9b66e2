"""Ratings as beta distributions: scipy's own fit of the same places, and the edges."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from affect.aggregation import aggregate
from tests.affect.aggregation.made import coded, question

STEPS = question("intensity", "ab", min=0, max=4)
SCALE = question("scale", min=1, max=5)


def places(ratings: list[int], least: int, points: int) -> np.ndarray:
    """Where ratings stand: those of one step evenly in it."""
    found = []
    for step in sorted(set(ratings)):
        m = ratings.count(step)
        found += [(step - least + (i - 0.5) / m) / points for i in range(1, m + 1)]
    return np.array(found)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=12))
def test_parameters_are_scipys_fit_of_the_same_places(ratings: list[int]) -> None:
    result = aggregate(SCALE, coded(SCALE, [(0, rating) for rating in ratings]), 1, "beta-fit")
    x = places(ratings, 1, 5)
    alpha, b, _, _ = beta.fit(x, floc=0, fscale=1)
    ours = beta.logpdf(x, result.alpha[0], result.beta[0]).sum()
    assert ours >= beta.logpdf(x, alpha, b).sum() - 1e-6
    assert result.value[0] == pytest.approx(0.5 + 5 * beta.mean(alpha, b), abs=1e-3)


def test_all_at_one_end_still_has_a_fit_inside_its_step() -> None:
    rows: list[tuple[int, Any]] = [(0, {"a": 0, "b": 4})] * 9
    result = aggregate(STEPS, coded(STEPS, rows), 1, "beta-fit")
    assert result.value[0] == pytest.approx([0, 4], abs=0.1)
    assert (result.beta[0, 0] > result.alpha[0, 0], result.alpha[0, 1] > result.beta[0, 1]) == (
        True, True,
    )  # fmt: skip


def test_turning_the_scale_turns_the_parameters() -> None:
    ratings = [1, 1, 2, 4, 5, 2]
    one, other = (
        aggregate(SCALE, coded(SCALE, [(0, each) for each in side]), 1, "beta-fit")
        for side in (ratings, [6 - each for each in ratings])
    )
    assert one.alpha[0] == pytest.approx(other.beta[0], rel=1e-8)
    assert one.value[0] == pytest.approx(6 - other.value[0])


def test_one_rating_or_none_has_no_fit() -> None:
    rows: list[tuple[int, Any]] = [(0, 3), (1, 2), (1, 4), (2, None)]
    result = aggregate(SCALE, coded(SCALE, rows), 4, "beta-fit")
    assert np.isnan(result.alpha).tolist() == [True, False, True, True]
    assert result.n.tolist() == [1, 2, 0, 0]
