"""What each kind of question takes as settings, and how a wrong one is refused."""

from typing import Any

import pytest

from affect.questions import (
    Grid,
    Pair,
    Question,
    Review,
    SchemeError,
    Statement,
    Timeline,
    Trace,
    load_scheme,
)

AB = [{"id": "a"}, {"id": "b"}]
DIMENSION = {"id": "valence"}
GOOD: dict[str, dict[str, Any]] = {
    **{kind: {"labels": AB} for kind in ("choice", "multi", "intensity", "distribution", "rank")},
    **{kind: {"labels": AB} for kind in ("timeline", "spans", "regions")},
    "scale": {"min": 1, "max": 5},
    **{kind: {} for kind in ("grid", "statement", "pair", "text", "words")},
    "trace": {"dimensions": [DIMENSION]},
    "review": {"fields": [{"id": "description"}]},
}


def question(kind: str, **settings: Any) -> Question:
    body = {"id": "q", "kind": kind, "text": "?", **GOOD[kind], **settings}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def problems(kind: str, **settings: Any) -> list[str]:
    with pytest.raises(SchemeError) as caught:
        question(kind, **settings)
    return [problem.message for problem in caught.value.problems]


def test_a_grid_is_of_valence_and_arousal_unless_it_says_otherwise() -> None:
    grid = question("grid")
    assert isinstance(grid, Grid)
    assert grid.label_ids == ("valence", "arousal")
    assert [(axis.min, axis.max, axis.step) for axis in grid.axes] == [(-1, 1, 0.01)] * 2
    assert grid.x.anchors == ("Negative", "Positive")
    other = question("grid", x={"id": "v", "min": -3, "max": 3, "step": 1}, words=False)
    assert isinstance(other, Grid)
    assert (other.x.id, other.x.text, other.x.min, other.x.anchors) == ("v", "v", -3, ("", ""))
    assert (other.y.id, other.words) == ("arousal", False)


def test_labels_of_a_statement_and_of_a_pair_are_fixed() -> None:
    statement = question("statement", labels_text=["Holds", "Does not"])
    assert isinstance(statement, Statement)
    assert [(label.id, label.text) for label in statement.labels] == [
        ("true", "Holds"),
        ("false", "Does not"),
    ]
    assert statement.field == "statement"
    assert question("pair").label_ids == ("first", "second", "none")
    pair = question("pair", no_preference=False)
    assert isinstance(pair, Pair)
    assert pair.label_ids == ("first", "second")


def test_a_trace_has_limits_and_a_timeline_one_track_by_default() -> None:
    trace = question("trace")
    assert isinstance(trace, Trace)
    assert (trace.mode, trace.rate_hz, trace.countdown_seconds) == ("bounded", 25, 3)
    limits = trace.limits
    assert (limits.min_rate_hz, limits.max_gap_seconds, limits.max_late_seconds) == (10, 1, 1)
    assert limits.max_flat_seconds is None
    assert (trace.dimensions[0].min, trace.dimensions[0].max) == (-1, 1)
    unbounded = question("trace", mode="unbounded")
    assert isinstance(unbounded, Trace)
    assert (unbounded.dimensions[0].min, unbounded.dimensions[0].max) == (None, None)
    timeline = question("timeline")
    assert isinstance(timeline, Timeline)
    assert [track.id for track in timeline.tracks] == ["main"]


def test_labels_of_a_review_are_its_verdicts() -> None:
    review = question("review", fields=[{"id": "clues", "kind": "words"}, {"id": "caption"}])
    assert isinstance(review, Review)
    assert review.label_ids == ("accept", "edit", "reject")
    assert [(field.id, field.kind) for field in review.fields] == [
        ("clues", "words"),
        ("caption", "text"),
    ]


@pytest.mark.parametrize(("low", "high", "points"), [(1, 3, 3), (0, 10, 11), (1, 7, 7)])
def test_a_likert_scale_has_3_to_11_points(low: int, high: int, points: int) -> None:
    assert question("scale", min=low, max=high, levels=["x"] * points)


