"""Distances between distributions: the answer book, scipy, and what must hold of any two."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy, wasserstein_distance

from affect.comparison import divergences as d
from tests.affect.aggregation.made import answer

SHARES = st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda s: sum(s) > 0.1)


def share(numbers: list[float]) -> np.ndarray:
    return np.array(numbers) / sum(numbers)


@pytest.mark.shared
def test_the_answer_book_of_soft_metrics(shared_data: Path) -> None:
    case = answer(shared_data, "soft-metrics-4class")
    p, q = case["data"]["p"], case["data"]["q"]
    found = {
        "kl_p_q": d.kullback_leibler(p, q),
        "cross_entropy": d.cross_entropy(p, q),
        "js_divergence_bits": d.jensen_shannon(p, q),
        "total_variation": d.total_variation(p, q),
        "manhattan": d.l1(p, q),
        "brier": d.brier(p, q),
        "hellinger": d.hellinger(p, q),
        "emd_ordinal": d.earth_mover(p, q),
        "cosine": d.cosine(p, q),
    }
    for name, value in found.items():
        assert float(value) == pytest.approx(case["expected"][name], abs=case["tolerance"]), name


@given(SHARES, SHARES)
def test_distances_have_their_bounds(left: list[float], right: list[float]) -> None:
    p, q = share(left), share(right)
    assert 0 <= d.jensen_shannon(p, q) <= 1
    assert 0 <= d.total_variation(p, q) <= 1 + 1e-12
    assert 0 <= d.hellinger(p, q) <= 1 + 1e-12
    assert d.hellinger(p, q) ** 2 <= d.total_variation(p, q) + 1e-12
    assert d.soft_f1(p, q) == pytest.approx(np.minimum(p, q).sum())
    # q that was raised to epsilon sums to more than 1
    assert d.kullback_leibler(p, q) >= -len(q) * d.EPSILON


@given(SHARES)
def test_the_same_distribution_is_nowhere_apart(numbers: list[float]) -> None:
    p = share(numbers)
    for distance in (d.l1, d.hellinger, d.brier, d.earth_mover, d.jensen_shannon):
        assert distance(p, p) == pytest.approx(0, abs=1e-12)
    assert d.cosine(p, p) == pytest.approx(1)
    assert d.kullback_leibler(p, p) == pytest.approx(0, abs=1e-6)


@given(SHARES, SHARES)
def test_kl_and_the_earth_mover_are_scipys(left: list[float], right: list[float]) -> None:
    p, q = share(left), share([number + 0.01 for number in right])
    assert d.kullback_leibler(p, q) == pytest.approx(entropy(p, q), abs=1e-9)
    steps = np.arange(4)
    assert d.earth_mover(p, q) == pytest.approx(wasserstein_distance(steps, steps, p, q), abs=1e-9)


def test_a_share_of_zero_costs_what_epsilon_says() -> None:
    p, q = [1.0, 0.0], [0.0, 1.0]
    assert float(d.kullback_leibler(p, q, 1e-3)) == pytest.approx(-np.log(1e-3))
    assert float(d.cross_entropy(p, q)) == pytest.approx(-np.log(d.EPSILON))


def test_rows_with_a_missing_side_are_missing() -> None:
    p, q = np.array([[0.5, 0.5], [np.nan, np.nan]]), np.array([[0.5, 0.5], [1.0, 0.0]])
    for distance in (d.l1, d.kullback_leibler, d.jensen_shannon, d.cosine, d.earth_mover):
        assert np.isnan(distance(p, q)).tolist() == [False, True]
