"""Components go where shares and strata ask for them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.splits.assign import OPEN, assign


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_shares_and_strata_are_met_where_they_can_be() -> None:
    draw = np.random.default_rng(1)
    labels = draw.dirichlet([0.3, 0.3, 0.3], 3000) * [1, 1, 0.1]
    mass = np.column_stack([np.ones(3000), labels])
    split = assign(mass, [0.7, 0.15, 0.15], np.full(3000, OPEN), rng())
    for which, share in enumerate((0.7, 0.15, 0.15)):
        parts = mass[split == which].sum(axis=0) / mass.sum(axis=0)
        np.testing.assert_allclose(parts, share, atol=0.003)


def test_what_is_placed_stays() -> None:
    placed = np.array([2, OPEN, OPEN, OPEN, 2])
    split = assign(np.ones((5, 1)), [0.4, 0.2, 0.4], placed, rng())
    assert split[[0, 4]].tolist() == [2, 2]
    assert sorted(split[1:4]) == [0, 0, 1]


def test_one_large_component_takes_the_largest_share() -> None:
    split = assign(np.array([[1.0], [90.0], [9.0]]), [0.1, 0.9], np.full(3, OPEN), rng())
    assert split.tolist() == [0, 1, 0]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 30), min_size=2, max_size=40), st.integers(0, 5))
def test_no_single_move_would_come_nearer(sizes: list[int], seed: int) -> None:
    shares = [0.6, 0.2, 0.2]
    mass = np.array(sizes, float)[:, None]
    split = assign(mass, shares, np.full(len(sizes), OPEN), np.random.default_rng(seed))

    def cost(of: np.ndarray) -> float:
        held = np.bincount(of, weights=mass[:, 0], minlength=3) / mass.sum()
        return float(((held - shares) ** 2).sum())

    for at in range(len(sizes)):
        for other in range(3):
            moved = split.copy()
            moved[at] = other
            assert cost(moved) >= cost(split) - 1e-9


def test_nothing_to_place_is_no_fault() -> None:
    assert assign(np.zeros((0, 2)), [0.5, 0.5], np.zeros(0, np.int64), rng()).tolist() == []
    assert assign(np.zeros((3, 1)), [0.5, 0.5], np.full(3, OPEN), rng()).tolist() == [0, 0, 0]
