"""Schemes as JSON: what is refused, how it is said, and how a body is named by its hash."""

import copy
from typing import Any

import pytest

from affect.questions import Multi, Scale, SchemeError, load_scheme, scheme_hash


def body(**changes: Any) -> dict[str, Any]:
    """A good scheme of a choice and its secondary question, with changes to the first."""
    labels = [{"id": "joy", "text": "Joy", "key": "j"}, {"id": "fear", "text": "Fear", "key": "f"}]
    first = {"id": "main", "kind": "choice", "text": "Which?", "labels": labels, **changes}
    second = {
        "id": "more",
        "kind": "multi",
        "text": "Which else?",
        "labels": copy.deepcopy(labels),
        "secondary_of": "main",
    }
    return {"name": "two", "title": "Two questions", "questions": [first, second]}


def problems(wrong: Any) -> list[str]:
    with pytest.raises(SchemeError) as caught:
        load_scheme(wrong)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_scheme_keeps_its_order_and_fills_in_defaults() -> None:
    scheme = load_scheme(body())
    assert [question.id for question in scheme.questions] == ["main", "more"]
    main, more = scheme.questions
    assert main.required
    assert not main.cannot_tell
    assert main.label_ids == ("joy", "fear")
    assert isinstance(more, Multi)
    assert (more.min, more.max) == (0, None)
    assert scheme.secondary_of("main") is more
    assert scheme.secondary_of("more") is None


def test_a_scale_keeps_its_settings() -> None:
    question = {
        "id": "q",
        "kind": "scale",
        "text": "How much?",
        "min": 1,
        "max": 9,
        "style": "sam",
        "dimension": "valence",
        "anchors": ["bad", "good"],
    }
    scale = load_scheme({"name": "s", "title": "S", "questions": [question]}).questions[0]
    assert isinstance(scale, Scale)
    assert (scale.min, scale.max, scale.step, scale.anchors) == (1, 9, 1, ("bad", "good"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "guess"}, "main: unknown kind 'guess'; allowed: choice, multi, intensity"),
        ({"lables": []}, "main: unknown setting lables; allowed: id, kind, text"),
        ({"labels": [{"id": "joy"}]}, "main: labels is a list of at least 2, not [{'id': 'joy'}]"),
        ({"labels": [{"id": "a.b"}, {"id": "c"}]}, "main: a label is an object with an id"),
        ({"labels": [{"id": "a"}, {"id": "a"}]}, "main: label id 'a' is used twice"),
        (
            {"labels": [{"id": "a", "key": "q"}, {"id": "c", "key": "q"}]},
            "main: label key 'q' is used twice",
        ),
        ({"labels": [{"id": "a", "key": "l"}, {"id": "c"}]}, "main: label a: key is a letter a-z"),
        ({"labels": [{"id": "a", "key": "1"}, {"id": "c"}]}, "main: label a: key is a letter a-z"),
        (
            {"labels": [{"id": "a", "valence": 2}, {"id": "c"}]},
            "main: label a: valence is null or from -1 to 1, not 2",
        ),
        (
            {"labels": [{"id": "a", "aliases": "A"}, {"id": "c"}]},
            "main: label a: aliases is a list of texts, not 'A'",
        ),
        (
            {"labels": [{"id": "a", "aliases": ["Z"]}, {"id": "c", "aliases": ["Z"]}]},
            "main: label alias 'Z' is used twice",
        ),
        ({"required": "yes"}, "main: required is true or false, not 'yes'"),
        ({"text": " "}, "main: text is missing: say what the rater is asked"),
        ({"id": "two words"}, "question 1: id has letters, digits, - and _ only"),
        ({"id": "more"}, "more: this id is used by more than one question"),
        (
            {"id": "other"},
            "more: secondary_of 'main' is no choice question; there are: other",
        ),
        (
            {"kind": "scale", "labels": []},
            "main: unknown setting labels; allowed: id, kind, text",
        ),
    ],
)
def test_a_wrong_question_is_named_with_the_way_out(changes: dict[str, Any], message: str) -> None:
    assert any(problem.startswith(message) for problem in problems(body(**changes)))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"max": 7}, "q: min is a finite number, not None"),
        ({"min": 7, "max": 1}, "q: min 7 must be less than max 1"),
        ({"min": 1, "max": 7, "step": 4}, "q: step 4 must divide the range from min to max"),
        ({"min": 1, "max": 7, "step": 0}, "q: step 0 must divide the range from min to max"),
        ({"min": 1, "max": True}, "q: max is a finite number, not True"),
        ({"min": 1, "max": 7, "style": "sam"}, "q: style sam needs a dimension"),
        ({"min": 1, "max": 7, "style": "wheel"}, "q: style is one of likert, sam, slider"),
        ({"min": 1, "max": 7, "anchors": ["low"]}, "q: anchors is a list of two texts"),
    ],
)
def test_a_wrong_scale_is_refused(settings: dict[str, Any], message: str) -> None:
    question = {"id": "q", "kind": "scale", "text": "?", **settings}
    found = problems({"name": "s", "title": "S", "questions": [question]})
    assert any(problem.startswith(message) for problem in found)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"min": 3}, "q: min is a whole number from 0 to 2, not 3"),
        ({"min": True}, "q: min is a whole number from 0 to 2, not True"),
        ({"min": 2, "max": 1}, "q: max is null or a whole number from min"),
        ({"max": 0}, "q: max is null or a whole number from min"),
        ({"secondary_of": 1}, "q: secondary_of is the id of a choice question, not 1"),
    ],
)
def test_wrong_limits_of_a_multi_are_refused(settings: dict[str, Any], message: str) -> None:
    labels = [{"id": "a"}, {"id": "b"}]
    question = {"id": "q", "kind": "multi", "text": "?", "labels": labels, **settings}
    found = problems({"name": "s", "title": "S", "questions": [question]})
    assert any(problem.startswith(message) for problem in found)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ([], "a scheme is an object, not []"),
        ({"name": "s", "title": "S"}, "questions is a list with at least one, not None"),
        ({"name": "s", "title": "S", "questions": []}, "questions is a list with at least one"),
        ({"name": "a b", "title": "S", "questions": [1]}, "name has letters, digits, - and _"),
        ({"name": "s", "title": "", "questions": [1]}, "title is a text, not ''"),
        ({"name": "s", "title": "S", "questions": [1]}, "question 1: a question is an object"),
        ({"name": "s", "title": "S", "extra": 1, "questions": [1]}, "unknown field extra"),
    ],
)
def test_a_wrong_body_is_refused(wrong: Any, message: str) -> None:
    assert any(problem.startswith(message) for problem in problems(wrong))


