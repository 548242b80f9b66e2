"""How fast a million ratings come in from a table, and how fast their agreement is there.

A CSV of 200,000 items with five ratings each, labels and times, under the preset `crema-d`. The
labels lean to one of the item, so that alpha is neither 0 nor 1. Import and agreement run in
processes of their own, as their commands do.
"""

import csv
import json
import multiprocessing
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

from bench.stack import django_in, peak_megabytes, private_home

ITEMS = 200_000
RATERS_PER_ITEM = 5
RATERS = 50
LABELS = ("anger", "Disgust", "fear", "Happiness", "neutral", "sadness")
QUESTION = "emotion"
TABLE = "ratings.csv"


class Row(TypedDict):
    """One line of `make bench`."""

    name: str
    value: float
    unit: str
    goal: float | None


def figures() -> list[Row]:
    """Seconds from the table to the ratings, and from the ratings to alpha."""
    with private_home() as home:
        write_table(home / TABLE)
        coming = _apart(_import, home)
        again = _apart(_import, home)
        agreeing = _apart(_agreement, home)
    size = f"{ITEMS * RATERS_PER_ITEM:,} ratings"
    return [
        _row(f"import {size} from CSV", coming["import"], "s", 60.0),
        _row(f"import {size}, peak memory", coming["peak"], "MB", None),
        _row(f"import the same {size} again", again["import"], "s", 60.0),
        _row(f"alpha of {size} with 1,000 resamples, from the rows", agreeing["alpha"], "s", 2.0),
        _row(f"of which reading {size} as arrays", agreeing["read"], "s", None),
        _row(f"alpha of {size}, asked for again", agreeing["alpha again"], "s", None),
        _row("alpha, peak memory", agreeing["peak"], "MB", None),
        _row(f"read {size} as Arrow batches", agreeing["batches"], "s", None),
    ]


def _row(name: str, value: float, unit: str, goal: float | None) -> Row:
    return {"name": name, "value": value, "unit": unit, "goal": goal}


def write_table(path: Path) -> None:
    """The table, the same each time."""
    draw = random.Random(5)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["item", "rater", QUESTION, "elapsed_ms"])
        for item in range(ITEMS):
            lean = draw.choice(LABELS)
            for nth in range(RATERS_PER_ITEM):
                rater = f"rater-{(item * 7 + nth * 11) % RATERS:02d}"
                label = lean if draw.random() < 0.6 else draw.choice(LABELS)
                writer.writerow([f"clip-{item:06d}", rater, label, draw.randrange(500, 20_000)])


def _apart(work: Callable[[Path], dict[str, float]], home: Path) -> dict[str, float]:
    """What `work` measured, and the peak of its memory in MB, from a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (work, home))


def _measured(work: Callable[[Path], dict[str, float]], home: Path) -> dict[str, float]:
    measured = work(home)
    return {**measured, "peak": peak_megabytes()}


def _import(home: Path) -> dict[str, float]:
    django_in(home)
    from annotation.imports import table_import
    from annotation.models import Project
    from annotation.services.projects.projects import project_create
    from config.services.prepare import database

    with database():
        project = Project.objects.filter(slug="bench").first() or project_create(
            slug="bench", preset_name="crema-d"
        )
        began = time.perf_counter()
        report = table_import(project=project, paths=[home / TABLE], kind="ratings")
        seconds = time.perf_counter() - began
    if report.added + report.unchanged != ITEMS * RATERS_PER_ITEM:
        raise RuntimeError(f"rows are missing: {report.as_json()}")
    return {"import": seconds}


def _agreement(home: Path) -> dict[str, float]:
    django_in(home)
    from annotation.models import Project
    from annotation.selectors.answers.batches import coded_answers, rating_batches
    from annotation.services.results.agreement import agreement_of
    from config.services.prepare import database

    with database():
        project = Project.objects.get(slug="bench")

        def alpha() -> Any:
            return agreement_of(project, question=QUESTION, bootstrap=1000)

        return {
            "alpha": _seconds(alpha),
            "alpha again": _seconds(alpha),
            "read": _seconds(lambda: coded_answers(project, QUESTION)),
            "batches": _seconds(lambda: sum(b.num_rows for b in rating_batches(project.pk))),
        }


def _seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    json.dump(figures(), sys.stdout, indent=2)
