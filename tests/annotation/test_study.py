"""A study from its link to its release, over HTTP, with policies that can stand together."""

import json
import uuid
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.cache import cache
from django.test import Client

from annotation.models import CheckResult, Exposure, Item, Participant, Project, Rating
from annotation.services.projects.items import NewItem, items_add
from ingestion.models import Segment
from releases.services import release_freeze
from tests.annotation.acts import known
from tests.cast import PASSWORD, Cast

POLICY = {
    "raters_per_item": 2,
    "order": "dialogue",
    "training": {"items": 1},
    "qualification": {"quiz": True, "pass_share": 0.5, "attempts": 2, "feedback": True},
    "gold": {"every": 3, "attention_every": 4, "max_misses": None},
    "assistance": {"card": "imported", "arms": {"after": 1}},
    "extra_raters": {"question": "emotion", "rule": "no_majority", "up_to": 3, "budget": 2},
}


class Person:
    """Somebody with a browser."""

    def __init__(self) -> None:
        self.client = Client()

    def signed_in(self, name: str) -> "Person":
        assert self.client.login(username=name, password=PASSWORD)
        return self

    def post(self, path: str, body: Any = None, status: int | None = None) -> Any:
        return self._sent(self.client.post, path, body, status)

    def patch(self, path: str, body: Any, status: int | None = None) -> Any:
        return self._sent(self.client.patch, path, body, status)

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/{path}").json()

    def join(self, link: dict[str, Any], who: str, status: int = 200) -> Any:
        body = {"external_id": who, "consent": True}
        return self.post(f"join/{link['token']}/", body, status)

    def next(self) -> dict[str, Any]:
        return dict(self.post("projects/study/next/", status=200))

    def answer(self, task: dict[str, Any], emotion: str, status: int = 201) -> Any:
        body = {
            "client_key": str(uuid.uuid4()),
            "answers": {"emotion": {"value": emotion}, "sentiment": {"value": "neutral"}},
            "elapsed_ms": 1200,
        }
        return self.post(f"assignments/{task['assignment_id']}/ratings/", body, status)

    def _sent(self, send: Any, path: str, body: Any, status: int | None) -> Any:
        response = send(f"/api/{path}", body, content_type="application/json")
        assert status is None or response.status_code == status, response.content
        return response.json() if response.content else None


@pytest.fixture
def study(people: Cast) -> Project:
    """Four items with a draft each, two of them known by every role."""
    Project.objects.filter(slug="talks").update(slug="study")
    project = Project.objects.get(slug="study")
    Item.objects.all().delete()
    segments = [Segment.objects.create(transcript=f"c{k}", identity=f"c{k}") for k in range(4)]
    items_add(
        project=project,
        items=[NewItem(f"c{k}", one, {"draft.emotion": "anger"}) for k, one in enumerate(segments)],
    )
    for role, n in (("training", 1), ("quiz", 2), ("gold", 4), ("attention", 3)):
        known(project, role, n)
    drafted = Item.objects.filter(role__in=("normal", "gold", "attention"))
    drafted.update(attributes={"draft.emotion": "anger"})
    cache.clear()
    return project


def qualify(person: Person) -> None:
    """Practise, fail the quiz, and pass it at the mark."""
    practice = person.next()
    assert practice["presentation"]["role"] == "training"
    told = person.answer(practice, "anger")["feedback"]
    assert (told[0]["correct"], told[0]["explanation"]) == (False, "The voice trembles.")
    scores = []
    for emotions in (("anger", "fear"), ("joy", "fear")):
        for emotion in emotions:
            task = person.next()
            assert task["presentation"]["role"] == "quiz"
            receipt = person.answer(task, emotion)
            assert receipt["feedback"][0]["correct"] is (emotion == "joy")
            scores.append(receipt["quiz"])
    assert scores == [
        None,
        {"score": 0.0, "passed": False, "attempts_left": 1},
        None,
        {"score": 0.5, "passed": True, "attempts_left": 0},
    ]


def rate(person: Person, emotion: str, most: int = 100) -> list[dict[str, Any]]:
    """Answer each item, and once more where the draft is shown after."""
    tasks = []
    for _ in range(most):
        response = person.client.post("/api/projects/study/next/")
        if response.status_code != 200:
            break
        task = response.json()
        assert task["model_draft"] is None, "the first answer is blind"
        person.answer(task, emotion)
        again = person.client.post("/api/projects/study/next/")
        second = again.json() if again.status_code == 200 else None
        if second and second["state"] == "second_look":
            assert second["assignment_id"] == task["assignment_id"]
            assert second["model_draft"]["values"] == {"emotion": "anger"}
            person.answer(second, "anger")
        tasks.append(task)
    return tasks


