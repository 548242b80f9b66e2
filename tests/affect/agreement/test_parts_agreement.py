"""Agreement of timelines and spans over the items of a question."""

from typing import Any

import numpy as np
import pytest

from affect.agreement import NO_PAIRS, NO_VARIATION, QuestionAgreement, question_agreement
from affect.agreement.pieces.continua import Continua, one_continuum
from affect.agreement.pieces.eder import mean_eder
from affect.agreement.pieces.gamma import gamma
from affect.agreement.pieces.parts import NO_LENGTH, NO_PIECES
from affect.agreement.pieces.unitizing import u_alpha
from affect.coded import Coded
from affect.questions import Question, load_scheme


def ask(kind: str, **settings: Any) -> Question:
    labels = [{"id": label} for label in "abc"]
    body = {"id": "q", "kind": kind, "text": "?", "labels": labels, **settings}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def agreement(
    question: Question, table: list[list[Any]], extent: Any = None, **more: Any
) -> QuestionAgreement:
    """Of a table (units, raters) of values, None where missing."""
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    return question_agreement(
        question, Coded.of(question, units, raters, values, extent=extent), **more
    )


def value(found: QuestionAgreement, stat: str) -> float | None:
    return next(each.result for each in found.statistics if each.stat == stat).value


def reasons(found: QuestionAgreement) -> set[str | None]:
    return {each.result.reason for each in found.statistics}


def at(start: float, end: float, label: str, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "label": label, **more}


ONE = [[at(1, 4, "a"), at(5, 8, "b")], [at(1, 4, "a"), at(5, 7, "c")], [at(2, 4, "a")]]
TWO = [[at(0, 3, "b")], [at(1, 3, "b")], []]


def continuum(values: list[Any], length: float) -> Continua:
    given = [[(p["start"], p["end"], p["label"]) for p in one] for one in values]
    return one_continuum(given, length, "abc")


def test_one_timeline_is_one_continuum() -> None:
    found = agreement(ask("timeline"), [ONE], extent=[10])
    whole = continuum(ONE, 10)
    assert value(found, "u-alpha") == pytest.approx(u_alpha(whole, smallest=0).nominal.value)
    assert value(found, "eder") == pytest.approx(mean_eder(whole))
    assert (found.statistics[0].result.units, found.statistics[0].result.ratings) == (1, 3)


def test_items_are_laid_end_to_end() -> None:
    found = agreement(ask("timeline"), [ONE, TWO], extent=[10, 5])
    moved = [[at(p["start"] + 10, p["end"] + 10, p["label"]) for p in own] for own in TWO]
    whole = continuum([a + b for a, b in zip(ONE, moved, strict=True)], 15)
    assert value(found, "u-alpha") == pytest.approx(u_alpha(whole, smallest=0).nominal.value)
    eder = (mean_eder(continuum(ONE, 10)) + mean_eder(continuum(TWO, 5))) / 2
    assert value(found, "eder") == pytest.approx(eder)


def test_a_label_alone_is_against_the_rest() -> None:
    found = agreement(ask("timeline"), [ONE], extent=[10]).per_label
    for label in "abc":
        only = [[p for p in own if p["label"] == label] for own in ONE]
        expected = u_alpha(continuum(only, 10), smallest=0).nominal.value
        assert found[label].value == pytest.approx(expected)


def test_tracks_are_continua_of_their_own() -> None:
    asked = ask("timeline", tracks=[{"id": "face"}, {"id": "voice"}])
    split = [[dict(p, track="face" if p["label"] == "a" else "voice") for p in own] for own in ONE]
    found = agreement(asked, [split], extent=[10])
    face = [[p for p in own if p["label"] == "a"] for own in ONE]
    voice = [
        [at(p["start"] + 10, p["end"] + 10, p["label"]) for p in own if p["label"] != "a"]
        for own in ONE
    ]
    whole = continuum([a + b for a, b in zip(face, voice, strict=True)], 20)
    assert value(found, "u-alpha") == pytest.approx(u_alpha(whole, smallest=0).nominal.value)


