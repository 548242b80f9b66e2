"""What a rater is shown."""

from collections.abc import Callable

from django.test import Client

from annotation.models import Assignment
from annotation.selectors.work import task_of
from annotation.services.assignment import assignment_next, assignment_of, assignment_skip
from annotation.services.ratings import draft_save
from tests.cast import PASSWORD, Cast


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


def test_a_task_holds_nothing_of_other_raters(people: Cast) -> None:
    client = signed_in(people)
    task = client.post("/api/projects/talks/next/").json()
    assert set(task) == {
        "assignment_id", "state", "lease_until", "project", "scheme", "item", "progress", "media",
        "transcript", "speaker", "context", "draft", "previous_assignment_id",
    }  # fmt: skip
    assert set(task["progress"]) == {"submitted", "total"}
