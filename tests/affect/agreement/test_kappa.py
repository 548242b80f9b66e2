"""Kappas on the tables of the papers, at their edges, and under changes that must not matter."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.agreement import NO_PAIRS, NO_RATINGS, NO_VARIATION, AgreementError, alpha
from affect.agreement.alphas.alpha_weighted import alpha_weighted
from affect.agreement.draws.linearised import LINEARISED
from affect.agreement.kappas.kappa import KAPPAS, kappa
from affect.agreement.kappas.light import light_kappa
from affect.agreement.kappas.weights import WEIGHTS, agreement_weights, from_disagreement
from affect.agreement.rated.ratings import (
    coincidences,
    confusion,
    ratings_of_contingency,
    ratings_of_counts,
    ratings_of_long,
    ratings_of_table,
)

NAN = np.nan
FOUR_RATERS = np.array(  # Gwet (2014), table 4.4: raters, units
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, NAN],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
)


@pytest.mark.parametrize(
    ("stat", "value", "error"),
    [
        ("gwet-ac1", 0.77544, 0.14295),
        ("fleiss-kappa", 0.76117, 0.15302),
        ("conger-kappa", 0.76282, 0.14917),
    ],
)
def test_gwets_table_with_missing_ratings(stat: str, value: float, error: float) -> None:
    result = kappa(stat, ratings_of_table(FOUR_RATERS))
    assert result.value == pytest.approx(value, abs=5e-6)
    assert result.standard_error == pytest.approx(error, abs=5e-6)
    assert (result.high, result.interval) == (1.0, LINEARISED)
    assert (result.units, result.single_rated_units, result.ratings) == (11, 1, 40)


def test_gwets_standard_error_of_alpha() -> None:
    result = alpha_weighted(ratings_of_table(FOUR_RATERS))
    assert result.value == pytest.approx(alpha(FOUR_RATERS, "nominal").value, abs=1e-12)
    assert result.standard_error == pytest.approx(0.14557, abs=5e-6)
    assert result.low == pytest.approx(0.41906, abs=5e-6)


def test_cohen_1960_and_1968() -> None:
    plain = ratings_of_contingency([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert kappa("cohen-kappa", plain).value == pytest.approx(0.492, abs=5e-4)
    shares = [[0.44, 0.07, 0.09], [0.05, 0.2, 0.05], [0.01, 0.03, 0.06]]
    own = from_disagreement([[0, 1, 3], [1, 0, 6], [3, 6, 0]])
    result = kappa("cohen-kappa", ratings_of_contingency(shares), own)
    assert result.value == pytest.approx(0.348, abs=5e-4)
    assert (result.low, result.standard_error) == (None, None)


def test_the_three_of_zwick_differ_where_the_margins_do() -> None:
    table = ratings_of_contingency([[20, 5, 5, 10], [0, 10, 5, 5], [0, 5, 10, 5], [0, 0, 0, 20]])
    found = [kappa(stat, table).value for stat in ("bennett-s", "scott-pi", "cohen-kappa")]
    assert found == pytest.approx([0.467, 0.460, 0.474], abs=6e-4)


def test_counts_without_raters() -> None:
    votes = ratings_of_counts([[3, 0], [2, 1], [2, 1], [3, 0]])  # Randolph (2005), p. 17
    assert kappa("fleiss-kappa", votes).value == pytest.approx(-0.2)
    assert kappa("randolph-kappa", votes).value == pytest.approx(1 / 3)
    with pytest.raises(AgreementError, match="who gave these ratings is unknown: use fleiss"):
        kappa("conger-kappa", votes)
    with pytest.raises(AgreementError, match="a unit has 3 ratings: use fleiss-kappa"):
        kappa("scott-pi", votes)


def test_light_is_the_mean_of_pairs() -> None:
    pairs = [
        kappa("cohen-kappa", ratings_of_table(FOUR_RATERS[[a, b]], [1, 2, 3, 4, 5])).value
        for a in range(4)
        for b in range(a)
    ]
    assert light_kappa(ratings_of_table(FOUR_RATERS)).value == pytest.approx(np.mean(pairs))


@pytest.mark.parametrize("weights", WEIGHTS)
def test_weights_fall_with_the_distance(weights: str) -> None:
    matrix = agreement_weights(weights, [1, 2, 3, 4, 5])
    np.testing.assert_array_equal(matrix, matrix.T)
    np.testing.assert_array_equal(np.diag(matrix), np.ones(5))
    assert matrix.min() == pytest.approx(0, abs=1e-15)
    if weights == "circular":
        assert matrix[0, 4] == pytest.approx(matrix[0, 1])
    elif weights != "identity":
        assert (np.diff(matrix[0]) < 0).all()


def test_quadratic_weights_are_the_interval_level() -> None:
    result = alpha_weighted(ratings_of_table(FOUR_RATERS), "quadratic")
    assert result.value == pytest.approx(alpha(FOUR_RATERS, "interval").value, abs=1e-12)


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ("cubic", "unknown weights 'cubic'; allowed: identity, linear"),
        (np.eye(3), "weights of 5 categories are 5 x 5, these are 3 x 3"),
        (np.eye(5) * 2, "with 1 on the diagonal"),
        (np.eye(5) + 3 * np.eye(5)[::-1] * (1 - np.eye(5)), "at most 1, not 3"),
    ],
)
def test_wrong_weights_are_named(weights: Any, message: str) -> None:
    with pytest.raises(AgreementError, match=message):
        kappa("gwet-ac2", ratings_of_table(FOUR_RATERS), weights)


def test_wrong_tables_are_named() -> None:
    with pytest.raises(AgreementError, match="two raters and there are 4: use light-kappa"):
        kappa("cohen-kappa", ratings_of_table(FOUR_RATERS))
    with pytest.raises(AgreementError, match="7 is none of the categories: 1, 2"):
        ratings_of_table([[1, 7]], [1, 2])
    with pytest.raises(AgreementError, match="a row and a column per category"):
        ratings_of_contingency([[1, 2, 3], [1, 2, 3]])
    with pytest.raises(AgreementError, match="unknown kappa 'x'; allowed: percent-agreement"):
        kappa("x", ratings_of_table(FOUR_RATERS))
    with pytest.raises(AgreementError, match="does not say how many units"):
        table = ratings_of_contingency([[0.5, 0.1], [0.1, 0.3]])
        kappa("cohen-kappa", table, resamples=10, rng=np.random.default_rng(0))


def test_percent_agreement_takes_no_chance_off() -> None:
    same = kappa("percent-agreement", ratings_of_table([[1, 1, 1], [1, 1, 1]]))
    assert (same.value, same.reason) == (1.0, None)
    result = kappa("percent-agreement", ratings_of_table(FOUR_RATERS))
    assert result.value == pytest.approx(0.81818, abs=5e-6)


@pytest.mark.parametrize("stat", [*sorted(set(KAPPAS) - {"percent-agreement"}), "light"])
def test_undefined_has_a_reason(stat: str) -> None:
    def found(table: list[list[float]]) -> str | None:
        ratings = ratings_of_table(table, [1, 2])
        return (light_kappa(ratings) if stat == "light" else kappa(stat, ratings)).reason

    assert found([[1, 1, 1], [1, 1, 1]]) == NO_VARIATION
    assert found([[1, NAN], [NAN, 2]]) == NO_PAIRS
    assert found([[NAN, NAN], [NAN, NAN]]) == NO_RATINGS


cell = st.one_of(st.just(NAN), st.integers(0, 3).map(float))
tables = st.lists(st.lists(cell, min_size=3, max_size=3), min_size=2, max_size=10).map(
    lambda rows: np.array(rows).T
)
MANY = [stat for stat, kind in KAPPAS.items() if not kind.two_raters]


def same(left: float | None, right: float | None) -> bool:
    return left == (None if right is None else pytest.approx(right, abs=1e-9))


@settings(deadline=None, max_examples=60)
@given(tables, st.permutations(range(3)), st.permutations(range(4)))
def test_names_and_order_do_not_matter(table: np.ndarray, raters: Any, labels: Any) -> None:
    renamed = np.where(
        np.isnan(table), NAN, np.array([*labels, 0.0])[np.nan_to_num(table, nan=4).astype(int)]
    )
    for stat in MANY:
        value = kappa(stat, ratings_of_table(table), "identity").value
        assert same(value, kappa(stat, ratings_of_table(table[list(raters)]), "identity").value)
        assert same(value, kappa(stat, ratings_of_table(renamed), "identity").value)
        assert same(value, kappa(stat, ratings_of_table(table[:, ::-1]), "identity").value)


@settings(deadline=None, max_examples=60)
@given(tables)
def test_doubled_units_and_empty_ones_do_not_move_the_value(table: np.ndarray) -> None:
    doubled, empty = np.hstack([table, table]), np.hstack([table, np.full((3, 2), NAN)])
    more = np.vstack([table, np.full((1, table.shape[1]), NAN)])
    for stat in MANY:
        value = kappa(stat, ratings_of_table(table)).value
        assert same(value, kappa(stat, ratings_of_table(doubled)).value)
        assert same(value, kappa(stat, ratings_of_table(empty)).value)
        assert same(value, kappa(stat, ratings_of_table(more)).value)
    assert same(
        light_kappa(ratings_of_table(table)).value, light_kappa(ratings_of_table(doubled)).value
    )


def test_the_standard_error_is_the_spread_of_many_tables() -> None:
    rng = np.random.default_rng(4)

    def drawn(units: int) -> np.ndarray:
        truth = rng.integers(0, 3, units)
        guesses = rng.integers(0, 3, (4, units))
        rated = np.where(rng.random((4, units)) < 0.6, truth, guesses).astype(float)
        return np.where(rng.random(rated.shape) < 0.1, NAN, rated)

    for stat in MANY:
        results = [kappa(stat, ratings_of_table(drawn(150))) for _ in range(150)]
        spread = np.std([result.value for result in results])
        errors = np.mean([result.standard_error for result in results])
        assert errors == pytest.approx(spread, rel=0.2)


def test_long_and_wide_are_the_same() -> None:
    unit, rater = np.nonzero(~np.isnan(FOUR_RATERS.T))
    long = ratings_of_long(unit, rater, FOUR_RATERS.T[unit, rater])
    for stat in MANY:
        assert kappa(stat, long) == kappa(stat, ratings_of_table(FOUR_RATERS))


def test_coincidences_of_krippendorff() -> None:
    # Krippendorff (2011), example B: two observers, nominal data with five values
    table = [[1, 1, 2, 2, 4, 1, 1, 1, 5, 4, 1, 1], [2, 1, 2, 2, 2, 1, 1, 1, 5, 4, 1, 4]]
    found = coincidences(ratings_of_table(np.array(table, float)))
    assert found.sum() == 24
    np.testing.assert_array_equal(found, found.T)
    np.testing.assert_array_equal(np.diag(found), [10, 4, 2, 2])
    assert (found[0, 1], found[0, 2], found[1, 2]) == (1, 1, 1)


def test_coincidences_give_alpha() -> None:
    ratings = ratings_of_table(FOUR_RATERS)
    pairs = coincidences(ratings)
    n, totals = pairs.sum(), pairs.sum(axis=1)
    observed = 1 - np.trace(pairs) / n
    expected = 1 - (totals * (totals - 1)).sum() / (n * (n - 1))
    assert 1 - observed / expected == pytest.approx(alpha(FOUR_RATERS, "nominal").value)


def test_confusion_between_two_raters() -> None:
    ratings = ratings_of_table(FOUR_RATERS)
    found = confusion(ratings, 0, 1)
    assert found.sum() == 9  # units that both rated
    assert found[0, 1] == 1  # one unit, where the first said 1 and the second 2
    np.testing.assert_array_equal(found.T, confusion(ratings, 1, 0))
    with pytest.raises(AgreementError, match="who gave these ratings is unknown"):
        confusion(ratings_of_counts([[1, 1]]), 0, 1)


def test_a_kappa_below_minus_one_lies_within_its_interval() -> None:
    # one pair that disagrees, and single ratings that make chance agreement large
    result = kappa("fleiss-kappa", ratings_of_table([[0, 1, 0], [NAN, 0, NAN]]))
    assert result.value == pytest.approx(-2.6)
    assert result.low <= result.value <= result.high
