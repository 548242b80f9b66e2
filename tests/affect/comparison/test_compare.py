"""Tables of figures: by hand, by scikit-learn's definitions, with intervals and a human ceiling."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.aggregation import aggregate
from affect.comparison import (
    Bootstrap,
    Comparison,
    ComparisonError,
    absolute_distance,
    compare,
    error_rate,
)
from tests.affect.aggregation.made import answer, coded, question, rated, table

THREE = question("choice", "abc")
VOTES = rated(THREE, [(0, 0, "a"), (0, 1, "a"), (0, 2, "b"), (1, 0, "b"), (1, 1, "b"),
                      (2, 0, "c"), (2, 1, "a"), (3, 0, "c")])  # fmt: skip
MODEL = np.array([[0.6, 0.3, 0.1], [0.2, 0.7, 0.1], [0.5, 0.2, 0.3], [0.5, 0.25, 0.25], [1, 0, 0]])


def model(found: Comparison) -> dict[str, Any]:
    return {figure.name: figure for figure in found.model}


def value(found: Comparison, name: str) -> float:
    return model(found)[name].value


def test_counts_say_what_was_compared() -> None:
    predicted = MODEL.copy()
    predicted[1] = np.nan
    (found,) = compare(THREE, VOTES, predicted)
    assert (found.items, found.unrated, found.unpredicted) == (3, 1, 1)
    assert found.several == 2
    assert found.epsilon == 1e-7


def test_decisions_by_hand() -> None:
    (found,) = compare(THREE, VOTES, MODEL)
    # item 2 ties and is left out: truth a b c, model a b a
    assert value(found, "WAR") == pytest.approx(2 / 3)
    assert value(found, "UAR") == pytest.approx(2 / 3)
    assert value(found, "macro-F1") == pytest.approx((2 / 3 + 1 + 0) / 3)
    errors = [1 / 3, 0, 1 / 2, 1]
    assert value(found, "per-rater error") == pytest.approx(np.mean(errors))


def test_a_tie_of_the_model_counts_in_parts() -> None:
    predicted = np.array([[0.5, 0.5, 0.0]])
    (found,) = compare(THREE, coded(THREE, [(0, "a")]), predicted)
    assert value(found, "WAR") == 0.5


def test_every_figure_is_perfect_for_the_truth_itself() -> None:
    share = aggregate(THREE, VOTES, 4, "soft").share
    (found,) = compare(THREE, VOTES, share)
    for name in ("JS", "total variation", "L1", "Hellinger", "Brier"):
        assert value(found, name) == pytest.approx(0, abs=1e-9)
    for name in ("soft-F1", "cosine", "WAR", "UAR", "macro-F1", "macro-F1 at 1/C"):
        assert value(found, name) == pytest.approx(1)


@pytest.mark.shared
def test_the_answer_book_of_macro_f1_at_one_over_c(shared_data: Path) -> None:
    from affect.comparison.decisions import MACRO_F1_AT_EVEN
    from affect.comparison.metric import Rows

    case = answer(shared_data, "macro-f1-at-1-over-C")
    human, predicted = np.array(case["data"]["human"]), np.array(case["data"]["model"])
    prepared = MACRO_F1_AT_EVEN.prepare(Rows.of_items(human, predicted))
    assert prepared.values(np.ones((1, len(human))))[0] == pytest.approx(
        case["expected"]["macro_f1"], abs=case["tolerance"]
    )


@pytest.mark.shared
def test_the_answer_book_of_perspectives(shared_data: Path) -> None:
    case = answer(shared_data, "lewidi-perspectivist")
    target, predicted = case["data"]["target"], case["data"]["predicted"]
    unit = [at for at, item in enumerate(target) for _ in item]
    said, foretold = ([each for item in side for each in item] for side in (target, predicted))
    expected = case["expected"]
    assert error_rate(unit, said, foretold) == pytest.approx(expected["error_rate"])
    distance = absolute_distance(unit, said, foretold, case["params"]["scale_range"])
    assert distance == pytest.approx(expected["norm_abs_distance"])
    assert error_rate([], [], []) is None
    with pytest.raises(ComparisonError, match="have 2, 2, 1 rows"):
        error_rate([0, 0], ["a", "b"], ["a"])


def test_one_rater_against_the_others_by_hand() -> None:
    """Item 0: a against a b (twice), b against a a; item 1: b against b (twice); item 2: apart."""
    (found,) = compare(THREE, VOTES, MODEL)
    human = {figure.name: figure.value for figure in found.human}
    item = [(0.5 + 0.5 + 1) / 3, 0, 1]
    assert human["total variation"] == pytest.approx(np.mean(item))
    # of item 0 the others tie twice, and once say a where the rater says b
    assert human["WAR"] == pytest.approx((0 * (1 / 3) + 1 + 0) / (1 / 3 + 1 + 1))


def test_the_ceiling_of_numbers_by_hand() -> None:
    scale = question("scale", min=0, max=9)
    ratings = [[1, 3], [4, 4], [8, 6], [5, np.nan]]
    (found,) = compare(scale, table(ratings), np.array([2.0, 4, 7, 5]))
    assert value(found, "CCC") == 1.0
    assert value(found, "RMSE") == 0
    human = {figure.name: figure.value for figure in found.human}
    assert found.several == 3
    assert human["MAE"] == pytest.approx((2 + 0 + 2) / 3)
    x, y = [1, 3, 4, 4, 8, 6], [3, 1, 4, 4, 6, 8]
    assert human["Pearson's r"] == pytest.approx(np.corrcoef(x, y)[0, 1])


@pytest.mark.parametrize(
    ("human", "said", "ccc"),
    [([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], 1.0), ([1, 2, 3, 4, 5], [2, 3, 4, 5, 6], 0.8),
     ([1, 2, 3], [2, 2, 2], 0.0), ([0.1, 0.1, 0.1], [0.1, 0.1, 0.1], None)],
)  # fmt: skip
def test_concordance_at_the_edges(human: list[float], said: list[float], ccc: float | None) -> None:
    scale = question("scale", min=0, max=9, step=0.1, style="slider")
    (found,) = compare(scale, table(np.array(human)[:, None]), np.array(said, float))
    figure = model(found)["CCC"]
    assert figure.value == ccc
    assert figure.reason == (None if ccc is not None else "the numbers do not vary")


@given(st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9)), min_size=2, max_size=20))
def test_concordance_is_lins_formula(pairs: list[tuple[float, float]]) -> None:
    scale = question("scale", min=0, max=9)
    x, y = np.array(pairs).T
    (found,) = compare(scale, table(x[:, None]), y)
    spread = x.var() + y.var() + (x.mean() - y.mean()) ** 2
    if spread > 1e-6 and x.var() > 1e-6 and y.var() > 1e-6:
        expected = 2 * ((x - x.mean()) * (y - y.mean())).mean() / spread
        assert value(found, "CCC") == pytest.approx(expected, abs=1e-7)


def test_intensities_have_a_comparison_per_label() -> None:
    asked = question("intensity", "ab", min=0, max=3)
    ratings = coded(asked, [(0, {"a": 1, "b": 0}), (1, {"a": 3}), (2, {"a": 2, "b": 2})])
    first, second = compare(asked, ratings, np.array([[1.0, 0], [2, 1], [2, 3]]))
    assert (first.label, second.label) == ("a", "b")
    assert (first.items, second.items) == (3, 2)


def test_sets_are_compared_as_rates() -> None:
    asked = question("multi", "ab")
    rows: list[tuple[int, Any]] = [(0, ["a", "b"]), (0, ["a"]), (1, []), (1, ["b"])]
    (found,) = compare(asked, coded(asked, rows), np.array([[0.9, 0.4], [0.1, 0.6]]))
    assert value(found, "L1") == pytest.approx((0.1 + 0.1 + 0.1 + 0.1) / 2)
    assert found.epsilon is None


def crowd(n: int, seed: int = 1) -> tuple[Any, np.ndarray]:
    rng = np.random.default_rng(seed)
    p = rng.dirichlet(np.ones(3), n)
    rows = [(item, rater, "abc"[rng.choice(3, p=p[item])])
            for item in range(n) for rater in range(4)]  # fmt: skip
    return rated(THREE, rows), 0.7 * p + 0.3 * rng.dirichlet(np.ones(3), n)


def test_intervals_hold_the_value_and_narrow_with_items() -> None:
    widths = {}
    for n in (50, 800):
        votes, predicted = crowd(n)
        bootstrap = Bootstrap(400, np.random.default_rng(3))
        (found,) = compare(THREE, votes, predicted, bootstrap, ordered=True)
        for figure in (*found.model, *found.human):
            assert figure.low < figure.value < figure.high or figure.name in (
                "calibration error",  # biased upward: a draw is never better calibrated than none
            ), figure
        widths[n] = value_width(found, "JS")
    assert widths[50] == pytest.approx(4 * widths[800], rel=0.4)


def value_width(found: Comparison, name: str) -> float:
    figure = model(found)[name]
    return figure.high - figure.low


def test_the_interval_of_a_mean_is_that_of_its_standard_error() -> None:
    votes, predicted = crowd(400)
    (found,) = compare(THREE, votes, predicted, Bootstrap(2000, np.random.default_rng(3)))
    share = aggregate(THREE, votes, 400, "soft").share
    distances = np.abs(share - predicted).sum(axis=1)
    expected = 2 * 1.96 * distances.std() / np.sqrt(400)
    assert value_width(found, "L1") == pytest.approx(expected, rel=0.08)


def test_clusters_of_alike_items_widen_the_interval() -> None:
    votes, predicted = crowd(60)
    copies = 9
    many = rated(THREE, [
        (unit * copies + copy, rater, "abc"[label])
        for unit, rater, label in zip(votes.unit, votes.rater, votes.values, strict=True)
        for copy in range(copies)])  # fmt: skip
    told = np.repeat(predicted, copies, axis=0)
    apart, together = (
        compare(THREE, many, told, Bootstrap(500, np.random.default_rng(3), cluster))[0]
        for cluster in (None, np.repeat(np.arange(60), copies))
    )
    ratio = value_width(together, "Brier") / value_width(apart, "Brier")
    assert ratio == pytest.approx(3, rel=0.2)


def test_the_same_generator_gives_the_same_intervals() -> None:
    votes, predicted = crowd(40)
    first, second = (
        compare(THREE, votes, predicted, Bootstrap(50, np.random.default_rng(9))) for _ in range(2)
    )
    assert first == second


@given(st.permutations(range(3)))
def test_names_of_labels_play_no_part(order: list[int]) -> None:
    votes, predicted = crowd(12)
    rows = zip(votes.unit, votes.rater, votes.values, strict=True)
    renamed = rated(THREE, [(unit, rater, "abc"[order[label]]) for unit, rater, label in rows])
    turned = np.empty_like(predicted)
    turned[:, order] = predicted
    (one,), (two,) = compare(THREE, votes, predicted), compare(THREE, renamed, turned)
    for left, right in zip(one.model, two.model, strict=True):
        assert left.value == pytest.approx(right.value), left.name


@pytest.mark.parametrize(
    ("asked", "predicted", "message"),
    [
        (THREE, np.ones((2, 2)), r"'q' has 3 labels; predictions have the shape \(2, 2\)"),
        (THREE, np.full((2, 3), 0.5), "shares of an item sum to 1, within 0.001"),
        (THREE, np.array([[1.5, -0.5, 0]]), "shares are from 0 to 1"),
        (question("text"), np.ones(2), "'q' is a text question; a model is compared on choice"),
        (question("scale", min=0, max=9), np.ones((2, 2)), "has 1 numbers per answer; there are 2"),
    ],
)
def test_what_does_not_fit_is_named(asked: Any, predicted: np.ndarray, message: str) -> None:
    with pytest.raises(ComparisonError, match=message):
        compare(asked, coded(asked, []), predicted)


def test_without_raters_everything_is_undefined_with_its_reason() -> None:
    (found,) = compare(THREE, coded(THREE, []), MODEL)
    for figure in (*found.model, *found.human):
        assert figure.value is None
        assert figure.reason
    assert found.unrated == 5
