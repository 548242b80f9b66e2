"""Ratings on their way out: every column, every kind, the latest revision, missing as missing."""

import json
import uuid
from typing import Any

import numpy as np
import pytest

from affect.coded import Coded
from affect.questions import load_scheme, scheme_hash
from annotation.errors import AnnotationRefused
from annotation.models import Project, Rater, Rating, Scheme
from annotation.selectors.answers.batches import RATING_FIELDS, coded_answers, rating_batches
from annotation.services.assignment import assignment_next, assignment_reopen
from annotation.services.rating.ratings import Submission, rating_submit
from tests.cast import Cast, answers, text_items
from tests.cast import project as make_project

ODD = 'quoted "name", with\na line and a tab\t'


def rate(
    project: Project, item: int, rater: Rater | None, given: dict[str, Any], **more: Any
) -> Rating:
    return Rating.objects.create(
        project=project,
        item_id=item,
        rater=rater,
        scheme=project.schemes.first(),
        client_key=uuid.uuid4(),
        answers=given,
        source="import",
        **more,
    )


def test_batches_hold_every_column_in_order(people: Cast) -> None:
    odd = Rater.objects.create(project=people.project, external_id=ODD)
    items = list(people.project.items.order_by("place"))
    rate(people.project, items[1].pk, odd, answers("anger"))
    rate(people.project, items[0].pk, None, answers("joy"))
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    submission = Submission(uuid.uuid4(), answers("fear"), elapsed_ms=900, plays=2)
    rating, _ = rating_submit(user=people.rater, assignment_id=assignment.pk, submission=submission)
    batches = list(rating_batches(people.project.pk, batch_rows=2))
    assert [batch.num_rows for batch in batches] == [2, 1]
    assert all(batch.schema == RATING_FIELDS for batch in batches)
    rows = [row for batch in batches for row in batch.to_pylist()]
    assert [row["item_key"] for row in rows] == ["item-00000", "item-00000", "item-00001"]
    signed_in, vote, imported = rows
    assert signed_in["rater_id"] == rating.rater_id
    assert (signed_in["rater_external"], vote["rater_id"]) == (None, None)
    assert imported["rater_external"] == ODD
    assert signed_in["submitted_at"] == rating.submitted_at
    assert (signed_in["elapsed_ms"], signed_in["plays"], signed_in["order_index"]) == (900, 2, 0)
    assert (imported["elapsed_ms"], imported["submitted_at"], imported["order_index"]) == (
        None, None, None,
    )  # fmt: skip
    assert json.loads(imported["answers"]) == answers("anger")
    assert {(row["scheme_version"], row["revision"]) for row in rows} == {(1, 1)}


