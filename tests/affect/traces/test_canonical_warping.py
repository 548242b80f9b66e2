"""Canonical time warping: warps that were put in come out, and nothing else is bent."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, minimize

from affect.traces import canonical_warps, fused, pearson, smoothed, standardised
from affect.traces.canonical import SLOWEST
from affect.traces.canonical_scales import canonical_scales
from affect.traces.quadratic import least_between
from tests.affect.traces.test_lags_and_warping import STEP, late, signal

SECONDS = np.arange(1200) * STEP
LATE = np.stack(
    [
        0.0 * SECONDS,
        1.2 + 1.0 * np.sin(SECONDS / 9),
        1.5 - 1.2 * np.cos(SECONDS / 13),
        0.02 * SECONDS,
    ]
)
"""Seconds by which each of four raters is late at each time; the last one more and more."""


def warped_raters(noise: float = 0.2) -> np.ndarray:
    """Standardised traces of one signal; each has the signal of LATE seconds before."""
    whole = signal(seed=3, size=1400)
    at = SECONDS - LATE
    rows = np.interp(at, np.arange(-100, 1300) * STEP, whole)
    rng = np.random.default_rng(5)
    return standardised(smoothed(rows + noise * rng.normal(size=rows.shape), 10))


def from_each_other(warps: np.ndarray) -> np.ndarray:
    return warps - warps.mean(axis=0)


def test_warps_that_were_put_in_are_found() -> None:
    found = canonical_warps(warped_raters(), STEP, LATE.mean(axis=1), most_seconds=5)
    off = np.abs(from_each_other(found) - from_each_other(LATE))
    by_lag = np.abs(from_each_other(LATE - LATE.mean(axis=1)[:, None]))
    assert off.mean() < 0.25
    assert off.mean() < by_lag.mean() / 2
    assert found.mean() == pytest.approx(LATE.mean(), abs=0.3)


def test_raaw_by_canonical_warping_finds_them_from_the_lags_on() -> None:
    rows = warped_raters()
    found = fused(rows, STEP, "raaw", align="gctw")
    moved = fused(rows, STEP, "raaw", align="lag")
    assert found.warp is not None
    assert moved.warp is None
    inner = slice(60, -60)
    off = from_each_other(found.warp)[:, inner] - from_each_other(LATE)[:, inner]
    assert np.abs(off).mean() < 0.3
    np.testing.assert_allclose(found.shift, np.nanmean(found.warp, axis=1))
    assert np.nanmean(found.sd) < 0.6 * np.nanmean(moved.sd)
    assert len(found.lag) == len(rows)


def test_what_is_not_late_is_not_bent() -> None:
    alike = canonical_warps(standardised(late([0, 0, 0])), STEP, np.zeros(3), most_seconds=5)
    np.testing.assert_allclose(alike, 0, atol=1e-6)
    noisy = standardised(smoothed(late([0, 0, 0], noise=2.0), 10))
    assert np.abs(canonical_warps(noisy, STEP, np.zeros(3), most_seconds=5)).mean() < 0.5


@settings(deadline=None, max_examples=10)
@given(st.integers(0, 1000), st.floats(0.2, 3))
def test_time_never_runs_back_nor_farther_than_allowed(seed: int, most: float) -> None:
    rng = np.random.default_rng(seed)
    rows = standardised(smoothed(np.cumsum(rng.normal(size=(3, 300)), axis=1), 10))
    found = canonical_warps(rows, STEP, np.zeros(3), most_seconds=most)
    assert np.abs(found).max() <= most + 1e-9
    assert np.diff(found, axis=1).min() >= -(1 - SLOWEST) * STEP - 1e-4
    again = canonical_warps(rows[::-1].copy(), STEP, np.zeros(3), most_seconds=most)
    np.testing.assert_allclose(found, again[::-1], atol=1e-3)


def test_constant_short_and_missing_traces() -> None:
    rows = warped_raters()
    rows[1] = np.nan  # a constant one, after it was standardised
    rows[2, :200] = np.nan
    rows[3, 700:] = np.nan
    found = fused(rows, STEP, "raaw", align="gctw")
    assert found.warp is not None
    assert np.isnan(found.warp[1]).all()
    assert found.shift[1] == 0
    assert np.isfinite(found.warp[0]).mean() > 0.95
    assert np.isnan(found.warp[3, 760:]).all()
    assert np.isfinite(found.value).mean() > 0.95
    short = canonical_warps(rows[[0, 2], :9], STEP, np.zeros(2), most_seconds=5)
    np.testing.assert_array_equal(short, 0)
    brief = fused(late([0, 3])[:, :30], STEP, "raaw", align="gctw")
    assert np.isfinite(brief.value).any()
    one = fused(late([0]), STEP, "raaw", align="gctw")
    np.testing.assert_array_equal(one.shift, 0)


def test_scales_are_the_first_canonical_variates() -> None:
    rows = np.vstack([late([0, 0, 0], noise=0.5), -late([0], noise=0.5, seed=1)])
    v = canonical_scales(rows)
    centred = rows - rows.mean(axis=1)[:, None]
    covariance = centred @ centred.T / rows.shape[1]
    assert (v**2 * covariance.diagonal()).sum() == pytest.approx(4)
    assert v[0] > 0 > v[3]
    best = v @ covariance @ v
    for other in np.random.default_rng(1).normal(size=(200, 4)):
        scaled = other * np.sqrt(4 / (other**2 * covariance.diagonal()).sum())
        assert scaled @ covariance @ scaled <= best + 1e-9
    still = canonical_scales(np.vstack([rows[0], np.full(rows.shape[1], 2.0)]))
    assert still[1] == 0
    assert pearson(rows[0] * still[0], rows[0]) == pytest.approx(1)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 6), st.integers(0, 10_000))
def test_the_quadratic_programme_finds_what_another_solver_finds(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n + 2, n))
    curvature, slope = root.T @ root + 0.1 * np.eye(n), 5 * rng.normal(size=n)
    low, high, steps = -rng.uniform(0.1, 1, n), rng.uniform(0.1, 1, n), rng.uniform(0.1, 1, n - 1)
    found = least_between(curvature, slope, low, high, steps)
    solve: Any = minimize  # its stubs know no function of x alone
    other = solve(
        lambda x: 0.5 * x @ curvature @ x + slope @ x,
        np.zeros(n),
        jac=lambda x: curvature @ x + slope,
        method="SLSQP",
        bounds=Bounds(low, high),
        constraints=[LinearConstraint(np.diff(np.eye(n), axis=0), -steps)] if n > 1 else [],
        options={"ftol": 1e-12, "maxiter": 500},
    )
    np.testing.assert_allclose(found, other.x, atol=1e-5)
