"""Nothing that a rater is told tells a check from any other item, not even to a program."""

import importlib
import random
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from annotation.assignment.checks import Run, block_of, checks_among, is_due
from annotation.models import Assignment, Item, Project, Rater, Rating
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.known_items import item_known_set
from ingestion.models import Recording, Segment
from tests.annotation.acts import under
from tests.cast import PASSWORD, Cast, answers

SECONDS = {"normal": 2, "gold": 9, "attention": 5}
EXPECTED = {"emotion": {"any_of": ["joy"]}}


def clip(project: Project, n: int) -> Item:
    recording = Recording.objects.create(
        sha256=f"{n:064x}", name=f"{n}.wav", media="audio", bytes=1, container="wav",
        codec="pcm", samples=2000, rate_hz=1000, channels=1, duration_seconds=2.0,
    )  # fmt: skip
    cut = Segment.objects.create(
        recording=recording, identity=str(n), position=n, start_sample=0, end_sample=2000,
        start_seconds=0.0, end_seconds=2.0,
    )  # fmt: skip
    items_add(project=project, items=[NewItem(key=f"clip-{n}", segment=cut)])
    return project.items.get(key=f"clip-{n}")


@pytest.fixture
def study(people: Cast) -> Cast:
    people.project.items.all().delete()
    for n in range(24):
        item = clip(people.project, n)
        role = {0: "gold", 1: "attention"}.get(n % 4 if n < 16 else 2)
        if role:
            item_known_set(item=item, role=role, expected=EXPECTED)
    gold = {"every": 3, "attention_every": 5, "max_misses": None}
    under(people.project, gold=gold, limits={"per_rater": 100, "per_day": 100})
    people.project.refresh_from_db()
    return people


class Page:
    """What a rater's browser asks, and what it is told at each step, beside the item's role."""

    def __init__(self, people: Cast) -> None:
        self.client = Client()
        assert self.client.login(username=people.rater.username, password=PASSWORD)
        self.roles: list[str] = []

    def get(self, path: str) -> Any:
        return self.client.get(path).json()

    def post(self, path: str, body: Any = None) -> Any:
        return self.client.post(path, body or {}, content_type="application/json")

    def remaining(self) -> int:
        (row,) = self.get("/api/work/")
        assert isinstance(row["remaining"], int)
        return row["remaining"]

    def ahead(self) -> Any:
        return self.get("/api/projects/talks/upcoming/")["media"]

    def next(self) -> Any:
        answer = self.post("/api/projects/talks/next/")
        if answer.status_code == 204:
            return None
        task = answer.json()
        self.roles.append(Assignment.objects.get(pk=task["assignment_id"]).item.role)
        return task

    def submit(self, task: Any) -> Any:
        body = {
            "client_key": f"00000000-0000-4000-8000-{task['assignment_id']:012d}",
            "answers": answers("anger"),
            "elapsed_ms": 1000 * SECONDS[self.roles[-1]],
        }
        path = f"/api/assignments/{task['assignment_id']}/ratings/"
        return self.post(path, body).json()


def test_every_answer_to_a_rater_is_the_same_for_checks(study: Cast) -> None:
    page = Page(study)
    page.next()  # who has never asked for work is told nothing of it yet
    page.roles.clear()
    left, done, spent, foretold = page.remaining(), 0, 0.0, None
    at, shapes, receipts = 0, set(), set()
    while task := page.next():
        assert page.remaining() == left, "getting an item changes nothing"
        assert task["progress"]["submitted"] == done
        assert task["project"]["seconds_per_item"] == (spent / done if done else None)
        assert task["limits"]["left_total"] == task["limits"]["left_today"] == 100 - done
        assert task["presentation"]["role"] == "normal"
        assert foretold in (None, [task["media"]]), page.roles
        if done:
            shapes.add(shape(task))
        foretold = page.ahead()
        if at % 3 == 2:
            page.post(f"/api/assignments/{task['assignment_id']}/skip/", {"reason": "loud"})
        else:
            receipt = page.submit(task)
            receipts.add(shape(receipt))
            assert (receipt["feedback"], receipt["quiz"]) == (None, None)
            done, spent = done + 1, spent + SECONDS[page.roles[-1]]
        at, left = at + 1, left - 1
        assert page.remaining() == left
    assert left == 0
    assert foretold == []
    assert len(shapes) == len(receipts) == 1
    assert page.roles.count("gold") == 4
    assert page.roles.count("attention") >= 1  # how many is drawn
    mine = page.get("/api/projects/talks/my-ratings/")["ratings"]
    assert len(mine) == done
    assert {(shape(row | {"item": "", "submitted_at": ""})) for row in mine} == {shape(mine[0])}
    assert all(row["can_change"] for row in mine)


def shape(body: Any) -> str:
    """Which fields there are, and of which kind each is."""
    if isinstance(body, dict):
        return str({name: shape(value) for name, value in sorted(body.items())})
    return type(body).__name__


@pytest.mark.parametrize("seed", range(200))
def test_checks_to_come_are_counted_as_they_will_come(seed: int) -> None:
    draw = random.Random(seed)
    every = [draw.randint(2, 7), draw.randint(2, 9)]
    left = [draw.randint(0, 5), draw.randint(0, 5)]
    given, normal = draw.randint(0, 20), draw.randint(0, 30)
    had = [draw.random() < 0.3, False]
    last = [block_of(given, run) if one else -1 for run, one in zip(every, had, strict=True)]
    runs = [Run(f"{seed} {n}", every[n], left[n], had=had[n]) for n in range(2)]
    told = checks_among(runs, given, normal)
    met = 0
    while True:
        for n in range(2):
            if (
                left[n]
                and last[n] < block_of(given, every[n])
                and is_due(f"{seed} {n}", given, every[n])
            ):
                left[n], last[n], met = left[n] - 1, given, met + 1
                break
        else:
            if not normal:
                break
            normal -= 1
        given += 1
    assert told == met


@pytest.mark.django_db
def test_raters_of_before_go_on_where_they_are(study: Cast) -> None:
    page = Page(study)
    for _ in range(6):
        page.submit(page.next())
    spent = sum(SECONDS[role] for role in page.roles if role != "normal") * 1000
    assert spent
    counted = Rater.objects.values("handed", "checks_ms").get()
    assert counted == {"handed": 6, "checks_ms": spent}
    Rater.objects.update(handed=0, checks_ms=0)
    migration = importlib.import_module("annotation.migrations.0019_count_items_handed_out")
    with connection.cursor() as cursor:
        for statement in (migration.HANDED, migration.SPENT):
            cursor.execute(statement)
    assert Rater.objects.values("handed", "checks_ms").get() == counted
    assert Rating.objects.count() == 6
