"""Intraclass correlations: published tables, gaps, and draws."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.agreement import NO_PAIRS, NO_VARIATION, Result
from affect.agreement.correlations.concordance import ccc_pairable, kendall_w_pairable
from affect.agreement.correlations.icc import (
    BY_F,
    FORMS,
    MISSING,
    NO_WHOLE_UNIT,
    TOO_FEW,
    UNKNOWN,
    cronbach_alpha,
    icc,
    icc_pairable,
)
from affect.agreement.correlations.variance_components import components_of
from affect.agreement.draws.bootstrap import OVER_RATERS, OVER_UNITS, Draw
from affect.agreement.rated.pairable import from_table, pairable
from affect.traces.concordance import ccc

NAN = np.nan
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
).T


def values(found: dict[str, Result]) -> list[float | None]:
    return [found[form].value for form in FORMS]


def test_shrout_and_fleiss_1979() -> None:
    found = icc(SHROUT_FLEISS)
    assert values(found) == pytest.approx([0.17, 0.29, 0.71, 0.44, 0.62, 0.91], abs=5e-3)
    ends = [(round(found[form].low, 2), round(found[form].high, 2)) for form in FORMS]
    assert ends == [
        (-0.13, 0.72),
        (0.02, 0.76),
        (0.34, 0.95),
        (-0.88, 0.91),
        (0.07, 0.93),
        (0.68, 0.99),
    ]
    assert {result.interval for result in found.values()} == {BY_F}


def test_cronbach_is_the_third_form_of_whole_units() -> None:
    holed = SHROUT_FLEISS.copy()
    holed[0, 1] = NAN
    whole = np.delete(SHROUT_FLEISS, 1, axis=1)
    result = cronbach_alpha(from_table(holed), Draw())
    k, total = 4, whole.sum(axis=0).var()
    by_parts = k / (k - 1) * (1 - whole.var(axis=1).sum() / total)
    assert result.value == pytest.approx(by_parts, abs=1e-12)
    assert result == icc(whole)["icc3k"]


def by_reductions(table: np.ndarray) -> list[float]:
    """The six forms by least squares with a column per unit and rater, as Henderson III says."""
    units = [u for u in range(table.shape[1]) if (~np.isnan(table[:, u])).sum() >= 2]
    cells = [(u, r) for u in units for r in range(len(table)) if not np.isnan(table[r, u])]
    x = np.array([table[r, u] for u, r in cells])
    of_unit = np.array([[u == unit for unit in units] for u, _ in cells], float)
    of_rater = np.array([[r == rater for rater in {r for _, r in cells}] for _, r in cells], float)

    def fit(columns: np.ndarray) -> tuple[float, int]:
        fitted, _, rank, _ = np.linalg.lstsq(columns, x, rcond=None)
        return float(((columns @ fitted) ** 2).sum()), int(rank)

    both = np.hstack([of_unit, of_rater])
    (all_ss, all_rank), (unit_ss, n), (rater_ss, k) = fit(both), fit(of_unit), fit(of_rater)
    size, n_x = of_unit.sum(axis=0), len(x)
    error = (x @ x - all_ss) / (n_x - all_rank)
    rater = (all_ss - unit_ss - (all_rank - n) * error) / (n_x - n)
    unit = (all_ss - rater_ss - (all_rank - k) * error) / (n_x - k)
    within = (x @ x - unit_ss) / (n_x - n)
    mean_ss = x.sum() ** 2 / n_x
    m_0 = (n_x - (size**2).sum() / n_x) / (n - 1)
    unit_1 = ((unit_ss - mean_ss) / (n - 1) - within) / m_0
    m = n / (1 / size).sum()
    pairs = [(unit_1, within), (unit, rater + error), (unit, error)]
    return [a / (a + b) for a, b in pairs] + [a / (a + b / m) for a, b in pairs]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("whole", [True, False])
def test_gaps_are_those_of_least_squares(seed: int, whole: bool) -> None:
    rng = np.random.default_rng(seed)
    table = rng.normal(size=25) + rng.normal(size=(5, 1)) + rng.normal(size=(5, 25))
    table = np.rint(table * 2) if whole else table
    table[rng.random(table.shape) < 0.3] = NAN
    assert values(icc(table)) == pytest.approx(by_reductions(table), abs=1e-9)


def test_raters_who_share_no_unit_are_compared_within_their_part() -> None:
    rng = np.random.default_rng(1)
    table = np.full((6, 20), NAN)
    table[:3, :10] = rng.normal(size=10) + rng.normal(size=(3, 10))
    table[3:, 10:] = rng.normal(size=10) + rng.normal(size=(3, 10))
    assert values(icc(table)) == pytest.approx(by_reductions(table), abs=1e-9)


def test_without_gaps_both_ways_are_one() -> None:
    coefficient = components_of(from_table(SHROUT_FLEISS))
    found = coefficient.alphas(coefficient.weight[None, :].astype(float))[0]
    assert list(found) == pytest.approx(values(icc(SHROUT_FLEISS)), abs=1e-12)


@pytest.mark.parametrize("gaps", [0.0, 0.2])
def test_forms_are_the_variances_that_made_the_table(gaps: float) -> None:
    rng = np.random.default_rng(3)
    table = rng.normal(0, 2, 4000) + rng.normal(0, 1, (60, 1)) + rng.normal(0, 1.5, (60, 4000))
    table[rng.random(table.shape) < gaps] = NAN
    found = icc(table)
    # s_a = 4, s_b = 1, s_e = 2.25
    assert found["icc2"].value == pytest.approx(4 / 7.25, abs=0.04)
    assert found["icc3"].value == pytest.approx(4 / 6.25, abs=0.02)
    assert found["icc1"].value == pytest.approx(found["icc2"].value, abs=0.005)


@pytest.mark.parametrize("gaps", [0.0, 0.1])
def test_intervals_of_units_are_of_tables_drawn_again(gaps: float) -> None:
    rng = np.random.default_rng(5)
    table = rng.normal(size=60) + rng.normal(0, 0.5, (4, 1)) + rng.normal(size=(4, 60))
    table[rng.random(table.shape) < gaps] = NAN
    by_hand = [values(icc(table[:, rng.integers(0, 60, 60)])) for _ in range(400)]
    found = icc(table, resamples=400, rng=rng)
    ends = np.quantile(np.array(by_hand, float), [0.025, 0.975], axis=0)
    for form, low, high in zip(FORMS, *ends, strict=True):
        near = 0.2 * (high - low)
        assert [found[form].low, found[form].high] == pytest.approx([low, high], abs=near)
        assert found[form].interval == OVER_UNITS


def test_many_raters_with_gaps_have_groups_left_out() -> None:
    rng = np.random.default_rng(6)
    table = np.full((80, 400), NAN)
    who = np.array([rng.choice(80, 4, replace=False) for _ in range(400)]).T
    heard, habit = rng.normal(size=400), rng.normal(0, 0.5, 80)
    table[who, np.arange(400)] = heard + habit[who] + rng.normal(size=(4, 400))
    by_hand = [values(icc(table[:, rng.integers(0, 400, 400)])) for _ in range(150)]
    found = icc(table, resamples=1000, rng=rng)
    for form, spread in zip(FORMS, np.std(np.array(by_hand, float), axis=0), strict=True):
        assert found[form].interval == "jackknife of 25 groups of units"
        assert (found[form].high - found[form].low) / 4.13 == pytest.approx(spread, rel=0.4)
    clusters = icc(table, resamples=1000, rng=rng, clusters=np.arange(400) // 20)
    assert clusters["icc2"].interval == "jackknife of 20 groups of clusters"


def test_intervals_of_f_cover_as_often_as_they_say() -> None:
    rng = np.random.default_rng(8)
    held = np.zeros(2)
    for _ in range(300):
        x = rng.normal(size=30) + rng.normal(0, 0.5, (4, 1)) + rng.normal(size=(4, 30))
        found = icc(x)
        truth = {"icc2": 1 / 2.25, "icc3": 1 / 2}
        held += [found[form].low <= true <= found[form].high for form, true in truth.items()]
    assert (held >= 270).all()
    assert (held <= 297).all()


def test_drawing_raters() -> None:
    rng = np.random.default_rng(2)
    found = icc(SHROUT_FLEISS, resamples=200, rng=rng, raters=True)
    for form, value in zip(FORMS, values(icc(SHROUT_FLEISS)), strict=True):
        assert found[form].value == pytest.approx(value, abs=1e-12)
        assert found[form].interval == OVER_RATERS
    holed = SHROUT_FLEISS.copy()
    holed[0, 0] = NAN
    refused = icc(holed, resamples=20, rng=rng, raters=True)["icc2"]
    assert (refused.low, refused.interval) == (None, MISSING)


def test_undefined_has_a_reason() -> None:
    assert {r.reason for r in icc([[1, 1, 1], [1, 1, 1]]).values()} == {NO_VARIATION}
    assert {r.reason for r in icc([[1, NAN], [NAN, 2]]).values()} == {NO_PAIRS}
    unknown = icc_pairable(pairable(np.array([0, 0, 1, 1]), np.array([1.0, 2, 4, 5]), None), Draw())
    assert unknown["icc1"].value == pytest.approx(0.89, abs=0.005)
    assert {unknown[form].reason for form in ("icc2", "icc3k")} == {UNKNOWN}


rows = st.lists(
    st.lists(st.integers(-5, 5).map(float), min_size=3, max_size=3), min_size=3, max_size=9
)


@settings(deadline=None, max_examples=50)
@given(rows, st.permutations(range(3)), st.floats(-100, 100), st.floats(0.1, 10))
def test_order_shift_and_scale_do_not_matter(
    table: list[list[float]], order: Any, shift: float, scale: float
) -> None:
    x = np.array(table).T
    moved = icc(x[list(order)] * scale + shift)
    for form, result in icc(x).items():
        if result.value is not None and abs(result.value) < 1e3:
            assert moved[form].value == pytest.approx(result.value, rel=1e-6, abs=1e-6)


def test_mean_ccc_is_that_of_its_pairs() -> None:
    rng = np.random.default_rng(0)
    table = rng.normal(size=30) + rng.normal(size=(4, 30))
    table[rng.random(table.shape) < 0.2] = NAN
    pairs = [ccc(table[a], table[b]) for a in range(4) for b in range(a)]
    assert ccc_pairable(from_table(table), Draw()).value == pytest.approx(np.mean(pairs), abs=1e-12)
    same = ccc_pairable(from_table(np.tile(np.arange(1.0, 6), (2, 1))), Draw())
    assert same.value == 1.0
    constant = ccc_pairable(from_table([[1, 2, 3], [2, 2, 2]]), Draw())
    assert constant.value == 0


def test_drawing_raters_of_ccc_and_w() -> None:
    rng = np.random.default_rng(0)
    table = rng.normal(size=30) + rng.normal(size=(5, 30))
    for statistic in (ccc_pairable, kendall_w_pairable):
        plain = statistic(from_table(table), Draw())
        drawn = statistic(from_table(table), Draw(300, rng, raters=True))
        assert drawn.value == pytest.approx(plain.value, abs=1e-12)
        assert drawn.low < plain.value < drawn.high
        units = statistic(from_table(table), Draw(300, rng))
        assert units.low < plain.value < units.high


def test_kendall_w_with_and_without_ties() -> None:
    # Siegel and Castellan (1988), table 9.9: three judges, six applicants
    judges = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
    assert kendall_w_pairable(from_table(judges), Draw()).value == pytest.approx(0.16, abs=5e-3)
    tied = np.array([[1, 2, 2, 4, 5], [1, 1, 3, 4, 5], [2, 1, 3, 3, 5]], float)
    ranks = np.array([[1, 2.5, 2.5, 4, 5], [1.5, 1.5, 3, 4, 5], [2, 1, 3.5, 3.5, 5]])
    sums = ranks.sum(axis=0)
    apart = ((sums - sums.mean()) ** 2).sum()
    w = 12 * apart / (9 * (5**3 - 5) - 3 * (3 * (2**3 - 2)))
    assert kendall_w_pairable(from_table(tied), Draw()).value == pytest.approx(w, abs=1e-12)


def test_too_little_to_tell_variances_apart_is_said() -> None:
    # as many effects as ratings: nothing is left to measure the error by
    found = icc([[1, 4], [2, NAN], [NAN, 3]])
    assert {found[form].reason for form in ("icc2", "icc3")} == {TOO_FEW}
    assert {result.reason for result in icc([[1], [2]]).values()} == {TOO_FEW}


def test_no_unit_of_all_raters_is_a_reason() -> None:
    rated = from_table([[1, 2, NAN], [2, NAN, 3], [NAN, 1, 4]])
    for statistic in (kendall_w_pairable, cronbach_alpha):
        assert statistic(rated, Draw()).reason == NO_WHOLE_UNIT
