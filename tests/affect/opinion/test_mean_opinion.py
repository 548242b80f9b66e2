"""Mean opinion scores with Student's and with drawn intervals."""

import numpy as np
import pytest
from scipy import stats

from affect.opinion import OpinionError, mean_opinions

SCORES = [4.0, 5.0, 3.0, 4.0, 2.0, np.nan]


def test_students_interval_is_scipys() -> None:
    (found,) = mean_opinions(["a"] * 6, ["naturalness"] * 6, list("112233"), SCORES)
    rated = np.array(SCORES[:5])
    low, high = stats.t.interval(0.95, 4, rated.mean(), stats.sem(rated))
    assert (found.n, found.clusters, found.mean) == (5, 3, 3.6)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.drawn_low is None


def test_ratings_of_one_item_are_drawn_together() -> None:
    rng = np.random.default_rng(1)
    item = np.repeat(np.arange(50), 8)
    score = rng.normal(size=50)[item] + 0.01 * rng.normal(size=400)
    names = [str(at) for at in item]
    (found,) = mean_opinions(
        ["a"] * 400, ["c"] * 400, names, score, resamples=2000, rng=np.random.default_rng(2)
    )
    assert found.drawn_low is not None
    assert found.drawn_high is not None
    # 8 alike ratings are worth one: wider than Student's by about the square root of 8
    assert (found.drawn_high - found.drawn_low) / (found.high - found.low) == pytest.approx(
        np.sqrt(8), rel=0.15
    )


def test_systems_and_criteria_are_apart_and_sorted() -> None:
    found = mean_opinions(list("bbaa"), list("xyxy"), list("1111"), [1, 2, 3, 4])
    assert [(o.criterion, o.system, o.mean) for o in found] == [
        ("x", "a", 3), ("x", "b", 1), ("y", "a", 4), ("y", "b", 2),
    ]  # fmt: skip
    assert found[0].sd is None
    assert found[0].low is None


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(OpinionError, match="differ in length"):
        mean_opinions(["a"], ["x"], ["1"], [1, 2])
    with pytest.raises(OpinionError, match=r"need a number from 0 and a numpy.random.Generator"):
        mean_opinions(["a"], ["x"], ["1"], [1], resamples=10)
