"""What a release tells of its raters, and what it withholds."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from annotation.models import Project, Rater
from annotation.services.projects.projects import project_create
from releases.contents import Contents
from releases.exports import release_export
from releases.models import Release
from releases.services import release_folder, release_freeze, withdraw
from releases.verify import release_verify
from releases.withdrawal.people import gone_by_rater
from releases.withdrawal.targets import gone_by_items
from tests.cast import text_items
from tests.releases.makers import rate

AGES = ["20-29"] * 5 + ["30-39"] * 5 + ["80-89"]


@pytest.fixture
def study(db: None) -> Project:
    """Eleven raters in three age groups, the last of whom rated one item alone; one rated none."""
    project = project_create(slug="study", preset_name="meld")
    first, second = text_items(project, 2)
    for n, age in enumerate(AGES):
        rater = Rater.objects.create(
            project=project,
            external_id=f"w{n}",
            attributes={"age": age, **({"gender": "f"} if n < 5 else {})},
        )
        rate(second if n == 10 else first, rater, emotion={"value": "joy"})
    Rater.objects.create(project=project, external_id="idle", attributes={"age": "40-49"})
    return project


def frozen_of(project: Project, tag: str = "1", **contents: Any) -> Path:
    release_freeze(project=project, tag=tag, contents=Contents(**contents))
    return release_folder(project.slug, tag)


def rows(folder: Path) -> list[dict[str, Any]]:
    return pq.read_table(folder / "demographics.parquet").to_pylist()


def told(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "project.json").read_text())["demographics"]
    return found


def test_large_groups_are_told_and_small_ones_are_not(study: Project) -> None:
    folder = frozen_of(study)
    found = rows(folder)
    assert len(found) == 11
    assert [row["rater"] for row in found] == sorted(row["rater"] for row in found)
    ages = [row["attribute.age"] for row in found]
    assert (ages.count("20-29"), ages.count("30-39"), ages.count(None)) == (5, 5, 1)
    (alone,) = [row for row in found if row["withheld"]]
    assert (alone["withheld"], alone["attribute.gender"]) == (["age"], None)
    assert told(folder) == {
        "k": 5, "raters": 11, "smallest_group": 5, "withheld": {"age": 1, "gender": 0},
    }  # fmt: skip
    card = (folder / "README.md").read_text()
    assert "at least k = 5 raters" in card
    assert "withheld for that: 1 of `age`" in card
    assert b"80-89" not in b"".join(path.read_bytes() for path in folder.iterdir())


def test_k_is_what_the_project_says(study: Project) -> None:
    folder = frozen_of(study, smallest_group=6)
    assert {row["attribute.age"] for row in rows(folder)} == {None}
    assert (told(folder)["k"], told(folder)["smallest_group"]) == (6, 0)
    assert told(folder)["withheld"] == {"age": 11, "gender": 5}


def test_without_attributes_there_is_no_table(study: Project) -> None:
    Rater.objects.update(attributes={})
    folder = frozen_of(study)
    assert not (folder / "demographics.parquet").exists()
    assert told(folder) is None
    assert "Attributes of raters" not in (folder / "README.md").read_text()


def test_who_left_makes_their_group_too_small(study: Project) -> None:
    folder = frozen_of(study)
    withdraw(gone=gone_by_rater(study, "w0"), kind="rater", reason="request")
    found = rows(folder)
    assert len(found) == 10
    assert {row["attribute.age"] for row in found} == {None, "30-39"}
    assert told(folder)["raters"] == 10
    assert release_verify(Release.objects.get()).faults == []


def test_a_rater_without_ratings_left_is_not_told_of(study: Project) -> None:
    folder = frozen_of(study)
    last = study.items.order_by("-place")[0]
    withdraw(gone=gone_by_items(study, [last.key]), kind="item", reason="request")
    assert len(rows(folder)) == 10
    assert told(folder)["withheld"] == {"age": 0, "gender": 0}


@pytest.mark.parametrize("name", ["csv", "parquet", "jsonl", "croissant", "frictionless"])
def test_exports_have_the_table(study: Project, tmp_path: Path, name: str) -> None:
    release_export(frozen_of(study), name, None, tmp_path / "out")
    (path,) = (tmp_path / "out").glob("demographics.*")
    read = {".csv": pl.read_csv, ".parquet": pl.read_parquet, ".jsonl": pl.read_ndjson}
    assert read[path.suffix](path).height == 11


def test_the_same_raters_give_the_same_bytes(study: Project) -> None:
    first = (frozen_of(study, "1") / "demographics.parquet").read_bytes()
    assert (frozen_of(study, "2") / "demographics.parquet").read_bytes() == first
