"""A project to import into, and tables written to files; imported late, once Django is ready."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from annotation.models import Project
    from tests.annotation.imports.importing import Import, Outcome


@pytest.fixture
def clips(db: None) -> "Project":
    """A project without media, under the preset `crema-d`."""
    from tests.cast import project

    return project("clips", "crema-d")


MOODS = [
    {"id": "anger", "text": "Anger", "aliases": ["ANG"]},
    {"id": "joy", "text": "Joy", "aliases": ["HAP"]},
    {"id": "fear", "text": "Fear"},
    {"id": "none", "text": "None"},
]


@pytest.fixture
def study(db: None) -> "Project":
    """A project without media that asks for a label, labels, two numbers, shares and a timeline."""
    from affect.questions import scheme_hash
    from annotation.models import Scheme
    from tests.cast import project

    questions = [
        {"id": "emotion", "kind": "choice", "text": "?", "labels": MOODS},
        {"id": "felt", "kind": "multi", "text": "?", "labels": MOODS[:3]},
        {"id": "arousal", "kind": "scale", "text": "?", "min": 1, "max": 9,
         "dimension": "arousal"},
        {"id": "sentiment", "kind": "scale", "text": "?", "min": -4, "max": 4},
        {"id": "shares", "kind": "distribution", "text": "?", "labels": MOODS[:3]},
        {"id": "when", "kind": "timeline", "text": "?", "labels": MOODS[:3], "overlap": True},
    ]  # fmt: skip
    body = {"name": "study", "title": "Study", "questions": questions}
    made = project("study", "meld")
    Scheme.objects.filter(project=made).update(body=body, hash=scheme_hash(body))
    made.policy = {**made.policy, "rules": {}, "agreement": []}
    made.save(update_fields=["policy"])
    return made


@pytest.fixture
def import_table(tmp_path: Path) -> "Import":
    """`emotate import` of a text, written to a file of that name."""
    from tests.annotation.imports.importing import import_file

    def run(
        slug: str, text: str | bytes, *maps: str, name: str = "table.csv", **options: Any
    ) -> "Outcome":
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_file(slug, path, *maps, **options)

    return run
