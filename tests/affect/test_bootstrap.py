"""Intervals by drawing units again: what is drawn, and that a seed decides it."""

import numpy as np
import pytest

from affect.agreement import LEVELS, AgreementError, alpha
from affect.agreement.draws.bootstrap import draw_weights, interval


def table(units: int = 200, seed: int = 3) -> np.ndarray:
    """Five raters who copy the truth half of the time, with gaps."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 4, units)
    guesses = rng.integers(0, 4, (5, units))
    rated = np.where(rng.random((5, units)) < 0.5, truth, guesses).astype(float)
    return np.where(rng.random(rated.shape) < 0.1, np.nan, rated)


def by_hand(rated: np.ndarray, level: str, resamples: int, seed: int) -> list[float]:
    """The interval of alphas of tables whose columns are drawn again, one table at a time."""
    rng = np.random.default_rng(seed)
    units = rated.shape[1]
    drawn = [alpha(rated[:, rng.integers(0, units, units)], level).value for _ in range(resamples)]
    return list(np.quantile(np.array(drawn, float), [0.025, 0.975]))


@pytest.mark.parametrize("level", LEVELS)
def test_intervals_are_those_of_tables_drawn_again(level: str) -> None:
    rated = table()
    result = alpha(rated, level, resamples=600, rng=np.random.default_rng(5))
    assert result.value is not None
    assert result.low is not None
    assert result.high is not None
    assert result.low < result.value < result.high
    width = result.high - result.low
    assert [result.low, result.high] == pytest.approx(
        by_hand(rated, level, 600, 7), abs=0.15 * width
    )


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_units_that_are_all_different_are_drawn_one_by_one(level: str) -> None:
    rng = np.random.default_rng(2)
    rated = rng.gamma(5, 2, 120).round(2) + rng.normal(0, 1, (3, 120)).round(2)
    rated = rated.clip(0)
    result = alpha(rated, level, resamples=300, rng=np.random.default_rng(5))
    assert result.low is not None
    assert result.high is not None
    width = result.high - result.low
    ends = by_hand(rated, level, 300, 11)
    tolerance = 0.25 * width if level != "nominal" else 0.02
    assert [result.low, result.high] == pytest.approx(ends, abs=tolerance)


@pytest.mark.parametrize("level", LEVELS)
def test_a_seed_decides_the_interval(level: str) -> None:
    first, again, other = (
        alpha(table(), level, resamples=50, rng=np.random.default_rng(seed)) for seed in (1, 1, 2)
    )
    assert first == again
    assert first.value == other.value
    assert (first.low, first.high) != (other.low, other.high)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """Alpha of a very long table stands for the truth; 95 % of intervals should hold it."""
    truth = alpha(table(100_000, seed=0), "nominal").value
    assert truth is not None
    held = 0
    for seed in range(1, 201):
        result = alpha(table(100, seed), "nominal", resamples=200, rng=np.random.default_rng(seed))
        assert result.low is not None
        assert result.high is not None
        held += result.low <= truth <= result.high
    assert 0.89 <= held / 200 <= 0.99


@pytest.mark.parametrize("weight", [[1000, 200, 34], [1, 1, 1, 1], [3, 1, 2]])
def test_every_draw_has_as_many_units(weight: list[int]) -> None:
    drawn = draw_weights(np.array(weight), 40, np.random.default_rng(0))
    assert drawn.shape == (40, len(weight))
    assert set(drawn.sum(axis=1)) == {sum(weight)}
    assert len({tuple(row) for row in drawn}) > 1


def test_draws_follow_the_weights() -> None:
    for weight in ([30, 60, 10], [3000, 6000, 1000]):
        drawn = draw_weights(np.array(weight), 2000, np.random.default_rng(0))
        shares = drawn.mean(axis=0) / sum(weight)
        np.testing.assert_allclose(shares, [0.3, 0.6, 0.1], atol=0.01)


def test_no_interval_where_most_draws_have_no_variation() -> None:
    assert interval(np.array([np.nan, np.nan, 0.3])) is None
    assert interval(np.array([0.2, np.nan, 0.2])) == pytest.approx((0.2, 0.2))


def test_undefined_has_no_interval() -> None:
    result = alpha([[1, 1], [1, 1]], "nominal", resamples=10, rng=np.random.default_rng(0))
    assert (result.value, result.low, result.high) == (None, None, None)


def test_resampling_needs_a_generator() -> None:
    with pytest.raises(AgreementError, match=r"10 resamples need .* a numpy\.random\.Generator"):
        alpha(table(), "nominal", resamples=10)
    with pytest.raises(AgreementError, match="-1 resamples need a number from 0"):
        alpha(table(), "nominal", resamples=-1, rng=np.random.default_rng(0))
