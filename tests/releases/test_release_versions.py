"""The version of a release follows from what it changes, and changes.json says what that is."""

import json
from pathlib import Path
from typing import Any

import pytest

from affect.questions import Scheme, load_scheme
from annotation.models import Project, Rater
from releases.frozen.versions import broken, next_version
from releases.models import Release
from releases.services import release_freeze
from tests.releases.makers import rate

NOTHING = {"added": 0, "removed": 0, "changed": 0}


def changes(**more: Any) -> dict[str, Any]:
    return {"items": NOTHING, "ratings": NOTHING, "splits": {"moved": 0}, **more}


@pytest.mark.parametrize(
    ("before", "told", "breaks", "after"),
    [
        (None, {}, False, "1.0.0"),
        ("a tag", {}, False, "1.0.0"),
        ("1.4.2", changes(), False, "1.4.3"),
        ("1.4.2", changes(ratings={**NOTHING, "changed": 1}), False, "1.5.0"),
        ("1.4.2", changes(items={**NOTHING, "added": 9}), False, "1.5.0"),
        ("1.4.2", changes(items={**NOTHING, "removed": 1}), False, "2.0.0"),
        ("1.4.2", changes(ratings={**NOTHING, "removed": 1}), False, "2.0.0"),
        ("1.4.2", changes(splits={"moved": 1}), False, "2.0.0"),
        ("1.4.2", changes(), True, "2.0.0"),
    ],
)
def test_version(before: str | None, told: dict[str, Any], breaks: bool, after: str) -> None:
    assert next_version(before, told, breaks=breaks) == after


def scheme(**more: Any) -> Scheme:
    labels = [{"id": name, "text": name} for name in ("joy", "fear")]
    choice = {"id": "emotion", "kind": "choice", "text": "Which?", "labels": labels}
    scale = {"id": "arousal", "kind": "scale", "text": "How?", "min": 1, "max": 9, "style": "sam",
             "dimension": "arousal"}  # fmt: skip
    questions = {"emotion": choice, "arousal": scale, **more}
    asked = [each for each in questions.values() if each]
    return load_scheme({"name": "small", "title": "Small", "questions": asked})


def test_what_a_reader_could_no_longer_read_breaks() -> None:
    old = scheme()
    first = old.questions[0]
    more = [{"id": name, "text": name} for name in ("joy", "fear", "calm")]
    wider = {"id": "emotion", "kind": "choice", "text": "What?", "labels": more}
    assert broken(old, scheme(emotion=wider)) == []
    assert broken(scheme(emotion=wider), old) == ["emotion"]
    assert broken(old, scheme(arousal=None)) == ["arousal"]
    points = {"id": "arousal", "kind": "scale", "text": "How?", "min": 1, "max": 7}
    assert broken(old, scheme(arousal=points)) == ["arousal"]
    assert first.id == "emotion"


def body(root: Path, tag: str, name: str) -> dict[str, Any]:
    return json.loads((root / "soft" / tag / f"{name}.json").read_text())


def test_each_release_knows_the_one_before(
    frozen: Path, soft: Project, releases_root: Path
) -> None:
    assert body(releases_root, "1.0", "project")["version"] == "1.0.0"
    assert body(releases_root, "1.0", "project")["parent"] is None
    assert not (frozen / "changes.json").exists()
    item = soft.items.order_by("key")[1]
    rate(item, Rater.objects.create(project=soft, external_id="new"), arousal={"value": 9})
    release_freeze(project=soft, tag="next")
    told = body(releases_root, "next", "changes")
    assert body(releases_root, "next", "project")["version"] == "1.1.0"
    parent = body(releases_root, "next", "project")["parent"]
    assert parent == {"release": "soft@1.0", "id": Release.objects.get(tag="1.0").manifest_sha256}
    assert told["ratings"] == {"added": 1, "removed": 0, "changed": 0}
    assert told["after"] == {"release": "soft@next", "version": "1.1.0"}
    interval = told["agreement"]["arousal"][0]
    assert (interval["stat"], interval["level"], interval["before"]) == ("alpha", "interval", None)
    assert interval["after"] is not None
    soft.title = "Another title"
    soft.save()
    release_freeze(project=soft, tag="third")
    assert body(releases_root, "third", "project")["version"] == "1.1.1"
