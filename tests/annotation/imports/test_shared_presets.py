"""Published ratings go into the presets that fit them, and come out as their authors gave them."""

import csv
import io
import json
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from django.core.management import call_command

from affect.agreement import alpha
from annotation.models import Project
from tests.annotation.imports.importing import import_file
from tests.releases.test_release_export import read

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

WORDS = {"None": 0, "A little": 1, "Moderate": 2, "Extremely": 3}
EMOTIONS = {"anger": "anger", "disgust": "disgust", "fear": "fear", "joy": "happy",
            "sadness": "sad", "surprise": "surprise"}  # fmt: skip
FACES = ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def exported(slug: str, folder: Path) -> dict[str, dict[str, str]]:
    """The items of a new release, by key."""
    call_command("release", slug, "1.0")
    call_command("export", f"{slug}@1.0", "--format", "csv", str(folder))
    return {row["item"]: row for row in read(folder, "items")}


def test_intensities_of_three_raters_in_brighter(shared_data: Path, tmp_path: Path) -> None:
    given = rows_of(shared_data / "earkick_label_studio" / "assessment.csv")
    rated = [
        {"item": row["id"], "rater": row["annotator"]}
        | {label: str(WORDS[row[column]]) for label, column in EMOTIONS.items()}
        for row in given
    ]
    call_command("project", "create", "clips", "--preset", "brighter")
    maps = [f"emotions.{label}={label}" for label in EMOTIONS]
    outcome = import_file("clips", written(tmp_path / "rated.csv", rated), *maps)
    assert outcome.counts == (303, 0, 0)
    items = exported("clips", tmp_path / "out")
    assert len(items) == 101
    by_clip = defaultdict(list)
    for row in rated:
        by_clip[row["item"]].append(row)
    for clip, rows in by_clip.items():
        for label in EMOTIONS:
            mean = fmean(int(row[label]) for row in rows)
            assert float(items[clip][f"emotions.mean.{label}"]) == pytest.approx(mean)
    assert_alpha_per_emotion(rated)


def assert_alpha_per_emotion(rated: list[dict[str, str]]) -> None:
    """The page's alpha of each emotion is that of the table by itself."""
    out = io.StringIO()
    call_command("agreement", "clips", "--bootstrap", "0", "--json", stdout=out)
    (question,) = json.loads(out.getvalue())["questions"]
    told = {entry["label"]: entry["value"] for entry in question["per_label"]}
    clips = sorted({row["item"] for row in rated})
    raters = sorted({row["rater"] for row in rated})
    for label in EMOTIONS:
        table = np.full((len(clips), len(raters)), np.nan)
        for row in rated:
            table[clips.index(row["item"]), raters.index(row["rater"])] = int(row[label])
        assert told[label] == pytest.approx(alpha(table.T, "interval").value)


def test_ten_votes_for_the_expression_of_each_face_in_emoset(
    shared_data: Path, tmp_path: Path
) -> None:
    given = rows_of(shared_data / "ferplus" / "fer2013new.csv")
    faces = [row for row in given if row["Image name"] and any(int(row[name]) for name in FACES)]
    call_command("project", "create", "faces", "--preset", "emoset")
    maps = ["item=Image name", *(f"votes.expression.{name}={name}" for name in FACES)]
    outcome = import_file("faces", written(tmp_path / "votes.csv", faces), *maps)
    assert outcome.status == 0, outcome.errors
    items = exported("faces", tmp_path / "out")
    assert len(items) == Project.objects.get(slug="faces").items.count() == len(faces)
    for face in faces[:200]:
        votes = {name: int(face[name]) for name in FACES}
        row = items[face["Image name"]]
        assert int(row["expression.n"]) == sum(votes.values())
        for name, count in votes.items():
            assert float(row[f"expression.share.{name}"]) == count / sum(votes.values())