def test_a_study_from_link_to_release(study: Project, settings: Any, tmp_path: Path) -> None:
    settings.RELEASES_ROOT = tmp_path
    ruth = Person().signed_in("ruth")
    ruth.patch("projects/study/", {"policy": POLICY}, 200)
    link = ruth.post("projects/study/links/", {"name": "w", "completion_code": "C0DE"}, 201)

    first = Person()
    first.join(link, "p1")
    qualify(first)
    held = first.next()
    assert held["presentation"]["role"] == "normal"

    ruth.patch("projects/study/", {"state": "paused"}, 200)
    assert "paused" in Person().join(link, "p2", 409)["message"]
    first.answer(held, "joy")
    assert first.post("projects/study/next/", status=409)["message"].startswith("'")
    ruth.patch("projects/study/", {"state": "open"}, 200)
    second_look = first.next()
    assert (second_look["state"], second_look["item"]) == ("second_look", held["item"])

    ruth.patch("projects/study/", {"state": "closed"}, 200)
    seq = second_look["draft"]["seq"] + 1
    draft = {"answers": {"emotion": {"value": "fear"}}, "seq": seq}
    url = f"/api/assignments/{held['assignment_id']}/draft/"
    assert first.client.put(url, draft, content_type="application/json").status_code == 200
    assert "closed" in first.answer(second_look, "anger", 409)["message"]
    ruth.patch("projects/study/", {"state": "open"}, 200)
    kept = first.get(f"assignments/{held['assignment_id']}/")
    assert kept["draft"]["answers"] == draft["answers"], "closing loses nothing"
    first.answer(second_look, "anger")
    assert len(rate(first, "joy")) > 3

    for who, emotion in (("p2", "fear"), ("p3", "joy")):
        person = Person()
        person.join(link, who)
        qualify(person)
        rate(person, emotion)
    assert_counted(study)
    finish = first.join(link, "p1")["finish"]
    assert finish["completion_code"] == "C0DE"
    quality = ruth.get("projects/study/quality/")
    assert quality["extra_raters"] == {"used": 2, "items": 2, "budget": 2}
    assert quality["assistance"]["exposures"] == Exposure.objects.count()

    ruth.post("projects/study/releases/", {"tag": "1.0"}, 202)
    release_freeze(project=study, tag="1.0")
    assert_released(tmp_path / "study" / "1.0")


def assert_counted(study: Project) -> None:
    """Known items beside the numbers of the others, each judged by its latest answer, once."""
    normal = study.items.filter(role="normal")
    counted = normal.order_by("place").values_list("rated", "wanted", "taken", "extra")
    assert list(counted) == [(3, 3, 3, 1)] * 2 + [(2, 2, 2, 0)] * 2, "the budget was for two"
    assert set(study.items.exclude(role="normal").values_list("rated", "taken")) == {(0, 0)}
    checked = CheckResult.objects.filter(role__in=("gold", "attention"))
    pairs = list(checked.values_list("item", "rater").distinct())
    for participant in Participant.objects.all():
        rater = study.raters.get(user=participant.user)
        assert rater.checks == sum(1 for _, one in pairs if one == rater.pk)


def assert_released(folder: Path) -> None:
    """Blind first answers stay beside what came after; known items count in no label."""
    latest, earlier, items = (
        pq.ParquetFile(folder / f"{name}.parquet").read().to_pylist()
        for name in ("ratings", "revisions", "items")
    )
    looked = [row for row in latest if row["role"] == "normal"]
    assert {(row["assisted"], row["emotion"], row["revision"]) for row in looked} == {
        ("after", "anger", 2)
    }
    blind = [row for row in earlier if row["role"] == "normal"]
    assert {(row["assisted"], row["revision"]) for row in blind} == {("blind", 1)}
    assert len(blind) == len(looked) == 10
    assert {row["role"] for row in items} == {"normal", "training", "quiz", "gold", "attention"}
    counts = json.loads((folder / "project.json").read_text())["counts"]
    assert counts["questions"]["emotion"]["answered"] == 10
    assert counts["questions"]["emotion"]["labels"]["joy"] == 0
    assert Rating.objects.filter(revision=1, role="normal").exclude(assisted="blind").count() == 0
