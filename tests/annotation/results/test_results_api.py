"""Progress, agreement, distributions, soft labels and drafts, as those who study them get them."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from affect.questions import scheme_hash
from affect.taxonomies import taxonomy
from annotation.models import CachedResult, Rater, Rating
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.selectors.results.results import item_labels
from autolabel.models import Card, Prediction, Run
from tests.cast import PASSWORD, Cast, answers
from tests.cast import project as make_project

NAMES = ("progress", "agreement", "distributions", "drafts")


def client_of(username: str) -> Client:
    client = Client()
    assert client.login(username=username, password=PASSWORD)
    return client


@pytest.fixture
def rated(people: Cast) -> Cast:
    """Two raters on two of four items: they agree on the first only; one cannot be told."""
    first, second, *_ = people.project.items.order_by("place")
    for name, emotions in (("x", ("joy", "joy")), ("y", ("joy", "anger"))):
        rater = Rater.objects.create(
            project=people.project, external_id=name, submitted=2, elapsed_ms=3000
        )
        for item, emotion in zip((first, second), emotions, strict=True):
            Rating.objects.create(
                project=people.project,
                item=item,
                rater=rater,
                scheme=people.project.schemes.get(),
                client_key=uuid.uuid4(),
                answers=answers(emotion),
                submitted_at=datetime(2026, 3, 1, tzinfo=UTC),
            )
    people.project.items.filter(pk__in=(first.pk, second.pk)).update(rated=2)
    return people


@pytest.mark.parametrize("name", NAMES)
def test_who_may_look(people: Cast, name: str) -> None:
    address = f"/api/projects/talks/{name}/"
    statuses = {
        user: client_of(user).get(address).status_code
        for user in ("ada", "ruth", "ana", "olga", "otto")
    }
    assert statuses == {"ada": 200, "ruth": 200, "ana": 403, "olga": 404, "otto": 404}
    assert Client().get(address).status_code == 403
    assert client_of("ada").get(f"/api/projects/nowhere/{name}/").status_code == 404
    assert client_of("ada").post(address).status_code == 405


def test_progress(rated: Cast) -> None:
    found = client_of("ruth").get("/api/projects/talks/progress/").json()
    assert found["items"] == {"0": 2, "2": 2}
    assert found["per_day"] == [{"day": "2026-03-01", "ratings": 4}]
    assert [(row["username"], row["submitted"]) for row in found["per_rater"]] == [
        ("x", 2),
        ("y", 2),
    ]
    assert found["per_rater"][0]["seconds_per_item"] == 1.5
    assert found["per_rater"][0]["last_at"] == "2026-03-01T00:00:00Z"


def test_agreement_is_computed_once_per_state_of_the_ratings(rated: Cast) -> None:
    client, address = client_of("ruth"), "/api/projects/talks/agreement/?bootstrap=100"
    first = client.get(address).json()
    emotion = first["questions"][0]
    # D_o = 2/4; D_e = (4^2 - 3^2 - 1^2) / (4 * 3) = 6/12
    assert emotion["statistics"][0] | {"low": None, "high": None} == {
        "interval": "bootstrap over units",
        "stat": "alpha", "level": "nominal", "value": 0.0, "reason": None, "low": None,
        "high": None, "units": 2, "raters": 2, "ratings": 4, "single_rated_units": 0,
    }  # fmt: skip
    sentiment = first["questions"][1]["statistics"][0]
    assert (sentiment["value"], sentiment["reason"]) == (None, "all ratings are the same value")
    assert [each["label"] for each in emotion["per_label"]][:2] == ["neutral", "surprise"]
    assert client.get(address).json() == first
    assert CachedResult.objects.count() == 2

    item = rated.project.items.order_by("place")[2]
    scheme = rated.project.schemes.get()
    for emotion_given in ("fear", "fear"):
        Rating.objects.create(
            project=rated.project, item=item, scheme=scheme, client_key=uuid.uuid4(),
            answers=answers(emotion_given),
        )  # fmt: skip
    second = client.get(address).json()
    assert second["input_hash"] != first["input_hash"]
    assert second["questions"][0]["statistics"][0]["units"] == 3
    assert CachedResult.objects.count() == 2  # the older ones are gone


@pytest.mark.parametrize("bootstrap", ["-1", "10001", "many"])
def test_resamples_out_of_range(people: Cast, bootstrap: str) -> None:
    found = client_of("ruth").get(f"/api/projects/talks/agreement/?bootstrap={bootstrap}")
    assert found.status_code == 400
    assert "bootstrap" in found.json()["message"]


def test_distributions(rated: Cast) -> None:
    found = client_of("ruth").get("/api/projects/talks/distributions/").json()
    emotion = found["questions"][0]
    assert (emotion["n_ratings"], emotion["n_items"], emotion["cannot_tell"]) == (4, 2, 0)
    counts = {row["id"]: (row["count"], row["share"]) for row in emotion["labels"]}
    assert counts["joy"] == (3, 0.75)
    assert counts["anger"] == (1, 0.25)
    assert counts["fear"] == (0, 0.0)
    assert sum(row["count"] for row in emotion["entropy"]) == 2
    filled = [(row["from"], row["count"]) for row in emotion["entropy"] if row["count"]]
    assert filled == [(0.0, 1), (1.0, 1)]


def test_distributions_of_numbers(people: Cast) -> None:
    made = make_project("turns", "soft-turns", items=1)
    scheme = made.schemes.get()
    scheme.body["questions"].append(
        {"id": "how", "kind": "intensity", "text": "How?", "labels": [{"id": "a"}, {"id": "b"}]}
    )
    scheme.hash = scheme_hash(scheme.body)
    scheme.save()
    given: list[dict[str, Any]] = [
        {"emotion": {"value": {"anger": 1}}, "arousal": {"value": 7}},
        {"emotion": {"cannot_tell": True}, "arousal": {"value": 1}},
        {"emotion": {"value": {"anger": 0.5, "fear": 0.5}}, "how": {"value": {"a": 0, "b": 40}}},
    ]
    for each in given:
        Rating.objects.create(
            project=made, item=made.items.get(), scheme=scheme, client_key=uuid.uuid4(),
            answers=each,
        )  # fmt: skip
    body = client_of("ada").get("/api/projects/turns/distributions/").json()
    emotion, arousal, valence, how = body["questions"]
    assert (emotion["n_ratings"], emotion["cannot_tell"]) == (2, 1)
    assert [(r["count"], r["share"]) for r in emotion["labels"] if r["count"]] == [
        (2, 0.75),
        (1, 0.25),
    ]
    assert [row["count"] for row in arousal["histogram"]] == [1, 0, 0, 0, 0, 0, 1]
    assert (valence["n_ratings"], sum(row["count"] for row in valence["histogram"])) == (0, 0)
    assert [(r["count"], r["share"], r["mean"]) for r in how["labels"]] == [(0, 0, 0), (1, 1, 40)]


def test_soft_labels_of_a_page(rated: Cast) -> None:
    first, second, third, _ = rated.project.items.order_by("place")
    found = item_labels(rated.project, [second.pk, third.pk, first.pk])
    assert set(found) == {first.pk, second.pk}
    assert found[second.pk]["labels"]["emotion"]["anger"] == 0.5
    assert found[second.pk]["entropy"] == 1.0
    assert found[first.pk]["entropy"] == 0.0
    assert found[first.pk]["labels"]["sentiment"]["positive"] == 1.0


def test_drafts_of_a_card(people: Cast) -> None:
    body = {
        "title": "A model", "baseline": True, "quality": {"summary": "Weak."},
        "licence": {"spdx": "MIT"}, "output": {"labels": ["a", "b"], "range": [0, 1]},
    }  # fmt: skip
    card = Card.objects.create(card_id="model", hash="1" * 64, body=body)
    run = Run.objects.create(card=card)
    first, second, third, _ = people.project.items.order_by("place")
    for item, view in (
        (first, {"a": 0.75, "b": 0.25}),
        (second, {"a": 0.25, "b": None}),
        (third, {"a": None, "b": None, "reason": "too short"}),
    ):
        Prediction.objects.create(run=run, segment=item.segment, raw={"x": 1}, derived=view)
    (found,) = client_of("ruth").get("/api/projects/talks/drafts/").json()
    assert (found["card"], found["covered"], found["total"]) == ("model", 2, 4)
    assert (found["baseline"], found["quality"], found["licence"]) == (True, "Weak.", "MIT")
    outputs = found["outputs"]
    assert list(outputs) == ["a", "b"]
    assert (outputs["a"]["mean"], outputs["a"]["n"], outputs["a"]["top_share"]) == (0.5, 2, 1.0)
    assert (outputs["b"]["mean"], outputs["b"]["n"]) == (0.25, 1)
    filled = [(row["from"], row["count"]) for row in outputs["a"]["histogram"] if row["count"]]
    assert filled == [(0.2, 1), (0.7, 1)]


def test_drafts_speak_the_words_of_the_project(people: Cast) -> None:
    """A label is called as in the question that it answers, else as in its taxonomy."""
    body = {
        "title": "A model", "baseline": False, "quality": {"summary": "Fair."},
        "licence": {"spdx": "MIT"},
        "output": {
            "labels": ["joy", "relief", "very_odd"], "range": [0, 1], "taxonomy": "goemotions28",
        },
    }  # fmt: skip
    run = Run.objects.create(card=Card.objects.create(card_id="model", hash="2" * 64, body=body))
    item = people.project.items.order_by("place")[0]
    view = {"joy": 0.75, "relief": 0.5, "very_odd": 0.25}
    Prediction.objects.create(run=run, segment=item.segment, raw={"x": 1}, derived=view)
    (found,) = client_of("ruth").get("/api/projects/talks/drafts/").json()
    emotion = questions_of(current_scheme(people.project.pk)).question("emotion")
    joy = next(label.text for label in emotion.labels if label.id == "joy")
    assert found["questions"] == [{"id": "emotion", "text": emotion.text}]
    assert {label: output["text"] for label, output in found["outputs"].items()} == {
        "joy": joy,
        "relief": taxonomy("goemotions28").labels[23].text,
        "very_odd": "Very odd",
    }


def test_no_drafts(people: Cast) -> None:
    assert client_of("ruth").get("/api/projects/talks/drafts/").json() == []
