"""Agreement of traces, and traces as curves, against what can be worked out by hand."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.agreement import NO_PAIRS, QuestionAgreement, question_agreement
from affect.agreement.correlations.icc import icc
from affect.agreement.draws.bootstrap import OVER_RATERS
from affect.agreement.draws.rater_draws import Members
from affect.agreement.trace_pairs import STATISTICS, Together, TracePairs, item_pairs
from affect.agreement.traces import NO_CURVES
from affect.coded import Coded
from affect.questions import Question, load_scheme
from affect.traces import ccc, grid_times, mean_curve, on_grid, standardised, thinned

TIMES = np.round(np.arange(0, 20.01, 0.05), 3)


def ask(**settings: Any) -> Question:
    body = {"id": "q", "kind": "trace", "text": "?", "dimensions": [{"id": "v"}], **settings}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def trace(values: Any, times: np.ndarray = TIMES, **more: Any) -> dict[str, Any]:
    samples = np.broadcast_to(values, times.shape).tolist()
    return {"seconds": 20.0, "times": times.tolist(), "values": {"v": samples, **more}}


def agreement(question: Question, table: list[list[Any]]) -> QuestionAgreement:
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    return question_agreement(question, Coded.of(question, units, raters, values))


def test_raters_who_say_the_same_agree_whenever_their_samples_were_taken() -> None:
    later = TIMES[TIMES > 0.5] + 0.01
    line = 0.1 + 0.02 * TIMES
    found = agreement(ask(), [[trace(line), trace(0.1 + 0.02 * later, later)]])
    values = [statistic.result.value for statistic in found.statistics]
    assert values == pytest.approx([1] * 7)
    assert found.per_label["v"].value == pytest.approx(1)


def test_a_shift_lowers_ccc_and_not_cronbachs_alpha() -> None:
    wave = np.sin(TIMES) / 2
    found = agreement(ask(), [[trace(wave), trace(wave + 0.3)]])
    by_name = {statistic.stat: statistic.result.value for statistic in found.statistics}
    grid = np.interp(grid_times(20), TIMES, wave)
    expected = 2 * grid.var() / (2 * grid.var() + 0.09)
    assert by_name["ccc"] == pytest.approx(expected)
    assert by_name["cronbach-alpha"] == pytest.approx(1)


def test_the_figure_is_a_mean_over_items_and_pairs() -> None:
    a, b, c = (trace(np.sin(TIMES + shift)) for shift in (0, 0.5, 2))
    first, second = agreement(ask(), [[a, b]]), agreement(ask(), [[a, b, c]])
    both = agreement(ask(), [[a, b, None], [a, b, c]])
    single = [each.statistics[0].result.value for each in (first, second)]
    assert both.statistics[0].result.value == pytest.approx(np.mean(single))
    assert (both.statistics[0].result.units, both.statistics[0].result.ratings) == (2, 5)


def test_dimensions_are_told_apart() -> None:
    asked = ask(dimensions=[{"id": "v"}, {"id": "a"}])
    wave, other = np.sin(TIMES), np.cos(TIMES)
    first, second = trace(wave, a=other.tolist()), trace(wave, a=(-other).tolist())
    found = agreement(asked, [[first, second]])
    assert found.per_label["v"].value == pytest.approx(1)
    assert found.per_label["a"].value == pytest.approx(-1, abs=1e-2)
    assert found.statistics[0].result.value == pytest.approx(0, abs=1e-2)


def test_a_late_rater_agrees_once_moved() -> None:
    rng = np.random.default_rng(4)
    slow = np.cumsum(rng.normal(size=len(TIMES) + 40))
    table = [[trace(slow[40:]), trace(slow[:-40]), trace(slow[40:])]]  # one is 2 s late
    found = {each.stat: each.result.value for each in agreement(ask(), table).statistics}
    assert found["ccc"] < 0.9
    assert found["ccc-aligned"] > 0.99


def test_ups_and_downs_alone() -> None:
    wave = np.sin(TIMES)
    bent = np.sign(wave) * np.abs(wave) ** 3
    found = {
        each.stat: each.result.value
        for each in agreement(ask(), [[trace(wave), trace(bent)]]).statistics
    }
    assert found["rank-correlation"] == pytest.approx(1, abs=1e-3)
    assert found["sda"] > 0.95
    turned = {
        each.stat: each.result.value
        for each in agreement(ask(), [[trace(wave), trace(-wave)]]).statistics
    }
    assert turned["rank-correlation"] == pytest.approx(-1)
    assert turned["sda"] == pytest.approx(-1, abs=0.05)


def test_unbounded_traces_are_compared_by_their_shape() -> None:
    asked = ask(mode="unbounded")
    wave = np.sin(TIMES)
    found = agreement(asked, [[trace(wave), trace(100 * wave + 7)]])
    assert found.statistics[0].result.value == pytest.approx(1)


def test_undefined_has_its_reason() -> None:
    one = agreement(ask(), [[trace(0.5), None]])
    assert {s.result.reason for s in one.statistics} == {NO_PAIRS}
    still = agreement(ask(), [[trace(0.5), trace(0.5)]])
    found = {each.stat: each.result for each in still.statistics}
    assert (found["ccc"].value, found["ccc-aligned"].value, found["sda"].value) == (1, 1, 1)
    assert found["cronbach-alpha"].reason == found["rank-correlation"].reason == NO_CURVES
    assert found["icc2"].reason == found["icc2-aligned"].reason == NO_CURVES


def test_intervals_are_of_items_and_a_seed_decides() -> None:
    rng = np.random.default_rng(1)
    table = [[trace(np.sin(TIMES + s)) for s in rng.normal(0, 0.6, 3)] for _ in range(12)]
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    asked = ask()
    coded = Coded.of(asked, units, raters, values)
    first, again = (
        question_agreement(asked, coded, resamples=100, rng=np.random.default_rng(3))
        for _ in range(2)
    )
    assert first == again
    result = first.statistics[0].result
    assert result.low is not None
    assert result.low < result.value < result.high


def test_ccc_is_one_for_equal_and_zero_for_a_constant_beside_a_line() -> None:
    line = np.arange(10.0)
    assert ccc(line, line) == 1
    assert ccc(line, np.full(10, 4.5)) == 0
    assert np.isnan(ccc(line[:2], line[:2]))


def test_cronbachs_alpha_of_a_known_table() -> None:
    # variances 2/3, 2/3 and 2; the sums are 4, 4 and 10, whose variance is 8
    rows = np.array([[1.0, 2, 3], [2, 1, 3], [1, 1, 4]])
    assert of_item(rows)["cronbach-alpha"] == pytest.approx(1.5 * (1 - (10 / 3) / 8))
    assert np.isnan(of_item(np.array([[1.0, 2, 3], [3, 2, 1]]))["cronbach-alpha"])


def test_icc_over_time_is_that_of_times_as_units() -> None:
    rng = np.random.default_rng(2)
    rows = np.cumsum(rng.normal(size=200)) / 5 + rng.normal(size=(4, 200)) + [[0], [1], [2], [0]]
    assert of_item(rows)["icc2"] == pytest.approx(icc(rows)["icc2"].value, abs=1e-12)
    holed = rows.copy()
    holed[1, :20] = np.nan
    assert of_item(holed)["icc2"] == pytest.approx(icc(rows[:, 20:])["icc2"].value, abs=1e-12)
    assert np.isnan(of_item(np.ones((2, 50)))["icc2"])
    assert of_item(np.stack([np.ones(50), np.full(50, 2.0)]))["icc2"] == 0
    slow = np.cumsum(rng.normal(size=400))
    late = np.stack([slow[30:380], slow[10:360], slow[30:380]])
    found = of_item(late)
    assert found["icc2-aligned"] > 0.99 > found["icc2"]


def of_item(rows: np.ndarray, times: np.ndarray | None = None) -> dict[str, float]:
    """The statistics of one item (raters, times), as raters are drawn."""
    found = item_pairs(rows, 0.1)
    own = found.together
    together = Together(
        own.covariance[:, None], own.apart[:, None], own.variance[:, None], own.times[None, None]
    )
    members = Members.of(np.zeros(len(rows), np.int64), np.arange(len(rows)))
    pairs = TracePairs(members, found.alike[:, None], together)
    each = pairs.of_units(members.every() if times is None else times)
    return dict(zip(STATISTICS, each[0, 0].tolist(), strict=True))


def test_a_rater_drawn_not_at_all_is_left_out_and_one_drawn_twice_is_no_pair() -> None:
    rng = np.random.default_rng(2)
    rows = np.cumsum(rng.normal(size=200)) / 5 + rng.normal(size=(4, 200)) + [[0], [1], [2], [0]]
    without, three = of_item(rows, np.array([1.0, 1, 0, 1])), of_item(rows[[0, 1, 3]])
    fixed = {stat for stat in STATISTICS if not stat.endswith("-aligned")}
    assert {s: without[s] for s in fixed} == pytest.approx({s: three[s] for s in fixed})
    twice = of_item(rows, np.array([2.0, 1, 0, 0]))
    two = of_item(rows[:2])
    assert {s: twice[s] for s in ("ccc", "sda")} == pytest.approx(
        {s: two[s] for s in ("ccc", "sda")}
    )
    assert np.isnan(of_item(rows, np.array([4.0, 0, 0, 0]))["ccc"])


def test_intervals_over_raters() -> None:
    rng = np.random.default_rng(1)
    truth = [np.sin(TIMES + start) for start in range(6)]
    table = [[trace(wave * k / 4 + rng.normal(0, 0.05)) for k in (4, 4, 3, 5)] for wave in truth]
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    asked = ask()
    coded = Coded.of(asked, units, raters, values)
    rng = np.random.default_rng(3)
    found = question_agreement(asked, coded, resamples=200, rng=rng, raters=True)
    plain = question_agreement(asked, coded)
    for drawn, undrawn in zip(found.statistics, plain.statistics, strict=True):
        assert drawn.result.value == pytest.approx(undrawn.result.value)
        assert drawn.result.interval == OVER_RATERS
        assert drawn.result.low is not None
        assert drawn.result.low <= drawn.result.value <= drawn.result.high
    assert found.per_label["v"].interval == OVER_RATERS
    assert (found.statistics[0].stat, found.statistics[0].result.high < 1) == ("ccc", True)


def test_a_constant_row_cannot_be_standardised() -> None:
    rows = standardised(np.array([[1.0, 2, 3, np.nan], [5, 5, 5, 5]]))
    np.testing.assert_allclose(np.nanmean(rows[0]), 0, atol=1e-12)
    np.testing.assert_allclose(np.nanstd(rows[0]), 1)
    assert np.isnan(rows[1]).all()


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=300), st.integers(1, 20))
def test_a_thinned_trace_keeps_its_ends_in_height(values: list[float], pairs: int) -> None:
    x = np.array(values)
    t, kept = thinned(np.arange(len(x)), x, 2 * pairs)
    assert len(t) <= max(2 * pairs, len(x) if len(x) <= 2 * pairs else 0)
    assert (np.diff(t) > 0).all()
    assert (kept.min(), kept.max()) == (x.min(), x.max())
    np.testing.assert_array_equal(kept, x[t.astype(int)])


def test_nothing_is_made_up_outside_a_trace() -> None:
    rows = on_grid([{"times": [1, 2], "values": {"v": [0, 1]}}], "v", np.array([0, 1, 1.5, 3]))
    np.testing.assert_array_equal(rows, [[np.nan, 0, 0.5, np.nan]])
    empty = on_grid([{"times": [], "values": {"v": []}}], "v", np.array([0.0]))
    np.testing.assert_array_equal(empty, [[np.nan]])
    np.testing.assert_array_equal(
        mean_curve(np.array([[np.nan, 0, 1], [np.nan, 1, np.nan]])), [np.nan, 0.5, 1]
    )
