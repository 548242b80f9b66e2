"""What a frozen release holds, and what it never holds."""

import hashlib
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from annotation.models import Project, Rater, Scheme
from annotation.services.projects.projects import project_create
from ingestion.models import Recording
from releases.errors import ReleaseConflict, ReleaseRefused
from releases.models import Release
from releases.services import release_freeze
from tests.releases.makers import PEOPLE, bytes_of, rate, soft_project

FILES = {
    "CITATION.cff", "DATASHEET.md", "MANIFEST.jsonl", "METHODS.md", "README.md", "agreement.json",
    "decisions.parquet", "items.parquet", "predictions.parquet",
    "project.json", "ratings.parquet", "recordings.parquet", "revisions.parquet", "scheme.json",
    "words.parquet",
}  # fmt: skip


def rows(folder: Path, name: str) -> list[dict]:
    return pq.ParquetFile(folder / f"{name}.parquet").read().to_pylist()


def test_the_files_and_the_row_agree(frozen: Path, release: Release) -> None:
    assert {path.name for path in frozen.iterdir()} == FILES
    manifest = (frozen / "MANIFEST.jsonl").read_bytes()
    assert release.manifest_sha256 == hashlib.sha256(manifest).hexdigest()
    lines = [json.loads(line) for line in manifest.decode().splitlines()]
    assert [line["path"] for line in lines] == sorted(FILES - {"MANIFEST.jsonl"})
    for line in lines:
        content = (frozen / line["path"]).read_bytes()
        assert line["bytes"] == len(content)
        assert line["sha256"] == hashlib.sha256(content).hexdigest()
    assert release.bytes == sum(line["bytes"] for line in lines)
    assert release.counts == {"items": 4, "ratings": 6, "raters": 3}


def test_items_carry_media_and_range(frozen: Path) -> None:
    turn, *_, text = sorted(rows(frozen, "items"), key=lambda row: row["item"])
    assert turn["media"] == "soft call.v2"
    assert (turn["start_sample"], turn["end_sample"], turn["rate_hz"]) == (0, 16_000, 16_000)
    assert (turn["speaker"], turn["dialogue"], turn["position"]) == ("S0", "soft call", 0)
    assert turn["flags"] == []
    assert json.loads(turn["gates"]) == {"level": {"value": -20.5}}
    assert text["transcript"] == 'Er sagte: "Grüße, 你好"\nund ging.'
    absent = ("media", "start_sample", "start_seconds", "speaker", "dialogue", "position", "gates",
              "attributes")  # fmt: skip
    assert [text[name] for name in absent] == [None] * len(absent)


def test_items_carry_their_session_or_that_of_their_recording(soft: Project) -> None:
    Recording.objects.update(session="Ses01")
    own = soft.items.get(key="soft-1")
    own.attributes = {"session": "Ses02"}
    own.save()
    told = {row["item"]: row["session"] for row in rows(_folder(soft), "items")}
    assert told == {"soft-0": "Ses01", "soft-1": "Ses02", "soft-2": "Ses01", "soft-3": None}


def test_ratings_are_typed_and_missing_stays_missing(frozen: Path) -> None:
    first = [row for row in rows(frozen, "ratings") if row["item"] == "soft-0"]
    by_anger = {row["emotion.anger"]: row for row in first}
    sure, split, unsure = by_anger[1.0], by_anger[0.5], by_anger[None]
    assert (sure["emotion.fear"], sure["emotion.confidence"], sure["arousal"]) == (0.0, 4, 6.0)
    assert (sure["valence"], sure["valence.cannot_tell"]) == (None, None)
    assert sure["emotion.cannot_tell"] is False
    assert split["emotion.fear"] == 0.5
    assert split["arousal"] is None
    assert unsure["emotion.cannot_tell"] is True
    assert unsure["emotion.fear"] is None
    assert unsure["valence"] == 1.0
    assert json.loads(unsure["answers"])["emotion"] == {"cannot_tell": True}


def test_only_the_last_revision_counts_and_the_others_are_kept(frozen: Path) -> None:
    (latest,) = [row for row in rows(frozen, "ratings") if row["item"] == "soft-1"]
    assert (latest["revision"], latest["emotion.happiness"], latest["arousal"]) == (2, 1.0, 2.0)
    (replaced,) = rows(frozen, "revisions")
    assert (replaced["revision"], replaced["emotion.sadness"]) == (1, 1.0)
    assert replaced["rater"] == latest["rater"]


def test_votes_of_unknown_raters_have_no_pseudonym(frozen: Path) -> None:
    votes = [row for row in rows(frozen, "ratings") if row["item"] == "soft-2"]
    assert [vote["rater"] for vote in votes] == [None, None]


