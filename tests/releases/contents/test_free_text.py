"""What people wrote in sentences is out of a release unless its project wants it in."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from accounts.models import Role
from annotation.models import Decision, Project, Rater, Scheme
from annotation.services.projects.projects import project_create
from releases.contents import Contents
from releases.errors import ReleaseRefused
from releases.exports import FORMATS, release_export
from releases.frozen import FrozenRelease
from releases.services import contents_of, contents_set, release_folder, release_freeze
from tests.cast import text_items, user
from tests.every_kind import question_body
from tests.releases.makers import bytes_of, rate

SECRET = "Hendrika van Dam"
LABELS = [{"id": "joy", "text": "Joy"}, {"id": "fear", "text": "Fear"}]
SCHEME = {
    "name": "told",
    "title": "Told",
    "questions": [
        {"id": "emotion", "kind": "choice", "text": "Which?", "labels": LABELS},
        question_body("text", confidence=True),
        question_body("words"),
        question_body("review"),
    ],
}
DRAFT = {"caption": "She smiles", "clues": ["smile"], "mood": "anger"}
EDITED = {"caption": f"{SECRET} smiles", "clues": ["smile", "eyes"], "mood": "c-s"}
ANSWERS: dict[str, Any] = {
    "emotion": {"value": "joy"},
    "text": {"value": f"I know {SECRET}", "confidence": 4},
    "words": {"value": [{"word": "glad", "reason": f"{SECRET} laughs"}, {"word": "calm"}]},
    "review": {"value": {"verdict": "edit", "draft": DRAFT, "fields": EDITED}},
}


def asking(slug: str, scheme: dict[str, Any]) -> Project:
    project = project_create(slug=slug, preset_name="meld")
    Scheme.objects.filter(project=project).update(body=scheme)
    return project


@pytest.fixture
def told(db: None) -> Project:
    project = asking("told", SCHEME)
    first, second = text_items(project, 2)
    rater = Rater.objects.create(project=project, external_id="w1")
    rate(first, rater, emotion={"value": "fear"})
    rate(first, rater, revision=2, **ANSWERS)
    rejected = {"verdict": "reject", "draft": DRAFT, "reason": f"No, {SECRET}"}
    rate(second, rater, emotion={"value": "fear"}, review={"value": rejected})
    Decision.objects.create(
        project=project, item=first, scheme=project.schemes.get(), at=timezone.now(),
        by=user("dee", Role.RESEARCHER), note=f"As {SECRET} says",
        answers={"emotion": {"value": "joy"}, "text": {"value": SECRET}},
    )  # fmt: skip
    return project


def frozen_of(project: Project, tag: str = "1", **contents: Any) -> FrozenRelease:
    release_freeze(project=project, tag=tag, contents=Contents(**contents) if contents else None)
    return FrozenRelease.open(release_folder(project.slug, tag))


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return pq.ParquetFile(folder / f"{name}.parquet").read().to_pylist()


def all_told(folder: Path) -> str:
    tables = "".join(str(rows(folder, path.stem)) for path in sorted(folder.glob("*.parquet")))
    texts = [path for path in folder.iterdir() if path.suffix != ".parquet"]
    return tables + "".join(path.read_text() for path in texts)


def test_no_sentence_is_left_and_every_answer_is(told: Project) -> None:
    frozen = frozen_of(told)
    assert SECRET not in all_told(frozen.folder)
    first, second = rows(frozen.folder, "ratings")
    assert (first["emotion"], first["words"]) == ("joy", ["glad", "calm"])
    assert (first["review.verdict"], first["review.mood"]) == ("edit", "c-s")
    assert (first["review.clues"], first["review.draft.caption"]) == (
        ["smile", "eyes"],
        "She smiles",
    )
    assert first["review.edit_distance.caption"] == len(EDITED["caption"]) - len("She smiles") + 3
    assert second["review.verdict"] == "reject"
    answers = json.loads(first["answers"])
    assert answers["words"] == {"value": [{"word": "glad"}, {"word": "calm"}]}
    assert answers["review"]["value"]["fields"] == {"clues": ["smile", "eyes"], "mood": "c-s"}
    assert "text" not in answers


def test_a_column_that_is_left_out_is_absent_and_named(told: Project) -> None:
    frozen = frozen_of(told)
    absent = {"text", "text.confidence", "words.reasons", "review.reason", "review.caption"}
    for table in ("ratings", "revisions", "decisions"):
        names = pq.read_schema(frozen.folder / f"{table}.parquet").names
        assert not absent & set(names)
    assert "note" not in pq.read_schema(frozen.folder / "decisions.parquet").names
    assert frozen.project["contents"]["free_text"] is False
    left = {(each["table"], each["column"]) for each in frozen.project["left_out"]}
    assert left == {
        ("ratings", "text"), ("ratings", "words.reasons"), ("ratings", "review.reason"),
        ("ratings", "review.caption"), ("decisions", "note"),
    }  # fmt: skip
    assert "text" not in frozen.project["counts"]["questions"]
    card = (frozen.folder / "README.md").read_text()
    assert "Free text is left out, since it may name people: `text` of ratings" in card
    assert "Words of an open vocabulary are answers and stay." in card
    assert [q["id"] for q in json.loads((frozen.folder / "scheme.json").read_text())["body"][
        "questions"]] == ["emotion", "text", "words", "review"]  # fmt: skip
    agreed = json.loads((frozen.folder / "agreement.json").read_text())["questions"]
    assert "text" not in {question["id"] for question in agreed}


def test_a_project_that_wants_it_has_all_of_it(told: Project) -> None:
    contents_set(project=told, body={"free_text": True})
    frozen = frozen_of(told)
    first, second = rows(frozen.folder, "ratings")
    assert json.loads(first["answers"]) == ANSWERS
    assert (first["text"], first["text.confidence"]) == (f"I know {SECRET}", 4)
    assert first["words.reasons"] == [f"{SECRET} laughs", None]
    assert (first["review.caption"], second["review.reason"]) == (
        EDITED["caption"],
        f"No, {SECRET}",
    )
    (decision,) = rows(frozen.folder, "decisions")
    assert (decision["note"], decision["text"]) == (f"As {SECRET} says", SECRET)
    assert frozen.project["left_out"] == []
    assert "as it was typed" in (frozen.folder / "README.md").read_text()


def test_an_earlier_version_of_the_questions_loses_its_text_too(told: Project) -> None:
    questions = [q for q in SCHEME["questions"] if q["id"] != "text"]  # type: ignore[index]
    Scheme.objects.create(
        project=told, version=2, body={**SCHEME, "questions": questions}, hash="2" * 64
    )
    frozen = frozen_of(told)
    assert SECRET not in all_told(frozen.folder)
    with_text = frozen_of(told, "2", free_text=True)
    assert SECRET in all_told(with_text.folder)


def test_leaving_it_out_or_in_raises_the_version(told: Project) -> None:
    assert frozen_of(told, "1").project["version"] == "1.0.0"
    assert frozen_of(told, "2", free_text=True).project["version"] == "1.1.0"
    assert frozen_of(told, "3").project["version"] == "2.0.0"


def test_the_same_release_has_the_same_bytes(told: Project) -> None:
    frozen_of(told, "1")
    first = bytes_of(release_folder("told", "1"))["ratings.parquet"]
    frozen_of(told, "2")
    assert bytes_of(release_folder("told", "2"))["ratings.parquet"] == first


# A CTM holds words with times, of which texts have none: it is refused with or without free text.
@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"ctm"}))
def test_every_format_is_made_without_free_text(told: Project, name: str, tmp_path: Path) -> None:
    frozen = frozen_of(told)
    release_export(frozen.folder, name, None, tmp_path / name)
    for path in sorted((tmp_path / name).rglob("*")):
        if path.is_file() and path.suffix not in (".parquet", ".tar"):
            assert SECRET.encode() not in path.read_bytes()


def test_a_project_that_asks_for_text_alone_can_be_released(db: None, tmp_path: Path) -> None:
    project = asking("alone", {"name": "t", "title": "T", "questions": [question_body("text")]})
    (item,) = text_items(project, 1)
    rate(item, None, text={"value": SECRET})
    frozen = frozen_of(project)
    assert rows(frozen.folder, "ratings")[0]["answers"] == "{}"
    release_export(frozen.folder, "csv", None, tmp_path / "csv")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"free_text": "yes"}, "free_text is true or false, not 'yes'"),
        ({"smallest_group": "5"}, "smallest_group is a whole number, not '5'"),
        ({"smallest_group": 1}, "smallest_group is 1; it is from 2 to 100 raters"),
        (
            {"voices": True},
            "no setting 'voices'; there are: free_text, require_consent, smallest_group",
        ),
    ],
)
def test_a_wrong_setting_is_named(soft: Project, body: dict[str, Any], told: str) -> None:
    with pytest.raises(ReleaseRefused, match=told):
        contents_set(project=soft, body=body)
    assert contents_of(soft) == Contents()
