"""Gold items, arms, presentations and decisions in a release; a release of the first layout."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

from accounts.models import User
from annotation.models import Assignment, Decision, Item, Project, Rater
from annotation.models.rating import Rating
from releases.columns import SINCE_LAYOUT_2, SINCE_LAYOUT_3, SINCE_LAYOUT_5
from releases.exports import TABLES, release_export
from releases.frozen import FrozenRelease
from releases.frozen.diff import release_diff
from releases.services import release_freeze
from releases.storage.manifest import entry_of, manifest_write
from tests.releases.makers import BEGAN
from tests.releases.test_release_export import items, read

SEED = {"seed": 7, "arm": "face", "sides": ["second", "first"], "assistance": "blind"}


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return pq.ParquetFile(folder / f"{name}.parquet").read().to_pylist()


@pytest.fixture
def checked(soft: Project, releases_root: Path) -> Path:
    """soft@1.0 with a gold item that everybody got wrong, an arm, and two decisions."""
    gold = Item.objects.create(
        project=soft, key="gold", place=10**6, wanted=0, role="gold",
        attributes={"about": "Anna"}, language="he", group="clip-1",
    )  # fmt: skip
    rater = Rater.objects.exclude(user=None).order_by("pk")[0]
    Rating.objects.create(
        project=soft, item=gold, rater=rater, scheme=soft.schemes.get(), role="gold",
        client_key="00000000-0000-4000-8000-000000000002",
        answers={"emotion": {"value": {"fear": 1}}},
    )  # fmt: skip
    shown = Item.objects.get(key="soft-3")
    Item.objects.filter(pk=shown.pk).update(arm="face")
    assignment = Assignment.objects.create(
        item=shown, rater=rater, leased_at=BEGAN, lease_until=BEGAN, state="submitted",
        order_index=4, presentation=SEED,
    )  # fmt: skip
    Rating.objects.create(
        project=soft, item=shown, rater=rater, scheme=soft.schemes.get(), assignment=assignment,
        client_key="00000000-0000-4000-8000-000000000001", answers={}, assisted="blind",
    )  # fmt: skip
    _decide(soft)
    release_freeze(project=soft, tag="1.0")
    return releases_root / "soft" / "1.0"


def _decide(project: Project) -> None:
    item = Item.objects.get(key="soft-0")
    by = User.objects.order_by("pk")[0]
    for minute, emotion in enumerate(("anger", "fear")):
        Decision.objects.create(
            project=project, item=item, scheme=project.schemes.get(), by=by, note="Listen again",
            answers={"emotion": {"value": {emotion: 1}, "confidence": 5}},
            at=datetime(2026, 2, 1, 9, minute, tzinfo=UTC),
        )  # fmt: skip


def test_items_say_their_role_their_arm_and_whom_they_are_about(checked: Path) -> None:
    gold = next(row for row in rows(checked, "items") if row["item"] == "gold")
    names = ("role", "arm", "group", "about", "language")
    assert [gold[name] for name in names] == ["gold", None, "clip-1", "Anna", "he"]
    normal = next(row for row in rows(checked, "items") if row["item"] == "soft-3")
    assert [normal[name] for name in names] == ["normal", "face", None, None, None]


def test_ratings_say_how_the_item_was_shown(checked: Path) -> None:
    (shown,) = [row for row in rows(checked, "ratings") if row["item"] == "soft-3"]
    assert (shown["role"], shown["arm"], shown["assisted"]) == ("normal", "face", "blind")
    assert json.loads(shown["presentation"]) == SEED
    assert shown["order_index"] == 4
    imported = next(row for row in rows(checked, "ratings") if row["item"] == "soft-0")
    names = ("arm", "assisted", "presentation")
    assert [imported[name] for name in names] == [None, None, None]


@pytest.mark.parametrize("name", TABLES)
def test_checks_are_marked_and_count_in_no_label(checked: Path, tmp_path: Path, name: str) -> None:
    release_export(checked, name, None, tmp_path / "out")
    gold = items(tmp_path / "out")["gold"]
    assert (int(gold["emotion.n"]), gold["emotion.share.fear"] in (None, "")) == (0, True)
    (given,) = [row for row in read(tmp_path / "out", "ratings") if row["item"] == "gold"]
    assert (given["role"], float(given["emotion.fear"])) == ("gold", 1.0)
    counts = json.loads((checked / "project.json").read_text())["counts"]
    assert (counts["ratings"], counts["ratings_of_checks"], counts["rated_items"]) == (8, 1, 4)
    assert counts["questions"]["emotion"]["labels"]["fear"] == 1


def test_decisions_stand_apart_with_their_answers_in_columns(checked: Path, tmp_path: Path) -> None:
    first, second = rows(checked, "decisions")
    assert (first["item"], first["latest"], second["latest"]) == ("soft-0", False, True)
    assert first["by"] == second["by"]
    assert first["by"].startswith("a-")
    assert first["by"][2:] not in {str(row["rater"])[2:] for row in rows(checked, "ratings")}
    assert (second["emotion.fear"], second["emotion.anger"]) == (1.0, 0.0)
    assert second["emotion.confidence"] == 5
    assert second["decided_at"] == datetime(2026, 2, 1, 9, 1, tzinfo=UTC)
    release_export(checked, "jsonl", None, tmp_path / "out")
    lines = (tmp_path / "out" / "decisions.jsonl").read_text().splitlines()
    assert [json.loads(line)["latest"] for line in lines] == [False, True]


ITEMS_SINCE = {
    *("role", "arm", "group", "about", "language"),  # layout 2
    "replaced",  # layout 3
    *("speaker_scope", "split"),  # layout 4
    "session",  # layout 5
}


def as_first_layout(folder: Path, out: Path) -> Path:
    """The same release as the first version of the program would have written it."""
    shutil.copytree(folder, out, copy_function=shutil.copyfile)
    for name in ("decisions", "recordings", "words"):
        (out / f"{name}.parquet").unlink()
    for name, absent in (
        ("items", sorted(ITEMS_SINCE)),
        ("ratings", (*SINCE_LAYOUT_2, *SINCE_LAYOUT_3, *SINCE_LAYOUT_5)),
        ("revisions", (*SINCE_LAYOUT_2, *SINCE_LAYOUT_3, *SINCE_LAYOUT_5)),
        ("predictions", ("clip",)),
    ):
        path = out / f"{name}.parquet"
        pl.read_parquet(path).drop(absent).write_parquet(path)
    project = json.loads((out / "project.json").read_text())
    project["layout"] = 1
    for name in ("contents", "left_out"):
        del project[name]
    (out / "project.json").write_text(json.dumps(project))
    lines = [json.loads(line) for line in (out / "MANIFEST.jsonl").read_text().splitlines()]
    kept = [(line["path"], line.get("rows")) for line in lines if (out / line["path"]).is_file()]
    manifest_write(out, [entry_of(out, path, rows=number) for path, number in kept])
    return out


def test_a_release_of_the_first_layout_is_exported_and_compared(
    frozen: Path, tmp_path: Path
) -> None:
    old = as_first_layout(frozen, tmp_path / "old")
    for name in TABLES:
        release_export(old, name, None, tmp_path / f"old-{name}")
        release_export(frozen, name, None, tmp_path / f"new-{name}")
    found = pl.read_parquet(tmp_path / "old-parquet" / "items.parquet")
    new = pl.read_parquet(tmp_path / "new-parquet" / "items.parquet")
    assert set(new.columns) - set(found.columns) == ITEMS_SINCE
    assert found.equals(new.select(found.columns))
    before, after = FrozenRelease.open(old), FrozenRelease.open(frozen)
    told = release_diff(before, after)
    assert (told["items"]["changed"], told["ratings"]["changed"]) == (0, 0)


def test_an_unknown_layout_is_refused_by_its_number(frozen: Path) -> None:
    from releases.errors import ReleaseRefused

    path = frozen / "project.json"
    path.chmod(0o644)  # a release is read-only
    path.write_text(json.dumps({**json.loads(path.read_text()), "layout": 9}))
    with pytest.raises(ReleaseRefused, match="has layout 9; this version reads 1, 2"):
        FrozenRelease.open(frozen)
