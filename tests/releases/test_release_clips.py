"""Items of several clips in a release: what each is, how it was shown, what an answer meant."""

import json
import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl
import pyarrow.parquet as pq
import pytest

from accounts.models import Role, User
from annotation.models import Assignment, Decision, Item, MemberRole, Project
from annotation.selectors.projects.items import segments_of
from annotation.services.assignment import assignment_next
from annotation.services.autolabel import project_autolabel
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import member_add, project_create
from annotation.services.rating.ratings import Submission, rating_submit
from autolabel.models import Card, Prediction, Run
from ingestion.models import Recording, Segment
from releases.columns import SINCE_LAYOUT_3, SINCE_LAYOUT_5
from releases.exports import TABLES, release_export
from releases.frozen import FrozenRelease
from releases.services import release_folder, release_freeze
from releases.storage.manifest import entry_of, manifest_write
from tests.releases.makers import rate
from tests.releases.test_release_export import read

RATE = 16_000


def clip(name: str, start: int = 0, end: int = 4 * RATE) -> Segment:
    recording, _ = Recording.objects.get_or_create(
        name=name,
        defaults={
            "sha256": name.encode().hex().ljust(64, "0"), "bytes": 10, "container": "wav",
            "codec": "pcm_s16le", "duration_seconds": 4.0, "samples": 4 * RATE, "rate_hz": RATE,
            "channels": 1,
        },
    )  # fmt: skip
    return Segment.objects.create(
        recording=recording, start_sample=start, end_sample=end, start_seconds=start / RATE,
        end_seconds=end / RATE, identity=f"{name} {start} {end}",
    )  # fmt: skip


@pytest.fixture
def compared(db: None) -> Project:
    """One pair that eight people prefer the first clip of, one of three clips, a single clip."""
    project = project_create(slug="compared", preset_name="ab")
    first, second = clip("system-a 007.wav"), clip("system-b 007.wav", RATE, 3 * RATE)
    items_add(
        project=project,
        items=[
            NewItem("pair", None, clips=(first, second)),
            NewItem("three", None, clips=(second, first, clip("system-c 007.wav"))),
            NewItem("alone", clip("system-a 008.wav")),
        ],
    )
    return project


def rated(project: Project, n: int = 8) -> None:
    """What people say of all items, by the assignments that they get."""
    for k in range(n):
        user = User.objects.create(username=f"rater{k}", role=Role.ANNOTATOR)
        member_add(project=project, user=user, role=MemberRole.RATER)
        while assignment := assignment_next(project=project, user=user):
            answer(user, assignment)


def answer(user: User, assignment: Assignment) -> None:
    given = {name: {"value": "first"} for name in ("naturalness", "emotion", "overall")}
    given["emotion"] = {"value": "none"}
    rating_submit(user=user, assignment_id=assignment.pk, submission=Submission(uuid4(), given))


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    return pq.ParquetFile(folder / f"{name}.parquet").read().to_pylist()


def frozen_of(project: Project) -> Path:
    release_freeze(project=project, tag="1.0")
    return release_folder(project.slug, "1.0")


def test_items_say_what_each_clip_is(compared: Project) -> None:
    rated(compared, 1)
    rows = {row["item"]: row for row in table(frozen_of(compared), "items")}
    pair, three, alone = rows["pair"], rows["three"], rows["alone"]
    assert [pair["media"], pair["start_seconds"]] == [None, None]
    assert [pair[name] for name in ("clip.1", "clip.2", "clip.3")] == [
        "system-a 007", "system-b 007_00001000_00003000", None,
    ]  # fmt: skip
    told = ("media", "media_sha256", "start_sample", "end_sample", "rate_hz", "start_seconds",
            "end_seconds")  # fmt: skip
    second = Recording.objects.get(name="system-b 007.wav")
    assert [pair[f"clip.2.{name}"] for name in told] == [
        "system-b 007", second.sha256, RATE, 3 * RATE, RATE, 1.0, 3.0,
    ]  # fmt: skip
    assert [pair[f"clip.3.{name}"] for name in told] == [None] * len(told)
    assert [three[f"clip.{n}.media"] for n in (1, 2, 3)] == [
        "system-b 007", "system-a 007", "system-c 007",
    ]  # fmt: skip
    assert alone["media"] == "system-a 008"
    assert {alone[name] for name in alone if name.startswith("clip.")} == {None}


def test_ratings_say_how_clips_were_shown_and_which_was_meant(compared: Project) -> None:
    rated(compared)
    rate(Item.objects.get(key="pair"), None, naturalness={"value": "second"})
    rows = [row for row in table(frozen_of(compared), "ratings") if row["item"] == "pair"]
    people = [row for row in rows if row["presentation"] is not None]
    sides = {"first": 1, "second": 2}
    assert len(people) == 8
    for row in people:
        drawn = json.loads(row["presentation"])["sides"]
        assert row["clips_shown"] == [sides[side] for side in drawn]
        assert (row["naturalness"], row["naturalness.clip"]) == ("first", "system-a 007")
        assert (row["emotion"], row["emotion.clip"]) == ("none", None)
    assert {tuple(row["clips_shown"]) for row in people} == {(1, 2), (2, 1)}
    (imported,) = [row for row in rows if row["presentation"] is None]
    assert imported["clips_shown"] is None
    assert imported["naturalness.clip"] == "system-b 007_00001000_00003000"
    assert imported["overall.clip"] is None


