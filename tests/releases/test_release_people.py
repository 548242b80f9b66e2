"""No file of a release or of an export of it names a person of the project, wherever they stand."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from accounts.models import Role, User
from annotation.models import MemberRole, Project, Rater
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import member_add, project_create
from annotation.services.rating.decisions import decision_add
from annotation.services.recruiting import link_create, participant_join
from ingestion.models import Dialogue, Segment
from releases.exports import TABLES, release_export
from releases.exports.archive import export_archive
from releases.rows.pseudonyms import person_pseudonym, pseudonym
from releases.services import release_folder, release_freeze
from tests.releases.makers import rate

WRITER, READER, DECIDER, RESEARCHER = "wilhelmina", "bartholomew", "ottoline", "ferdinanda"
OUTSIDE = "5f3c9a17d2prolific"
ABSENT = "clothilde"
"""Whom the table names as a writer, and who never got an account."""
NAMES = (WRITER, READER, DECIDER, RESEARCHER, OUTSIDE, ABSENT, "example.org", "utrecht", "s-77-xyz")
FELT = {"emotions": {"value": {"joy": 2, "fear": 0}}}


def account(name: str, role: str = Role.ANNOTATOR) -> User:
    return User.objects.create(
        username=name, name=f"{name.title()} Ash", email=f"{name}@example.org", role=role
    )


@pytest.fixture
def diary(db: None) -> Project:
    """Texts by writers of their own, with people in every place where a table can put them."""
    project = project_create(slug="diary", preset_name="writer-reader")
    people = {name: account(name) for name in (WRITER, READER, DECIDER)}
    for name in (WRITER, READER):
        member_add(project=project, user=people[name], role=MemberRole.RATER)
    member_add(project=project, user=people[DECIDER], role=MemberRole.ADJUDICATOR)
    by = account(RESEARCHER, Role.RESEARCHER)
    link = link_create(project=project, by=by, name="wave", kept_parameters=["STUDY"])
    joined = participant_join(
        token=link.token, external_id=OUTSIDE, parameters={"STUDY": "s-77-xyz"}, consent=True
    )
    imported = Rater.objects.create(project=project, external_id="Worker 77, Utrecht")
    _items(project)
    first, second, *_ = project.items.order_by("place")
    for user in (people[WRITER], people[READER], joined.user):
        rater, _ = Rater.objects.get_or_create(project=project, user=user)
        rate(first, rater, **FELT)
    rate(second, imported, **FELT)
    decision_add(item=first, by=people[DECIDER], answers=FELT, note="")
    return project


def _items(project: Project) -> None:
    dialogue = Dialogue.objects.create(name=f"{READER.title()} Ash")
    tables: list[dict[str, Any]] = [
        {"writer": WRITER, "about": f" {WRITER.upper()} ", "with": [READER, {"who": OUTSIDE}]},
        {"writer": READER, "contact": f"{READER}@example.org", "note": "seen twice", "takes": 77},
        {"writer": ABSENT, "subject": "worker 77, utrecht", "read by": f"{DECIDER}@EXAMPLE.org"},
        {"takes": 1.5, "mood": "glad"},
    ]
    items_add(
        project=project,
        items=[
            NewItem(
                f"post-{n}",
                Segment.objects.create(
                    transcript=f"Words {n}.", identity=f"d{n}", speaker=speaker, dialogue=dialogue
                ),
                attributes,
            )
            for n, (attributes, speaker) in enumerate(
                zip(tables, (WRITER, "S1", OUTSIDE, ""), strict=True)
            )
        ],
    )


def told_in(path: Path) -> str:
    """What a file says: its bytes, and the texts of a table, which are compressed there."""
    table = str(pq.ParquetFile(path).read().to_pylist()) if path.suffix == ".parquet" else ""
    return (path.read_bytes().decode("utf-8", "ignore") + table).casefold()


def scan(folder: Path) -> None:
    for path in folder.iterdir():
        told = told_in(path)
        assert [name for name in NAMES if name in told] == [], path.name


def test_no_file_of_a_release_names_anybody(diary: Project) -> None:
    release_freeze(project=diary, tag="1.0")
    scan(release_folder("diary", "1.0"))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_no_export_names_anybody(diary: Project, tmp_path: Path, name: str) -> None:
    release_freeze(project=diary, tag="1.0")
    folder = release_folder("diary", "1.0")
    release_export(folder, name, None, tmp_path / "out")
    scan(tmp_path / "out")
    with export_archive(folder, name, None, "diary") as file, zipfile.ZipFile(file) as zipped:
        zipped.extractall(tmp_path)
    scan(tmp_path / "diary")


def test_a_writer_has_the_name_of_a_rater_and_others_one_of_their_own(diary: Project) -> None:
    release_freeze(project=diary, tag="1.0")
    items, ratings = (
        pq.ParquetFile(release_folder("diary", "1.0") / f"{name}.parquet").read().to_pylist()
        for name in ("items", "ratings")
    )
    key = diary.pseudonym_key

    def rater(**of: str) -> str:
        return pseudonym(key, Rater.objects.get(project=diary, **of).pk)

    writer, reader = rater(user__username=WRITER), rater(user__username=READER)
    outside = rater(user__participations__external_id=OUTSIDE)
    imported = rater(external_id="Worker 77, Utrecht")
    decider = person_pseudonym(key, User.objects.get(username=DECIDER).pk)
    by_item = {row["item"]: row for row in items}
    told = {item: json.loads(row["attributes"]) for item, row in by_item.items()}
    assert {row["rater"] for row in ratings} == {writer, reader, outside, imported}
    assert told["post-0"] == {"writer": writer, "about": writer, "with": [reader, {"who": outside}]}
    assert told["post-1"] == {
        "writer": reader, "contact": reader, "note": "seen twice", "takes": 77,
    }  # fmt: skip
    absent = told["post-2"].pop("writer")
    assert absent.startswith("n-")
    assert told["post-2"] == {"subject": imported, "read by": decider}
    assert told["post-3"] == {"takes": 1.5, "mood": "glad"}
    assert (by_item["post-0"]["about"], by_item["post-0"]["speaker"]) == (writer, writer)
    assert by_item["post-1"]["speaker"] == "S1"
    assert {row["dialogue"] for row in items} == {reader}


def test_a_writer_is_hidden_after_the_policy_was_dropped(diary: Project) -> None:
    diary.policy = {**diary.policy, "first_rater": None}
    diary.save(update_fields=["policy"])
    User.objects.create(username=ABSENT, role=Role.ANNOTATOR)
    release_freeze(project=diary, tag="1.0")
    scan(release_folder("diary", "1.0"))


def test_an_imported_rater_by_a_number_takes_no_number_away(diary: Project) -> None:
    Rater.objects.create(project=diary, external_id="77")
    diary.items.filter(key="post-3").update(attributes={"takes": "77", "subject": "77"})
    release_freeze(project=diary, tag="1.0")
    table = pq.ParquetFile(release_folder("diary", "1.0") / "items.parquet").read().to_pylist()
    told = next(json.loads(row["attributes"]) for row in table if row["item"] == "post-3")
    assert told["takes"] == "77"
    assert told["subject"].startswith("r-")
