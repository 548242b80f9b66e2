"""How fast a project of a million ratings is frozen, exported and verified, and in what memory.

200,000 text items with five ratings each under the preset `soft-turns`: a distribution over eight
emotions with confidence, and two scales. Each step runs in a process of its own, as its command
does; the peak is that of the whole process, with Python and the libraries in it.
"""

import json
import multiprocessing
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypedDict

import polars  # noqa: F401  (asks for pandas itself, and takes no for an answer only here)

from bench.stack import django_in, peak_megabytes, private_home

ITEMS = 200_000
RATERS_PER_ITEM = 5
RATERS = 50
FORMATS = ("parquet", "csv", "jsonl")

# Ratings as a browser would send them, made where they are stored.
FILL = """
SELECT setseed(0.5);
INSERT INTO ingestion_segment (transcript, speaker, position, identity, flags, gates, words)
SELECT 'What was said in turn ' || n, 'speaker' || n % 40, 0, md5(n::text), '[]', '{{}}', '[]'
FROM generate_series(1, {items}) AS n;
INSERT INTO annotation_item (project_id, segment_id, key, place, wanted, taken, rated, attributes)
SELECT {project}, id, 'turn-' || lpad(id::text, 7, '0'), id, {each}, {each}, {each}, '{{}}'
FROM ingestion_segment;
INSERT INTO annotation_rater (project_id, external_id, cursor, submitted, elapsed_ms)
SELECT {project}, 'person-' || n, -1, 0, 0 FROM generate_series(0, {raters} - 1) AS n;
INSERT INTO annotation_rating (project_id, item_id, rater_id, scheme_id, revision, client_key,
                               answers, elapsed_ms, plays, submitted_at, source)
SELECT {project}, item.id, rater.id, {scheme}, 1, gen_random_uuid(),
       CASE WHEN random() < 0.03 THEN '{{"emotion": {{"cannot_tell": true}}}}'::jsonb
       ELSE jsonb_build_object('emotion', jsonb_build_object(
           'value', jsonb_build_object(
               labels[1 + (item.id + nth) % 8], share,
               labels[1 + (item.id + 3 * nth + 1) % 8], 1 - share),
           'confidence', 1 + nth % 5)) END
       || jsonb_build_object('arousal', jsonb_build_object('value', 1 + floor(random() * 7)),
                             'valence', jsonb_build_object('value', 1 + floor(random() * 7))),
       1000 + floor(random() * 20000), 1 + floor(random() * 3),
       timestamptz '2026-01-05 09:00+00' + (item.id * 37 + nth) * interval '1 second', 'browser'
FROM annotation_item AS item
CROSS JOIN generate_series(0, {each} - 1) AS nth
CROSS JOIN LATERAL (SELECT round((0.01 + 0.48 * random())::numeric, 2) AS share,
                           item.id AS of_this_item) AS drawn
CROSS JOIN (SELECT ARRAY['anger', 'contempt', 'disgust', 'fear', 'happiness', 'sadness',
                         'surprise', 'neutral'] AS labels) AS named
JOIN annotation_rater AS rater
  ON rater.external_id = 'person-' || (item.id * 7 + nth * 11) % {raters};
ANALYZE;
"""


class Row(TypedDict):
    """One line of `make bench`."""

    name: str
    value: float
    unit: str
    goal: float | None


def figures() -> list[Row]:
    """Seconds and peak megabytes of a release, its exports and its verification."""
    with private_home() as home:
        _apart(_fill, home)
        freezing = _apart(_freeze, home)
        exporting = _apart(_export, home)
        verifying = _apart(_verify, home)
    size = f"{ITEMS * RATERS_PER_ITEM:,} ratings, {ITEMS:,} items"
    return [
        _row(f"release {size}", freezing["release"], "s", None),
        _row("release, peak memory", freezing["peak"], "MB", None),
        *(_row(f"export {name}, {size}", exporting[name], "s", None) for name in FORMATS),
        _row(f"export to all formats, {size}", sum(exporting[n] for n in FORMATS), "s", 5.0),
        _row("export to all formats, peak memory", exporting["peak"], "MB", 500.0),
        _row("verify a release and its exports", verifying["verify"], "s", None),
    ]


def _row(name: str, value: float, unit: str, goal: float | None) -> Row:
    return {"name": name, "value": value, "unit": unit, "goal": goal}


def _apart(work: Callable[[Path], dict[str, float]], home: Path) -> dict[str, float]:
    """What `work` measured, and the peak of its memory in MB, from a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (work, home))


class WithoutPandas:
    """Hides pandas, which a test tool brings and an installation of Emotate does not have.

    pyarrow would import it unasked, which takes half a second and 40 MB.
    """

    def find_spec(self, name: str, *_: Any) -> None:
        if name.partition(".")[0] == "pandas":
            raise ImportError(name)


def _measured(work: Callable[[Path], dict[str, float]], home: Path) -> dict[str, float]:
    sys.meta_path.insert(0, WithoutPandas())
    measured = work(home)
    return {**measured, "peak": peak_megabytes()}


def _fill(home: Path) -> dict[str, float]:
    django_in(home)
    from django.db import connection

    from annotation.services.projects.projects import project_create
    from config.services.prepare import database

    with database():
        project = project_create(slug="bench", preset_name="soft-turns")
        filled = FILL.format(
            project=project.pk, scheme=project.schemes.get().pk, items=ITEMS,
            each=RATERS_PER_ITEM, raters=RATERS,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(filled)
    return {}


def _freeze(home: Path) -> dict[str, float]:
    django_in(home)
    from annotation.models import Project
    from config.services.prepare import database
    from releases.services import release_freeze

    with database():
        project = Project.objects.get(slug="bench")
        return {"release": _seconds(lambda: release_freeze(project=project, tag="1.0"))}


def _export(home: Path) -> dict[str, float]:
    django_in(home)
    from releases.exports import release_export

    def export(name: str) -> None:
        release_export(home / "releases" / "bench" / "1.0", name, None, home / f"export-{name}")

    return {name: _seconds(partial(export, name)) for name in FORMATS}


def _verify(home: Path) -> dict[str, float]:
    django_in(home)
    from releases.verify import folder_verify

    folders = [home / "releases" / "bench" / "1.0", *(home / f"export-{name}" for name in FORMATS)]

    def verify() -> None:
        faults = [fault for folder in folders for fault in folder_verify(folder).faults]
        if faults:
            raise RuntimeError(f"a fresh release has faults: {faults}")

    return {"verify": _seconds(verify)}


def _seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    json.dump(figures(), sys.stdout, indent=2)
