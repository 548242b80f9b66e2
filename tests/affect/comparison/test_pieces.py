"""A model's timelines and spans beside those of humans."""

from typing import Any

import numpy as np
import pytest

from affect.agreement.pieces.eder import eder
from affect.agreement.pieces.span_f1 import span_scores
from affect.coded import Coded
from affect.comparison import Bootstrap, Comparison, Figure, compare
from affect.questions import Question, load_scheme

SECONDS = 10.0


def ask(kind: str) -> Question:
    body = {"id": "q", "kind": kind, "text": "?", "labels": [{"id": "a"}, {"id": "b"}]}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def at(start: float, end: float, label: str, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, **more}


def compared(kind: str, table: list[list[Any]], said: list[Any], **how: Any) -> Comparison:
    """Of a table (units, raters) of answers, and the model's answer to each unit."""
    question = ask(kind)
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    coded = Coded.of(question, units, raters, values, extent=np.full(len(table), SECONDS))
    predicted = np.empty(len(table), object)
    predicted[:] = said
    return compare(question, coded, predicted, **how)[0]


def figure(found: Comparison, name: str, side: str = "model") -> Figure:
    return next(each for each in getattr(found, side) if each.name == name)


def pieces(answer: list[dict[str, Any]]) -> list[tuple[float, float, str]]:
    return [(p["start"], p["end"], p["label"]) for p in answer]


ONE = [[at(0, 4, "a")], [at(0, 5, "a"), at(6, 8, "b")], []]
MODEL = [at(1, 4, "a"), at(6, 7, "a")]


def test_eder_is_the_mean_over_raters_and_then_items() -> None:
    same = [[at(0, 5, "b")]] * 2
    found = compared("timeline", [ONE, same, same], [MODEL, [at(0, 5, "b")], None])
    rates = [eder(pieces(answer), pieces(MODEL), SECONDS).rate for answer in ONE]
    assert figure(found, "EDER").value == pytest.approx((np.mean(rates) + 0) / 2)
    assert figure(found, "EDER").better == "lower"
    assert (found.items, found.unpredicted, found.unrated, found.several) == (2, 1, 0, 2)


def test_the_human_figures_are_of_one_rater_in_the_models_place() -> None:
    found = compared("timeline", [ONE], [MODEL])
    rates = [
        eder(pieces(one), pieces(other), SECONDS).rate
        for i, one in enumerate(ONE)
        for j, other in enumerate(ONE)
        if i != j
    ]
    assert figure(found, "EDER", "human").value == pytest.approx(np.mean(rates))


def test_spans_are_matched_exactly_and_by_overlap() -> None:
    text = {"turn": 0, "text": ""}
    table = [[[at(0, 4, "a", **text), at(6, 8, "b", **text)]]]
    said = [[at(0, 4, "a", **text), at(5, 7, "b", **text), at(8, 9, "b", **text)]]
    found = compared("spans", table, said)
    for match, suffix in (("exact", ""), ("overlap", " (overlap)")):
        scores = span_scores(pieces(table[0][0]), pieces(said[0]), match)[None]
        assert figure(found, f"F1{suffix}").value == pytest.approx(scores.f1)
        assert figure(found, f"precision{suffix}").value == pytest.approx(scores.precision)
        assert figure(found, f"recall{suffix}").value == pytest.approx(scores.recall)
    assert figure(found, "F1", "human").value is None  # one rater has nobody beside him


def test_nothing_marked_is_undefined_with_its_reason() -> None:
    found = compared("spans", [[[], []]], [[]])
    assert figure(found, "F1").reason == "nobody marked anything, so there are no pieces to match"
    silent = compared("timeline", [[[], []]], [[]])
    assert figure(silent, "EDER").value == 0
    nobody = compared("timeline", [[None, None]], [MODEL])
    assert (figure(nobody, "EDER").value, nobody.unrated) == (None, 1)


def test_intervals_are_over_items() -> None:
    rng = np.random.default_rng(1)
    starts = rng.integers(0, 4, (15, 2)).tolist()
    table = [[[at(s, s + 4, "a")] for s in row] for row in starts]
    said = [[at(2, 6, "a")]] * 15
    bootstrap = Bootstrap(200, np.random.default_rng(2))
    shown = figure(compared("timeline", table, said, bootstrap=bootstrap), "EDER")
    assert shown.low is not None
    assert shown.high is not None
    assert shown.value is not None
    assert shown.low < shown.value < shown.high