def test_two_secondaries_of_one_primary_are_refused() -> None:
    wrong = body()
    wrong["questions"].append({**wrong["questions"][1], "id": "third"})
    assert problems(wrong) == ["main: only one question may be its secondary_of"]


def test_all_problems_are_told_at_once() -> None:
    found = problems(body(required=1, text="", labels=[]))
    assert len(found) == 3


def test_answers_are_checked_together() -> None:
    scheme = load_scheme(body())
    answers = {"main": {"value": "joy"}, "more": {"value": []}}
    assert scheme.check(answers, draft=False) == []
    assert scheme.check({}, draft=True) == []
    missing = scheme.check({}, draft=False)
    assert [problem.question for problem in missing] == ["main", "more"]
    stray = scheme.check({**answers, "third": {"value": 1}}, draft=True)
    assert [str(problem) for problem in stray] == ["third: no such question; there are: main, more"]
    null = scheme.check({**answers, "main": None}, draft=True)
    assert [str(problem) for problem in null] == ["main: leave the question out: null is no answer"]
    assert scheme.check([], draft=True)[0].message == "answers is an object, not []"


def test_an_unknown_question_is_named() -> None:
    with pytest.raises(KeyError, match="no question 'x'; there are: main, more"):
        load_scheme(body()).question("x")


def test_the_hash_ignores_the_order_of_fields_and_nothing_else() -> None:
    first = body()
    turned = dict(reversed(list(first.items())))
    assert scheme_hash(first) == scheme_hash(turned)
    assert len(scheme_hash(first)) == 64
    assert scheme_hash(first) != scheme_hash(body(text="Which one?"))
    swapped = {**first, "questions": first["questions"][::-1]}
    assert scheme_hash(first) != scheme_hash(swapped)
