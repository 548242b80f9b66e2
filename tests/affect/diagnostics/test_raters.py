"""What is said of each rater: against alpha, plain loops, and raters made to be found."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.agreement import alpha
from affect.coded import Coded
from affect.diagnostics import (
    DiagnosticsError,
    agreement_drift,
    agreement_with_others,
    distances,
    label_bias,
    leave_one_out,
    number_bias,
    repeat_consistency,
    severity_drift,
    shared_ratings,
)
from tests.affect.diagnostics.simulated import coded, labels, numbers, table

FORMS = [("nominal", labels, 4), ("interval", numbers, 0)]


@pytest.mark.parametrize(("level", "make", "n_labels"), FORMS)
def test_distances_are_those_of_alpha(level: str, make, n_labels: int) -> None:
    ratings = make()
    apart = distances(shared_ratings(ratings, n_labels))
    assert 1 - apart.observed.sum() / apart.expected.sum() == pytest.approx(
        alpha(table(ratings), level).value, abs=1e-12
    )


@pytest.mark.parametrize(("level", "make", "n_labels"), FORMS)
def test_alpha_is_the_weighted_mean_of_raters(level: str, make, n_labels: int) -> None:
    shared = shared_ratings(make(), n_labels)
    found = agreement_with_others(shared)
    n = np.array([one.n for one in found])
    mean = np.average([one.value for one in found], weights=n)
    assert mean == pytest.approx(leave_one_out(shared).alpha, abs=1e-12)
    assert all(one.low < one.value < one.high for one in found)


@pytest.mark.parametrize(("level", "make", "n_labels"), FORMS)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_without_a_rater_is_alpha_of_the_table_without_the_row(
    level: str, make, n_labels: int, seed: int
) -> None:
    ratings = make(units=12, raters=3, seed=seed)
    found = leave_one_out(shared_ratings(ratings, n_labels))
    rows = table(ratings)
    for rater, one in enumerate(found.without):
        expected = alpha(np.delete(rows, rater, axis=0), level)
        assert one.n == expected.ratings
        if expected.value is None:
            assert one.value is None
            assert one.reason
        else:
            assert one.value == pytest.approx(expected.value, abs=1e-9)


def test_columns_are_pooled_as_in_the_alpha_of_vectors() -> None:
    """A column that is twice another has the same alpha, and so have both together."""
    one = numbers()
    both = coded(one.unit, one.rater, np.stack([one.values, 2 * one.values], axis=1))
    single, pooled = leave_one_out(shared_ratings(one)), leave_one_out(shared_ratings(both))
    assert pooled.alpha == pytest.approx(single.alpha, abs=1e-12)
    assert [w.value for w in pooled.without] == pytest.approx([w.value for w in single.without])


def test_unknown_raters_count_among_the_others() -> None:
    ratings = coded(np.array([0, 0, 1, 1]), np.array([0, -1, 0, -1]), np.array([1, 1, 0, 1]))
    found = agreement_with_others(shared_ratings(ratings, 2))
    assert [one.n for one in found] == [2]
    assert leave_one_out(shared_ratings(ratings, 2)).without[0].n == 0


def test_reasons() -> None:
    alone = coded(np.array([0, 1, 1]), np.array([0, 1, 2]), np.array([1, 1, 1]))
    first, second, _ = agreement_with_others(shared_ratings(alone, 2))
    assert (first.value, first.reason) == (None, "rated nothing that others rated, too")
    assert (second.value, second.reason) == (None, "all ratings are the same value")
    left = leave_one_out(shared_ratings(alone, 2)).without
    assert left[1].reason == "without this rater no unit has two ratings"
    with pytest.raises(DiagnosticsError, match="answers with parts"):
        shared_ratings(coded(np.array([0]), np.array([0]), np.array([["a"]], object)))
    with pytest.raises(DiagnosticsError, match="code 4 is beyond the 3 labels"):
        shared_ratings(coded(np.array([0, 0]), np.array([0, 1]), np.array([4, 1])), 3)


def test_two_raters_have_the_odds_of_mcnemar() -> None:
    """Of pairs, Mantel-Haenszel is the quotient of discordant pairs; with half a pair in each
    direction, log((9 + 1/2) / (3 + 1/2)) with variance 1 / 9.5 + 1 / 3.5."""
    mine = np.array([1] * 9 + [0] * 3 + [1] * 5 + [0] * 4)
    theirs = np.array([0] * 9 + [1] * 3 + [1] * 5 + [0] * 4)
    units = np.arange(len(mine))
    ratings = coded(
        np.concatenate([units, units]),
        np.repeat([0, 1], len(mine)),
        np.concatenate([mine, theirs]),
    )
    first, second = label_bias(shared_ratings(ratings, 2))[1]
    assert first.value == pytest.approx(math.log(9.5 / 3.5))
    assert second.value == pytest.approx(-math.log(9.5 / 3.5))
    half = 1.959964 * math.sqrt(1 / 9.5 + 1 / 3.5)
    assert (first.low, first.high) == pytest.approx((first.value - half, first.value + half))


def _mantel_haenszel(ratings: Coded, rater: int, label: int) -> tuple[float, float]:
    """Log odds ratio and its variance, stratum by stratum, as the papers write them."""
    r = s = pr = ps = qr = qs = 0.0
    for unit in np.unique(ratings.unit):
        rows = ratings.unit == unit
        own = ratings.values[rows & (ratings.rater == rater)]
        others = ratings.values[rows & (ratings.rater != rater)]
        if len(own) == 0 or len(others) == 0:
            continue
        a, b = int(own[0] == label), int(own[0] != label)
        c, d = int((others == label).sum()), int((others != label).sum())
        n = a + b + c + d
        p, q, r_i, s_i = (a + d) / n, (b + c) / n, a * d / n, b * c / n
        r, s = r + r_i, s + s_i
        pr, ps, qr, qs = pr + p * r_i, ps + p * s_i, qr + q * r_i, qs + q * s_i
    r, s, pr, qs = r + 0.25, s + 0.25, pr + 0.25, qs + 0.25
    return math.log(r / s), pr / (2 * r * r) + (ps + qr) / (2 * r * s) + qs / (2 * s * s)


def test_bias_is_mantel_haenszel_over_units() -> None:
    ratings = labels(units=40)
    found = label_bias(shared_ratings(ratings, 4))
    for label, raters in enumerate(found):
        for rater, one in enumerate(raters):
            value, variance = _mantel_haenszel(ratings, rater, label)
            assert one.value == pytest.approx(value, abs=1e-9)
            assert one.high - one.value == pytest.approx(1.959964 * math.sqrt(variance), rel=1e-6)


def test_a_rater_who_sees_more_of_a_label_is_found() -> None:
    ratings = labels(units=400)
    turned = (ratings.rater == 2) & (ratings.values == 0)
    ratings.values[turned] = 3
    found = label_bias(shared_ratings(ratings, 4))
    assert found[3][2].low > 0
    assert found[0][2].high < 0
    assert all(found[3][rater].low < 0.3 for rater in (0, 1, 3, 4))


def test_severity_and_spread_of_numbers() -> None:
    ratings = numbers(units=300)
    severe = ratings.rater == 1
    ratings.values[severe] += 1.5
    narrow = ratings.rater == 3
    ratings.values[narrow] = 100 + 0.3 * (ratings.values[narrow] - 100)
    (found,) = number_bias(shared_ratings(ratings))
    assert found.severity[1].low < 1.5 * 1.25
    assert found.severity[1].value == pytest.approx(1.5, abs=0.3)
    assert found.spread[3].value < 0.5
    assert found.spread[0].value == pytest.approx(1.0, abs=0.2)


def test_drift_is_found_where_it_is() -> None:
    rng = np.random.default_rng(4)
    ratings = labels(units=600)
    order = np.arange(len(ratings.unit))
    late = (ratings.rater == 4) & (ratings.unit > 300)
    ratings.values[late] = rng.integers(0, 4, int(late.sum()))
    found = agreement_drift(shared_ratings(ratings, 4), order)
    assert found[4].high < 0
    # who is compared with the rater that tires agrees a little less late on, too
    assert all(found[4].high < found[rater].value for rater in range(4))
    few = agreement_drift(shared_ratings(labels(units=6), 4), np.arange(30))
    assert few[0].value is None
    assert "at least 10" in (few[0].reason or "")


def test_drift_is_the_slope_of_least_squares() -> None:
    ratings = numbers(units=30, raters=3)
    order = np.random.default_rng(3).permutation(len(ratings.unit))
    (found,) = severity_drift(shared_ratings(ratings), order)
    rows = table(ratings)
    shared = np.flatnonzero((ratings.rater == 0) & (np.bincount(ratings.unit)[ratings.unit] >= 2))
    shared = shared[np.argsort(order[shared])]
    others = rows[1:, ratings.unit[shared]]
    y = ratings.values[shared] - np.nanmean(others, axis=0)
    slope, _ = np.polyfit(np.linspace(0, 1, len(y)), y, 1)
    assert found[0].value == pytest.approx(slope, abs=1e-9)


def test_repeats() -> None:
    ratings = coded(
        np.array([0, 0, 1, 1, 2, 2, 3, 0, 1, 2]),
        np.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 1]),
        np.array([1, 1, 0, 0, 1, 0, 1, 1, 0, 1]),
    )
    mine, other = repeat_consistency(ratings, 2)
    # D_o 2/6; D_e of three ones and three noughts, 1 - 12/30
    assert mine.value == pytest.approx(1 - (1 / 3) / 0.6)
    assert mine.n == 6
    assert (other.value, other.reason) == (None, "rated nothing twice")


@given(seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_labels_have_no_order_and_raters_no_rank(seed: int) -> None:
    ratings = labels(units=20, seed=seed)
    rng = np.random.default_rng(seed)
    names, people = rng.permutation(4), rng.permutation(5)
    other = coded(ratings.unit, people[ratings.rater], names[ratings.values].astype(np.int16))
    first = agreement_with_others(shared_ratings(ratings, 4))
    second = agreement_with_others(shared_ratings(other, 4))
    for rater in range(5):
        assert second[people[rater]].value == pytest.approx(first[rater].value, abs=1e-12)
