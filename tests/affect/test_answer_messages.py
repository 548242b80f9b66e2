"""What is said about a wrong answer of the kinds whose values have parts or fixed labels."""

from typing import Any

import pytest

from affect.questions import Question, load_scheme

LABELS = [{"id": "joy"}, {"id": "fear"}]
SETTINGS: dict[str, dict[str, Any]] = {
    "rank": {"labels": LABELS},
    "trace": {"dimensions": [{"id": "v"}], "max_flat_seconds": 1},
    "timeline": {"labels": LABELS, "min_seconds": 0.1},
    "spans": {"labels": LABELS, "min": 1, "max": 1},
    "regions": {"labels": LABELS, "min": 1},
    "review": {
        "fields": [
            {"id": "label", "kind": "label", "labels": LABELS},
            {"id": "clues", "kind": "words"},
            {"id": "caption"},
        ]
    },
    "text": {"min_characters": 2, "max_characters": 4, "multiline": False},
    "words": {"min": 1, "max": 2},
}
DRAFT = {"label": "joy", "clues": ["smile"], "caption": "Glad."}


def ask(kind: str, **more: Any) -> Question:
    body = {"id": "q", "kind": kind, "text": "?", **SETTINGS.get(kind, {}), **more}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def ticks(n: int, by: float = 0.1) -> list[float]:
    return [round(by * number, 3) for number in range(n)]


