"""How a cell is read for each kind of question, and that what it reads is what was meant."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.questions import KINDS, Question, load_scheme, scheme_hash
from annotation.imports.cells.answers import READERS, value_of, value_of_labels
from annotation.imports.cells.numbers import CellError
from annotation.imports.tables.readers import _object
from annotation.models import Project, Rating, Scheme
from tests.annotation.imports.importing import Import
from tests.cast import project as make_project
from tests.every_kind import VALUES, question_of

LABELS = [{"id": "joy", "text": "Joy"}, {"id": "fear", "text": "Fear, or dread"}]


def ask(kind: str, **more: Any) -> Question:
    settings: dict[str, Any] = {
        **{kind: {"labels": LABELS} for kind in ("rank", "timeline", "spans", "regions")},
        "trace": {"dimensions": [{"id": "valence"}]},
        "review": {"fields": [{"id": "caption"}]},
    }.get(kind, {})
    body = {"id": "q", "kind": kind, "text": "?", **settings, **more}
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("grid", '{"valence": 0.5, "arousal": -1}', {"valence": 0.5, "arousal": -1}),
        ("statement", "TRUE", "true"),
        ("statement", "no", "false"),
        ("pair", "B", "second"),
        ("pair", "tie", "none"),
        ("rank", "joy > fear", ["joy", "fear"]),
        ("rank", "Fear, or dread > joy", ["fear", "joy"]),
        ("rank", "fear|joy", ["fear", "joy"]),
        ("rank", "fear", ["fear"]),
        ("rank", '["fear", "joy"]', ["fear", "joy"]),
        ("text", "  as it was, typed ", "  as it was, typed "),
        ("text", "[1]", "[1]"),
        ("words", "calm; at ease", [{"word": "calm"}, {"word": "at ease"}]),
        ("words", '["calm", "at ease"]', [{"word": "calm"}, {"word": "at ease"}]),
        (
            "words",
            '[{"word": "calm", "reason": "slow"}, {"word": "sad", "reason": null}]',
            [{"word": "calm", "reason": "slow"}, {"word": "sad"}],
        ),
        ("words", "[]", []),
        ("timeline", "[]", []),
        (
            "timeline",
            '[{"start": 0, "end": 1.25, "label": "joy", "track": null}]',
            [{"start": 0, "end": 1.25, "label": "joy"}],
        ),
        (
            "spans",
            '[{"turn": -1, "start": 0, "end": 2, "label": "joy", "text": "12"}]',
            [{"turn": -1, "start": 0, "end": 2, "label": "joy", "text": "12"}],
        ),
        (
            "trace",
            '{"seconds": 2, "times": [0, 1], "values": {"valence": [0.5, -1]}, "device": "keys"}',
            {"seconds": 2, "times": [0, 1], "values": {"valence": [0.5, -1]}, "device": "keys"},
        ),
        (
            "review",
            '{"verdict": "accept", "draft": {"caption": "7"}}',
            {"verdict": "accept", "draft": {"caption": "7"}},
        ),
    ],
)
def test_a_cell_reads_as(kind: str, cell: str, value: Any) -> None:
    assert value_of(ask(kind), cell) == value


@pytest.mark.parametrize("kind", sorted(VALUES))
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_json_reads_back_as_it_was(kind: str, data: st.DataObject) -> None:
    value, question = data.draw(VALUES[kind]), question_of(kind)
    if kind in ("choice", "statement", "pair", "scale", "text"):
        cells = [str(value) if kind != "text" else value]
    else:
        in_a_line = _object(json.dumps({"cell": value}))
        assert isinstance(in_a_line, dict)
        cells = [json.dumps(value), value, in_a_line["cell"]]
    for cell in cells:
        found = value_of(question, cell)
        assert question.check({"value": found}, draft=False) == []
        if kind == "multi":
            assert sorted(found) == sorted(value)
        else:
            assert found == value


def test_ranks_may_have_a_column_each() -> None:
    rank = ask("rank")
    assert value_of_labels(rank, {"joy": "2", "fear": "1"}) == ["fear", "joy"]
    assert value_of_labels(rank, {"joy": "1", "fear": None}) == ["joy"]
    assert value_of_labels(rank, {"joy": None, "fear": None}) is None
    with pytest.raises(CellError, match="without gaps and ties, not joy 1, fear 1"):
        value_of_labels(rank, {"joy": "1", "fear": "1"})
    with pytest.raises(CellError, match="without gaps and ties, not joy 2"):
        value_of_labels(rank, {"joy": "2", "fear": None})


@pytest.mark.parametrize(
    ("kind", "cell", "message"),
    [
        ("statement", "maybe", "unknown label 'maybe'; allowed: true, false"),
        ("rank", "joy > awe", "unknown label 'awe'; allowed: joy, fear"),
        ("text", ["a"], "a text is needed, not ['a']"),
        ("timeline", "joy", "'joy' is not JSON"),
        ("timeline", "{}", 'JSON such as [{"start": 0, "end": 1.5'),
        ("trace", "[]", 'JSON such as {"seconds": 9'),
        ("timeline", '[{"start": "x", "end": 1, "label": "joy"}]', "a number is needed, not 'x'"),
        ("regions", '[{"x": NaN}]', "a number is needed, not 'NaN'"),
        ("words", "[1", "'[1' is not JSON"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_why(kind: str, cell: Any, message: str) -> None:
    with pytest.raises(CellError) as refused:
        value_of(ask(kind), cell)
    assert str(refused.value).startswith(message)


@pytest.fixture
def asking(db: None) -> Project:
    """A project that asks for words, for a plane, and for a text after a label."""
    body = {
        "name": "few",
        "title": "Few",
        "questions": [
            {"id": "mood", "kind": "choice", "text": "?", "labels": LABELS},
            {
                "id": "why", "kind": "text", "text": "?", "required": False,
                "show_when": {"question": "mood", "in": ["fear"]},
            },
            {"id": "words", "kind": "words", "text": "?", "cannot_tell": True},
            {"id": "place", "kind": "grid", "text": "?"},
            {"id": "cut", "kind": "timeline", "text": "?", "labels": LABELS},
            {"id": "same", "kind": "statement", "text": "?"},
        ],
    }  # fmt: skip
    made = make_project("few", "meld")
    Scheme.objects.filter(project=made).update(body=body, hash=scheme_hash(body))
    return made


def test_a_table_with_many_kinds(asking: Project, import_table: Import) -> None:
    table = (
        "item,rater,mood,why,words,place.valence,place.arousal,cut\n"
        'a,x,fear,the voice,calm|sad,0.5,-0.25,"[{""start"": 0, ""end"": 1, ""label"": ""joy""}]"\n'
        "a,y,joy,,cannot tell,0,0,[]\n"
        "a,z,joy,the voice,,,,\n"
        "b,x,,no mood said,,,,\n"
        "b,y,,,,0.5,,\n"
    )
    done = import_table("few", table)
    assert done.counts == (3, 0, 2)
    assert done.reasons[3].startswith("why: this question is not asked after the other answers")
    assert done.reasons[5] == "place: arousal is missing: a point needs both axes"
    first, second, third = Rating.objects.order_by("pk").values_list("answers", flat=True)
    assert first == {
        "mood": {"value": "fear"},
        "why": {"value": "the voice"},
        "words": {"value": [{"word": "calm"}, {"word": "sad"}]},
        "place": {"value": {"valence": 0.5, "arousal": -0.25}},
        "cut": {"value": [{"start": 0, "end": 1, "label": "joy"}]},
    }
    assert second["words"] == {"cannot_tell": True}
    assert second["cut"] == {"value": []}
    assert third == {"why": {"value": "no mood said"}}


def test_votes_may_be_of_a_statement(asking: Project, import_table: Import) -> None:
    done = import_table("few", "item,yes,no\na,2,1\n", "votes.same.true=yes", "votes.same.false=no")
    assert done.counts == (1, 0, 0)
    given = Rating.objects.values_list("answers__same__value", flat=True)
    assert sorted(given) == ["false", "true", "true"]
