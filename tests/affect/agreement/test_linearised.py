"""Intervals by formula against those by drawing again, which they stand in for."""

import numpy as np
import pytest

from affect.agreement import question
from affect.agreement.alphas.spread import Spread, label_spread, number_spread
from affect.agreement.draws import linearised
from affect.agreement.draws.bootstrap import Draw, measure_units
from affect.agreement.draws.linearised import (
    LINEARISED,
    LINEARISED_CLUSTERS,
    measure_smooth,
    standard_errors,
)
from affect.agreement.result import Basis, Result
from affect.coded import Coded
from affect.presets import preset
from affect.questions import load_scheme

BASES = [Basis(400, 4, 1600, 0)] * 4
EVERY = np.ones(400, bool)


def numbers(seed: int = 0, *, cluster_spread: float = 0.0) -> Spread:
    """Three columns of numbers of 400 units by four raters, ten units to a cluster."""
    rng = np.random.default_rng(seed)
    heard = rng.normal(size=(400, 1, 3)) + cluster_spread * np.repeat(
        rng.normal(size=(40, 1, 3)), 10, axis=0
    )
    values = heard + rng.normal(size=(400, 4, 3)) * [0.5, 1.0, 2.0]
    return number_spread(np.repeat(np.arange(400), 4), values.reshape(-1, 3), 400)


@pytest.mark.parametrize("clusters", [None, np.arange(400) // 10])
def test_intervals_are_those_of_many_draws(clusters: np.ndarray | None) -> None:
    coefficient = numbers(cluster_spread=1.0)
    draw = Draw(4000, np.random.default_rng(1), clusters=clusters)
    drawn = measure_units(coefficient, BASES, EVERY, draw)
    by_formula = measure_smooth(coefficient, BASES, EVERY, draw, 10**9)
    for one, other in zip(drawn, by_formula, strict=True):
        assert other.value == one.value
        assert other.interval == (LINEARISED if clusters is None else LINEARISED_CLUSTERS)
        width = one.high - one.low
        assert other.low == pytest.approx(one.low, abs=0.12 * width)
        assert other.high == pytest.approx(one.high, abs=0.12 * width)


def test_clusters_that_are_alike_have_wider_intervals() -> None:
    alike = numbers(cluster_spread=2.0)
    units, _ = standard_errors(alike)
    clusters, n = standard_errors(alike, np.arange(400) // 10)
    assert n == 40
    assert all(wide > 1.3 * narrow for wide, narrow in zip(clusters, units, strict=True))


def test_the_influence_is_the_slope_of_the_value() -> None:
    coefficient, step = numbers(), 1e-5
    weights = coefficient.weight.astype(float)
    influence = coefficient.influence()
    for unit in (0, 17, 399):
        more, less = weights.copy(), weights.copy()
        more[unit] += step
        less[unit] -= step
        ends = coefficient.alphas(np.array([more, less]))
        assert influence[unit] == pytest.approx((ends[0] - ends[1]) / (2 * step), abs=1e-6)


def test_patterns_count_as_often_as_they_come() -> None:
    counts = np.random.default_rng(2).multinomial(3, [0.5, 0.3, 0.2], size=300)
    by_pattern = label_spread(counts, counts.sum(axis=1))
    assert len(by_pattern.weight) < 15
    each = Spread(np.ones(300, np.int64), by_pattern.sums[by_pattern.pattern])
    assert standard_errors(by_pattern)[0] == pytest.approx(standard_errors(each)[0])
    clusters = np.arange(300) // 7
    found = standard_errors(by_pattern, clusters)
    assert found[0] == pytest.approx(standard_errors(each, clusters)[0])


def test_no_variation_has_no_interval() -> None:
    same = number_spread(np.repeat(np.arange(5), 2), np.ones((10, 1)), 5)
    draw = Draw(100, np.random.default_rng(0))
    result = measure_smooth(same, [Basis(5, 2, 10, 0)] * 2, np.ones(5, bool), draw, 10**9)[0]
    assert (result.value, result.low, result.interval) == (None, None, None)
    assert result.reason


def results_of(found: question.QuestionAgreement) -> list[Result]:
    return [*(each.result for each in found.statistics), *found.per_label.values()]


def test_a_soft_question_of_many_shares_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    asked = load_scheme(preset("soft-turns")["scheme"]).question("emotion")
    n_labels = len(asked.labels)
    heard = np.repeat(rng.dirichlet(np.ones(n_labels), 200), 3, axis=0)
    shares = np.array([rng.dirichlet(20 * each + 0.1) for each in heard])
    unit, rater = (part.astype(np.int32) for part in np.divmod(np.arange(600), 3))
    coded = Coded(unit, rater, shares, np.zeros(600, bool))

    def found() -> question.QuestionAgreement:
        rng = np.random.default_rng(1)
        return question.question_agreement(asked, coded, resamples=1000, rng=rng)

    drawn = found()
    monkeypatch.setattr(question, "SOFT_DRAWS", 0)
    monkeypatch.setattr(linearised, "DEAREST", 0)
    by_formula = found()
    assert list(by_formula.per_label) == list(drawn.per_label) == list(asked.label_ids)
    for one, other in zip(results_of(drawn), results_of(by_formula), strict=True):
        assert other.value == pytest.approx(one.value, abs=1e-12)
        assert other.interval == LINEARISED
        assert other.low == pytest.approx(one.low, abs=0.15 * (one.high - one.low))
