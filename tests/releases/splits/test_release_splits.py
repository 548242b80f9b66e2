"""Splits in a release: filled in, reported, kept by the next version, refused on a leak."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from annotation.models import Item, Project
from releases.errors import ReleaseRefused
from releases.models import Release
from releases.services import release_freeze, splits_preview, splits_set
from releases.verify import release_verify
from tests.releases.makers import rate

HALVES = {"shares": {"train": 0.5, "test": 0.5}, "disjoint": ["duplicates"]}


def splits(root: Path, tag: str) -> dict[str, str | None]:
    table = pq.read_table(root / "soft" / tag / "items.parquet", columns=["item", "split"])
    return dict(zip(*table.to_pydict().values(), strict=True))


def test_without_settings_there_are_none(frozen: Path, releases_root: Path) -> None:
    assert set(splits(releases_root, "1.0").values()) == {None}
    assert not (frozen / "splits.json").exists()


def test_a_release_has_the_splits_that_the_preview_showed(
    soft: Project, releases_root: Path
) -> None:
    plan = splits_set(project=soft, body=HALVES)
    assert plan is not None
    shown = splits_preview(project=soft, body=plan.body())
    release = release_freeze(project=soft, tag="1.0")
    told: dict[str, Any] = json.loads((releases_root / "soft/1.0/splits.json").read_text())
    assert told == shown
    assert [each["items"] for each in told["splits"]] == [2, 2]
    assert told["stratified_by"] == "emotion"
    assert sum(each["speakers"] for each in told["splits"]) in (2, 3)
    assert release_verify(release).faults == []
    card = (releases_root / "soft/1.0/README.md").read_text()
    assert "| `train` | 2 |" in card
    assert "no near duplicate is in two." in (releases_root / "soft/1.0/METHODS.md").read_text()


def test_items_stay_where_they_were(soft: Project, releases_root: Path) -> None:
    splits_set(project=soft, body=HALVES)
    release_freeze(project=soft, tag="a")
    splits_set(project=soft, body={**HALVES, "seed": 7, "shares": {"test": 0.6, "train": 0.4}})
    rate(soft.items.order_by("key")[3], None, emotion={"value": {"fear": 1}})
    release_freeze(project=soft, tag="b")
    assert splits(releases_root, "a") == splits(releases_root, "b")
    changes = json.loads((releases_root / "soft/b/changes.json").read_text())
    assert (changes["splits"]["moved"], changes["after"]["version"]) == (0, "1.1.0")


def test_a_leak_fails_the_release(soft: Project, releases_root: Path) -> None:
    for at, item in enumerate(soft.items.order_by("key")):
        item.attributes = {"fold": "test" if at == 2 else "train"}
        item.save()
    splits_set(project=soft, body={"column": "fold"})
    told = r"column 'fold' leak: the recording of 'soft-0' is in train and test; the speaker of"
    with pytest.raises(ReleaseRefused, match=told):
        release_freeze(project=soft, tag="1.0")
    assert not Release.objects.exists()
    assert list((releases_root / "soft").iterdir()) == []
    splits_set(project=soft, body={"column": "fold", "disjoint": []})
    release_freeze(project=soft, tag="1.0")
    assert splits(releases_root, "1.0")["soft-2"] == "test"


def test_stratifying_by_a_question_that_is_not_there(soft: Project) -> None:
    with pytest.raises(ReleaseRefused, match="by 'mood'; they can by: emotion, arousal"):
        splits_preview(project=soft, body={"stratify": "mood"})
    by_number = splits_preview(project=soft, body={**HALVES, "stratify": "arousal"})
    assert by_number["stratified_by"] == "arousal"
    assert Item.objects.count() == 4
