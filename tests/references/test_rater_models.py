"""Models of raters beside crowd-kit, and scores of predictions beside scikit-learn."""

from typing import Any

import numpy as np
import pytest

from affect.aggregation import Beside, Coded, aggregate, rule_name
from affect.comparison import compare
from tests.affect.aggregation.made import question, rated

LABELS = "abcd"
ASKED = question("choice", LABELS)
UNITS = 120


def crowd(n_units: int = UNITS, seed: int = 11) -> list[tuple[int, int, str]]:
    """Votes of eight raters, of whom the last guesses, on most items; some voted twice."""
    rng = np.random.default_rng(seed)
    accuracy = np.array([0.95, 0.9, 0.85, 0.75, 0.7, 0.6, 0.5, 0.25])
    truth = rng.choice(4, n_units, p=[0.4, 0.3, 0.2, 0.1])
    rows = []
    for unit in range(n_units):
        for rater in range(len(accuracy)):
            for _ in range(int(rng.choice(3, p=[0.25, 0.7, 0.05]))):
                right = rng.random() < accuracy[rater]
                label = truth[unit] if right else rng.integers(0, 4)
                rows.append((unit, rater, LABELS[label]))
    return rows


def beside(reference: Any, rule: str, rows: list[tuple[int, int, str]]) -> tuple[Any, Any]:
    votes: Coded = rated(ASKED, rows)
    ours = aggregate(ASKED, votes, UNITS, rule)
    theirs = reference("rater_models.py", {"rule": rule_name(rule), "votes": rows})
    return ours, theirs


@pytest.mark.parametrize("rule", ["dawid-skene", "mace:smoothing=0.0025,restarts=10"])
def test_probabilities_are_those_of_crowd_kit(reference: Any, rule: str) -> None:
    ours, theirs = beside(reference, rule, crowd())
    expected = np.array(theirs["probabilities"])
    np.testing.assert_allclose(ours.estimate[ours.n > 0], expected, atol=2e-3)
    if theirs["raters"] is not None:
        np.testing.assert_allclose(ours.raters.quality, theirs["raters"], atol=2e-3)


@pytest.mark.parametrize("rule", ["one-coin", "glad"])
def test_labels_and_the_order_of_raters_are_those_of_crowd_kit(reference: Any, rule: str) -> None:
    ours, theirs = beside(reference, rule, crowd())
    probabilities = np.array(theirs["probabilities"])
    same = ours.winner[ours.n > 0] == probabilities.argmax(axis=1)
    assert same.mean() > 0.98
    found = np.argsort(ours.raters.quality)
    assert found.tolist()[:3] == np.argsort(theirs["raters"]).tolist()[:3]


def each_once(rows: list[tuple[int, int, str]]) -> dict[tuple[int, int], str]:
    """The first vote of each rater on each item, which cleanlab's table has room for."""
    votes: dict[tuple[int, int], str] = {}
    for unit, rater, label in rows:
        votes.setdefault((unit, rater), label)
    return votes


@pytest.mark.parametrize("knows", [0.0, 0.5])
def test_crowdlab_is_that_of_cleanlab(reference: Any, knows: float) -> None:
    """Beside a model that guesses, whose weight is the least there is, and one that knows some."""
    votes = each_once(crowd())
    predictions = np.random.default_rng(3).dirichlet(np.full(4, 0.4), UNITS) * (1 - knows)
    for unit in range(UNITS):
        predictions[unit, LABELS.index(votes.get((unit, 0), "a"))] += knows
    table = np.full((UNITS, 8), np.nan)
    for (unit, rater), label in votes.items():
        table[unit, rater] = LABELS.index(label)
    told = (~np.isnan(table)).any(axis=1)
    table, predictions = table[told], predictions[told]
    number = np.cumsum(told) - 1
    rows = [(int(number[unit]), rater, label) for (unit, rater), label in votes.items()]
    beside_it = Beside(predictions=predictions)
    ours = aggregate(ASKED, rated(ASKED, rows), len(table), "crowdlab", beside_it)
    holes = [[None if np.isnan(cell) else cell for cell in row] for row in table.tolist()]
    theirs = reference("crowdlab.py", {"table": holes, "predictions": predictions.tolist()})
    consensus = np.array(theirs["consensus"])
    assert ours.fit["model_weight"] == pytest.approx(theirs["model_weight"], abs=1e-9)
    np.testing.assert_allclose(ours.raters.quality, theirs["weights"], atol=1e-9)
    of_consensus = ours.estimate[np.arange(len(table)), consensus]
    assert (ours.raters.quality > 0.1).sum() > 3
    np.testing.assert_allclose(of_consensus, theirs["quality"], atol=1e-9)


def test_scores_are_those_of_scikit_learn(reference: Any) -> None:
    rng = np.random.default_rng(2)
    human = rng.dirichlet(np.ones(4), 200)
    model = 0.6 * human + 0.4 * rng.dirichlet(np.ones(4), 200)
    spread = question("distribution", LABELS)
    rows = [(n, 0, dict(zip(LABELS, share.tolist(), strict=True))) for n, share in enumerate(human)]
    (found,) = compare(spread, rated(spread, rows), model)
    theirs = reference("classification.py", {"human": human.tolist(), "model": model.tolist()})
    ours = {figure.name: figure.value for figure in found.model}
    for name, value in theirs.items():
        assert ours[name] == pytest.approx(value, abs=1e-9), name
