"""The media of the next item, fetched ahead: a guess that changes nothing and tells nothing."""

from typing import Any

import pytest
from django.test import Client

from annotation.models import Assignment, Item
from annotation.services.assignment import assignment_next, assignment_skip
from annotation.services.projects.items import NewItem, items_add
from ingestion.models import Recording, Segment
from tests.cast import PASSWORD, Cast

URL = "/api/projects/talks/upcoming/"


@pytest.fixture
def with_sound(people: Cast) -> Cast:
    """Two clips instead of the texts."""
    people.project.items.all().delete()
    for n in range(2):
        clip = Recording.objects.create(
            sha256=f"{n:064x}", name=f"{n}.wav", media="audio", bytes=1, container="wav",
            codec="pcm", samples=2000, rate_hz=1000, channels=1, duration_seconds=2.0,
        )  # fmt: skip
        cut = Segment.objects.create(
            recording=clip, identity=str(n), position=n, start_sample=0, end_sample=2000,
            start_seconds=0.0, end_seconds=2.0,
        )  # fmt: skip
        items_add(project=people.project, items=[NewItem(key=f"clip-{n}", segment=cut)])
    return people


def media(people: Cast) -> list[dict[str, Any]]:
    client = Client()
    assert client.login(username=people.rater.username, password=PASSWORD)
    answer = client.get(URL)
    assert answer.status_code == 200
    found: dict[str, list[dict[str, Any]]] = answer.json()
    assert set(found) == {"media"}
    return found["media"]


def test_it_is_what_the_rater_gets_next_and_leases_nothing(with_sound: Cast) -> None:
    first = assignment_next(project=with_sound.project, user=with_sound.rater)
    assert first is not None
    before = list(Item.objects.order_by("pk").values())
    [ahead] = media(with_sound)
    assert Assignment.objects.count() == 1
    assert list(Item.objects.order_by("pk").values()) == before
    assignment_skip(user=with_sound.rater, assignment_id=first.pk, reason="loud")
    client = Client()
    client.login(username=with_sound.rater.username, password=PASSWORD)
    assert client.post("/api/projects/talks/next/").json()["media"] == ahead


def test_there_is_nothing_ahead_of_the_last_item(with_sound: Cast) -> None:
    for _ in range(2):
        held = assignment_next(project=with_sound.project, user=with_sound.rater)
        assert held is not None
        last = held
        if Assignment.objects.count() == 1:
            assignment_skip(user=with_sound.rater, assignment_id=held.pk, reason="loud")
    assert last.item_id is not None
    assert media(with_sound) == []


def test_nothing_is_told_before_work_began_or_when_the_project_is_paused(with_sound: Cast) -> None:
    assert media(with_sound) == []
    assignment_next(project=with_sound.project, user=with_sound.rater)
    with_sound.project.state = "paused"
    with_sound.project.save()
    assert media(with_sound) == []
