"""Projects with ratings, and Emotate as another process, for the tests of releases."""

import os
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection

from accounts.models import Role, User
from annotation.models import Item, Project, Rater, Rating
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from autolabel.models import Card, Prediction, Run
from ingestion.models import Dialogue, Recording, Segment, Segmentation

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = ("wilhelmina", "bartholomew")
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)


def soft_project(slug: str = "soft") -> Project:
    """Three turns of a recording and a text: rated by two people, by a known rater and not."""
    project = project_create(slug=slug, preset_name="soft-turns")
    items_add(
        project=project, items=[NewItem(f"{slug}-{n}", s) for n, s in enumerate(_turns(slug))]
    )
    first, second, third, _ = project.items.order_by("key")
    people = [_person(project, name) for name in PEOPLE]
    stranger = Rater.objects.create(project=project, external_id="worker 77, Utrecht")
    rate(first, people[0], emotion={"value": {"anger": 1}, "confidence": 4}, arousal={"value": 6})
    rate(first, people[1], emotion={"value": {"anger": 0.5, "fear": 0.5}, "confidence": 2})
    rate(first, stranger, emotion={"cannot_tell": True}, valence={"value": 1})
    rate(second, people[0], emotion={"value": {"sadness": 1}})
    rate(second, people[0], revision=2, emotion={"value": {"happiness": 1}}, arousal={"value": 2})
    rate(third, None, emotion={"value": {"neutral": 1}})
    rate(third, None, emotion={"value": {"surprise": 1}})
    _predict(project)
    return project


def rate(
    item: Item,
    rater: Rater | None,
    revision: int = 1,
    blind: bool | None = None,
    **answers: dict[str, Any],
) -> Rating:
    """Store a rating as an import does."""
    return Rating.objects.create(
        project=item.project,
        item=item,
        rater=rater,
        scheme=item.project.schemes.order_by("-version")[0],
        revision=revision,
        client_key=uuid.uuid4(),
        answers=answers,
        elapsed_ms=1500,
        plays=1,
        submitted_at=BEGAN + timedelta(seconds=item.pk, microseconds=revision),
        source="import",
        role=item.role,
        blind=blind,
    )


def _person(project: Project, name: str) -> Rater:
    user, _ = User.objects.get_or_create(
        username=name,
        defaults={"role": Role.ANNOTATOR, "name": name.title(), "email": f"{name}@example.org"},
    )
    return Rater.objects.create(project=project, user=user)


def _turns(slug: str) -> list[Segment]:
    recording = Recording.objects.create(
        sha256=f"{abs(hash_of(slug)):064x}", name=f"{slug} call.v2.wav", bytes=10, container="wav",
        codec="pcm_s16le", duration_seconds=3.0, samples=48_000, rate_hz=16_000, channels=1,
    )  # fmt: skip
    cut = Segmentation.objects.create(recording=recording, profile="turns", key=f"key-{slug}")
    dialogue = Dialogue.objects.create(name=f"{slug} call", recording=recording)
    turns = [
        Segment.objects.create(
            recording=recording,
            segmentation=cut,
            dialogue=dialogue,
            position=n,
            start_sample=16_000 * n,
            end_sample=16_000 * (n + 1),
            start_seconds=n,
            end_seconds=n + 1,
            speaker=f"S{n % 2}",
            flags=["short"] if n else [],
            gates={"level": {"value": -20.5}},
            identity=f"{slug}-{n}",
        )
        for n in range(3)
    ]
    text = Segment.objects.create(transcript='Er sagte: "Grüße, 你好"\nund ging.', identity=slug)
    return [*turns, text]


def hash_of(text: str) -> int:
    """A number that is the same in every process."""
    return int.from_bytes(text.encode()[:20], "big")


def _predict(project: Project) -> None:
    card, _ = Card.objects.get_or_create(
        hash="c" * 64,
        defaults={
            "card_id": "vocal-arousal",
            "body": {"title": "Rule", "version": "1", "baseline": True, "licence": {"spdx": "MIT"}},
        },
    )
    for score in (0.1, 0.9):
        run = Run.objects.create(card=card, versions={"numpy": "2"})
        for item in project.items.filter(segment__recording__isnull=False):
            Prediction.objects.create(run=run, segment=item.segment, raw={"arousal": score})


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of another process on the tests' database, with a home of its own."""
    parts = connection.settings_dict
    login = quote(parts["USER"]) + (f":{quote(parts['PASSWORD'])}" if parts["PASSWORD"] else "")
    query = urlencode({"host": parts["HOST"], **({"port": parts["PORT"]} if parts["PORT"] else {})})
    url = f"postgresql://{login}@/{parts['NAME']}?{query}"
    return {**os.environ, "DATABASE_URL": url, "EMOTATE_HOME": str(home), **more}


def process(
    home: Path, *words: str, script: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run `emotate WORDS`, or a script with WORDS, in another process."""
    start = ["-c", script] if script else ["manage.py"]
    return subprocess.run(
        [sys.executable, *start, *words],
        cwd=ROOT, env=environment(home, **more), capture_output=True, text=True, check=False,
    )  # fmt: skip


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and its sub-folders."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
