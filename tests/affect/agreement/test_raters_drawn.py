"""Intervals over raters of pieces, boxes and texts: a rater left out is a table without them."""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest

from affect.agreement import question_agreement
from affect.agreement.draws.bootstrap import OVER_RATERS, UNKNOWN_RATERS, Draw
from affect.agreement.draws.rater_draws import Members
from affect.agreement.pieces.marked import Marked, marked
from affect.agreement.pieces.parts import pieces_f1, pooled_gamma, pooled_u_alpha
from affect.agreement.pieces.tier_pairs import tier_pairs
from affect.agreement.rated.pairable import from_coded
from affect.agreement.tables.pieces_table import PIECE_STATISTICS, pieces_table
from affect.coded import Coded
from affect.questions import Question
from tests.affect.agreement.test_regions_and_texts import ask, box

LABELS = [{"id": "a"}, {"id": "b"}]
KINDS: dict[str, Question] = {
    "timeline": ask("timeline", labels=LABELS, tracks=[{"id": "x"}, {"id": "y"}]),
    "layers": ask("timeline", labels=LABELS, overlap=True),
    "spans": ask("spans", labels=LABELS),
    "regions": ask("regions", labels=LABELS),
    "text": ask("text"),
    "words": ask("words"),
}
UNITS, RATERS = 5, 4


def answer(kind: str, rng: np.random.Generator, unit: int, rater: int) -> Any:
    """About the same of all raters of a unit, the last of whom is careless."""
    shift = int(rng.integers(0, 3 if rater < RATERS - 1 else 9))
    label = "ab"[unit % 2 if shift < 6 else 1 - unit % 2]
    if kind == "regions":
        return [box(0.1 + shift / 20, 0.2, 0.4, 0.5, label), box(0.6, 0.1, 0.2, 0.1 + shift / 30)][
            : 1 + shift % 2
        ]
    if kind == "words":
        return [{"word": word} for word in ("glad", "zesty", "sad", "angry")[: 1 + shift % 4]]
    if kind == "text":
        return "a quiet voice that slowly rises"[shift : 20 + unit]
    piece = {"start": 2 + shift, "end": 11 + unit, "label": label}
    more = {"start": 20.0 + shift, "end": 24.0, "label": "a"}
    if kind == "spans":
        return [{"turn": 0, "text": "x", **piece}] + (
            [{"turn": 1, "text": "x", **more}] * (shift > 0)
        )
    if kind == "layers":
        return [piece, more | {"start": 5.0 + shift, "end": 30.0}]
    return [piece | {"track": "x"}, more | {"track": "y"}][: 1 + (shift > 0)]


def coded(kind: str, raters: list[int], units: int = UNITS) -> Coded:
    rng = np.random.default_rng(4)
    table = [[answer(kind, rng, u, r) for r in range(RATERS)] for u in range(units)]
    # the first rater left the last unit out
    cells = [(u, r, table[u][r]) for u in range(units) for r in raters if (u, r) != (units - 1, 0)]
    number, rater, values = zip(*cells, strict=True)
    extent = np.full(units, 40.0) if kind in ("timeline", "layers") else None
    asked = KINDS[kind]
    return Coded.of(asked, number, rater, values, extent=extent)


@pytest.mark.parametrize("kind", KINDS)
def test_the_value_is_the_same_and_has_an_interval(kind: str) -> None:
    rated = coded(kind, list(range(RATERS)))
    rng = np.random.default_rng(1)
    over = question_agreement(KINDS[kind], rated, resamples=200, rng=rng, raters=True)
    plain = question_agreement(KINDS[kind], rated)
    for drawn, undrawn in zip(over.statistics, plain.statistics, strict=True):
        assert drawn.result.value == pytest.approx(undrawn.result.value, abs=1e-12)
        by = "jackknife of 4 raters" if drawn.stat == "gamma" else OVER_RATERS
        assert drawn.result.interval == by
        assert drawn.result.low is not None
        assert drawn.result.low <= drawn.result.value <= drawn.result.high + 1e-12
    for label, result in over.per_label.items():
        assert result.value == pytest.approx(plain.per_label[label].value, abs=1e-12)
        assert result.interval == OVER_RATERS


def of_raters(kind: str, found: Marked, smallest: float) -> Callable[[np.ndarray], np.ndarray]:
    layered = kind != "timeline"
    return tier_pairs(found, smallest=smallest, layered=layered).outputs


