"""Drafts of models by drawn arms: blind answers stay, exposures are logged."""

import uuid
from collections import Counter
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.errors import Refused
from affect.questions import load_scheme
from annotation.models import Assignment, Exposure, Item, Project, Rater, Rating
from annotation.selectors.drafts.anchoring import anchoring_of
from annotation.selectors.drafts.values import value_of_scores
from annotation.selectors.rating.work import task_of
from annotation.services.assignment import assignment_next, assignment_of, assignment_reopen
from annotation.services.projects.schemes import scheme_set
from annotation.services.rating.ratings import Submission, rating_submit
from autolabel.models import Card, Prediction, Run
from tests.annotation.acts import submit, under
from tests.cast import PASSWORD, Cast


def assisted(people: Cast, arm: str, draft: str = "anger") -> Project:
    for item in people.project.items.all():
        item.attributes = {"draft.emotion": draft}
        item.save()
    return under(people.project, assistance={"card": "imported", "arms": {arm: 1}})


def first(people: Cast, project: Project) -> Assignment:
    assignment = assignment_next(project=project, user=people.rater)
    assert assignment is not None
    return assignment


def test_upfront_shows_the_draft_and_logs_it(people: Cast) -> None:
    assignment = first(people, assisted(people, "upfront"))
    shown = task_of(assignment)
    assert shown["model_draft"] == {"model": "imported", "values": {"emotion": "anger"}}
    assert shown["presentation"]["assistance"] == "upfront"
    exposure = Exposure.objects.get()
    assert (exposure.arm, exposure.values) == ("upfront", {"emotion": "anger"})
    rating = submit(people.rater, assignment)
    assert (rating.revision, rating.assisted) == (1, "upfront")


def test_what_was_shown_stays_on_show_when_the_model_says_otherwise(people: Cast) -> None:
    assignment = first(people, assisted(people, "upfront"))
    Item.objects.update(attributes={"draft.emotion": "joy"})
    again = assignment_of(user=people.rater, assignment_id=assignment.pk)
    assert task_of(again)["model_draft"]["values"] == {"emotion": "anger"}


def test_blind_shows_and_logs_nothing(people: Cast) -> None:
    project = assisted(people, "blind")
    assignment = first(people, project)
    assert task_of(assignment)["model_draft"] is None
    assert submit(people.rater, assignment).assisted == "blind"
    following = first(people, project)
    assert following.pk != assignment.pk, "no second look"
    assignment_reopen(user=people.rater, assignment_id=assignment.pk)
    assert submit(people.rater, assignment).assisted == "blind"
    assert not Exposure.objects.exists()


def test_after_asks_again_and_the_blind_answer_stays(people: Cast) -> None:
    project = assisted(people, "after")
    assignment = first(people, project)
    assert task_of(assignment)["model_draft"] is None
    blind = submit(people.rater, assignment, emotion="joy")
    assert (blind.revision, blind.assisted) == (1, "blind")
    second = first(people, project)
    assert second.pk == assignment.pk
    task = task_of(second)
    assert task["state"] == "second_look"
    assert task["model_draft"]["values"] == {"emotion": "anger"}
    assert task["draft"]["answers"]["emotion"] == {"value": "joy"}
    assert Item.objects.get(pk=assignment.item_id).rated == 1
    after = submit(people.rater, assignment, emotion="anger")
    assert (after.revision, after.assisted) == (2, "after")
    assert Rating.objects.get(revision=1).answers["emotion"] == {"value": "joy"}
    assert Item.objects.get(pk=assignment.item_id).rated == 1
    assert first(people, project).pk != assignment.pk
    assignment_reopen(user=people.rater, assignment_id=assignment.pk)
    assert submit(people.rater, assignment).assisted == "after", "what was seen stays seen"


def test_the_same_first_answer_again_does_not_ask_twice(people: Cast) -> None:
    project = assisted(people, "after")
    assignment = first(people, project)
    submission = Submission(uuid.uuid4(), {"emotion": {"value": "joy"}} | {
        "sentiment": {"value": "positive"}})  # fmt: skip
    stored, new = rating_submit(
        user=people.rater, assignment_id=assignment.pk, submission=submission
    )
    again, new_again = rating_submit(
        user=people.rater, assignment_id=assignment.pk, submission=submission
    )
    assert (new, new_again, stored.pk) == (True, False, again.pk)
    assert Exposure.objects.count() == Rating.objects.count() == 1


def test_an_item_without_a_draft_takes_no_part(people: Cast) -> None:
    project = assisted(people, "upfront")
    Item.objects.update(attributes={"draft.emotion": "no such label"})
    assignment = first(people, project)
    assert task_of(assignment)["presentation"]["assistance"] is None
    assert submit(people.rater, assignment).assisted == ""


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_exposures(people: Cast, act: str) -> None:
    first(people, assisted(people, "upfront"))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if act == "update":
            Exposure.objects.update(values={})
        else:
            Exposure.objects.all().delete()


def test_anchoring_sets_blind_beside_assisted(people: Cast) -> None:
    project = assisted(people, "after")
    for emotions in (("joy", "anger"), ("joy", "joy"), ("anger", "anger")):
        assignment = first(people, project)
        submit(people.rater, assignment, emotion=emotions[0])
        submit(people.rater, assignment, emotion=emotions[1])
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    table = client.get("/api/projects/talks/quality/anchoring/").json()
    emotion = table[0]
    assert emotion["question"] == "emotion"
    assert emotion["groups"]["blind"]["n"] == emotion["groups"]["after"]["n"] == 3
    assert emotion["groups"]["blind"]["shares"]["joy"] == pytest.approx(2 / 3)
    assert emotion["same_as_draft"]["blind"] == pytest.approx(1 / 3)
    assert emotion["same_as_draft"]["after"] == pytest.approx(2 / 3)
    assert emotion["same_as_draft"]["upfront"] is None
    assert emotion["moved"] == {"n": 3, "changed": 1, "towards": 1}
    assert anchoring_of(project)[1]["moved"]["changed"] == 0


