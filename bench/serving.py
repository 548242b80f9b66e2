"""How fast raters are served: next assignment and submission over HTTP, with many at once.

50,000 items, 3 raters each; the server is `emotate up`, the clients run on the same machine and
take their share of its processors. Clients that rate "without a pause" send the next request as
soon as the last is answered, so with 32 of them the latency is 32 divided by the throughput. Those
that rate "one item a second" still work ten times as fast as people.
"""

import multiprocessing
import random
import threading
import time
import uuid
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import numpy as np

from bench.browserless import Person
from bench.stack import django_in, private_home, running

ITEMS = 50_000
RATERS = 32
PROCESSES = 2
SECONDS = 12.0
PASSWORD = "bench-password"  # noqa: S105
Times = dict[str, list[float]]
ANSWERS = {"emotion": {"value": "joy"}, "sentiment": {"value": "positive"}}


@dataclass(frozen=True)
class Way:
    """How a crowd works. `pause`: seconds between items. `with_next`: as the rating page does."""

    pause: float = 0.0
    with_next: bool = False

    @property
    def text(self) -> str:
        pace = "one item a second" if self.pause else "without a pause"
        return f"{pace}, next with the receipt" if self.with_next else pace


def _ask(rater: Person, times: Times) -> Any:
    """The next item by a request of its own."""
    began = time.perf_counter()
    status, task = rater.send("POST", "/api/projects/bench/next/")
    times["next"].append(time.perf_counter() - began)
    if status != 200:
        raise RuntimeError(f"next answered {status}: {task}")
    return task


def _answer(rater: Person, task: Any, with_next: bool, times: Times) -> Any:
    """Submit an answer; returns the next item where it came along."""
    submission = {
        "client_key": str(uuid.uuid4()),
        "answers": ANSWERS,
        "elapsed_ms": 4000,
        "with_next": with_next,
    }
    began = time.perf_counter()
    path = f"/api/assignments/{task['assignment_id']}/ratings/"
    status, answer = rater.send("POST", path, submission)
    times["submit"].append(time.perf_counter() - began)
    if status != 201:
        raise RuntimeError(f"submit answered {status}: {answer}")
    return answer["next"]


def _rate(rater: Person, until: float, way: Way, times: Times) -> None:
    time.sleep(random.uniform(0, way.pause))  # not all at the same moment
    task = None
    while time.time() < until:
        task = task or _ask(rater, times)
        task = _answer(rater, task, way.with_next, times)
        time.sleep(way.pause)


def _crowd(
    port: int, names: list[str], way: Way, signed_in: Barrier, results: "Queue[Any]"
) -> None:
    """Some of the raters, a thread each; the clock starts when everybody has signed in."""
    raters = [Person(port, name, PASSWORD) for name in names]
    times: Times = {"next": [], "submit": []}
    signed_in.wait()
    until = time.time() + SECONDS
    threads = [threading.Thread(target=_rate, args=(rater, until, way, times)) for rater in raters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(times)


def _load(port: int, raters: int, way: Way) -> dict[str, Any]:
    """Times in seconds of all requests that `raters` at once made within SECONDS."""
    results: Queue[Any] = multiprocessing.Queue()
    names = [f"bench{n}" for n in range(raters)]
    crowds = [names[k::PROCESSES] for k in range(min(PROCESSES, raters))]
    signed_in = multiprocessing.Barrier(len(crowds))
    workers = [
        multiprocessing.Process(target=_crowd, args=(port, crowd, way, signed_in, results))
        for crowd in crowds
    ]
    for worker in workers:
        worker.start()
    found = [results.get(timeout=SECONDS + 120) for _ in workers]
    for worker in workers:
        worker.join()
    return {kind: np.concatenate([f[kind] for f in found]) for kind in ("next", "submit")}


def _fill(home: Path) -> None:
    """50,000 text items and the raters, through the services (in a process of its own)."""
    django_in(home)
    from django.contrib.auth.hashers import make_password

    from accounts.models import Role, User
    from annotation.models import MemberRole
    from annotation.services.projects.items import NewItem, items_add
    from annotation.services.projects.projects import member_add, project_create, project_update
    from config.services.prepare import database
    from ingestion.keys import key_of
    from ingestion.models import Dialogue, Segment

    with database():
        project = project_create(slug="bench", preset_name="meld")
        project = project_update(project=project, changes={"raters_per_item": 3})
        dialogues = Dialogue.objects.bulk_create(
            Dialogue(name=f"dialogue {n}") for n in range(ITEMS // 20)
        )
        segments = Segment.objects.bulk_create(
            (
                Segment(
                    transcript=f"Sentence {n}.",
                    dialogue=dialogues[n // 20],
                    position=n % 20,
                    identity=key_of(n),
                )
                for n in range(ITEMS)
            ),
            batch_size=5000,
        )
        items_add(
            project=project,
            items=[NewItem(f"item-{n:05d}", segment) for n, segment in enumerate(segments)],
        )
        password = make_password(PASSWORD)
        for n in range(RATERS):
            user = User.objects.create(username=f"bench{n}", role=Role.ANNOTATOR, password=password)
            member_add(project=project, user=user, role=MemberRole.RATER)
        User.objects.create(username="admin", role=Role.ADMIN, password=password)


def _pages(port: int) -> list[dict[str, Any]]:
    admin = Person(port, "admin", PASSWORD)
    figures = []
    for name, path in (
        ("first page of items", "/api/projects/bench/items/"),
        ("project page", "/api/projects/bench/"),
        ("project list", "/api/projects/"),
        ("job list", "/api/jobs/"),
    ):
        times = []
        for _ in range(15):
            began = time.perf_counter()
            status, _ = admin.send("GET", path)
            times.append(time.perf_counter() - began)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
        figures.append(_figure(f"{name}, {ITEMS:,} items, median", np.median(times), 0.100))
    return figures


def _figure(name: str, seconds: Any, goal: float | None) -> dict[str, Any]:
    return {
        "name": name,
        "value": float(seconds) * 1000,
        "unit": "ms",
        "goal": None if goal is None else goal * 1000,
    }


def _crowd_figures(port: int, raters: int, way: Way) -> list[dict[str, Any]]:
    times = _load(port, raters, way)
    who = f"{raters} raters, {way.text}"
    busiest = raters == RATERS
    found = [
        _figure(
            f"{kind}, {who}, p{percent}",
            np.percentile(times[kind], percent),
            0.050 if (kind, percent, busiest) == ("next", 95, True) and way.pause else None,
        )
        for kind in ("next", "submit")
        for percent in (50, 95, 99)
        if not (kind == "next" and way.with_next)
    ]
    if not way.pause:
        found.append(
            {
                "name": f"submissions, {who}",
                "value": len(times["submit"]) / SECONDS,
                "unit": "1/s",
                "goal": 200.0 if busiest and way.with_next else None,
                "higher_is_better": True,
            }
        )
    return found


def figures() -> list[dict[str, Any]]:
    """Latencies in ms and submissions a second, with 1, 8 and 32 raters."""
    found: list[dict[str, Any]] = []
    with private_home() as home:
        filler = multiprocessing.get_context("spawn").Process(target=_fill, args=(home,))
        filler.start()
        filler.join()
        with running(home) as stack:
            port = stack.port
            found += _pages(port)
            found += _crowd_figures(port, RATERS, Way(pause=1.0))
            for raters in (1, 8, RATERS):
                for with_next in (False, True):
                    found += _crowd_figures(port, raters, Way(with_next=with_next))
    return found


if __name__ == "__main__":
    for figure in figures():
        print(figure)