def test_three_clips_stand_in_their_own_order_and_a_single_one_in_none(compared: Project) -> None:
    rated(compared, 2)
    rows = table(frozen_of(compared), "ratings")
    assert {str(row["clips_shown"]) for row in rows if row["item"] == "three"} == {"[1, 2, 3]"}
    assert {row["clips_shown"] for row in rows if row["item"] == "alone"} == {None}
    assert {row["naturalness.clip"] for row in rows if row["item"] == "alone"} == {None}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_exports_carry_the_clips(compared: Project, tmp_path: Path, name: str) -> None:
    rated(compared, 2)
    release_export(frozen_of(compared), name, None, tmp_path / "out")
    pair = next(row for row in read(tmp_path / "out", "items") if row["item"] == "pair")
    assert (pair["clip.1.media"], float(pair["clip.2.end_seconds"])) == ("system-a 007", 3.0)
    assert float(pair["naturalness.share.first"]) == 1.0
    given = next(row for row in read(tmp_path / "out", "ratings") if row["item"] == "pair")
    shown = given["clips_shown"]
    assert sorted(json.loads(shown) if isinstance(shown, str) else shown) == [1, 2]
    assert given["overall.clip"] == "system-a 007"


def test_decisions_and_drafts_name_clips_too(compared: Project) -> None:
    rated(compared, 1)
    pair = Item.objects.get(key="pair")
    Decision.objects.create(
        project=compared, item=pair, scheme=compared.schemes.get(),
        answers={"overall": {"value": "second"}}, at=pair.assignments.get().leased_at,
    )  # fmt: skip
    card = Card.objects.create(card_id="rule", hash="c" * 64, body={"version": "1"})
    run = Run.objects.create(card=card, versions={"numpy": "2"})
    for n, segment in enumerate(segments_of(compared).order_by("pk")):
        Prediction.objects.create(run=run, segment=segment, raw={"n": n})
    folder = frozen_of(compared)
    (decision,) = table(folder, "decisions")
    assert (decision["overall"], decision["overall.clip"], decision["emotion.clip"]) == (
        "second", "system-b 007_00001000_00003000", None,
    )  # fmt: skip
    drafts = {(row["item"], row["clip"]): row["raw"] for row in table(folder, "predictions")}
    assert drafts == {
        ("pair", 1): '{"n": 0}', ("pair", 2): '{"n": 1}', ("three", 1): '{"n": 1}',
        ("three", 2): '{"n": 0}', ("three", 3): '{"n": 2}', ("alone", None): '{"n": 3}',
    }  # fmt: skip
    told = json.loads((folder / "project.json").read_text())["provenance"]["cards"][0]
    assert told["versions"] == [{"numpy": "2"}]


def test_a_model_is_asked_about_every_clip_once(compared: Project) -> None:
    _, job = project_autolabel(project=compared, card_id="vocal-arousal")
    asked = [pk for item in job.items.all() for pk in item.params["segments"]]
    assert asked == list(Segment.objects.order_by("pk").values_list("pk", flat=True))
    assert len(asked) == 4


def test_no_item_with_clips_has_no_columns_of_them(frozen: Path) -> None:
    (first, *_) = table(frozen, "items")
    assert not [name for name in first if name.startswith("clip")]
    assert first["replaced"] is False
    assert {row["clips_shown"] for row in table(frozen, "ratings")} == {None}


def test_a_release_of_the_second_layout_is_exported(frozen: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    shutil.copytree(frozen, old, copy_function=shutil.copyfile)
    for name, absent in (
        ("items", ["replaced", "session", "speaker_scope", "split"]),
        ("ratings", [*SINCE_LAYOUT_3, *SINCE_LAYOUT_5]),
        ("revisions", [*SINCE_LAYOUT_3, *SINCE_LAYOUT_5]),
        ("predictions", ["clip"]),
    ):
        path = old / f"{name}.parquet"
        pl.read_parquet(path).drop(absent).write_parquet(path)
    project = json.loads((old / "project.json").read_text())
    project = {name: told for name, told in project.items() if name not in ("contents", "left_out")}
    (old / "project.json").write_text(json.dumps({**project, "layout": 2}))
    lines = [json.loads(line) for line in (old / "MANIFEST.jsonl").read_text().splitlines()]
    kept = [(line["path"], line.get("rows")) for line in lines]
    manifest_write(old, [entry_of(old, path, rows=number) for path, number in kept])
    assert FrozenRelease.open(old).project["layout"] == 2
    for at, folder in (("a", old), ("b", frozen)):
        release_export(folder, "parquet", None, tmp_path / at)
    before, after = (pl.read_parquet(tmp_path / at / "items.parquet") for at in ("a", "b"))
    assert set(after.columns) - set(before.columns) == {
        *("replaced", "session", "speaker_scope", "split")
    }
    assert before.equals(after.select(before.columns))
