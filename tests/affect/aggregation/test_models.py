"""Models of raters: the anaesthetists of Dawid and Skene, made raters, and what is refused."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.aggregation import Beside, Coded, RuleError, aggregate
from affect.aggregation.rules import MODELS
from tests.affect.aggregation.made import answer, coded, question, rated

FOUR = question("choice", "1234")
MODELS_OF_VOTES = sorted(set(MODELS) - {"crowdlab"})


def anaesthetists(shared_data: Path) -> tuple[Coded, dict[str, Any]]:
    """45 patients, 5 observers, the first of whom saw each three times."""
    case = answer(shared_data, "dawid-skene-1979")
    rows = [(unit - 1, rater, str(label)) for unit, rater, label in case["data"]]
    return rated(FOUR, rows), case["expected"]


@pytest.mark.shared
def test_dawid_and_skene_give_their_own_table(shared_data: Path) -> None:
    votes, expected = anaesthetists(shared_data)
    result = aggregate(FOUR, votes, 45, "dawid-skene")
    assert result.fit["converged"]
    assert result.fit["log_likelihood"] == pytest.approx(expected["log_likelihood"], abs=1e-5)
    assert (result.winner + 1).tolist() == expected["labels"]
    np.testing.assert_allclose(result.estimate.mean(axis=0), expected["priors"], atol=1e-4)
    for patient, posterior in expected["posterior"].items():
        np.testing.assert_allclose(result.estimate[int(patient) - 1], posterior, atol=1e-5)
    first = result.raters.confusion[0]
    np.testing.assert_allclose(first, expected["error_rates_observer1"], atol=1e-4)
    assert result.raters.n.tolist() == [135, 45, 45, 45, 45]


def crowd(n_units: int = 400, n_labels: int = 4, seed: int = 3) -> tuple[Coded, np.ndarray, Any]:
    """Votes of seven raters of known accuracy, their truth, and the accuracies."""
    rng = np.random.default_rng(seed)
    accuracy = np.array([0.95, 0.9, 0.8, 0.7, 0.6, 0.4, 0.25])
    truth = rng.integers(0, n_labels, n_units)
    unit = np.repeat(np.arange(n_units), len(accuracy))
    rater = np.tile(np.arange(len(accuracy)), n_units)
    right = rng.random(len(unit)) < accuracy[rater]
    wrong = (truth[unit] + rng.integers(1, n_labels, len(unit))) % n_labels
    votes = Coded(
        unit.astype(np.int32), rater.astype(np.int32),
        np.where(right, truth[unit], wrong).astype(np.int16), np.zeros(len(unit), bool),
    )  # fmt: skip
    return votes, truth, accuracy


@pytest.mark.parametrize("rule", MODELS_OF_VOTES)
def test_models_find_the_truth_more_often_than_the_plurality(rule: str) -> None:
    votes, truth, accuracy = crowd()
    model, plain = (aggregate(FOUR, votes, 400, each) for each in (rule, "plurality"))
    assert (model.winner == truth).mean() > (plain.winner == truth).mean()
    order = np.argsort(-accuracy)
    assert np.argsort(-model.raters.quality).tolist()[:5] == order.tolist()[:5]
    np.testing.assert_array_equal(model.share, plain.share)
    np.testing.assert_allclose(model.estimate.sum(axis=1), 1)


def test_one_coin_finds_the_accuracies() -> None:
    votes, _, accuracy = crowd(n_units=4000)
    result = aggregate(FOUR, votes, 4000, "one-coin")
    np.testing.assert_allclose(result.raters.quality, accuracy, atol=0.03)


@pytest.mark.parametrize("rule", MODELS_OF_VOTES)
def test_names_of_labels_and_order_of_rows_play_no_part(rule: str) -> None:
    votes, _, _ = crowd(n_units=60)
    first = aggregate(FOUR, votes, 60, rule)
    mixed = np.random.default_rng(5).permutation(len(votes.unit))
    renamed = np.array([2, 0, 3, 1])
    other = Coded(
        votes.unit[mixed], votes.rater[mixed] * 3 + 1,
        renamed[votes.values[mixed]].astype(np.int16), votes.cannot_tell,
    )  # fmt: skip
    second = aggregate(FOUR, other, 60, rule)
    np.testing.assert_allclose(first.estimate, second.estimate[:, renamed], atol=1e-4)
    np.testing.assert_allclose(first.raters.quality, second.raters.quality, atol=1e-3)


@pytest.mark.parametrize("rule", MODELS_OF_VOTES)
def test_the_same_votes_give_the_same_bytes(rule: str) -> None:
    votes, _, _ = crowd(n_units=50)
    first, second = (aggregate(FOUR, votes, 50, rule) for _ in range(2))
    assert first.estimate.tobytes() == second.estimate.tobytes()


@pytest.mark.parametrize("rule", [*MODELS_OF_VOTES, "crowdlab"])
def test_vote_counts_are_refused_with_the_reason(rule: str) -> None:
    votes = Coded.of(FOUR, [0, 0], [-1, 3], ["1", "2"])
    with pytest.raises(RuleError, match="needs to know who gave each rating, and 1 of 2 came as"):
        aggregate(FOUR, votes, 1, rule)


@pytest.mark.parametrize("rule", MODELS_OF_VOTES)
def test_unrated_items_stay_missing(rule: str) -> None:
    votes = rated(FOUR, [(1, 0, "1"), (1, 1, "1"), (3, 0, "2"), (3, 1, "2")])
    result = aggregate(FOUR, votes, 5, rule)
    assert np.isnan(result.estimate[[0, 2, 4]]).all()
    assert result.winner.tolist() == [-1, 0, -1, 1, -1]
    nobody = aggregate(FOUR, rated(FOUR, [(0, 0, None)]), 2, rule)
    assert np.isnan(nobody.estimate).all()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from("1234")),
        min_size=1,
        max_size=40,
    )
)
def test_estimates_are_distributions_whatever_the_votes(rows: list[Any]) -> None:
    votes = rated(FOUR, rows)
    for rule in MODELS_OF_VOTES:
        result = aggregate(FOUR, votes, 6, rule)
        np.testing.assert_allclose(result.estimate[result.n > 0].sum(axis=1), 1, atol=1e-9)


def test_smoothing_keeps_errors_possible_that_were_never_seen() -> None:
    votes, _, _ = crowd(n_units=30)
    plain = aggregate(FOUR, votes, 30, "dawid-skene").raters.confusion
    smooth = aggregate(FOUR, votes, 30, "dawid-skene:smoothing=0.5")
    assert (plain == 0).any()
    assert (smooth.raters.confusion > 0).all()
    assert smooth.parameters == {"smoothing": 0.5}


def test_wawa_shares_the_credit_of_a_tie() -> None:
    asked = question("choice", "ab")
    votes = rated(asked, [(0, 0, "a"), (0, 1, "b"), (1, 0, "a"), (1, 1, "a")])
    assert aggregate(asked, votes, 2, "wawa").raters.quality.tolist() == [0.75, 0.75]


def test_crowdlab_needs_predictions_that_the_ratings_did_not_train() -> None:
    votes, truth, _ = crowd(n_units=200)
    with pytest.raises(RuleError, match="needs out-of-fold predictions"):
        aggregate(FOUR, votes, 200, "crowdlab")
    with pytest.raises(RuleError, match=r"shape \(2, 4\); 200 items and 4 labels need"):
        aggregate(FOUR, votes, 200, "crowdlab", Beside(predictions=np.ones((2, 4))))
    with pytest.raises(RuleError, match="of 200 rated items are missing or do not sum to 1"):
        aggregate(FOUR, votes, 200, "crowdlab", Beside(predictions=np.ones((200, 4))))
    model = np.full((200, 4), 0.02) + 0.92 * np.eye(4)[truth]
    with_model = aggregate(FOUR, votes, 200, "crowdlab", Beside(predictions=model))
    plain = aggregate(FOUR, votes, 200, "plurality")
    assert (with_model.winner == truth).mean() > (plain.winner == truth).mean()
    guess = np.full((200, 4), 0.25)
    without = aggregate(FOUR, votes, 200, "crowdlab", Beside(predictions=guess))
    assert without.fit["model_weight"] < with_model.fit["model_weight"]


def test_crowdlab_by_hand() -> None:
    """Two items, two raters who agree on one: P = 3/4, s = 1/2, A_MLC = 1/2, A_M = 1."""
    asked = question("choice", "ab")
    votes = rated(asked, [(0, 0, "a"), (0, 1, "a"), (1, 0, "a"), (1, 1, "b")])
    model = np.array([[0.8, 0.2], [0.4, 0.6]])
    result = aggregate(asked, votes, 2, "crowdlab", Beside(predictions=model))
    w, m = 1e-6, np.sqrt(2)
    first = (w * 0.75 * 2 + m * 0.8) / (2 * w + m)
    second = (w * 0.75 + w * 0.25 + m * 0.4) / (2 * w + m)
    np.testing.assert_allclose(result.estimate[:, 0], [first, second])
    assert result.raters.quality.tolist() == [w, w]
    alone = coded(asked, [(0, "a"), (1, "b")])
    with pytest.raises(RuleError, match="two raters or more, and there are none"):
        aggregate(asked, alone, 2, "crowdlab", Beside(predictions=model))
