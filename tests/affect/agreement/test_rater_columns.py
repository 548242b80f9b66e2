"""Intervals over raters of labels, shares, numbers and rankings: what each draw computes."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from scipy.stats import spearmanr

from affect.agreement import QuestionAgreement, Result, question_agreement
from affect.agreement.alphas.distributional import DISTANCES, soft_alpha
from affect.agreement.alphas.rankings import DrawnRankings, rank_columns
from affect.agreement.draws import bootstrap
from affect.agreement.draws.bootstrap import OVER_RATERS, UNKNOWN_RATERS, Draw
from affect.agreement.draws.rater_columns import label_columns, number_columns
from affect.agreement.rated.pairable import from_coded
from affect.coded import Coded
from affect.questions import Question
from tests.affect.agreement.test_regions_and_texts import ask

ABC = [{"id": label} for label in "abc"]
KINDS: dict[str, Question] = {
    "choice": ask("choice", labels=ABC),
    "multi": ask("multi", labels=ABC),
    "intensity": ask("intensity", labels=ABC),
    "distribution": ask("distribution", labels=ABC),
    "grid": ask("grid"),
    "rank": ask("rank", labels=ABC),
}
UNITS, RATERS = 12, 4


def answer(kind: str, rng: np.random.Generator, unit: int, rater: int) -> Any:
    """About the same of all raters of a unit, the last of whom is careless."""
    care = 1 if rater < RATERS - 1 else 0.3
    best = "abc"[unit % 3] if rng.random() < 0.6 * care + 0.2 else "abc"[rng.integers(0, 3)]
    if kind == "choice":
        return best
    if kind == "multi":
        return sorted({best, *"abc"[: rng.integers(0, 3)]})
    if kind == "distribution":
        shares = rng.dirichlet([6 if label == best else 1 for label in "abc"])
        return dict(zip("abc", shares.tolist(), strict=True))
    if kind == "grid":
        return {"valence": 0.2 * (unit % 5) + 0.1 * rng.random(), "arousal": float(rng.random())}
    if kind == "intensity":
        rated = {label: int(rng.integers(0, 40)) + 60 * (label == best) for label in "abc"}
        return rated if rng.random() < 0.8 else {best: rated[best]}
    others = [label for label in "abc" if label != best]
    return [best, *rng.permutation(others).tolist()]


def coded(kind: str, raters: Iterable[int], units: int = UNITS) -> Coded:
    rng = np.random.default_rng(7)
    table = [[answer(kind, rng, u, r) for r in range(RATERS)] for u in range(units)]
    there = [(u, r) for u in range(units) for r in raters if (u + r) % 7]
    unit, rater = zip(*there, strict=True)
    return Coded.of(KINDS[kind], unit, rater, [table[u][r] for u, r in there])


def all_results(found: QuestionAgreement) -> dict[str, Result]:
    return {each.stat: each.result for each in found.statistics} | found.per_label


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_has_an_interval_over_raters(kind: str) -> None:
    rated, rng = coded(kind, range(RATERS)), np.random.default_rng(1)
    over = all_results(question_agreement(KINDS[kind], rated, resamples=200, rng=rng, raters=True))
    plain = all_results(question_agreement(KINDS[kind], rated))
    for name, result in over.items():
        assert result.value == pytest.approx(plain[name].value, abs=1e-9)
        assert result.interval == OVER_RATERS
        assert result.low < result.high
        assert result.low <= result.value + 1e-12
        assert result.value <= result.high + 1e-12


class EachButOne:
    """A generator that draws each rater but one, in turn."""

    def multinomial(self, n: int, _chances: np.ndarray, size: int) -> np.ndarray:
        assert size == n
        return np.ones((n, n), np.int64) - np.eye(n, dtype=np.int64)


@pytest.mark.parametrize("kind", KINDS)
def test_a_rater_who_is_not_drawn_is_left_out_of_the_table(kind: str) -> None:
    rng: Any = EachButOne()
    found = question_agreement(
        KINDS[kind], coded(kind, range(RATERS)), resamples=RATERS, rng=rng, raters=True
    )
    without = [
        all_results(question_agreement(KINDS[kind], coded(kind, set(range(RATERS)) - {left})))
        for left in range(RATERS)
    ]
    for name, result in all_results(found).items():
        ends = np.quantile([each[name].value for each in without], [0.025, 0.975])
        assert [result.low, result.high] == pytest.approx(list(ends), abs=1e-9)


def by_pairs(unit: np.ndarray, rater: np.ndarray, x: np.ndarray, times: np.ndarray) -> float:
    """Interval alpha with every pair of different raters written out; copies are raters too."""
    cells = [(u, r, v) for u, r, v in zip(unit, rater, x, strict=True) for _ in range(times[r])]
    units = {u for u, _, _ in cells}
    kept, observed = [], 0.0
    for unit_ in units:
        own = [(r, v) for u, r, v in cells if u == unit_]
        apart = [(v - w) ** 2 for (r, v), (s, w) in combinations(own, 2) if r != s]
        if apart:
            kept += own
            observed += len(own) * float(np.mean(apart))
    n = len(kept)
    # by chance, a value meets all but its own copies
    copies = sum(times[r] for r, _ in kept)
    expected = sum((v - w) ** 2 for _, v in kept for _, w in kept) / (n**2 - copies)
    return 1 - observed / n / expected


@pytest.mark.parametrize("times", [[1, 1, 1, 1], [2, 0, 1, 1], [3, 1, 0, 0], [1, 2, 1, 0]])
def test_numbers_as_raters_are_drawn_are_their_pairs_written_out(times: list[int]) -> None:
    rated = coded("intensity", range(RATERS))
    t = np.array(times)
    columns = number_columns(rated.unit, rated.rater, rated.values)
    _, *alone = columns.outputs(t.astype(float))
    for column, value in zip(rated.values.T, alone, strict=True):
        there = ~np.isnan(column)
        expected = by_pairs(rated.unit[there], rated.rater[there], column[there], t)
        assert value == pytest.approx(expected, abs=1e-9)


def test_labels_as_raters_are_drawn_are_numbers_of_zero_and_one() -> None:
    rated, t = coded("choice", range(RATERS)), np.array([2, 1, 0, 1])
    _, *alone = label_columns(rated.unit, rated.rater, rated.values, 3).outputs(t.astype(float))
    for code, value in enumerate(alone):
        chosen = (rated.values == code).astype(float)
        expected = by_pairs(rated.unit, rated.rater, chosen, t)
        assert value == pytest.approx(expected, abs=1e-9)


def test_ranks_as_raters_are_drawn_are_units_of_their_own() -> None:
    rated, t = from_coded(coded("rank", range(RATERS))), np.array([2, 1, 0, 1])
    row, label = np.nonzero(rated.values > 0)
    cell, who = rated.unit[row] * 3 + label, rated.rater[row]
    expected = by_pairs(cell, who, rated.values[row, label], t)
    assert rank_columns(rated).outputs(t.astype(float))[0] == pytest.approx(expected, abs=1e-9)


def test_kendalls_w_as_raters_are_drawn_is_of_different_raters() -> None:
    rated, t = from_coded(coded("rank", range(RATERS))), np.array([2, 1, 0, 1])
    each = []
    for unit in range(rated.basis.units):
        own = [
            (rater, ranks)
            for rater, ranks in zip(rated.rater[rated.unit == unit],
                                    rated.values[rated.unit == unit], strict=True)
            for _ in range(t[rater])
        ]  # fmt: skip
        alike = [spearmanr(a, b).statistic for (r, a), (s, b) in combinations(own, 2) if r != s]
        if alike:
            each.append((1 + (len(own) - 1) * np.mean(alike)) / len(own))
    drawn = DrawnRankings(rated.unit, rated.rater, rated.values, rated.basis.units)
    assert drawn.outputs(t.astype(float))[0] == pytest.approx(np.mean(each), abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_two_raters_and_raters_whom_nobody_knows_have_no_interval_and_say_why(kind: str) -> None:
    rng = np.random.default_rng(1)
    two, unknown = coded(kind, [0, 1]), coded(kind, range(RATERS))
    unknown.rater[0] = -1
    for rated, why in ((two, "none over raters: there are 2, and it takes 3"),
                       (unknown, UNKNOWN_RATERS)):  # fmt: skip
        found = question_agreement(KINDS[kind], rated, resamples=50, rng=rng, raters=True)
        without = [each for each in all_results(found).values() if each.low is None]
        assert without
        assert {each.interval for each in without if each.value is not None} == {why}


def test_a_rater_who_meets_nobody_is_not_drawn() -> None:
    asked = KINDS["choice"]
    answers = ["a", "b", "a", "a", "b", "b", "c"]
    rated = Coded.of(asked, [0, 0, 1, 1, 2, 2, 3], [0, 5, 0, 5, 0, 5, 2], answers)
    rng = np.random.default_rng(1)
    found = question_agreement(asked, rated, resamples=50, rng=rng, raters=True)
    assert found.statistics[0].result.interval == "none over raters: there are 2, and it takes 3"


@pytest.mark.parametrize("kind", KINDS)
def test_where_draws_are_too_dear_raters_are_left_out_in_turn(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "DEAREST_OVER_RATERS", 0)
    rated, rng = coded(kind, range(RATERS)), np.random.default_rng(1)
    found = question_agreement(KINDS[kind], rated, resamples=200, rng=rng, raters=True)
    for result in found.per_label.values():
        assert result.interval == f"jackknife of {RATERS} raters"
        assert result.low < result.value < result.high


class NeverTheFirst:
    """A generator that never draws the first rater."""

    def multinomial(self, n: int, _chances: np.ndarray, size: int) -> np.ndarray:
        return np.tile(np.array([0] + [1] * (n - 1)), (size, 1))


@pytest.mark.parametrize("dearest", [bootstrap.DEAREST_OVER_RATERS, 0])
def test_a_figure_that_hangs_on_one_rater_says_so(
    dearest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "DEAREST_OVER_RATERS", dearest)
    # without rater 0 no item has two ratings
    asked, rng = KINDS["choice"], NeverTheFirst()
    rated = Coded.of(asked, [0, 0, 1, 1, 2, 2], [0, 1, 0, 2, 0, 3], list("aabbab"))
    found = question_agreement(asked, rated, resamples=9, rng=rng, raters=True)  # type: ignore[arg-type]
    alone = found.per_label["a"]
    assert alone.value is not None
    assert (alone.low, alone.interval) == (None, bootstrap.UNDEFINED_WITHOUT)


@pytest.mark.parametrize("distance", DISTANCES)
def test_shares_of_many_values_are_drawn_as_well(distance: str) -> None:
    rng = np.random.default_rng(3)
    asked = KINDS["distribution"]
    heard = rng.dirichlet(np.ones(3), 700)
    shares = [[rng.dirichlet(9 * heard[u] + 0.1) for _ in range(3)] for u in range(700)]
    values = [dict(zip("abc", each.tolist(), strict=True)) for own in shares for each in own]
    unit, rater = np.divmod(np.arange(2100), 3)
    rated = from_coded(Coded.of(asked, unit, rater, values))
    drawn = soft_alpha(rated, distance, Draw(100, rng, raters=True))
    assert drawn.interval == OVER_RATERS
    assert drawn.value == pytest.approx(soft_alpha(rated, distance, Draw()).value, abs=1e-9)
    assert drawn.low <= drawn.value + 1e-9