def trace(times: list[Any], values: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    samples = [0.1 * (n % 5) for n in range(len(times))] if values is None else values
    body = {"seconds": 2, "times": times, "values": {"v": samples}, "device": "mouse"}
    return {**body, **more}


def span(start: Any, end: Any, text: Any, **more: Any) -> dict[str, Any]:
    return {"turn": 0, "start": start, "end": end, "label": "joy", "text": text, **more}


def box(**more: Any) -> dict[str, Any]:
    return {"x": 0, "y": 0, "width": 1, "height": 1, "label": "joy", **more}


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("grid", 1, "the value is an object of valence and arousal, not 1"),
        ("grid", {"valence": 0}, "arousal is missing: a point needs both axes"),
        ("grid", {"valence": 2, "arousal": 0}, "valence: 2 is not between -1 and 1"),
        ("grid", {"x": 2, "arousal": 0, "valence": 0}, "unknown label 'x'; allowed: valence, "),
        ("statement", True, "the value is one label, not True"),
        ("statement", "yes", "unknown label 'yes'; allowed: true, false"),
        ("pair", "left", "unknown label 'left'; allowed: first, second, none"),
        ("rank", "joy", "the value is a list of labels, the best first, not 'joy'"),
        ("rank", ["joy", "joy"], "label 'joy' is there twice: send each once"),
        ("rank", ["joy"], "not ranked: fear"),
        ("text", 1, "the value is a text, not 1"),
        ("text", " ", "the text is blank: write something or leave the question out"),
        ("text", "a\nb", "the text is one line: leave line breaks out"),
        ("text", "a", "write at least 2 characters; there are 1"),
        ("text", "abcde", "write at most 4 characters; there are 5"),
        ("text", "a\0", "the text has characters that are no text (NUL, or half of a pair)"),
        ("text", "a\ud800", "the text has characters that are no text (NUL, or half of a pair)"),
        ("words", "joy", "the value is a list of words, not 'joy'"),
        ("words", ["joy"], "1: an object with word, reason is needed, not 'joy'"),
        ("words", [{"reason": "x"}], "1: word is missing"),
        ("words", [{"word": 1}], "1: word is a text, not 1"),
        ("words", [{"word": " "}], "1: word is blank: leave it out"),
        ("words", [{"word": "a" * 201}], "1: word has 201 characters; at most 200 are kept"),
        (
            "words",
            [{"word": "a", "reason": "b"}],
            "1: this question does not ask for reasons: leave reason out",
        ),
        ("words", [{"word": "A"}, {"word": "a"}], "word 'a' is there twice: send each once"),
        ("words", [], "give at least 1; there are 0"),
        ("words", [{"word": "a"}, {"word": "b"}, {"word": "c"}], "give at most 2; there are 3"),
        ("trace", [], "an object with seconds, times, values, device is needed, not []"),
        ("trace", trace(ticks(21), seconds=-1), "seconds is the item's length, above 0, not -1"),
        ("trace", trace(ticks(21), device="pen"), "device is one of mouse, touch, wheel, keys, "),
        ("trace", trace(["a"]), "times is a list of numbers, not ['a']"),
        ("trace", trace([-1, 0]), "times are seconds from 0, not -1"),
        ("trace", trace([0, 1, 1]), "times must rise: 1 comes after 1"),
        ("trace", trace([0, 1], values=[0]), "v has 1 values for 2 times"),
        ("trace", trace([0, 1], values=[0, None]), "v is a list of numbers, not [0, None]"),
        ("trace", trace([0, 1], values=[0, float("nan")]), "v is a list of numbers, not [0, nan]"),
        ("trace", {**trace([0]), "values": {}}, "values: v is missing"),
        ("trace", trace(ticks(21), values=[2] + [0] * 20), "v: 2 is not between -1 and 1"),
        ("trace", trace([0]), "there are fewer than two samples: record the trace while"),
        ("trace", trace(ticks(21)[12:]), "the trace starts 1.20 s after the item; at most 1 s"),
        (
            "trace",
            trace(ticks(21), seconds=4),
            "the trace ends 2.00 s before the item; at most",
        ),
        ("trace", trace([*ticks(5), *ticks(21)[17:]]), "no sample for 1.30 s from 0.40 s on; at"),
        ("trace", trace(ticks(5, 0.5)), "2.0 samples a second; at least 10"),
        ("trace", trace(ticks(21), values=[0] * 21), "v did not move for 2.0 s from 0.00 s on; at"),
        ("trace", trace(ticks(40)), "there is a sample at 3.9 s, after the item's end at 2 s"),
        ("timeline", {}, "the value is a list of intervals, not {}"),
        ("timeline", [{"start": 0, "end": 1}], "1: label is missing"),
        ("timeline", [{"start": -1, "end": 1, "label": "joy"}], "1: start and end are seconds "),
        ("timeline", [{"start": 0, "end": 0.05, "label": "joy"}], "1: from 0 to 0.05 s is shorter"),
        (
            "timeline",
            [{"start": 0, "end": 1, "label": "joy", "track": "x"}],
            "1: unknown track 'x'; allowed: main",
        ),
        (
            "timeline",
            [{"start": 0, "end": 1, "label": "joy"}, {"start": 0.5, "end": 2, "label": "fear"}],
            "two intervals overlap from 0.5 s on",
        ),
        ("spans", "x", "the value is a list of spans, not 'x'"),
        ("spans", [span(0, 1, "ab")], "1: text is the 1 characters from start to end, not 'ab'"),
        ("spans", [span(2, 1, "a")], "1: start is from 0 and less than end, not 2 and 1"),
        ("spans", [span(0, 1, "a", turn=1)], "1: turn is 0 for this item, -1 for the turn before"),
        ("spans", [span(0, 1, "a", turn=-1)], "1: turn -1 lies before the item, and this question"),
        ("spans", [span(0, 1, "a")] * 2, "joy from 0 to 1 of turn 0 is there twice: send each"),
        ("spans", [], "mark at least 1; there are 0"),
        ("spans", [span(0, 1, "a"), span(1, 2, "b")], "mark at most 1; there are 2"),
        ("regions", 1, "the value is a list of boxes, not 1"),
        ("regions", [box(x=2)], "1: x is a share of the image, 0 to 1, not 2"),
        ("regions", [box(width=0)], "1: width and height are above 0: a box has an area"),
        ("regions", [box(x=0.5)], "1: the box ends at 1.5, 1, outside the image"),
        ("regions", [box(label="x")], "1: unknown label 'x'; allowed: joy, fear"),
        ("regions", [], "draw at least 1; there are 0"),
        ("review", {}, "verdict, draft is missing"),
        ("review", {"verdict": "x", "draft": DRAFT}, "verdict is one of accept, edit, reject, not"),
        ("review", {"verdict": "accept", "draft": {}}, "draft: label, clues, caption is missing"),
        (
            "review",
            {"verdict": "accept", "draft": {**DRAFT, "clues": "x"}},
            "draft: clues: a list of words is needed, not 'x'",
        ),
        (
            "review",
            {"verdict": "edit", "draft": DRAFT, "fields": {**DRAFT, "caption": 1}},
            "fields: caption: a text is needed, not 1",
        ),
        (
            "review",
            {"verdict": "edit", "draft": DRAFT, "fields": {**DRAFT, "label": "awe"}},
            "fields: label: unknown label 'awe'; allowed: joy, fear",
        ),
        ("review", {"verdict": "edit", "draft": DRAFT}, "an edit has fields: say how they should"),
        (
            "review",
            {"verdict": "accept", "draft": DRAFT, "fields": DRAFT},
            "accept leaves the draft as it is: leave fields out, or edit",
        ),
        (
            "review",
            {"verdict": "edit", "draft": DRAFT, "fields": DRAFT},
            "nothing was edited: accept the draft, or change it",
        ),
        ("review", {"verdict": "reject", "draft": DRAFT}, "say why the draft is rejected"),
        (
            "review",
            {"verdict": "accept", "draft": DRAFT, "reason": "x"},
            "a reason belongs to a rejection: leave it out of accept",
        ),
        ("review", {"verdict": "reject", "draft": DRAFT, "reason": 1}, "reason is a text, not 1"),
    ],
)
def test_a_wrong_answer_is_told_what_is_wrong(kind: str, value: Any, message: str) -> None:
    found = ask(kind).check({"value": value}, draft=False)
    assert any(told.startswith(message) for told in found), found


def test_two_tracks_are_named_and_judged_apart() -> None:
    timeline = ask("timeline", tracks=[{"id": "face"}, {"id": "voice"}])
    entries = [
        {"start": 0, "end": 1, "label": "joy", "track": "face"},
        {"start": 0.5, "end": 2, "label": "joy", "track": "voice"},
        {"start": 0.5, "end": 2, "label": "joy", "track": "face"},
    ]
    assert timeline.check({"value": entries}, draft=False) == [
        "two intervals overlap from 0.5 s on on track face"
    ]


def test_a_rank_that_need_not_be_complete_needs_one_label() -> None:
    rank = ask("rank", complete=False)
    assert rank.check({"value": []}, draft=False) == ["no label is ranked: rank at least one"]
    assert rank.check({"value": ["fear"]}, draft=False) == []
