import numpy as np
import pytest
from scipy.stats import norm, spearmanr

from autolabel.engines.arousal_rule import (
    feature_scores,
    fusion_weights,
    rank_correlation,
    rate_arousal,
    silverman_bandwidth,
)


def test_score_is_twice_the_mass_below_less_one():
    baseline = np.array([0.0, 1.0, 2.0, 3.0, 10.0])
    width = 0.9 * min(baseline.std(ddof=1), 2 / 1.349) * 5**-0.2
    expected = 2 * norm.cdf((1.5 - baseline) / width).mean() - 1
    assert feature_scores(np.array([1.5]), baseline, 0.01)[0] == pytest.approx(expected)


def test_a_baseline_without_spread_uses_the_smallest_bandwidth():
    scores = feature_scores(np.array([-1.0, 0.0, 1.0]), np.zeros(5), 0.5)
    assert scores == pytest.approx(2 * norm.cdf([-2, 0, 2]) - 1)
    assert silverman_bandwidth(np.zeros(5)) == 0


def test_one_outlier_does_not_widen_the_bandwidth():
    values = np.array([0, 1, 2, 3, 4, 5, 1000.0])
    assert silverman_bandwidth(values) < 2


def test_weights_leave_out_the_score_that_goes_against_the_others():
    rng = np.random.default_rng(3)
    arousal = rng.normal(size=40)
    against = -arousal + rng.normal(0, 0.2, 40)
    scores = np.column_stack([arousal, arousal + rng.normal(0, 0.2, 40), against])
    weights = fusion_weights(scores)
    assert weights[2] == 0
    assert weights.sum() == pytest.approx(1)


def test_weights_are_equal_for_few_clips_and_without_variation():
    rng = np.random.default_rng(4)
    assert fusion_weights(rng.normal(size=(9, 3))) == pytest.approx([1 / 3] * 3)
    assert fusion_weights(np.zeros((20, 3))) == pytest.approx([1 / 3] * 3)


def test_rank_correlation_equals_scipy_with_ties():
    rng = np.random.default_rng(5)
    first, second = rng.integers(0, 4, 30).astype(float), rng.normal(size=30)
    assert rank_correlation(first, second) == pytest.approx(spearmanr(first, second).statistic)
    assert rank_correlation(np.ones(5), np.arange(5.0)) == 0


def test_moving_all_of_a_speakers_features_changes_nothing():
    features = np.random.default_rng(6).normal(0, 1, (12, 3))
    moved = features + np.array([1.0, 20.0, -5.0])
    names = ["s"] * 12
    np.testing.assert_allclose(
        rate_arousal(moved, names).arousal, rate_arousal(features, names).arousal, atol=1e-12
    )


def test_names_of_speakers_do_not_matter():
    features = np.random.default_rng(7).normal(0, 1, (12, 3))
    first = rate_arousal(features, ["a"] * 6 + ["b"] * 6)
    second = rate_arousal(features, ["z"] * 6 + ["y"] * 6)
    np.testing.assert_allclose(first.arousal, second.arousal, atol=1e-12)
