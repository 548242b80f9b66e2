"""Rules for traces, timelines and spans: one curve, one timeline from several raters."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.aggregation import Aggregate, aggregate, needs_all, rules_for
from affect.coded import Coded
from affect.questions import Question, load_scheme
from affect.traces import METHODS


def ask(kind: str, **settings: Any) -> Question:
    body = {"id": "q", "kind": kind, "text": "?", **settings}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def ruled(question: Question, table: list[list[Any]], rule: str) -> Aggregate:
    """A rule on a table (units, raters) of values, None where missing."""
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    return aggregate(question, Coded.of(question, units, raters, values), len(table), rule)


TRACE = ask("trace", dimensions=[{"id": "v"}])
TIMES = np.round(np.arange(0, 20.01, 0.05), 3)


def trace(values: Any, seconds: float = 20.0) -> dict[str, Any]:
    samples = np.broadcast_to(values, TIMES.shape).tolist()
    return {"seconds": seconds, "times": TIMES.tolist(), "values": {"v": samples}}


@pytest.mark.parametrize("rule", METHODS)
def test_every_method_is_a_rule_that_looks_at_one_item(rule: str) -> None:
    wave = np.sin(TIMES)
    table = [[trace(wave), trace(wave + 0.2), None], [None, None, None], [trace(0.1)] * 3]
    found = ruled(TRACE, table, rule)
    assert rule in rules_for("trace")
    assert not needs_all(rule, "trace")
    assert (found.rule, found.n.tolist()) == (rule, [2, 0, 3])
    assert found.curves is not None
    assert found.curves[1] is None
    alone = ruled(TRACE, table[:1], rule).curves
    assert alone is not None
    np.testing.assert_array_equal(
        found.curves[0].dimensions["v"].value, alone[0].dimensions["v"].value
    )


def test_the_mean_curve() -> None:
    found = ruled(TRACE, [[trace(0.2 + TIMES / 100), trace(0.4 + TIMES / 100)]], "mean")
    curve = found.curves[0]
    np.testing.assert_allclose(curve.times, np.linspace(0, 20, 201))
    np.testing.assert_allclose(curve.dimensions["v"].value, 0.3 + curve.times / 100)
    np.testing.assert_allclose(curve.dimensions["v"].sd, 0.1)
    assert set(curve.dimensions["v"].n.tolist()) == {2}
    assert found.rows(0, 1).curves == found.curves


def test_unbounded_traces_are_fused_by_their_shape() -> None:
    asked = ask("trace", dimensions=[{"id": "v"}], mode="unbounded")
    wave = np.sin(TIMES)
    found = ruled(asked, [[trace(wave), trace(100 * wave)]], "mean").curves[0].dimensions["v"]
    assert np.nanstd(found.value) == pytest.approx(1)
    np.testing.assert_allclose(found.sd, 0, atol=1e-9)


LABELS = [{"id": label} for label in "ab"]


def at(start: float, end: float, label: str, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, **more}


def told(found: Aggregate, unit: int = 0) -> list[tuple[Any, ...]] | None:
    pieces = found.pieces[unit]
    if pieces is None:
        return None
    return [(p.part, p.start, p.end, p.label, p.share) for p in pieces]


def test_shares_and_majority_of_a_timeline() -> None:
    timeline = ask("timeline", labels=LABELS)
    table = [
        [[at(0, 4, "a")], [at(2, 6, "a"), at(6, 7, "b")], []],
        [None, None, None],
        [[], [], None],
    ]
    found = ruled(timeline, table, "share")
    assert found.n.tolist() == [3, 0, 2]
    third = pytest.approx(1 / 3)
    assert told(found) == [
        ("main", 0, 2, "a", third),
        ("main", 2, 4, "a", pytest.approx(2 / 3)),
        ("main", 4, 6, "a", third),
        ("main", 6, 7, "b", third),
    ]
    assert (told(found, 1), told(found, 2)) == (None, [])
    assert told(ruled(timeline, table, "majority")) == [("main", 2, 4, "a", pytest.approx(2 / 3))]
    half = [[[at(0, 4, "a")], []]]
    assert told(ruled(timeline, half, "majority")) == []


def test_one_rater_is_a_majority_and_touching_stretches_are_one() -> None:
    timeline = ask("timeline", labels=LABELS)
    cut = [[[at(0, 1, "a"), at(1, 2, "a")]]]
    assert told(ruled(timeline, cut, "majority")) == [("main", 0, 2, "a", 1)]
    stairs = [[[at(0, 4, "a")], [at(0, 2, "a"), at(2, 4, "a")], [at(2, 4, "a")]]]
    assert told(ruled(timeline, stairs, "majority")) == [("main", 0, 4, "a", pytest.approx(2 / 3))]


def test_in_steps_any_part_of_a_step_is_all_of_it() -> None:
    timeline = ask("timeline", labels=LABELS, overlap=True)
    table = [[[at(0.2, 0.4, "a")], [at(0.6, 2, "a")]]]
    assert told(ruled(timeline, table, "share:step=1")) == [
        ("main", 0, 1, "a", 1),
        ("main", 1, 2, "a", 0.5),
    ]
    exact = told(ruled(timeline, table, "share")) or []
    assert [(p[1], p[2], p[4]) for p in exact] == [(0.2, 0.4, 0.5), (0.6, 2, 0.5)]


def test_spans_keep_their_turns_and_tracks_their_order() -> None:
    spans = ask("spans", labels=LABELS, scope="dialogue")
    here, before = at(3, 5, "a", turn=0, text=""), at(0, 2, "b", turn=-1, text="")
    assert told(ruled(spans, [[[here, before], [here]]], "share")) == [
        (-1, 0, 2, "b", 0.5),
        (0, 3, 5, "a", 1),
    ]
    tracks = ask("timeline", labels=LABELS, tracks=[{"id": "voice"}, {"id": "face"}])
    both = [at(0, 1, "a", track="face"), at(5, 6, "a", track="voice")]
    assert [p[0] for p in told(ruled(tracks, [[both]], "share")) or []] == ["voice", "face"]


piece = st.tuples(st.integers(0, 9), st.integers(1, 5), st.sampled_from("ab"))


@settings(deadline=None)
@given(st.lists(st.lists(piece, max_size=4), min_size=1, max_size=4))
def test_shares_are_those_of_every_moment(raters: list[list[tuple[int, int, str]]]) -> None:
    timeline = ask("timeline", labels=LABELS, overlap=True)
    row = [[at(s, s + d, x) for s, d, x in own] for own in raters]
    found = told(ruled(timeline, [row], "share")) or []
    for moment in range(16):
        for label in "ab":
            n = sum(any(s <= moment < s + d and x == label for s, d, x in own) for own in raters)
            here = [p[4] for p in found if p[3] == label and p[1] <= moment < p[2]]
            assert here == ([pytest.approx(n / len(raters))] if n else [])
