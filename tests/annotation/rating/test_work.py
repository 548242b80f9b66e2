"""What a rater is shown."""

import uuid
from collections.abc import Callable

from django.test import Client

from annotation.models import Assignment, Item
from annotation.selectors.rating.work import task_of
from annotation.services.assignment import assignment_next, assignment_of, assignment_skip
from annotation.services.projects.projects import project_update
from annotation.services.rating.ratings import Submission, draft_save, rating_submit
from tests.annotation.acts import submit, under, work
from tests.cast import PASSWORD, Cast, text_items


def signed_in(people: Cast) -> Client:
    client = Client()
    assert client.login(username=people.rater.username, password=PASSWORD)
    return client


def test_a_fresh_item_is_shown_as_when_it_is_asked_for_again(people: Cast) -> None:
    first = assignment_next(project=people.project, user=people.rater)
    assert first is not None
    assert task_of(first)["previous_assignment_id"] is None
    assignment_skip(user=people.rater, assignment_id=first.pk, reason="loud")
    second = assignment_next(project=people.project, user=people.rater)
    assert second is not None
    assert second.is_fresh
    shown = task_of(second)
    again = task_of(assignment_of(user=people.rater, assignment_id=second.pk))
    assert shown == again
    assert shown["previous_assignment_id"] == first.pk


def test_a_draft_is_there_when_the_page_comes_back(people: Cast) -> None:
    client = signed_in(people)
    task = client.post("/api/projects/talks/next/").json()
    draft_save(
        user=people.rater,
        assignment_id=task["assignment_id"],
        answers={"emotion": {"value": "joy"}},
        seq=3,
    )
    again = client.post("/api/projects/talks/next/").json()
    assert again["assignment_id"] == task["assignment_id"]
    assert again["draft"]["answers"] == {"emotion": {"value": "joy"}}


def test_the_next_item_takes_few_queries(
    people: Cast, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = signed_in(people)
    first = assignment_next(project=people.project, user=people.rater)
    assert first is not None
    assignment_skip(user=people.rater, assignment_id=first.pk, reason="to get another")
    with django_assert_max_num_queries(11):  # type: ignore[attr-defined]
        assert client.post("/api/projects/talks/next/").status_code == 200
    assert Assignment.objects.count() == 2


def test_ones_own_answers_show_no_words_that_the_item_did_not(people: Cast) -> None:
    client = signed_in(people)
    held = assignment_next(project=people.project, user=people.rater)
    assert held is not None
    submit(people.rater, held)
    url = "/api/projects/talks/my-ratings/"
    assert client.get(url).json()["ratings"][0]["transcript"] == "Sentence 0 of item."
    under(people.project, show_transcript=False)
    assert client.get(url).json()["ratings"][0]["transcript"] is None
    under(people.project, show_transcript=True)
    Item.objects.update(arm="face")
    assert client.get(url).json()["ratings"][0]["transcript"] is None


def test_a_task_holds_nothing_of_other_raters(people: Cast) -> None:
    client = signed_in(people)
    task = client.post("/api/projects/talks/next/").json()
    assert set(task) == {
        "assignment_id", "state", "lease_until", "project", "scheme", "item", "progress", "media",
        "clips", "transcript", "words", "speaker", "fields", "about", "language", "context",
        "draft", "previous_assignment_id", "presentation", "model_draft", "limits",
    }  # fmt: skip
    assert set(task["progress"]) == {"submitted", "total"}


def test_own_answers_come_with_their_questions_and_may_change_while_the_project_is_open(
    people: Cast,
) -> None:
    client = signed_in(people)
    task = client.post("/api/projects/talks/next/").json()
    answers = {"emotion": {"value": "joy"}, "sentiment": {"value": "positive"}}
    rating_submit(
        user=people.rater,
        assignment_id=task["assignment_id"],
        submission=Submission(uuid.uuid4(), answers),
    )
    mine = client.get("/api/projects/talks/my-ratings/").json()
    assert mine["title"] == people.project.title
    [row] = mine["ratings"]
    assert (mine["count"], mine["version"]) == (1, 1)
    assert row["answers"] == answers
    assert row["can_change"] is True
    asked = mine["schemes"][str(row["scheme_version"])]["questions"]
    assert [question["id"] for question in asked] == ["emotion", "sentiment"]
    project_update(project=people.project, changes={"state": "closed"})
    closed = client.get("/api/projects/talks/my-ratings/").json()
    assert closed["state"] == "closed"
    assert [row["can_change"] for row in closed["ratings"]] == [False]


def test_own_answers_come_in_pages_the_newest_first(people: Cast) -> None:
    text_items(people.project, 60, prefix="more")
    for assignment in work(people.rater, people.project, most=60):
        assert assignment.pk
    client = signed_in(people)
    url = "/api/projects/talks/my-ratings/"
    pages = [client.get(url, {"page": page}).json() for page in (1, 2, 3)]
    assert [len(page["ratings"]) for page in pages] == [50, 10, 0]
    assert {page["count"] for page in pages} == {60}
    at = [row["submitted_at"] for page in pages for row in page["ratings"]]
    assert at == sorted(at, reverse=True)
    assert len({row["item"] for page in pages for row in page["ratings"]}) == 60
    assert client.get(url, {"page": 0}).status_code == 400


def test_a_paused_project_says_so_to_who_asks_for_work(people: Cast) -> None:
    client = signed_in(people)
    project_update(project=people.project, changes={"state": "paused"})
    refused = client.post("/api/projects/talks/next/")
    assert refused.status_code == 409
    assert refused.json()["extra"] == {"project_state": "paused"}


def test_an_adjudicator_finds_their_projects(people: Cast) -> None:
    client = Client()
    assert client.login(username=people.adjudicator.username, password=PASSWORD)
    found = client.get("/api/work/adjudication/").json()
    assert [row["slug"] for row in found] == ["talks"]
    assert signed_in(people).get("/api/work/adjudication/").json() == []
