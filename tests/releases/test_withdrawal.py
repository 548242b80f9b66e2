"""What is withdrawn is gone from rows, media and releases; a process that dies loses none of it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from annotation.models import Assignment, Decision, Item, Project, Rater, Rating
from annotation.services.results.agreement import agreement_of
from autolabel.models import Prediction
from ingestion.media_store import recording_folder
from ingestion.models import Recording, Segment
from releases.errors import ReleaseMissing
from releases.exports import release_export
from releases.models import Release, Withdrawal
from releases.services import (
    release_freeze,
    splits_set,
    withdraw,
    withdrawal_plan,
    withdrawals_finish,
)
from releases.verify import release_verify
from releases.withdrawal.people import gone_by_rater
from releases.withdrawal.targets import (
    gone_by_items,
    gone_by_recordings,
    gone_by_speaker,
)
from tests.releases.makers import PEOPLE, soft_project


def everything(folder: Path) -> str:
    """All that the files of a release say, as one text."""
    texts = [path.read_text() for path in folder.iterdir() if path.suffix != ".parquet"]
    tables = [pq.read_table(path).to_pylist() for path in sorted(folder.glob("*.parquet"))]
    return "\n".join([*texts, json.dumps(tables, default=str)])


@pytest.fixture
def two(soft: Project, releases_root: Path) -> tuple[Path, Path]:
    """Two releases of the project, with splits."""
    splits_set(project=soft, body={"shares": {"train": 0.5, "test": 0.5}, "disjoint": []})
    release_freeze(project=soft, tag="1.0")
    release_freeze(project=soft, tag="2.0")
    return releases_root / "soft" / "1.0", releases_root / "soft" / "2.0"


def test_an_item_is_gone_from_the_project_and_every_version(
    soft: Project, two: tuple[Path, Path]
) -> None:
    before = {each.tag: each.manifest_sha256 for each in Release.objects.all()}
    gone = gone_by_items(soft, ["soft-0"])
    plan = withdrawal_plan(gone)
    assert (plan["items"], plan["releases"]) == (1, ["soft@1.0", "soft@2.0"])
    record = withdraw(gone=gone, kind="item", reason="consent")
    assert not Item.objects.filter(key="soft-0").exists()
    assert Project.objects.get().item_count == 3
    for release in Release.objects.all():
        assert release_verify(release).faults == []
        assert release.manifest_sha256 != before[release.tag]
        assert release.counts == {"items": 3, "ratings": 3, "raters": 1}
        assert release.version.endswith("+w1")
    for folder in two:
        assert "soft-0" not in everything(folder)
        (stone,) = [json.loads(x) for x in (folder / "TOMBSTONES.jsonl").read_text().splitlines()]
        assert (stone["kind"], stone["reason"]) == ("item", "consent")
        assert stone["was"] == before[folder.name]
        assert "Something was withdrawn" in (folder / "README.md").read_text()
    assert record.counts == {"items": 1, "ratings": 3}
    assert (record.todo, record.done_at is None) == ({}, False)
    assert [each["was"] for each in record.releases] == [before["1.0"], before["2.0"]]


def test_the_rest_of_a_release_is_as_it_was(soft: Project, two: tuple[Path, Path]) -> None:
    old = pq.read_table(two[0] / "ratings.parquet").to_pylist()
    withdraw(gone=gone_by_items(soft, ["soft-0"]), kind="item", reason="request")
    new = pq.read_table(two[0] / "ratings.parquet").to_pylist()
    assert new == [row for row in old if row["item"] != "soft-0"]
    told = json.loads((two[0] / "agreement.json").read_text())["questions"]
    shown = [{**each} for each in agreement_of(soft)["questions"]]
    for each in shown:
        del each["before"]
    assert told == shown
    splits = json.loads((two[0] / "splits.json").read_text())
    assert sum(each["items"] for each in splits["splits"]) == 3


def test_a_rater_is_gone_and_their_items_are_not(soft: Project, two: tuple[Path, Path]) -> None:
    soft.items.filter(key="soft-0").update(wanted=3, taken=3, rated=3)
    rater = Rater.objects.get(user__username=PEOPLE[0])
    withdraw(gone=gone_by_rater(soft, PEOPLE[0]), kind="rater", reason="request")
    assert not Rater.objects.filter(pk=rater.pk).exists()
    assert not Rating.objects.filter(rater=rater.pk).exists()
    item = Item.objects.get(key="soft-0")
    assert (item.taken, item.rated) == (2, 2)
    for release in Release.objects.all():
        assert release_verify(release).faults == []
        assert release.counts == {"items": 4, "ratings": 4, "raters": 2}
    assert pq.read_table(two[0] / "revisions.parquet").num_rows == 0


def test_a_recording_goes_with_its_media_from_every_project(
    soft: Project, two: tuple[Path, Path]
) -> None:
    other = soft_project("other")
    recording = Recording.objects.get(name__startswith="soft")
    folder = recording_folder(recording.sha256)
    folder.mkdir(parents=True)
    (folder / "original.wav").write_bytes(b"a voice")
    withdraw(gone=gone_by_recordings([recording.name]), kind="recording", reason="consent")
    assert not folder.exists()
    assert not Recording.objects.filter(pk=recording.pk).exists()
    assert not Segment.objects.filter(recording=recording.pk).exists()
    assert Prediction.objects.count() == 2 * 3  # of the other project
    assert [item.segment.recording for item in soft.items.all()] == [None]
    assert other.items.count() == 4
    for path in two:
        text = everything(path)
        assert recording.sha256 not in text
        assert "soft call" not in text
    assert pq.read_table(two[0] / "recordings.parquet").num_rows == 0


def test_a_speaker_is_told_by_name(soft: Project) -> None:
    assert gone_by_speaker(soft, "S1").items == {soft.pk: ("soft-1",)}
    with pytest.raises(ReleaseMissing, match="no speaker 'S11'; did you mean 'S1'"):
        gone_by_speaker(soft, "S11")


@pytest.mark.parametrize(
    ("find", "told"),
    [
        (lambda p: gone_by_items(p, ["soft-00"]), "no item 'soft-00'; did you mean 'soft-0'"),
        (lambda p: gone_by_rater(p, "wilhelmine"), "did you mean 'wilhelmina'"),
        (lambda p: gone_by_recordings(["soft call.wav"]), "did you mean 'soft call.v2.wav'"),
    ],
)
def test_what_is_not_there_is_refused_before_anything_goes(
    soft: Project, find: Any, told: str
) -> None:
    with pytest.raises(ReleaseMissing, match=told):
        find(soft)
    assert soft.items.count() == 4


@pytest.mark.parametrize("point", ["rewrite", "_row_follow", "media_purge"])
def test_what_a_dead_process_began_is_finished_by_the_next(
    soft: Project, two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    def dies(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(f"releases.services.withdrawals.{point}", dies)
        withdraw(gone=gone_by_items(soft, ["soft-0"]), kind="item", reason="consent")
    (record,) = withdrawals_finish()
    record.refresh_from_db()
    assert record.counts == {"items": 1, "ratings": 3}
    assert len(record.releases) == 2
    for release in Release.objects.all():
        assert release_verify(release).faults == []
    assert withdrawals_finish() == []


def test_the_next_release_and_old_exports_know(
    soft: Project, two: tuple[Path, Path], tmp_path: Path
) -> None:
    withdraw(gone=gone_by_items(soft, ["soft-0"]), kind="item", reason="consent")
    withdraw(gone=gone_by_items(soft, ["soft-1"]), kind="item", reason="mistake")
    assert {each.version for each in Release.objects.all()} == {"1.0.0+w2", "1.0.1+w2"}
    third = release_freeze(project=soft, tag="3.0")
    assert third.version == "1.0.2"
    assert not (two[0].parent / "3.0" / "TOMBSTONES.jsonl").exists()
    release_export(two[0], "csv", None, tmp_path / "out")
    assert (tmp_path / "out" / "TOMBSTONES.jsonl").is_file()


def test_the_command_says_first_and_does_after(
    soft: Project, two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("withdraw", "item", "soft", "soft-0", "--reason", "consent")
    call_command(*words)
    assert "This would delete 1 items" in capsys.readouterr().out
    assert soft.items.count() == 4
    call_command(*words, "--yes")
    told = capsys.readouterr().out
    assert "1 items and 3 ratings are gone" in told
    assert "soft@1.0 is version 1.0.0+w1 now" in told
    call_command("withdraw", "list", "--json")
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["done"], row["kind"], row["items"]) == (True, "item", 1)
    with pytest.raises(CommandError, match="no item 'soft-0'"):
        call_command(*words, "--yes")
    assert Withdrawal.objects.count() == 1
    assert Assignment.objects.count() == 0


def _decide(project: Project, item: str, who: User, day: int) -> None:
    Decision.objects.create(
        project=project,
        item=project.items.get(key=item),
        scheme=project.schemes.get(),
        by=who,
        at=datetime(2026, 2, day, tzinfo=UTC),
        answers={"emotion": {"value": {"fear": 1}}},
    )


def test_what_a_rater_decided_as_an_adjudicator_goes_too(
    soft: Project, releases_root: Path
) -> None:
    leaving = User.objects.get(username=PEOPLE[0])
    other = User.objects.create_user("dee", password="a long enough secret")
    _decide(soft, "soft-0", other, 1)
    _decide(soft, "soft-0", leaving, 2)
    _decide(soft, "soft-1", leaving, 3)
    release_freeze(project=soft, tag="1.0")
    folder = releases_root / "soft" / "1.0"
    before = pq.read_table(folder / "decisions.parquet").to_pylist()
    assert [row["latest"] for row in before] == [False, True, True]
    withdraw(gone=gone_by_rater(soft, PEOPLE[0]), kind="rater", reason="request")
    assert list(Decision.objects.values_list("by__username", flat=True)) == ["dee"]
    (left,) = pq.read_table(folder / "decisions.parquet").to_pylist()
    assert left == {**before[0], "latest": True}  # the one that counts now
    assert before[1]["by"] not in everything(folder)
    counts = json.loads((folder / "project.json").read_text())["counts"]
    assert counts["decisions"] == 1
    assert release_verify(Release.objects.get()).faults == []


def test_somebody_who_only_decided_can_be_withdrawn(soft: Project, releases_root: Path) -> None:
    other = User.objects.create_user("dee", password="a long enough secret")
    _decide(soft, "soft-0", other, 1)
    release_freeze(project=soft, tag="1.0")
    gone = gone_by_rater(soft, "dee")
    assert withdrawal_plan(gone)["releases"] == ["soft@1.0"]
    withdraw(gone=gone, kind="rater", reason="request")
    assert not Decision.objects.exists()
    folder = releases_root / "soft" / "1.0"
    assert pq.read_table(folder / "decisions.parquet").num_rows == 0
    assert Rating.objects.count() == 7  # of the others nothing went
