import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, f1_score, roc_auc_score

from autolabel.training.measures import (
    auc,
    brier,
    calibration_error,
    chance_interval,
    f1_scores,
    macro_f1,
    micro_f1,
)


@pytest.fixture
def case():
    rng = np.random.default_rng(8)
    probability = rng.beta(1, 3, (200, 5)).round(2)
    return rng.random((200, 5)) < probability, probability


def test_f1_equals_scikit_learn(case):
    truth, probability = case
    predicted = probability > 0.3
    assert macro_f1(truth, predicted) == pytest.approx(f1_score(truth, predicted, average="macro"))
    assert micro_f1(truth, predicted) == pytest.approx(f1_score(truth, predicted, average="micro"))


def test_f1_of_a_label_that_is_nowhere_is_zero():
    nothing = np.zeros((3, 1), dtype=bool)
    assert f1_scores(nothing, nothing).tolist() == [0]


def test_auc_and_brier_equal_scikit_learn(case):
    truth, probability = case
    assert auc(truth[:, 0], probability[:, 0]) == pytest.approx(
        roc_auc_score(truth[:, 0], probability[:, 0])
    )
    assert brier(truth, probability) == pytest.approx(
        brier_score_loss(truth.ravel(), probability.ravel())
    )


def test_auc_needs_both_outcomes():
    with pytest.raises(ValueError, match="AUC needs items with the label and items without it"):
        auc(np.array([True, True]), np.array([0.1, 0.2]))


def test_calibration_error_of_known_gaps():
    # three in the bin of 0.2 with one hit: gap |0.6 - 1|; one at 1.0 with a hit: no gap
    truth = np.array([[True], [False], [False], [True]])
    probability = np.array([[0.2], [0.2], [0.2], [1.0]])
    assert calibration_error(truth, probability) == pytest.approx(0.4 / 4)


def test_chance_keeps_items_in_their_group_and_is_seeded():
    groups = np.array([0, 0, 0, 1, 1, 1])

    def crossed(order):
        return float((groups[order] != groups).sum())

    rng = np.random.default_rng(9)
    assert chance_interval(crossed, groups, rng, permutations=50) == (0, 0)
    first, second = (
        chance_interval(
            lambda order: float(order[0]), groups * 0, np.random.default_rng(9), permutations=50
        )
        for _ in range(2)
    )
    assert first == second
    assert first[0] < first[1]