def test_a_card_that_ran_on_the_project_is_shown(people: Cast) -> None:
    body = {"output": {"range": [0, 1], "labels": ["joy", "fear"]}}
    card = Card.objects.create(card_id="words", hash="h", body=body)
    run = Run.objects.create(card=card)
    for item in people.project.items.all():
        assert item.segment is not None
        Prediction.objects.create(
            run=run, segment=item.segment, raw={}, derived={"joy": 0.2, "fear": 0.7}
        )
    project = under(people.project, assistance={"card": "words", "arms": {"upfront": 1}})
    assert task_of(first(people, project))["model_draft"] == {
        "model": "words",
        "values": {"emotion": "fear"},
    }


LABELS = [{"id": "joy", "text": "Joy", "aliases": ["HAP"]}, {"id": "fear", "text": "Fear"}]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"kind": "choice", "labels": LABELS}, "joy"),
        ({"kind": "multi", "labels": LABELS}, ["joy"]),
        ({"kind": "distribution", "labels": LABELS}, {"joy": 0.75, "fear": 0.25}),
        ({"kind": "intensity", "labels": LABELS}, {"joy": 60, "fear": 20}),
        ({"kind": "scale", "min": 1, "max": 5, "style": "sam", "dimension": "arousal"}, 4),
        ({"kind": "scale", "min": 1, "max": 5}, None),
    ],
)
def test_scores_become_values(settings: dict[str, Any], expected: Any) -> None:
    body = {"name": "s", "title": "S", "questions": [{"id": "q", "text": "Q?"} | settings]}
    question = load_scheme(body).questions[0]
    value = value_of_scores(question, {"HAP": 0.6, "fear": 0.2, "arousal": 0.75, "other": 1})
    assert value == expected
    if value is not None:
        assert question.check({"value": value}, draft=False) == []


def test_a_review_answers_the_draft_that_was_shown(people: Cast) -> None:
    fields = [{"id": "caption", "text": "Caption", "kind": "text"}]
    question = {"id": "check", "kind": "review", "text": "Is it right?", "fields": fields}
    scheme_set(
        project=people.project,
        body={"name": "r", "title": "R", "questions": [question]},
    )
    Item.objects.update(attributes={"draft.check.caption": "She laughs."})
    people.project.refresh_from_db()
    project = under(people.project, assistance={"card": "imported", "arms": {"upfront": 1}})
    assignment = first(people, project)
    shown = task_of(assignment)["model_draft"]["values"]["check"]
    assert shown == {"caption": "She laughs."}
    for draft, fits in (({"caption": "She cries."}, False), (shown, True)):
        answer = {"check": {"value": {"verdict": "accept", "draft": draft}}}
        send = Submission(uuid.uuid4(), answer)
        if fits:
            rating_submit(user=people.rater, assignment_id=assignment.pk, submission=send)
        else:
            with pytest.raises(Refused, match="another draft"):
                rating_submit(user=people.rater, assignment_id=assignment.pk, submission=send)
    assert Rating.objects.count() == 1


def test_a_draft_of_a_review_has_every_field_as_the_page_shows_it(people: Cast) -> None:
    fields = [
        {"id": "labels", "text": "Emotions", "kind": "words"},
        {"id": "vocal", "text": "Voice", "kind": "text"},
        {"id": "verbal", "text": "Words", "kind": "text"},
    ]
    question = {"id": "check", "kind": "review", "text": "Is it right?", "fields": fields}
    scheme_set(project=people.project, body={"name": "r", "title": "R", "questions": [question]})
    Item.objects.update(
        attributes={"draft.check.labels": "angry, tense", "draft.check.verbal": "12"}
    )
    people.project.refresh_from_db()
    project = under(people.project, assistance={"card": "imported", "arms": {"upfront": 1}})
    assignment = first(people, project)
    model_draft = task_of(assignment)["model_draft"]
    assert model_draft is not None
    shown = model_draft["values"]["check"]
    assert shown == {"labels": ["angry", "tense"], "vocal": "", "verbal": "12"}
    rating_submit(
        user=people.rater,
        assignment_id=assignment.pk,
        submission=Submission(
            uuid.uuid4(), {"check": {"value": {"verdict": "accept", "draft": shown}}}
        ),
    )
    assert anchoring_of(project) == [], "verdicts are no answers beside a draft"


def test_a_lease_of_before_there_were_drafts_is_taken_again(people: Cast) -> None:
    before = first(people, people.project)
    Assignment.objects.update(state="expired", presentation={})
    Item.objects.update(taken=0)
    Rater.objects.update(cursor=-1)
    again = first(people, assisted(people, "upfront"))
    assert again.pk == before.pk
    assert task_of(again)["model_draft"] is None


def test_arms_are_drawn_for_each_item_and_rater(people: Cast) -> None:
    project = assisted(people, "blind")
    project = under(project, assistance={"card": "imported", "arms": {"blind": 1, "upfront": 1}})
    arms: Counter[tuple[int, Any]] = Counter()
    for person in (people.rater, people.second_rater):
        while assignment := assignment_next(project=project, user=person):
            arms[person.pk, assignment.presentation["assistance"]] += 1
            submit(person, assignment)
    assert {arm for _, arm in arms} == {"blind", "upfront"}