def test_where_intervals_may_overlap_each_label_is_a_layer() -> None:
    asked = ask("timeline", overlap=True)
    one_label = [[at(1, 4, "a")], [at(2, 5, "a")]]
    layered = agreement(asked, [one_label], extent=[10])
    flat = agreement(ask("timeline"), [one_label], extent=[10])
    assert value(layered, "u-alpha") == pytest.approx(value(flat, "u-alpha"))
    # pieces of one label that touch or overlap are one
    cut = [[at(1, 3, "a"), at(2, 4, "a")], one_label[1]]
    assert value(agreement(asked, [cut], extent=[10]), "u-alpha") == pytest.approx(
        value(layered, "u-alpha")
    )


def test_a_timeline_of_unknown_length_ends_with_the_last_interval() -> None:
    unknown = agreement(ask("timeline"), [ONE, TWO], extent=[np.nan, 5])
    known = agreement(ask("timeline"), [ONE, TWO], extent=[8, 5])
    assert unknown == known
    assert agreement(ask("timeline"), [ONE]) == agreement(ask("timeline"), [ONE], extent=[8])


def spans(values: list[Any], turn: int = 0) -> list[list[dict[str, Any]]]:
    return [[dict(p, turn=turn, text="") for p in own] for own in values]


def test_spans_of_one_item() -> None:
    found = agreement(ask("spans"), [spans(ONE)], extent=[10])
    assert value(found, "span-f1") == pytest.approx(2 * 1 / (4 + 3 + 3))
    assert value(found, "span-f1-overlap") == pytest.approx(2 * 3 / 10)
    alone = gamma(continuum(ONE, 10), rng=np.random.default_rng(5), precision=0.01)
    assert value(found, "gamma") == pytest.approx(alone.result.value, abs=0.06)


def test_spans_of_different_turns_never_meet() -> None:
    here, there = spans(TWO), spans(TWO, turn=-1)
    apart = [[*here[0], *there[0]], [*here[1]], [*there[2]]]
    together = [[*here[0], *there[0]], [*here[1], *there[1]], []]
    asked = ask("spans", scope="dialogue")
    first, second = (agreement(asked, [table], extent=[20]) for table in (apart, together))
    assert value(first, "span-f1-overlap") == pytest.approx(2 * 1 / 2 / 3 * 1)
    assert value(second, "span-f1-overlap") == pytest.approx(2 * 2 / 2 / 4)


def test_equal_answers_agree_whatever_is_asked() -> None:
    same = [[at(1, 4, "a"), at(5, 8, "b")]] * 3
    timeline = agreement(ask("timeline"), [same, same], extent=[10, 10])
    assert (value(timeline, "u-alpha"), value(timeline, "eder")) == (1, 0)
    marked = agreement(ask("spans"), [spans(same)], extent=[10])
    assert [each.result.value for each in marked.statistics] == [1, 1, 1, 1]


def test_undefined_has_its_reason() -> None:
    for kind in ("timeline", "spans"):
        assert reasons(agreement(ask(kind), [[[], None]])) == {NO_PAIRS}
    nothing = agreement(ask("timeline"), [[[], []]])
    assert reasons(nothing) == {NO_LENGTH}
    silent = agreement(ask("timeline"), [[[], []]], extent=[10])
    assert [each.result.reason for each in silent.statistics] == [NO_VARIATION, None]
    assert value(silent, "eder") == 0
    no_spans = agreement(ask("spans"), [[[], []]], extent=[10])
    assert reasons(no_spans) == {NO_VARIATION, NO_PIECES}


@pytest.mark.parametrize("kind", ["timeline", "spans"])
def test_intervals_are_of_items_and_a_seed_decides(kind: str) -> None:
    rng = np.random.default_rng(1)
    table = []
    for _ in range(20):
        start = int(rng.integers(0, 10))
        moved = rng.integers(0, 3, 3)
        own = [[at(start + m, start + m + 5, "ab"[rng.integers(2)])] for m in moved.tolist()]
        table.append(spans(own) if kind == "spans" else own)
    seeds = (7, 7)
    first, again = (
        agreement(
            ask(kind), table, extent=[20] * 20, resamples=200, rng=np.random.default_rng(seed)
        )
        for seed in seeds
    )
    assert first == again
    for each in first.statistics:
        result = each.result
        assert result.low is not None
        assert result.high is not None
        assert result.value is not None
        assert result.low < result.value < result.high
