"""How soon the researchers' pages follow a new rating in a project of a million ratings.

The project of `bench.releases`: a distribution over eight emotions with confidence and two scales,
3 million answers in all. Each page is asked for over HTTP: at first, again with nothing new, and
after each of some ratings that come in between.
"""

import json
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

from bench.browserless import Person
from bench.releases import ITEMS, RATERS_PER_ITEM, Row, _apart, _fill, _row
from bench.stack import Stack, django_in, private_home, running

PASSWORD = "bench-password"  # noqa: S105
NAME = "ruth"
CHANGES = 5
GOAL = 2.0
PAGES = {
    "agreement": "agreement/?bootstrap=1000",
    "disagreement": "disagreement/?question=emotion&sort=entropy",
    "raters": "agreement/raters/?question=emotion",
    "groups of raters": "agreement/groups/?question=emotion",
    "repeats": "agreement/repeats/?question=emotion",
    "labels": "distributions/",
}


def figures() -> list[Row]:
    """Seconds of each page: at first, unchanged, and after a change."""
    with private_home() as home:
        _apart(_fill, home)
        _apart(_add_researcher, home)
        with running(home) as stack:
            found = {name: _page(stack, home, path) for name, path in PAGES.items()}
    size = f"{ITEMS * RATERS_PER_ITEM:,} ratings"
    return [row for name, seconds in found.items() for row in _rows(f"{name}, {size}", seconds)]


def _rows(name: str, seconds: dict[str, float]) -> list[Row]:
    return [
        _row(f"{name}: for the first time", seconds["first"], "s", None),
        _row(f"{name}: nothing new", seconds["unchanged"], "s", None),
        _row(f"{name}: after a new rating, median", seconds["changed"], "s", GOAL),
    ]


def _page(stack: Stack, home: Path, path: str) -> dict[str, float]:
    person = Person(stack.port, NAME, PASSWORD)
    get = partial(_seconds, person, f"/api/projects/bench/{path}")
    first, unchanged, changed = get(), get(), []
    for _ in range(CHANGES):
        _apart(_rate, home)
        changed.append(get())
    return {"first": first, "unchanged": unchanged, "changed": statistics.median(changed)}


def _seconds(person: Person, path: str) -> float:
    began = time.perf_counter()
    status, answer = person.send("GET", path)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}: {answer}")
    return time.perf_counter() - began


def _add_researcher(home: Path) -> dict[str, float]:
    django_in(home)
    from accounts.services import user_create
    from annotation.models import Project
    from annotation.services.projects.projects import member_add
    from config.services.prepare import database

    with database():
        user = user_create(username=NAME, role="researcher", password=PASSWORD)
        member_add(project=Project.objects.get(slug="bench"), user=user, role="researcher")
    return {}


def _rate(home: Path) -> dict[str, float]:
    """The newest rating once more, revised by its rater."""
    import uuid

    django_in(home)
    from annotation.models import Project, Rating

    newest: Any = Rating.objects.filter(project=Project.objects.get(slug="bench")).latest("pk")
    newest.pk, newest.client_key, newest.revision = None, uuid.uuid4(), newest.revision + 1
    newest.save(force_insert=True)
    return {}


if __name__ == "__main__":
    json.dump(figures(), sys.stdout, indent=2)
