"""All answers to an item beside each other, and decisions that remove nothing."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.errors import Refused
from annotation.models import Decision, MemberRole, Rating
from annotation.selectors.results.adjudication import disagreement_of
from annotation.services.assignment import assignment_next, assignment_reopen
from annotation.services.projects.projects import member_add
from tests.annotation.acts import submit, work
from tests.cast import PASSWORD, Cast, user

URL = "/api/projects/talks/adjudication/"


@pytest.fixture
def client(people: Cast) -> Client:
    client = Client()
    assert client.login(username=people.adjudicator.username, password=PASSWORD)
    return client


@pytest.fixture
def divided(people: Cast) -> int:
    """The raters agree on the first three items and not on the last; its number."""
    for assignment in work(people.rater, people.project):
        last = assignment
    assert len(list(work(people.second_rater, people.project, most=3))) == 3
    other = assignment_next(project=people.project, user=people.second_rater)
    assert other is not None
    submit(people.second_rater, other, emotion="anger")
    assert other.item_id == last.item_id
    return other.item_id


def test_the_most_divided_items_come_first(client: Client, divided: int, people: Cast) -> None:
    queue = client.get(URL).json()
    assert (queue["count"], queue["question"], queue["measure"]) == (4, "emotion", "entropy")
    assert queue["question_text"] == "Which emotion does the speaker express?"
    assert queue["results"][0] == {
        "id": divided,
        "key": "item-00003",
        "transcript": "Sentence 3 of item.",
        "ratings": 2,
        "disagreement": 1.0,
        "decided": False,
    }
    assert [one["disagreement"] for one in queue["results"][1:]] == [0.0, 0.0, 0.0]
    assert set(disagreement_of(people.project).values()) == {0.0, 1.0}


def test_answers_stand_beside_each_other_without_names(
    client: Client, divided: int, people: Cast
) -> None:
    item = client.get(f"{URL}{divided}/").json()
    assert [(a["rater"], a["answers"]["emotion"]["value"]) for a in item["answers"]] == [
        ("A", "joy"),
        ("B", "anger"),
    ]
    assert people.rater.username not in str(item)
    assert item["scheme"]["version"] == 1
    assert item["transcript"] == "Sentence 3 of item."


def test_earlier_revisions_are_there(client: Client, people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    submit(people.rater, assignment, emotion="joy")
    assignment_reopen(user=people.rater, assignment_id=assignment.pk)
    submit(people.rater, assignment, emotion="fear")
    (answer,) = client.get(f"{URL}{assignment.item_id}/").json()["answers"]
    assert answer["answers"]["emotion"]["value"] == "fear"
    assert [one["answers"]["emotion"]["value"] for one in answer["earlier"]] == ["joy"]


def test_the_newest_decision_counts_and_nothing_is_removed(
    client: Client, divided: int, people: Cast
) -> None:
    before = list(Rating.objects.values())
    for emotion in ("fear", "anger"):
        body = {"answers": {"emotion": {"value": emotion}}, "note": f"It is {emotion}."}
        answer = client.post(f"{URL}{divided}/", body, content_type="application/json")
        assert answer.status_code == 201, answer.content
    decisions = answer.json()["decisions"]
    assert [d["answers"]["emotion"]["value"] for d in decisions] == ["anger", "fear"]
    assert decisions[0]["by"] == "ariadne"
    assert list(Rating.objects.values()) == before
    assert client.get(URL, {"decided": "false"}).json()["count"] == 3
    assert [one["id"] for one in client.get(URL, {"decided": "true"}).json()["results"]] == [
        divided
    ]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_decision(client: Client, divided: int, act: str) -> None:
    body = {"answers": {"emotion": {"value": "fear"}}}
    client.post(f"{URL}{divided}/", body, content_type="application/json")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if act == "update":
            Decision.objects.update(note="other")
        else:
            Decision.objects.all().delete()
    assert Decision.objects.get().note == ""


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"answers": {}}, 400, "at least one question"),
        ({"answers": {"emotion": {"value": "bliss"}}}, 400, "bliss"),
        ({"answers": {"colour": {"value": "red"}}}, 400, "no such question"),
        ({"answers": "joy"}, 400, "answers"),
        ({}, 400, "answers"),
    ],
)
def test_unfit_decisions_are_refused(
    client: Client, divided: int, body: dict[str, Any], status: int, message: str
) -> None:
    answer = client.post(f"{URL}{divided}/", body, content_type="application/json")
    assert answer.status_code == status
    assert message in answer.json()["message"]
    assert not Decision.objects.exists()


def test_what_nobody_answered_cannot_be_decided(client: Client, people: Cast) -> None:
    item = people.project.items.all()[0]
    body = {"answers": {"emotion": {"value": "joy"}}}
    answer = client.post(f"{URL}{item.pk}/", body, content_type="application/json")
    assert answer.status_code == 409


@pytest.mark.parametrize("query", [{"decided": "maybe"}, {"page": "0"}, {"page": "x"}])
def test_odd_questions_of_the_queue_are_refused(client: Client, query: dict[str, str]) -> None:
    assert client.get(URL, query).status_code == 400


def test_missing_items_and_wrong_methods(client: Client) -> None:
    assert client.get(f"{URL}999999/").status_code == 404
    assert client.delete(URL).status_code == 405
    assert client.get(URL, {"page": "7"}).json()["results"] == []


def test_who_sees_all_answers_gives_none(people: Cast) -> None:
    with pytest.raises(Refused, match="Take the one role away"):
        member_add(project=people.project, user=people.rater, role=MemberRole.ADJUDICATOR)
    with pytest.raises(Refused, match="is an adjudicator here"):
        member_add(project=people.project, user=people.adjudicator, role=MemberRole.RATER)
    helper = user("helga", "annotator")
    member_add(project=people.project, user=helper, role=MemberRole.ADJUDICATOR)
