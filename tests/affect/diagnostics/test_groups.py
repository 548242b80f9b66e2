"""Agreement within and across groups of raters."""

import numpy as np
import pytest

from affect.agreement import alpha
from affect.diagnostics import DiagnosticsError, group_agreement
from tests.affect.diagnostics.simulated import coded, labels, numbers, table


def camps(units: int = 200, seed: int = 5):
    """Three raters of each of two groups; the groups see half of the items differently."""
    rng = np.random.default_rng(seed)
    unit, rater = (part.ravel() for part in np.indices((units, 6)))
    truth = rng.integers(0, 3, (2, units))
    truth[1, ::2] = truth[0, ::2]
    slip = rng.random(len(unit)) < 0.2
    values = np.where(slip, rng.integers(0, 3, len(unit)), truth[rater // 3, unit])
    return coded(unit, rater, values), rater // 3


def test_groups_that_see_things_their_own_way() -> None:
    ratings, group = camps()
    for one in group_agreement(ratings, group, ["a", "b"], n_labels=3):
        assert one.raters == 3
        assert one.within.value > one.across.value + 0.1
        assert one.association.value > 1.2


def test_groups_drawn_at_random_are_alike() -> None:
    ratings = labels(units=600, raters=8)
    found = group_agreement(ratings, ratings.rater % 2, ["a", "b"], n_labels=4)
    assert all(one.association.value == pytest.approx(1, abs=0.15) for one in found)


def test_within_is_alpha_of_the_group() -> None:
    ratings = numbers(units=80, raters=6)
    group = (ratings.rater >= 3).astype(int)
    found = group_agreement(ratings, group, ["first", "last"])
    rows = table(ratings)
    assert found[0].within.value == pytest.approx(alpha(rows[:3], "interval").value)
    assert found[1].within.value == pytest.approx(alpha(rows[3:], "interval").value)


def test_across_is_one_less_observed_over_expected_of_pairs() -> None:
    ratings, group = camps(units=12)
    (found, _) = group_agreement(ratings, group, ["a", "b"], n_labels=3)
    ours, theirs = table(ratings)[:3], table(ratings)[3:]
    observed = np.mean(
        [a != b for x, y in zip(ours.T, theirs.T, strict=True) for a in x for b in y]
    )
    expected = np.mean([a != b for a in ours.ravel() for b in theirs.ravel()])
    assert found.across.value == pytest.approx(1 - observed / expected)


def test_small_cells_are_not_told() -> None:
    ratings, group = camps(units=30)
    group = np.where(ratings.rater == 5, 2, group)
    first, second, alone = group_agreement(ratings, group, ["a", "b", "c"], n_labels=3)
    assert alone.within.reason == "1 raters; at least 3 keep single answers private"
    assert second.within.reason == "2 raters; at least 3 keep single answers private"
    assert first.within.value is not None
    few = group_agreement(ratings, group, ["a", "b", "c"], n_labels=3, fewest_units=31)[0]
    assert few.within.reason == "30 items with pairs; at least 31 tell more than chance"
    with pytest.raises(DiagnosticsError, match="group 2 is beyond the 2 names"):
        group_agreement(ratings, group, ["a", "b"], n_labels=3)


def test_who_does_not_say_is_in_no_group() -> None:
    ratings, group = camps(units=40)
    group = np.where(ratings.rater >= 3, -1, group)
    first, second = group_agreement(ratings, group, ["a", "b"], n_labels=3)
    assert first.across.reason == "0 raters in other groups; at least 3"
    assert (second.raters, second.within.value) == (0, None)


def test_intervals_cover_the_long_run() -> None:
    """Of many samples nearly all intervals hold what very many items would give."""
    (truth, _) = group_agreement(*camps(units=20_000, seed=1), ["a", "b"], n_labels=3)
    held = {"within": 0, "across": 0}
    for seed in range(100):
        (one, _) = group_agreement(*camps(units=60, seed=seed + 10), ["a", "b"], n_labels=3)
        for name in held:
            figure = getattr(one, name)
            held[name] += figure.low <= getattr(truth, name).value <= figure.high
    assert all(88 <= count <= 100 for count in held.values()), held
