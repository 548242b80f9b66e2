"""A question of every kind, and valid answers to it as hypothesis draws them."""

from typing import Any

from hypothesis import strategies as st

from affect.questions import Question, load_scheme
from affect.questions.words import normal_word

LABELS = [{"id": "anger"}, {"id": "confidence"}, {"id": "c-s"}]
IDS = [label["id"] for label in LABELS]
REVIEW_FIELDS = [
    {"id": "caption"},
    {"id": "clues", "kind": "words"},
    {"id": "mood", "kind": "label", "labels": LABELS},
]
SETTINGS: dict[str, dict[str, Any]] = {
    "choice": {"labels": LABELS},
    "multi": {"labels": LABELS},
    "intensity": {"labels": LABELS, "step": 0.5},
    "distribution": {"labels": LABELS},
    "scale": {"min": -1, "max": 1, "step": 0.001, "style": "slider"},
    "grid": {},
    "statement": {},
    "pair": {},
    "rank": {"labels": LABELS, "complete": False},
    "text": {},
    "words": {"reasons": True, "min": 0},
    "trace": {
        "dimensions": [{"id": "valence"}, {"id": "times"}],
        "min_rate_hz": 0,
        "max_gap_seconds": 1e9,
        "max_late_seconds": 1e9,
    },
    "timeline": {"labels": LABELS, "tracks": [{"id": "face"}, {"id": "voice"}], "overlap": True},
    "spans": {"labels": LABELS, "scope": "dialogue"},
    "regions": {"labels": LABELS},
    "review": {"fields": REVIEW_FIELDS, "reject_reason": False},
}


def question_body(kind: str, **more: Any) -> dict[str, Any]:
    """The settings of a question that is called like its kind."""
    return {"id": kind, "kind": kind, "text": "?", **SETTINGS[kind], **more}


def scheme_body(**more: Any) -> dict[str, Any]:
    """A scheme with a question of every kind."""
    questions = [question_body(kind, **more) for kind in SETTINGS]
    return {"name": "every-kind", "title": "Every kind", "questions": questions}


def question_of(kind: str) -> Question:
    return load_scheme({**scheme_body(), "questions": [question_body(kind)]}).questions[0]


# What a browser can send: no halves of surrogate pairs, and no NUL, which PostgreSQL refuses.
text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
filled = text.filter(str.strip)
label = st.sampled_from(IDS)


def steps(low: float, high: float, step: float) -> st.SearchStrategy[float]:
    n = round((high - low) / step)
    return st.integers(0, n).map(lambda k: round(low + k * step, 6))


def _shares(weights: list[int]) -> dict[str, float]:
    return {name: w / sum(weights) for name, w in zip(IDS, weights, strict=True) if w}


@st.composite
def _trace(draw: st.DrawFn) -> dict[str, Any]:
    times = draw(st.lists(st.floats(0, 10), min_size=2, max_size=20, unique=True).map(sorted))
    samples = st.lists(st.floats(-1, 1), min_size=len(times), max_size=len(times))
    return {
        "seconds": draw(st.floats(10, 20)),
        "times": times,
        "values": {"valence": draw(samples), "times": draw(samples)},
        "device": draw(st.sampled_from(["mouse", "touch", "wheel", "keys", "gamepad"])),
    }


@st.composite
def _interval(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.floats(0, 100))
    end = start + draw(st.floats(0.02, 100))
    return {
        "start": start,
        "end": end,
        "label": draw(label),
        "track": draw(st.sampled_from(["face", "voice"])),
    }


@st.composite
def _span(draw: st.DrawFn) -> dict[str, Any]:
    words, start = draw(text.filter(len)), draw(st.integers(0, 1000))
    return {
        "turn": draw(st.integers(-5, 0)),
        "start": start,
        "end": start + len(words),
        "label": draw(label),
        "text": words,
    }


@st.composite
def _box(draw: st.DrawFn) -> dict[str, Any]:
    x, y = draw(st.floats(0, 0.9)), draw(st.floats(0, 0.9))
    size = st.floats(0.01, 0.1)
    return {"x": x, "y": y, "width": draw(size), "height": draw(size), "label": draw(label)}


word_list = st.lists(filled, max_size=4, unique_by=normal_word)
draft = st.fixed_dictionaries({"caption": text, "clues": word_list, "mood": label})
word = st.fixed_dictionaries({"word": filled}, optional={"reason": filled})

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "choice": label,
    "multi": st.lists(label, unique=True),
    "intensity": st.dictionaries(label, steps(0, 100, 0.5), min_size=1),
    "distribution": st.lists(st.integers(0, 7), min_size=3, max_size=3).filter(any).map(_shares),
    "scale": steps(-1, 1, 0.001),
    "grid": st.fixed_dictionaries({"valence": steps(-1, 1, 0.01), "arousal": steps(-1, 1, 0.01)}),
    "statement": st.sampled_from(["true", "false"]),
    "pair": st.sampled_from(["first", "second", "none"]),
    "rank": st.lists(label, unique=True, min_size=1),
    "text": filled,
    "words": st.lists(word, max_size=4, unique_by=lambda each: normal_word(each["word"])),
    "trace": _trace(),
    "timeline": st.lists(_interval(), max_size=4),
    "spans": st.lists(
        _span(), max_size=4, unique_by=lambda s: (s["turn"], s["start"], s["end"], s["label"])
    ),
    "regions": st.lists(_box(), max_size=4),
    "review": st.one_of(
        st.fixed_dictionaries({"verdict": st.just("accept"), "draft": draft}),
        st.fixed_dictionaries({"verdict": st.just("edit"), "draft": draft, "fields": draft}).filter(
            lambda value: value["draft"] != value["fields"]
        ),
        st.fixed_dictionaries(
            {"verdict": st.just("reject"), "draft": draft}, optional={"reason": filled}
        ),
    ),
}
ANSWERS = st.fixed_dictionaries(
    {}, optional={kind: value.map(lambda v: {"value": v}) for kind, value in VALUES.items()}
)
"""Answers of one rating to some of the questions."""