@pytest.mark.parametrize("kind", ["timeline", "layers", "spans"])
def test_u_alpha_without_a_rater_is_that_of_the_others(kind: str) -> None:
    asked, smallest = KINDS[kind], 1.0 if kind == "spans" else 0.0
    whole = marked(asked, coded(kind, list(range(RATERS))))  # type: ignore[arg-type]
    outputs = of_raters(kind, whole, smallest)
    for left_out in range(RATERS):
        times = np.where(np.arange(RATERS) == left_out, 0.0, 1.0)
        others = marked(asked, coded(kind, [r for r in range(RATERS) if r != left_out]))  # type: ignore[arg-type]
        overall, alone = pooled_u_alpha(others, smallest, kind != "timeline", Draw())
        expected = [each.value for each in (overall, *alone)]
        assert outputs(times).tolist() == pytest.approx(expected, abs=1e-12)


def test_gamma_without_a_rater_is_that_of_the_others() -> None:
    asked = KINDS["spans"]
    whole = marked(asked, coded("spans", list(range(RATERS))))  # type: ignore[arg-type]
    for left_out in range(RATERS):
        out = np.arange(RATERS) == left_out
        fewer = whole.without(out)
        others = marked(asked, coded("spans", [r for r in range(RATERS) if r != left_out]))  # type: ignore[arg-type]
        for part in ("continuum", "rater", "label", "start", "end", "length", "raters"):
            theirs, ours = getattr(others.continua, part), getattr(fewer.continua, part)
            np.testing.assert_array_equal(np.sort(ours), np.sort(theirs))
        assert pooled_gamma(fewer, Draw()).value == pytest.approx(
            pooled_gamma(others, Draw()).value, abs=0.05
        )


class EachButOne:
    """A generator that draws each rater but one, in turn."""

    def multinomial(self, n: int, _chances: np.ndarray, size: int) -> np.ndarray:
        assert size == n
        return np.ones((n, n), np.int64) - np.eye(n, dtype=np.int64)


@pytest.mark.parametrize("kind", ["regions", "text"])
def test_boxes_and_texts_without_a_rater(kind: str) -> None:
    rated, each_but_one = coded(kind, list(range(RATERS))), cast(Any, EachButOne())
    found = question_agreement(KINDS[kind], rated, resamples=RATERS, rng=each_but_one, raters=True)
    without = [
        question_agreement(KINDS[kind], coded(kind, [r for r in range(RATERS) if r != left]))
        for left in range(RATERS)
    ]
    for place, statistic in enumerate(found.statistics):
        values = [each.statistics[place].result.value for each in without]
        ends = np.quantile(np.array(values, np.float64), [0.025, 0.975])
        assert [statistic.result.low, statistic.result.high] == pytest.approx(list(ends), abs=1e-12)


def test_a_rater_who_is_drawn_twice_is_no_pair() -> None:
    members = Members.of(np.array([0, 0, 0, 1, 1]), np.array([0, 1, 2, 1, 2]))
    alike = np.array([1.0, 0.5, 0.0, 0.25])  # 01, 02, 12 of the first unit, 12 of the second
    np.testing.assert_allclose(members.means(alike, np.array([2.0, 1, 0])), [1, np.nan])
    weighted = (2 * 1.0 + 2 * 0.5 + 0.0) / 5
    np.testing.assert_allclose(members.means(alike, np.array([2.0, 1, 1])), [weighted, 0.25])
    np.testing.assert_allclose(members.over_others(members.every()), [1 / 2, 1])
    np.testing.assert_allclose(members.size(np.array([3.0, 0, 0])), 0)


def test_a_table_of_pieces_has_intervals_over_raters() -> None:
    rng = np.random.default_rng(2)
    rows = [
        (f"u{u}", f"r{r}", str(1 + int(rng.integers(0, 3))), str(8 + u), "ab"[u % 2], "20")
        for u in range(4)
        for r in range(3)
    ]
    table = pieces_table(rows)
    draw = Draw(100, np.random.default_rng(1), None, True)
    for name in ("u-alpha", "u-alpha-labels", "eder", "span-f1", "span-f1-overlap"):
        found = PIECE_STATISTICS[name].measure(table.marked, draw)
        assert found.interval == OVER_RATERS
        assert found.low is not None
        assert found.low <= found.value <= found.high
    assert PIECE_STATISTICS["gamma"].measure(table.marked, draw).interval == "jackknife of 3 raters"
    two = pieces_table([row for row in rows if row[1] != "r2"])
    few = pieces_f1(two.marked, "exact", draw)
    assert (few.low, few.interval) == (None, "none over raters: there are 2, and it takes 3")


def test_nobody_is_drawn_where_a_rater_is_unknown() -> None:
    rated = coded("text", list(range(RATERS)))
    rated.rater[0] = -1
    rng = np.random.default_rng(1)
    found = question_agreement(KINDS["text"], rated, resamples=50, rng=rng, raters=True)
    assert {each.result.interval for each in found.statistics} == {UNKNOWN_RATERS}
    assert from_coded(rated).basis.raters is None