@pytest.mark.parametrize(
    ("kind", "settings", "message"),
    [
        ("choice", {"layout": "ring"}, "layout is one of list, wheel, not 'ring'"),
        ("choice", {"order": "shuffled"}, "order is one of fixed, random, not 'shuffled'"),
        ("choice", {"order": "recent"}, "order is one of fixed, random, not 'recent'"),
        ("multi", {"order": "first"}, "order is one of fixed, random, recent, not 'first'"),
        ("scale", {"order": "random"}, "unknown setting order; allowed: id, kind, text"),
        ("scale", {"min": 1, "max": 2}, "style likert has 3, 4, 5, 6, 7, 8, 9, 10, 11 points,"),
        ("scale", {"min": 0, "max": 100}, "style likert has 3, 4, 5, 6, 7, 8, 9, 10, 11 points,"),
        (
            "scale",
            {"min": 1, "max": 6, "style": "sam", "dimension": "valence"},
            "style sam has 5, 7, 9 points, and from min to max by step there are 6",
        ),
        ("scale", {"levels": ["low", "high"]}, "levels is null or a list of 5 texts, one for each"),
        ("scale", {"levels": ["a", "b", "c", "d", " "]}, "levels is null or a list of 5 texts"),
        ("intensity", {"levels": ["low"]}, "levels is null or a list of 101 texts"),
        ("grid", {"x": []}, "x is an object with id, text, min, max, step, anchors, not []"),
        ("grid", {"x": {"id": "a b"}}, "x: id has letters, digits, - and _ only, not 'a b'"),
        ("grid", {"x": {"id": "arousal"}}, "x and y have the same id 'arousal'"),
        ("grid", {"y": {"min": 1, "max": 0}}, "y: min 1 must be less than max 0"),
        ("grid", {"y": {"step": 0.3}}, "y: step 0.3 must divide the range from min to max"),
        ("grid", {"y": {"anchors": ["low"]}}, "y: anchors is a list of two texts, low and high"),
        ("grid", {"y": {"colour": 1}}, "y: unknown colour; allowed: id, text, min, max, step"),
        ("grid", {"words": 1}, "words is true or false, not 1"),
        ("statement", {"labels_text": ["Yes"]}, "labels_text is a list of two texts, for true and"),
        ("statement", {"field": " "}, "field is the name of the item's attribute"),
        ("statement", {"labels": AB}, "unknown setting labels"),
        ("pair", {"no_preference": "no"}, "no_preference is true or false, not 'no'"),
        ("rank", {"complete": 0}, "complete is true or false, not 0"),
        ("rank", {"labels": [{"id": "a"}]}, "labels is a list of at least 2"),
        ("text", {"min_characters": 0}, "min_characters is a whole number from 1, not 0"),
        ("text", {"max_characters": 1.5}, "max_characters is a whole number from 1, not 1.5"),
        (
            "text",
            {"min_characters": 9, "max_characters": 8},
            "max_characters 8 must not be less than min_characters 9",
        ),
        ("words", {"suggestions": "calm"}, "suggestions is a list of words, not 'calm'"),
        ("words", {"suggestions": [""]}, "suggestions is a list of words, not ['']"),
        ("words", {"min": -1}, "min is a whole number from 0, not -1"),
        ("words", {"min": 3, "max": 2}, "max is null or a whole number from min (at least 1)"),
        ("trace", {"dimensions": []}, "dimensions is a list of at least 1, not []"),
        ("trace", {"dimensions": [1]}, "dimensions 1 is an object with id, text, min, max"),
        (
            "trace",
            {"dimensions": [{"id": "a"}, {"id": "b"}, {"id": "c"}]},
            "dimensions is a list of 1 or 2, not 3",
        ),
        ("trace", {"dimensions": [DIMENSION] * 2}, "dimensions: id 'valence' is used twice"),
        (
            "trace",
            {"mode": "unbounded", "dimensions": [{"id": "v", "min": 0}]},
            "dimensions 1: an unbounded trace has no min and max: leave them out",
        ),
        (
            "trace",
            {"dimensions": [{"id": "v", "min": 1, "max": 1}]},
            "dimensions 1: min 1 must be less than max 1",
        ),
        ("trace", {"mode": "free"}, "mode is one of bounded, unbounded, not 'free'"),
        ("trace", {"countdown_seconds": -1}, "countdown_seconds is a number of seconds from 0"),
        ("trace", {"max_flat_seconds": "x"}, "max_flat_seconds is null or a number of seconds"),
        ("trace", {"rate_hz": 0}, "rate_hz is above 0 and at most 1000, not 0"),
        ("trace", {"min_rate_hz": 30}, "min_rate_hz is from 0 to rate_hz, not 30"),
        ("trace", {"max_gap_seconds": 0.01}, "max_gap_seconds is at least one sample, 0.04 s"),
        ("timeline", {"tracks": []}, "tracks is a list of at least 1, not []"),
        ("timeline", {"tracks": [{"id": "x"}, {"id": "x"}]}, "tracks: id 'x' is used twice"),
        ("timeline", {"overlap": None}, "overlap is true or false, not None"),
        ("timeline", {"min_seconds": None}, "min_seconds is a number of seconds from 0, not None"),
        ("spans", {"scope": "all"}, "scope is one of item, dialogue, not 'all'"),
        ("regions", {"max": 0}, "max is null or a whole number from min (at least 1), not 0"),
        ("review", {"fields": None}, "fields is a list of at least 1, not None"),
        ("review", {"fields": [{"id": "draft"}]}, "fields 1: id 'draft' is taken; choose another"),
        (
            "review",
            {"fields": [{"id": "x", "kind": "number"}]},
            "fields 1: kind is one of text, words, label, not 'number'",
        ),
        ("review", {"fields": [{"id": "x", "labels": AB}]}, "fields 1: labels belong to a field"),
        (
            "review",
            {"fields": [{"id": "x", "kind": "label"}]},
            "fields 1: labels is a list of at least 2, not None",
        ),
        ("review", {"reject_reason": 1}, "reject_reason is true or false, not 1"),
    ],
)
def test_a_wrong_setting_is_refused(kind: str, settings: dict[str, Any], message: str) -> None:
    found = problems(kind, **settings)
    assert any(problem.startswith(message) for problem in found), found


