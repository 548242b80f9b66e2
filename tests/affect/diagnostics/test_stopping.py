"""What further ratings would tell, against sums over all that they could be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.diagnostics import DiagnosticsError, expected_width, numbers_needed, votes_needed

VOTES = st.lists(st.integers(0, 6), min_size=2, max_size=5)


def _variances(alpha: np.ndarray) -> np.ndarray:
    mean = alpha / alpha.sum()
    return mean * (1 - mean) / (alpha.sum() + 1)


@given(votes=VOTES)
@settings(deadline=None)
def test_the_expected_variance_is_the_mean_over_the_next_rating(votes: list[int]) -> None:
    alpha = np.array(votes) + 1 / len(votes)
    mean = alpha / alpha.sum()
    steps = zip(mean, np.eye(len(votes)), strict=True)
    after = sum(m * _variances(alpha + step) for m, step in steps)
    need = votes_needed([votes], 0.5)
    widest = int(np.argmax(mean * (1 - mean)))
    expected = 2 * 1.959964 * np.sqrt(after[widest])
    found = expected_width(need.width, np.array([float(sum(votes))]), 1)[0]
    assert found == pytest.approx(expected, rel=1e-6)


@given(votes=VOTES)
@settings(max_examples=30, deadline=None)
def test_the_gain_is_what_the_next_rating_takes_from_the_entropy_of_p(votes: list[int]) -> None:
    """Mutual information both ways round: of the vote given p, and of p given the vote."""
    from scipy.stats import dirichlet

    alpha = np.array(votes) + 1 / len(votes)
    mean = alpha / alpha.sum()
    steps = zip(mean, np.eye(len(votes)), strict=True)
    after = sum(m * dirichlet(alpha + step).entropy() for m, step in steps)
    expected = (dirichlet(alpha).entropy() - after) / np.log(2)
    assert votes_needed([votes], 0.5).gain[0] == pytest.approx(expected, abs=1e-9)


def test_the_expected_entropy_is_that_of_drawn_distributions() -> None:
    drawn = np.random.default_rng(1).dirichlet(np.array([3, 1, 0]) + 1 / 3, 200_000)
    entropy = -(drawn * np.log2(np.maximum(drawn, 1e-300))).sum(axis=1).mean()
    assert votes_needed([[3, 1, 0]], 0.5).entropy[0] == pytest.approx(entropy, abs=0.005)


@given(votes=VOTES, target=st.floats(0.2, 1.0))
@settings(deadline=None)
def test_the_number_is_the_least_that_reaches_the_target(votes: list[int], target: float) -> None:
    need = votes_needed([votes], target)
    total = np.array([float(sum(votes))])
    more = int(need.more[0])
    if more < 50:
        assert expected_width(need.width, total, more)[0] <= target + 1e-6
    if more:
        assert expected_width(need.width, total, more - 1)[0] > target - 1e-6


def test_divided_items_need_more_and_agreed_ones_none() -> None:
    need = votes_needed([[5, 0, 0, 0], [3, 2, 0, 0], [2, 2, 1, 0], [1, 0, 0, 0]], 0.65)
    assert need.more[0] == 0
    assert need.more[1] > 0
    assert need.gain[1] > need.gain[0]
    assert need.width[0] < need.width[2] < need.width[1]


def test_labels_may_change_places_and_rows_may_repeat() -> None:
    rng = np.random.default_rng(2)
    votes = rng.integers(0, 4, (300, 6))
    whole = votes_needed(votes, 0.6)
    mixed = votes_needed(votes[:, rng.permutation(6)], 0.6)
    alone = [votes_needed(row[None], 0.6) for row in votes]
    for name in ("width", "entropy", "gain", "more"):
        assert getattr(whole, name) == pytest.approx(getattr(mixed, name))
        assert getattr(whole, name) == pytest.approx(
            np.concatenate([getattr(one, name) for one in alone])
        )


def test_many_labels_do_not_run_into_each_other() -> None:
    votes = np.zeros((2, 40), int)
    votes[0, :3], votes[1, :3] = [9, 1, 1], [5, 5, 1]
    found = votes_needed(votes, 0.5).width
    assert found[0] == pytest.approx(votes_needed(votes[:1], 0.5).width[0])
    assert found[1] == pytest.approx(votes_needed(votes[1:], 0.5).width[0])


def test_shares_count_as_parts_of_votes() -> None:
    assert votes_needed([[1.5, 0.5]], 0.5).width[0] == pytest.approx(
        votes_needed([[3, 1]], 0.5).width[0] * np.sqrt(5 / 3), rel=0.2
    )


def test_numbers_need_more_where_they_spread() -> None:
    unit = np.repeat([0, 1, 2], [5, 5, 1])
    values = np.array([3, 3, 3, 3, 3, 1, 5, 1, 5, 3, 4.0])
    need = numbers_needed(unit, values, 4, 3.0)
    assert need.more[0] < need.more[1]
    assert need.width[0] < need.width[1]
    assert np.isinf(need.width[3])
    assert need.more[3] > 0
    pooled = (0 + 16) / 8
    s2 = (4 * pooled + 16) / 8
    assert need.width[1] == pytest.approx(2 * 1.959964 * np.sqrt(s2 / 5), rel=1e-6)
    assert need.more[1] == np.ceil((2 * 1.959964 * np.sqrt(s2) / 3) ** 2 - 5)


def test_what_is_refused() -> None:
    with pytest.raises(DiagnosticsError, match="two labels or more"):
        votes_needed([[1]], 0.5)
    with pytest.raises(DiagnosticsError, match="above 0"):
        votes_needed([[1, 2]], 0)
    with pytest.raises(DiagnosticsError, match="missing"):
        numbers_needed(np.array([0]), np.array([np.nan]), 1, 0.5)
    nothing_known = numbers_needed(np.array([0]), np.array([2.0]), 1, 0.5)
    assert np.isnan(nothing_known.width[0])
    assert nothing_known.more[0] == 50
