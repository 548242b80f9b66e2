"""Alpha of soft answers by its definition, and of rings of values."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon
from scipy.stats import wasserstein_distance

from affect.agreement import NO_PAIRS, NO_VARIATION, AgreementError, alpha
from affect.agreement.alphas import share_values
from affect.agreement.alphas.distributional import DISTANCES, soft_alpha
from affect.agreement.draws.bootstrap import OVER_CLUSTERS, OVER_RATERS, Draw
from affect.agreement.rated.pairable import Pairable, pairable

LABELS = np.arange(4)
BY_SCIPY: dict[str, Callable[[np.ndarray, np.ndarray], float]] = {
    "js": lambda p, q: jensenshannon(p, q, base=2) ** 2,
    "tv": lambda p, q: np.abs(p - q).sum() / 2,
    "emd": lambda p, q: wasserstein_distance(LABELS, LABELS, p, q),
}


def soft_ratings(seed: int = 0, units: int = 20, raters: int = 3) -> Pairable:
    """Raters who spread their shares around what is heard; some did not answer."""
    rng = np.random.default_rng(seed)
    heard = rng.dirichlet(np.ones(4), units)
    shares = np.array([rng.dirichlet(5 * heard[u] + 0.05, raters) for u in range(units)])
    unit, rater = np.divmod(np.arange(units * raters), raters)
    there = rng.random(units * raters) < 0.9
    return pairable(unit[there], shares.reshape(-1, 4)[there], rater[there])


def by_definition(rated: Pairable, apart: Callable[[np.ndarray, np.ndarray], float]) -> float:
    observed = 0.0
    for unit in range(rated.basis.units):
        mine = rated.values[rated.unit == unit]
        observed += 2 * sum(apart(a, b) for a, b in combinations(mine, 2)) / (len(mine) - 1)
    expected = 2 * sum(apart(a, b) for a, b in combinations(rated.values, 2))
    return 1 - observed * (len(rated.values) - 1) / expected


@pytest.mark.parametrize("distance", DISTANCES)
def test_distances_of_scipy_give_the_same(distance: str) -> None:
    rated = soft_ratings()
    result = soft_alpha(rated, distance, Draw())
    assert result.value == pytest.approx(by_definition(rated, BY_SCIPY[distance]), abs=1e-9)


@pytest.mark.parametrize("distance", ["js", "tv"])
def test_one_label_each_is_the_nominal_level(distance: str) -> None:
    rng = np.random.default_rng(1)
    table = np.where(rng.random((3, 30)) < 0.6, rng.integers(0, 4, 30), rng.integers(0, 4, (3, 30)))
    unit, rater = np.divmod(np.arange(90), 3)
    rated = pairable(unit, np.eye(4)[table.T.ravel()], rater)
    found = soft_alpha(rated, distance, Draw())
    assert found.value == pytest.approx(alpha(table.astype(float), "nominal").value, abs=1e-12)


@pytest.mark.parametrize("distance", DISTANCES)
def test_the_grid_of_many_shares_is_near(monkeypatch: pytest.MonkeyPatch, distance: str) -> None:
    rated = soft_ratings(units=200)
    exact = soft_alpha(rated, distance, Draw()).value
    monkeypatch.setattr(share_values, "MOST_SHARES", 500)
    on_grid = soft_alpha(rated, distance, Draw()).value
    assert on_grid != exact
    assert on_grid == pytest.approx(exact, abs=1e-4)


@pytest.mark.parametrize("distance", DISTANCES)
def test_shares_of_few_decimals_are_found_by_counting(
    monkeypatch: pytest.MonkeyPatch, distance: str
) -> None:
    rng = np.random.default_rng(3)
    percent = np.array([rng.multinomial(100, rng.dirichlet(np.ones(5))) for _ in range(600)])
    unit, rater = np.divmod(np.arange(600), 3)
    rated = pairable(unit, percent / 100, rater)
    counted = soft_alpha(rated, distance, Draw())
    monkeypatch.setattr(share_values, "STEPS", 1)  # nothing but 0 and 1 is a step then
    searched = soft_alpha(rated, distance, Draw())
    assert searched.value == pytest.approx(counted.value, abs=1e-12)
    assert searched.standard_error == pytest.approx(counted.standard_error, abs=1e-12)


@pytest.mark.parametrize("distance", DISTANCES)
def test_the_standard_error_is_the_spread_of_many(distance: str) -> None:
    results = [soft_alpha(soft_ratings(seed, 60), distance, Draw()) for seed in range(120)]
    spread = np.std([result.value for result in results])
    assert np.mean([result.standard_error for result in results]) == pytest.approx(spread, rel=0.2)


@pytest.mark.parametrize("distance", DISTANCES)
def test_draws_of_clusters_and_raters(distance: str) -> None:
    rated, rng = soft_ratings(), np.random.default_rng(1)
    clusters = soft_alpha(rated, distance, Draw(200, rng, clusters=np.arange(20) // 2))
    raters = soft_alpha(rated, distance, Draw(200, rng, raters=True))
    assert (clusters.interval, raters.interval) == (OVER_CLUSTERS, OVER_RATERS)
    for result in (clusters, raters):
        assert result.low <= result.value <= result.high
    assert raters.value == pytest.approx(clusters.value, abs=1e-12)


def test_undefined_and_wrong() -> None:
    same = pairable(np.array([0, 0, 1, 1]), np.full((4, 2), 0.5), None)
    alone = pairable(np.array([0, 1]), np.eye(2), None)
    for distance in DISTANCES:
        assert soft_alpha(same, distance, Draw()).reason == NO_VARIATION
        assert soft_alpha(alone, distance, Draw()).reason == NO_PAIRS
    with pytest.raises(AgreementError, match="unknown distance 'kl'; allowed: js, tv, emd"):
        soft_alpha(same, "kl", Draw())
    for wrong, message in ((0.7, r"some that sum to 1\.4"), (np.nan, "a share is missing")):
        with pytest.raises(AgreementError, match=message):
            soft_alpha(pairable(np.array([0, 0]), np.full((2, 2), wrong), None), "js", Draw())


def ring_alpha(table: np.ndarray, period: float) -> float:
    unit, rater = np.nonzero(~np.isnan(table.T))
    rated = pairable(unit, table.T[unit, rater][:, None], rater)
    return by_definition(rated, lambda a, b: float(np.sin(np.pi * (a - b) / period)[0] ** 2))


cell = st.one_of(st.just(np.nan), st.integers(0, 5).map(float))
tables = st.lists(st.lists(cell, min_size=3, max_size=3), min_size=3, max_size=8)


@settings(deadline=None, max_examples=40)
@given(tables, st.integers(0, 5))
def test_turning_the_ring_does_not_matter(rows: list[list[float]], turn: int) -> None:
    table = np.array(rows).T
    found = alpha(table, "circular", period=6)
    turned = alpha((table + turn) % 6, "circular", period=6)
    if found.value is None:
        assert turned.value is None
    else:
        assert found.value == pytest.approx(ring_alpha(table, 6), abs=1e-9)
        assert turned.value == pytest.approx(found.value, abs=1e-9)


def test_angles_on_a_ring() -> None:
    rng = np.random.default_rng(0)
    table = (rng.uniform(0, 360, 80) + rng.normal(0, 20, (3, 80))) % 360
    table[0, 0] = np.nan
    found = alpha(table, "circular", period=360)
    assert found.value == pytest.approx(ring_alpha(table, 360), abs=1e-9)
    drawn = alpha(table, "circular", period=360, resamples=100, rng=rng, raters=True)
    assert drawn.value == pytest.approx(found.value, abs=1e-12)


def test_the_period_of_whole_numbers_is_their_range() -> None:
    table = [[1, 2, 8, 4], [8, 2, 7, 5]]
    assert alpha(table, "circular") == alpha(table, "circular", period=8)
    with pytest.raises(AgreementError, match="need their period"):
        alpha([[0.5, 1], [1, 2]], "circular")
    with pytest.raises(AgreementError, match="above 0, not -1"):
        alpha(table, "circular", period=-1)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio", "circular"])
def test_drawing_and_leaving_out_raters_at_every_level(level: str) -> None:
    from affect.agreement.alphas.alpha import alpha_of_raters
    from affect.agreement.rated.pairable import from_table

    rng = np.random.default_rng(4)
    table = np.where(rng.random((4, 50)) < 0.6, rng.integers(0, 6, 50), rng.integers(0, 6, (4, 50)))
    table = np.where(rng.random(table.shape) < 0.1, np.nan, table.astype(float))
    drawn = alpha(table, level, resamples=100, rng=rng, raters=True, period=6)
    assert drawn.value == pytest.approx(alpha(table, level, period=6).value, abs=1e-9)
    assert drawn.interval == OVER_RATERS
    assert drawn.high - drawn.value < 0.2
    count, outputs = alpha_of_raters(from_table(table), level, 6)
    for rater in range(count):
        times = np.ones(count)
        times[rater] = 0
        without = alpha(np.delete(table, rater, axis=0), level, period=6)
        assert outputs(times)[0] == pytest.approx(without.value, abs=1e-9)
