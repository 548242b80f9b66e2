"""Reaction lags and warping: what was put in comes out, by definition and by brute force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.traces import TraceError, lags, moved, pearson, smoothed, warped, warping
from affect.traces.lags import AT_THE_EDGE, NO_OTHERS, STILL

STEP = 0.1
SIZE = 600


def signal(seed: int = 1, size: int = SIZE + 100) -> np.ndarray:
    """A slow walk, as ratings of a film are."""
    return np.asarray(smoothed(np.cumsum(np.random.default_rng(seed).normal(size=size)), 5))


def late(delays: list[int], noise: float = 0.0, seed: int = 1) -> np.ndarray:
    """Traces of one signal, each late by so many steps."""
    whole, rng = signal(seed), np.random.default_rng(seed + 1)
    rows = np.stack([whole[50 - delay : 50 - delay + SIZE] for delay in delays])
    return rows + noise * rng.normal(size=rows.shape)


def test_a_late_rater_is_found_and_moved_back() -> None:
    rows = late([0, 20, 0, 0, 0])
    found = lags(rows, STEP)
    assert found[1].seconds == pytest.approx(2.0, abs=0.11)
    assert -0.6 < found[0].seconds < 0  # one of the four others is late
    together = moved(rows, np.array([0, 2.0, 0, 0, 0]), STEP)
    np.testing.assert_allclose(together[1, :-20], rows[0, :-20])
    assert np.isnan(together[1, -20:]).all()


def test_two_raters_are_equally_far_apart() -> None:
    one, two = lags(late([0, 12]), STEP)
    assert (one.seconds, two.seconds) == pytest.approx((-1.2, 1.2))
    assert two.correlation == pytest.approx(1)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 30))
def test_a_shift_of_all_changes_no_lag(delay: int) -> None:
    first, second = lags(late([0, 15, 5]), STEP), lags(late([delay, delay + 15, delay + 5]), STEP)
    for one, two in zip(first, second, strict=True):
        assert one.seconds == pytest.approx(two.seconds, abs=0.31)


def test_a_lag_is_the_highest_correlation_of_all_shifts() -> None:
    rows = late([0, 9], noise=1.0)
    found = lags(rows, STEP, most_seconds=2)[1]
    shifts = [
        pearson(moved(rows[1:], np.array([s * STEP]), STEP)[0], rows[0]) for s in range(-20, 21)
    ]
    best = int(np.argmax(shifts))
    assert found.seconds == pytest.approx((best - 20) * STEP)
    assert found.correlation == pytest.approx(shifts[best])


def test_the_interval_holds_the_lag_and_narrows_with_length() -> None:
    rows = late([0, 15, 0], noise=6.0)
    lag = lags(rows, STEP, rng=np.random.default_rng(3))[1]
    assert lag.low is not None
    assert lag.high is not None
    assert lag.low <= 1.5 <= lag.high
    again = lags(rows, STEP, rng=np.random.default_rng(3))[1]
    assert lag == again
    short = lags(rows[:, :200], STEP, rng=np.random.default_rng(3))[1]
    assert short.low is None  # fewer than five blocks


def test_an_unknown_lag_has_its_reason() -> None:
    rows = late([0, 0, 0])
    rows[1] = 3.0
    assert lags(rows, STEP)[1].reason == STILL
    alone = np.stack([rows[0], np.full(SIZE, np.nan)])
    assert [lag.reason for lag in lags(alone, STEP)] == [NO_OTHERS, STILL]
    far = lags(late([0, 40]), STEP, most_seconds=2)[1]
    assert (far.seconds, far.reason) == (None, AT_THE_EDGE)


def all_paths(n: int, m: int, band: int) -> list[list[tuple[int, int]]]:
    if n == m == 1:
        return [[(0, 0)]]
    last = (n - 1, m - 1)
    if abs(n - m) > band:
        return []
    before = [(n - 1, m), (n, m - 1), (n - 1, m - 1)]
    return [[*path, last] for a, b in before if a > 0 and b > 0 for path in all_paths(a, b, band)]


samples = st.lists(st.integers(-5, 5), min_size=1, max_size=5)


@settings(deadline=None, max_examples=60)
@given(samples, samples, st.integers(0, 4))
def test_no_path_within_the_band_is_cheaper(x: list[int], y: list[int], band: int) -> None:
    a, b = np.array(x, float), np.array(y, float)
    if abs(len(a) - len(b)) > band:
        with pytest.raises(TraceError, match="cannot be warped within a band"):
            warping(a, b, band)
        return
    found = warping(a, b, band)
    costs = [sum((a[i] - b[j]) ** 2 for i, j in path) for path in all_paths(len(a), len(b), band)]
    assert found.cost == pytest.approx(min(costs))
    assert found.cost == pytest.approx(((a[found.x] - b[found.y]) ** 2).sum())
    steps = set(zip(np.diff(found.x).tolist(), np.diff(found.y).tolist(), strict=True))
    assert steps <= set(product((0, 1), repeat=2)) - {(0, 0)}
    assert np.abs(found.x - found.y).max() <= band


def test_a_late_trace_is_warped_back() -> None:
    rows = late([0, 10])
    back, move = warped(rows[1], rows[0], 20)
    assert np.median(move) == 10
    assert pearson(back, rows[0]) > pearson(rows[1], rows[0])
    with pytest.raises(TraceError, match="without missing samples"):
        warping(np.array([1, np.nan]), np.array([1.0, 2]), 2)


def test_smoothing_keeps_lines_ends_and_holes() -> None:
    line = np.arange(20.0)
    np.testing.assert_allclose(smoothed(line, 3)[3:-3], line[3:-3])
    assert smoothed(line, 0) is line
    holes = np.array([[1.0, np.nan, 3, 5], [2, 2, 2, 2]])
    np.testing.assert_allclose(smoothed(holes, 1), [[1, np.nan, 4, 4], [2, 2, 2, 2]])
