"""Agreement of boxes and of free texts."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.agreement import (
    NO_PAIRS,
    NO_VARIATION,
    QuestionAgreement,
    alpha_counts,
    question_agreement,
)
from affect.agreement.pieces.regions import NO_BOXES, iou, matched_boxes
from affect.agreement.texts import MOST_PAIRS, edit_share
from affect.coded import Coded
from affect.questions import Question, load_scheme


def ask(kind: str, **settings: Any) -> Question:
    body = {"id": "q", "kind": kind, "text": "?", **settings}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def agreement(question: Question, table: list[list[Any]], **more: Any) -> QuestionAgreement:
    """Of a table (units, raters) of values, None where missing."""
    cells = [(u, r, v) for u, row in enumerate(table) for r, v in enumerate(row)]
    units, raters, values = zip(*cells, strict=True)
    return question_agreement(question, Coded.of(question, units, raters, values), **more)


def value(found: QuestionAgreement, stat: str) -> Any:
    return next(each.result for each in found.statistics if each.stat == stat).value


BOXES = ask("regions", labels=[{"id": "face"}, {"id": "hand"}])
TEXT = ask("text")


def box(x: float, y: float, width: float, height: float, label: str = "face") -> dict[str, Any]:
    return {"x": x, "y": y, "width": width, "height": height, "label": label}


def test_intersection_over_union() -> None:
    left, right = (
        np.array([[0, 0, 0.5, 0.5]]),
        np.array([[0.25, 0, 0.5, 0.5], [0.5, 0.5, 0.5, 0.5]]),
    )
    np.testing.assert_allclose(iou(left, right), [[1 / 3, 0]])


def test_boxes_match_once_by_label_and_place() -> None:
    half = box(0, 0, 0.4, 0.2)
    assert matched_boxes([box(0, 0, 0.4, 0.4)], [half]) == 1  # exactly one half
    assert matched_boxes([box(0, 0, 0.4, 0.4)], [half, half]) == 1
    assert matched_boxes([box(0, 0, 0.4, 0.4)], [box(0, 0, 0.4, 0.4, "hand")]) == 0
    table = [[[box(0, 0, 0.4, 0.4), box(0.5, 0.5, 0.1, 0.1, "hand")], [half], []]]
    assert value(agreement(BOXES, table), "region-f1") == pytest.approx(2 * 1 / (3 + 2 + 1))


@st.composite
def images(draw: st.DrawFn) -> list[list[list[dict[str, Any]]]]:
    """Two images of three raters, with edges on a grid of eighths."""

    def one() -> dict[str, Any]:
        x, y = (draw(st.integers(0, 7)) for _ in range(2))
        width, height = draw(st.integers(1, 8 - x)), draw(st.integers(1, 8 - y))
        label = draw(st.sampled_from(["face", "hand"]))
        return box(x / 8, y / 8, width / 8, height / 8, label)

    return [[[one() for _ in range(draw(st.integers(0, 2)))] for _ in "abc"] for _ in "ab"]


def inside(boxes: list[dict[str, Any]], label: str) -> np.ndarray:
    points = np.zeros((8, 8), bool)
    for each in boxes:
        if each["label"] == label:
            x, y, w, h = (round(8 * each[part]) for part in ("x", "y", "width", "height"))
            points[x : x + w, y : y + h] = True
    return points.ravel()


@settings(deadline=None, max_examples=50)
@given(images())
def test_alpha_area_is_alpha_over_the_points(table: list[list[list[dict[str, Any]]]]) -> None:
    found = agreement(BOXES, table)
    for label in ("face", "hand"):
        n = np.concatenate([sum(inside(b, label).astype(int) for b in image) for image in table])
        # alpha over pixels divides by n - 1 where area has no smallest part
        many = 1000
        expected = alpha_counts(np.tile(np.column_stack([n, 3 - n]), (many, 1))).value
        ours = found.per_label[label].value
        assert ours == pytest.approx(expected, abs=1e-4) if expected is not None else ours is None


def test_nobody_drew() -> None:
    found = agreement(BOXES, [[[], []]])
    assert [each.result.reason for each in found.statistics] == [NO_BOXES, NO_VARIATION]
    alone = agreement(BOXES, [[[], None]])
    assert {each.result.reason for each in alone.statistics} == {NO_PAIRS}


def test_texts_in_one_spelling_are_equal() -> None:
    found = agreement(TEXT, [["A tired  voice", "a Tired voice"], ["Rain.", "rain."], ["x", "y"]])
    assert value(found, "edit-similarity") == pytest.approx(2 / 3)
    assert edit_share("kitten", "sitting") == pytest.approx(3 / 7)
    assert edit_share("", "") == 0


texts = st.lists(
    st.lists(st.one_of(st.none(), st.text("ab c", min_size=1, max_size=6)), min_size=3, max_size=3),
    min_size=2,
    max_size=5,
)


@settings(deadline=None, max_examples=50)
@given(texts)
def test_alpha_edit_is_its_definition(table: list[list[str | None]]) -> None:
    rows = [[" ".join(t.split()) for t in row if t is not None] for row in table]
    rows = [row for row in rows if len(row) > 1]
    both = [t for row in rows for t in row]
    result = value(agreement(TEXT, table), "alpha-edit")
    expected = [edit_share(a, b) for a, b in combinations(both, 2)]
    if not rows or not sum(expected):
        assert result is None
        return
    observed = sum(
        2 * sum(edit_share(a, b) for a, b in combinations(row, 2)) / (len(row) - 1) for row in rows
    ) / len(both)
    assert result == pytest.approx(1 - observed / np.mean(expected), abs=1e-9)


def test_chance_is_estimated_where_there_are_many_texts() -> None:
    rng = np.random.default_rng(4)
    words = ["calm", "tired", "angry", "glad", "low", "warm"]
    table = [[" ".join(rng.choice(words, 3)) for _ in range(2)] for _ in range(100)]
    assert MOST_PAIRS < 200 * 199 / 2
    found = agreement(TEXT, table, resamples=100, rng=np.random.default_rng(1))
    alpha = found.statistics[0].result
    assert alpha.value == pytest.approx(0, abs=0.08)
    assert alpha.low is not None
    assert alpha.low < alpha.value < alpha.high
    assert agreement(TEXT, table) == agreement(TEXT, table)


def test_words_of_texts_without_their_order() -> None:
    found = agreement(TEXT, [["a tired voice", "Voice, tired: a!"], ["rain", "sun"]])
    words = ask("words")
    sets = [[["a", "tired", "voice"]] * 2, [["rain"], ["sun"]]]
    table = [[[{"word": w} for w in given] for given in row] for row in sets]
    assert value(found, "alpha-jaccard") == pytest.approx(
        value(agreement(words, table), "alpha-jaccard")
    )
