"""Ambiguous items and careless raters that were made so."""

from itertools import product

import numpy as np
import pytest

from affect.diagnostics import carelessness, shared_ratings
from affect.diagnostics.careless import Carelessness
from tests.affect.diagnostics.simulated import coded

UNITS, RATERS, LABELS = 400, 6, 5


def crowd(seed: int = 7) -> tuple[Carelessness, np.ndarray]:
    """A quarter of the items are ambiguous between two labels; the last rater answers anything."""
    rng = np.random.default_rng(seed)
    ambiguous = np.arange(UNITS) % 4 == 0
    first = rng.integers(0, LABELS, UNITS)
    second = (first + rng.integers(1, LABELS, UNITS)) % LABELS
    unit, rater = (part.ravel() for part in np.indices((UNITS, RATERS)))
    other = ambiguous[unit] & (rng.random(len(unit)) < 0.5)
    values = np.where(other, second[unit], first[unit])
    slip = rng.random(len(unit)) < np.where(rater == RATERS - 1, 0.9, 0.03)
    values = np.where(slip, rng.integers(0, LABELS, len(unit)), values)
    return carelessness(shared_ratings(coded(unit, rater, values), LABELS)), ambiguous


def _chance_that_higher(high: np.ndarray, low: np.ndarray) -> float:
    """Area under the receiver operating characteristic."""
    return float((high[:, None] > low[None]).mean() + (high[:, None] == low[None]).mean() / 2)


def test_a_careless_rater_is_told_from_ambiguous_items() -> None:
    found, ambiguous = crowd()
    shares = [one.value or 0.0 for one in found.raters]
    assert found.settled
    assert shares[-1] > 0.6
    assert max(shares[:-1]) < 0.12
    assert _chance_that_higher(found.ambiguous[ambiguous], found.ambiguous[~ambiguous]) > 0.9


def test_of_one_habit() -> None:
    """Who always gives the same label is careless although often right by chance."""
    rng = np.random.default_rng(3)
    unit, rater = (part.ravel() for part in np.indices((300, 5)))
    truth = rng.choice(3, 300, p=[0.6, 0.2, 0.2])
    values = np.where(rater == 0, 0, truth[unit])
    found = carelessness(shared_ratings(coded(unit, rater, values), 3))
    assert found.raters[0].value > 0.2
    assert all(one.value < 0.05 for one in found.raters[1:])


def test_the_probability_of_ambiguity_is_a_sum_over_who_was_attentive() -> None:
    unit, rater = (part.ravel() for part in np.indices((30, 4)))
    values = np.random.default_rng(1).integers(0, 3, len(unit))
    shared = shared_ratings(coded(unit, rater, values), 3)
    found = carelessness(shared)
    for item in range(30):
        rows = np.flatnonzero(shared.unit == item)
        careless, labels = found.rating[rows], shared.codes[rows]
        differ = 0.0
        for attentive in product([False, True], repeat=len(rows)):
            chance = np.prod(np.where(attentive, 1 - careless, careless))
            differ += chance * (len(set(labels[list(attentive)])) > 1)
        assert found.ambiguous[item] == pytest.approx(differ, abs=1e-12)


def test_unanimous_items_are_clear_and_lone_ratings_say_nothing() -> None:
    ratings = coded(np.array([0, 0, 0, 1]), np.array([0, 1, -1, 2]), np.array([1, 1, 1, 0]))
    found = carelessness(shared_ratings(ratings, 2))
    assert found.ambiguous[0] == pytest.approx(0, abs=1e-12)
    assert np.isnan(found.ambiguous[1])
    assert found.raters[2].reason == "rated nothing that others rated, too"
    assert found.rating[-1] == 0, "nobody knows whose carelessness it would be"


def test_nothing_rated_is_no_error() -> None:
    none = np.array([], np.int64)
    found = carelessness(shared_ratings(coded(none, none, none), 3))
    assert (found.raters, found.settled) == ([], True)
