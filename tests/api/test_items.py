"""The table of items, and an item as the rating page shows it."""

import pytest
from django.test import Client

from annotation.models import ItemRole
from tests.cast import PASSWORD, Cast


@pytest.fixture
def client(people: Cast) -> Client:
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    return client


def test_items_are_listed_by_role_arm_and_language(people: Cast, client: Client) -> None:
    first, second, *_ = people.project.items.order_by("place")
    people.project.items.filter(pk=first.pk).update(role=ItemRole.GOLD, wanted=0)
    people.project.items.filter(pk=second.pk).update(arm="audio", language="ar")
    address = "/api/projects/talks/items/"
    assert [row["key"] for row in client.get(address, {"role": "gold"}).json()["results"]] == [
        first.key
    ]
    found = client.get(address, {"arm": "audio", "language": "ar"}).json()["results"]
    assert [(row["key"], row["arm"], row["role"]) for row in found] == [
        (second.key, "audio", "normal")
    ]
    facets = client.get("/api/projects/talks/items/facets/").json()
    assert facets["role"] == [{"value": "gold", "count": 1}, {"value": "normal", "count": 3}]
    assert facets["language"] == [{"value": "ar", "count": 1}]


def test_an_unknown_role_is_refused_with_those_there_are(client: Client, people: Cast) -> None:
    response = client.get("/api/projects/talks/items/", {"role": "golden"})
    assert response.status_code == 400
    assert "'golden'" in response.json()["message"]
    assert "attention" in response.json()["message"]


def test_an_item_is_shown_as_the_policy_says(people: Cast, client: Client) -> None:
    project = people.project
    project.policy = {**project.policy, "show_fields": ["caption"], "about": True}
    project.save()
    item = project.items.order_by("place")[0]
    item.attributes = {"caption": "A kitchen", "about": "Anna", "secret": "no"}
    item.save()
    shown = client.get(f"/api/projects/talks/items/{item.pk}/shown/").json()
    assert shown["fields"] == {"caption": "A kitchen"}
    assert shown["about"] == "Anna"
    assert shown["transcript"] == item.segment.transcript  # type: ignore[union-attr]
    item.arm = "face"
    item.save()
    assert client.get(f"/api/projects/talks/items/{item.pk}/shown/").json()["transcript"] is None


def test_an_item_of_another_project_is_not_there(people: Cast, client: Client) -> None:
    assert client.get("/api/projects/talks/items/987654/shown/").status_code == 404
