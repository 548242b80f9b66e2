"""The next item comes with the receipt of a submission, where the page asks for it."""

import uuid
from typing import Any

import pytest
from django.test import Client

from annotation.models import Assignment, Rating
from annotation.services.projects.projects import project_update
from tests.cast import PASSWORD, Cast, answers


@pytest.fixture
def client(people: Cast) -> Client:
    found = Client()
    assert found.login(username=people.rater.username, password=PASSWORD)
    return found


def ask(client: Client) -> Any:
    return client.post("/api/projects/talks/next/")


def submit(client: Client, task: Any, key: uuid.UUID | None = None, **more: Any) -> Any:
    return client.post(
        f"/api/assignments/{task['assignment_id']}/ratings/",
        {"client_key": str(key or uuid.uuid4()), "answers": answers(), **more},
        content_type="application/json",
    )


def test_it_is_the_item_that_asking_for_the_next_gives(client: Client) -> None:
    receipt = submit(client, ask(client).json(), with_next=True).json()
    asked = ask(client).json()
    assert receipt["next"].pop("previous_assignment_id") == asked.pop("previous_assignment_id")
    assert receipt["next"] == asked
    assert asked["item"] == "item-00001"


def test_the_same_key_again_gives_the_same_receipt_and_the_same_item(client: Client) -> None:
    task, key = ask(client).json(), uuid.uuid4()
    first = submit(client, task, key, with_next=True)
    again = submit(client, task, key, with_next=True)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Rating.objects.count() == 1


def test_without_being_asked_nothing_is_leased(client: Client) -> None:
    assert submit(client, ask(client).json()).json()["next"] is None
    assert Assignment.objects.filter(state="leased").count() == 0


def test_a_refused_next_item_does_not_undo_the_answer(people: Cast, client: Client) -> None:
    task = ask(client).json()
    project_update(project=people.project, changes={"state": "paused"})
    receipt = submit(client, task, with_next=True)
    assert (receipt.status_code, receipt.json()["next"]) == (201, None)
    assert Rating.objects.get().assignment_id == task["assignment_id"]
    assert "is paused" in ask(client).json()["message"]


def test_after_the_last_item_there_is_none(client: Client) -> None:
    task, given = ask(client).json(), 0
    while task is not None:
        task = submit(client, task, with_next=True).json()["next"]
        given += 1
    assert given == 4
    assert ask(client).status_code == 204