def test_ratings_say_whether_they_are_blind(soft: Project) -> None:
    item, rater = soft.items.get(key="soft-3"), Rater.objects.exclude(external_id="")[0]
    for blind, who in ((True, rater), (False, Rater.objects.exclude(user=None)[0])):
        rate(item, who, blind=blind, arousal={"value": 3})
    folder = _folder(soft)
    found = {(row["item"], row["blind"]) for row in rows(folder, "ratings")}
    assert {blind for key, blind in found if key == "soft-3"} == {True, False}
    assert {blind for key, blind in found if key != "soft-3"} == {None}
    counts = json.loads((folder / "project.json").read_text())["counts"]
    assert (counts["ratings_blind"], counts["ratings_not_blind"], counts["ratings"]) == (1, 1, 8)
    assert "1 are, 1 are not; of 6 nobody knows" in (folder / "README.md").read_text()


def test_predictions_stand_apart_and_the_newest_run_speaks(frozen: Path) -> None:
    predictions = rows(frozen, "predictions")
    assert len(predictions) == 3
    assert {row["source"] for row in predictions} == {"model"}
    assert {row["raw"] for row in predictions} == {'{"arousal": 0.9}'}
    assert {row["card_hash"] for row in predictions} == {"c" * 64}
    card = json.loads((frozen / "project.json").read_text())["provenance"]["cards"][0]
    assert (card["id"], card["baseline"], card["versions"]) == (
        "vocal-arousal", True, [{"numpy": "2"}],
    )  # fmt: skip


def test_no_name_of_a_person_is_in_the_bytes(frozen: Path) -> None:
    # Columns are compressed, so their texts are looked at as they read.
    told = "".join(
        str(rows(frozen, name)) for name in ("items", "ratings", "revisions", "predictions")
    )
    raw = b"".join(bytes_of(frozen).values()).lower() + told.encode().lower()
    for name in (*PEOPLE, "example.org", "worker 77", "utrecht"):
        assert name.encode() not in raw
    for rater in Rater.objects.all():
        assert rater.project.pseudonym_key.encode() not in raw


def test_pseudonyms_are_stable_within_a_project_and_differ_between_projects(
    soft: Project, releases_root: Path
) -> None:
    other = soft_project("other")
    for project, tag in ((soft, "1.0"), (soft, "1.1"), (other, "1.0")):
        release_freeze(project=project, tag=tag)

    def names(slug: str, tag: str) -> set[str]:
        found = {row["rater"] for row in rows(releases_root / slug / tag, "ratings")}
        return found - {None}

    assert len(names("soft", "1.0")) == 3
    assert names("soft", "1.0") == names("soft", "1.1")
    assert names("soft", "1.0").isdisjoint(names("other", "1.0"))


def test_an_answer_to_another_question_of_the_same_id_is_in_the_json_only(soft: Project) -> None:
    body = json.loads(json.dumps(soft.schemes.get().body))
    body["questions"][1]["max"] = 9
    Scheme.objects.create(project=soft, version=2, body=body, hash="2" * 64)
    item, rater = soft.items.get(key="soft-1"), Rater.objects.exclude(external_id="")[0]
    rate(item, rater, arousal={"value": 9})
    folder = _folder(soft)
    old, new = sorted(
        (row for row in rows(folder, "ratings") if row["item"] == "soft-1"),
        key=lambda row: row["scheme_version"],
    )
    assert (old["scheme_version"], old["arousal"], old["emotion.happiness"]) == (1, None, 1.0)
    assert json.loads(old["answers"])["arousal"] == {"value": 2}
    assert (new["scheme_version"], new["arousal"]) == (2, 9.0)


def _folder(project: Project) -> Path:
    from releases.services import release_folder

    release_freeze(project=project, tag="x")
    return release_folder(project.slug, "x")


@pytest.mark.parametrize("tag", ["", ".", "..", "a/b", "-x", ".x", "a b", "a@b", "é", "x" * 81])
def test_a_tag_that_is_no_name_is_refused(soft: Project, releases_root: Path, tag: str) -> None:
    with pytest.raises(ReleaseRefused, match="use letters, digits"):
        release_freeze(project=soft, tag=tag)
    assert not releases_root.exists()


def test_a_taken_tag_is_a_conflict_and_changes_nothing(soft: Project, frozen: Path) -> None:
    before = bytes_of(frozen)
    rate(soft.items.get(key="soft-3"), None, arousal={"value": 1})
    with pytest.raises(ReleaseConflict, match="choose another tag"):
        release_freeze(project=soft, tag="1.0")
    assert bytes_of(frozen) == before


def test_a_project_without_ratings_says_what_to_do(db: None, releases_root: Path) -> None:
    project = project_create(slug="empty", preset_name="meld")
    with pytest.raises(ReleaseRefused, match="emotate import empty FILE --as ratings"):
        release_freeze(project=project, tag="1.0")
    assert not Release.objects.exists()
    assert not (releases_root / "empty" / "1.0").exists()


def test_the_card_tells_counts_and_citation(frozen: Path) -> None:
    card = (frozen / "README.md").read_text()
    assert "soft@1.0" in card
    assert "6 ratings by 3 known raters, 2 of them votes of raters whom nobody knows" in card
    assert "| `anger` | Anger | 2 |" in card
    assert "How to cite" in card
