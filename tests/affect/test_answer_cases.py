"""The one rule set for answers, against the cases that the browser's twin reads too.

`affect/questions/answer_cases/KIND.json` is a list of cases of one question, each with

    {"name": unique, "question": settings, "answer": an answer or null (not answered),
     "draft": "ok" or "error", "submit": "ok" or "error"}

and `show_when.json` one of schemes, where conditions are judged:

    {"name": unique, "questions": [settings, ...], "answers": {question: answer},
     "draft": "ok" or "error", "submit": "ok" or "error"}
"""

import json
import math
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from affect.questions import KINDS, Question, load_scheme

FOLDER = files("affect.questions") / "answer_cases"


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


CASES = [case for kind in KINDS for case in cases(kind)]
SCHEME_CASES = cases("show_when")


def read(question: dict[str, Any]) -> Question:
    body = {"name": "one", "title": "One question", "questions": [question]}
    return load_scheme(body).questions[0]


def labels(*names: str) -> list[dict[str, Any]]:
    return [{"id": name, "text": name} for name in names]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("mode", ["draft", "submit"])
def test_case(case: dict[str, Any], mode: str) -> None:
    messages = read(case["question"]).check(case["answer"], draft=mode == "draft")
    assert ("error" if messages else "ok") == case[mode], messages


@pytest.mark.parametrize("case", SCHEME_CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize("mode", ["draft", "submit"])
def test_scheme_case(case: dict[str, Any], mode: str) -> None:
    scheme = load_scheme({"name": "s", "title": "S", "questions": case["questions"]})
    problems = scheme.check(case["answers"], draft=mode == "draft")
    assert ("error" if problems else "ok") == case[mode], problems


def test_a_file_of_cases_is_about_its_kind_and_shows_both_verdicts() -> None:
    names = {path.name for path in FOLDER.iterdir()}
    assert names == {f"{kind}.json" for kind in KINDS} | {"show_when.json"}
    for kind in KINDS:
        assert {case["question"]["kind"] for case in cases(kind)} == {kind}
        for mode in ("draft", "submit"):
            assert {case[mode] for case in cases(kind)} == {"ok", "error"}
    every = [case["name"] for case in CASES + SCHEME_CASES]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, np.bool_(True), 10**400])
def test_what_json_cannot_hold_is_no_number_either(value: Any) -> None:
    scale = read({"id": "q", "kind": "scale", "text": "?", "min": 1, "max": 7})
    spread = read({"id": "q", "kind": "distribution", "text": "?", "labels": labels("a", "b")})
    assert scale.check({"value": value}, draft=True)
    assert spread.check({"value": {"a": value}}, draft=True)


@pytest.mark.parametrize(
    ("settings", "answer", "message"),
    [
        (
            {"kind": "choice", "labels": labels("joy", "fear")},
            {"value": "anger"},
            "unknown label 'anger'; allowed: joy, fear",
        ),
        ({"kind": "scale", "min": 1, "max": 7}, {"value": 9}, "9 is not between 1 and 7"),
        (
            {"kind": "scale", "min": 1, "max": 7},
            {"value": 1.5},
            "1.5 is not on a step of 1 from 1",
        ),
        (
            {"kind": "distribution", "labels": labels("joy", "fear")},
            {"value": {"joy": 0.6}},
            "the shares sum to 0.6: share out exactly 1",
        ),
        (
            {"kind": "multi", "labels": labels("joy", "fear"), "max": 1},
            {"value": ["joy", "fear"]},
            "choose at most 1; there are 2",
        ),
        (
            {"kind": "intensity", "labels": labels("joy", "fear")},
            {"value": {"joy": True}},
            "joy: a finite number is needed, not True",
        ),
        (
            {"kind": "choice", "labels": labels("joy", "fear"), "cannot_tell": True},
            None,
            "not answered: answer it or say that you cannot tell",
        ),
        (
            {"kind": "choice", "labels": labels("joy", "fear")},
            {"value": "joy", "confidence": 3},
            "this question does not ask for confidence",
        ),
    ],
)
def test_messages_name_the_bad_value_and_the_allowed_ones(
    settings: dict[str, Any], answer: Any, message: str
) -> None:
    assert read({"id": "q", "text": "?", **settings}).check(answer, draft=False) == [message]


def test_choice_is_encoded_as_positions() -> None:
    choice = read({"id": "q", "kind": "choice", "text": "?", "labels": labels("a", "b", "c")})
    encoded = choice.encode(["c", None, "a"])
    assert encoded.dtype == np.int16
    assert encoded.tolist() == [2, -1, 0]


def test_multi_tells_none_of_these_from_missing() -> None:
    multi = read({"id": "q", "kind": "multi", "text": "?", "labels": labels("a", "b")})
    encoded = multi.encode([["b"], [], None])
    assert encoded.dtype == np.int8
    assert encoded.tolist() == [[0, 1], [0, 0], [-1, -1]]


def test_intensity_tells_zero_from_missing() -> None:
    intensity = read({"id": "q", "kind": "intensity", "text": "?", "labels": labels("a", "b")})
    encoded = intensity.encode([{"a": 0}, None])
    np.testing.assert_array_equal(encoded, [[0.0, np.nan], [np.nan, np.nan]])


def test_distribution_gives_zero_to_labels_left_out_of_an_answer_only() -> None:
    spread = read({"id": "q", "kind": "distribution", "text": "?", "labels": labels("a", "b")})
    encoded = spread.encode([{"a": 1}, None])
    np.testing.assert_array_equal(encoded, [[1.0, 0.0], [np.nan, np.nan]])


def test_scale_is_encoded_as_numbers() -> None:
    scale = read({"id": "q", "kind": "scale", "text": "?", "min": 0, "max": 7})
    np.testing.assert_array_equal(scale.encode([0, None, 7]), [0.0, np.nan, 7.0])
