"""How divided items are, and whose labels meet in them."""

import numpy as np
import pytest
from scipy import stats

from affect.diagnostics import (
    DiagnosticsError,
    division,
    label_pairs,
    number_division,
    shared_ratings,
)
from tests.affect.diagnostics.simulated import coded, labels


def test_division_of_votes() -> None:
    found = division([[4, 0, 0], [2, 2, 0], [1, 1, 1], [3, 1, 0], [0, 0, 0]])
    assert found.entropy[:3] == pytest.approx([0, 1, np.log2(3)])
    assert found.camps[:4] == pytest.approx([0, 1, 4 / 9, 0.75])
    assert np.isnan([found.entropy[4], found.camps[4]]).all()
    assert found.first.tolist() == [0, 0, 0, 0, -1]
    assert found.second.tolist() == [-1, 1, 1, 1, -1]
    assert division([[0.4, 1.6]]).camps == pytest.approx([0.64])
    with pytest.raises(DiagnosticsError, match="two labels or more"):
        division([[1], [2]])


def test_bimodality_is_sarles_with_the_corrected_moments() -> None:
    rng = np.random.default_rng(2)
    samples = [rng.normal(size=30), np.r_[np.zeros(10), np.ones(10)], rng.gamma(1, size=12)]
    unit = np.repeat([0, 1, 2], [len(one) for one in samples])
    found = number_division(unit, np.concatenate(samples), 3)
    for place, one in enumerate(samples):
        n = len(one)
        skew, excess = stats.skew(one, bias=False), stats.kurtosis(one, bias=False)
        expected = (skew**2 + 1) / (excess + 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))
        assert found.bimodality[place] == pytest.approx(expected)
        assert found.sd[place] == pytest.approx(np.std(one, ddof=1))
    assert found.bimodality[1] > 5 / 9 > found.bimodality[0]


def test_too_few_numbers_have_no_shape() -> None:
    unit, values = np.array([0, 0, 0, 1, 2, 2, 2, 2]), np.array([1.0, 2, 4, 5, 3, 3, 3, 3])
    found = number_division(unit, values, 4)
    assert np.isnan(found.bimodality).all()
    assert found.sd[0] == pytest.approx(np.std([1, 2, 4], ddof=1))
    assert np.isnan(found.sd[[1, 3]]).all()
    assert found.sd[2] == 0


def _pairs_by_hand(ratings, n_labels: int, rater: int | None = None) -> np.ndarray:
    found = np.zeros((n_labels, n_labels))
    rows = list(zip(ratings.unit, ratings.rater, ratings.values, strict=True))
    for unit, one, mine in rows:
        for other_unit, other, theirs in rows:
            if unit == other_unit and one != other and rater in (None, one):
                found[mine, theirs] += 1
    return found


@pytest.mark.parametrize("rater", [None, 0, 2])
def test_pairs_of_labels(rater: int | None) -> None:
    ratings = labels(units=15)
    shared = shared_ratings(ratings, 4)
    assert label_pairs(shared, rater) == pytest.approx(_pairs_by_hand(ratings, 4, rater))


def test_pairs_of_shares_are_parts_of_votes() -> None:
    shares = np.array([[0.5, 0.5], [1.0, 0.0], [np.nan, np.nan]])
    ratings = coded(np.array([0, 0, 0]), np.array([0, 1, 2]), shares)
    found = label_pairs(shared_ratings(ratings))
    assert found == pytest.approx(np.array([[1.0, 0.5], [0.5, 0.0]]))
    assert label_pairs(shared_ratings(ratings), 1) == pytest.approx(
        np.array([[0.5, 0.5], [0.0, 0.0]])
    )