def test_only_the_latest_revision_counts(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    for emotion in ("fear", "joy"):
        submission = Submission(uuid.uuid4(), answers(emotion))
        rating_submit(user=people.rater, assignment_id=assignment.pk, submission=submission)
        assignment_reopen(user=people.rater, assignment_id=assignment.pk)
    latest = [b.to_pylist() for b in rating_batches(people.project.pk)]
    both = [b.to_pylist() for b in rating_batches(people.project.pk, revisions="all")]
    assert [row["revision"] for rows in latest for row in rows] == [2]
    assert [row["revision"] for rows in both for row in rows] == [1, 2]
    found = coded_answers(people.project, "emotion")
    assert [found.question.label_ids[code] for code in found.coded.values] == ["joy"]


def test_no_ratings_are_no_batches_and_empty_arrays(people: Cast) -> None:
    assert list(rating_batches(people.project.pk)) == []
    found = coded_answers(people.project, "emotion")
    assert len(found.coded.unit) == 0
    assert len(found.item_ids) == 4


ABC = {"labels": [{"id": "a"}, {"id": "b"}, {"id": "c-s"}]}
SETTINGS: dict[str, dict[str, Any]] = {
    "choice": ABC,
    "multi": ABC,
    "intensity": {**ABC, "step": 0.5},
    "distribution": ABC,
    "scale": {"min": 1, "max": 7, "step": 0.5, "style": "slider"},
    "grid": {},
    "statement": {},
    "pair": {},
    "rank": {**ABC, "complete": False},
    "text": {},
    "words": {"reasons": True},
    "trace": {"dimensions": [{"id": "v"}]},
    "timeline": ABC,
    "spans": ABC,
    "regions": ABC,
    "review": {"fields": [{"id": "caption"}]},
}
EVERY_KIND: dict[str, Any] = {
    "name": "all",
    "title": "All kinds",
    "questions": [
        {"id": kind, "kind": kind, "text": kind, "cannot_tell": True, **settings}
        for kind, settings in SETTINGS.items()
    ],
}
ODD_TEXT = 'A "quoted" line,\nand 😀 another\\\t'
TRACE = {"seconds": 2.5, "times": [0, 0.5], "values": {"v": [0, -0.25]}, "device": "keys"}
SPAN = {"turn": -1, "start": 0, "end": 2, "label": "a", "text": "ab"}
VALUES: dict[str, list[Any]] = {
    "choice": ["a", None, "c-s", "b"],
    "multi": [[], None, ["c-s", "a"], ["b"]],
    "intensity": [{"a": 0}, None, {"b": 12.5, "c-s": 100}, {"a": 1, "b": 2, "c-s": 3}],
    "distribution": [{"a": 1}, None, {"b": 0.25, "c-s": 0.75}, {"a": 0, "b": 1}],
    "scale": [1, None, 6.5, 7],
    "grid": [{"valence": 0, "arousal": 0}, None, {"valence": -1, "arousal": 0.29}, {"valence": 1}],
    "statement": ["true", None, "false", "true"],
    "pair": ["none", None, "first", "second"],
    "rank": [["c-s", "a"], None, ["b"], ["a", "b", "c-s"]],
    "text": ["x", None, ODD_TEXT, " "],
    "words": [[], None, [{"word": "Calm", "reason": ODD_TEXT}], [{"word": "x"}]],
    "trace": [TRACE, None, {**TRACE, "times": [], "values": {"v": []}}, TRACE],
    "timeline": [[], None, [{"start": 0, "end": 0.1, "label": "a"}], []],
    "spans": [[], None, [SPAN], [SPAN, {**SPAN, "turn": 0}]],
    "regions": [[], None, [{"x": 0, "y": 0, "width": 1, "height": 0.1, "label": "b"}], []],
    "review": [
        {"verdict": "accept", "draft": {"caption": ""}},
        None,
        {"verdict": "reject", "draft": {"caption": ODD_TEXT}, "reason": "x"},
        {"verdict": "edit", "draft": {"caption": "a"}, "fields": {"caption": "b"}},
    ],
}


def same(left: np.ndarray, right: np.ndarray) -> bool:
    """Equal arrays, missing where the other is missing."""
    if left.dtype == object:
        return left.tolist() == right.tolist()
    return np.array_equal(left, right, equal_nan=left.dtype.kind == "f")


@pytest.fixture
def every_kind(db: None) -> Project:
    body = json.loads(json.dumps(EVERY_KIND).replace("c%s", "c-s"))
    made = make_project("kinds", "meld")
    Scheme.objects.filter(project=made).update(body=body, hash=scheme_hash(body))
    return made


@pytest.mark.parametrize("kind", sorted(VALUES))
def test_arrays_are_those_of_the_question(every_kind: Project, kind: str) -> None:
    """Packed by the database as `Coded.of` would code them, beside answers to other questions."""
    items = text_items(every_kind, 3)
    rater = Rater.objects.create(project=every_kind, external_id="r")
    other = "scale" if kind != "scale" else "choice"
    for nth, value in enumerate(VALUES[kind]):
        given: dict[str, Any] = {other: {"cannot_tell": True}}
        given |= {} if value is None else {kind: {"value": value}}
        rate(every_kind, items[nth % 3].pk, None, given)
    rate(every_kind, items[2].pk, rater, {kind: {"cannot_tell": True}})
    question = load_scheme(every_kind.schemes.get().body).question(kind)
    order = [0, 3, 1, 2]  # by item, then by when they were stored
    expected = Coded.of(
        question,
        unit=[0, 0, 1, 2, 2],
        rater=[-1, -1, -1, -1, 0],
        values=[*(VALUES[kind][nth] for nth in order), None],
        cannot_tell=[False] * 4 + [True],
    )
    found = coded_answers(every_kind, kind)
    assert found.coded.values.dtype == expected.values.dtype
    for name in ("unit", "rater", "values", "cannot_tell"):
        assert same(getattr(found.coded, name), getattr(expected, name)), name
    assert found.item_ids.tolist() == [item.pk for item in items]
    assert found.rater_ids.tolist() == [rater.pk]


@pytest.mark.parametrize("kind", ["choice", "text"])
def test_items_with_a_role_of_their_own_do_not_count(every_kind: Project, kind: str) -> None:
    normal, gold = text_items(every_kind, 2)
    every_kind.items.filter(pk=gold.pk).update(role="gold", wanted=0)
    value = VALUES[kind][0]
    rate(every_kind, normal.pk, None, {kind: {"value": value}})
    rating = rate(every_kind, gold.pk, None, {kind: {"value": value}}, role="gold")
    found = coded_answers(every_kind, kind)
    assert found.coded.answered().tolist() == [True]
    assert rating.pk not in found.rating_ids.tolist()
    assert [row["item_key"] for b in rating_batches(every_kind.pk) for row in b.to_pylist()] == [
        normal.key,
        gold.key,
    ]


def test_an_older_scheme_counts_where_it_asked_the_same(people: Cast) -> None:
    item = people.project.items.first()
    assert item is not None
    rate(people.project, item.pk, None, answers("joy", "positive"))
    old = people.project.schemes.get()
    body = json.loads(json.dumps(old.body))
    body["questions"][0]["labels"].reverse()
    Scheme.objects.create(project=people.project, version=2, body=body, hash=scheme_hash(body))
    changed = coded_answers(people.project, "emotion").coded
    same = coded_answers(people.project, "sentiment").coded
    assert (changed.answered().tolist(), same.answered().tolist()) == ([False], [True])


def test_an_unknown_question_is_refused(people: Cast) -> None:
    with pytest.raises(AnnotationRefused, match="there are: emotion, sentiment"):
        coded_answers(people.project, "mood")