CHOICE = {"id": "first", "kind": "choice", "text": "?", "labels": AB}
SCALE = {"id": "level", "kind": "scale", "text": "?", "min": 1, "max": 5}


@pytest.mark.parametrize(
    ("show_when", "message"),
    [
        ("first", "show_when is {"),
        ({"question": "first"}, "show_when is {"),
        ({"question": "first", "in": []}, "show_when is {"),
        ({"question": "first", "in": ["a"], "answered": True}, "show_when is {"),
        ({"question": "first", "answered": False}, "show_when is {"),
        ({"question": "level", "min": 4, "max": 2}, "show_when is {"),
        ({"question": "level", "min": None}, "show_when is {"),
        (
            {"question": "later", "answered": True},
            "show_when: 'later' is no earlier question; there are: first, level",
        ),
        (
            {"question": "first", "in": ["a", "c"]},
            "show_when: 'first' has no label 'c'; it has: a, b",
        ),
        (
            {"question": "first", "min": 1},
            "show_when: min and max are for a scale, and 'first' is a choice",
        ),
        (
            {"question": "level", "in": ["3"]},
            "show_when: in is for labels and words, and 'level' is a scale",
        ),
    ],
)
def test_a_wrong_condition_is_refused(show_when: Any, message: str) -> None:
    last = {"id": "later", "kind": "text", "text": "?", "show_when": show_when}
    with pytest.raises(SchemeError) as caught:
        load_scheme({"name": "s", "title": "S", "questions": [CHOICE, SCALE, last]})
    assert [p.question for p in caught.value.problems] == ["later"]
    assert caught.value.problems[0].message.startswith(message)


def test_a_condition_on_the_first_question_has_none_before() -> None:
    first = {**CHOICE, "show_when": {"question": "first", "answered": True}}
    with pytest.raises(SchemeError, match="'first' is no earlier question; there are: none"):
        load_scheme({"name": "s", "title": "S", "questions": [first]})


def test_hidden_questions_are_named() -> None:
    why = {
        "id": "why",
        "kind": "text",
        "text": "?",
        "show_when": {"question": "first", "in": ["a"]},
    }
    scheme = load_scheme({"name": "s", "title": "S", "questions": [CHOICE, why]})
    assert scheme.hidden({"first": {"value": "a"}}) == frozenset()
    assert scheme.hidden({"first": {"value": "b"}}) == {"why"}
    assert scheme.hidden({}) == {"why"}
    told = scheme.check({"first": {"value": "b"}, "why": {"value": "x"}}, draft=False)
    assert [str(problem) for problem in told] == [
        "why: this question is not asked after the other answers: leave it out"
    ]
