"""Tables with a row per piece of an answer, and folders of tables."""

import json
from pathlib import Path
from typing import Any

import pytest

from affect.questions import scheme_hash
from annotation.errors import AnnotationRefused
from annotation.imports import Reading, Report, table_import
from annotation.models import Project, Rating, Scheme
from tests.cast import project as make_project

pytestmark = pytest.mark.django_db

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "when",
        "kind": "timeline",
        "text": "?",
        "labels": [{"id": "joy"}, {"id": "at-ease", "text": "At ease"}, {"id": "fear"}],
        "overlap": True,
        "required": False,
    },
    {
        "id": "felt",
        "kind": "trace",
        "text": "?",
        "dimensions": [{"id": "v"}],
        "min_rate_hz": 0,
        "required": False,
    },
]
MAPS = ["when.start=start", "when.end=end", "when.label=label"]


@pytest.fixture
def film() -> Project:
    body = {"name": "film", "title": "Film", "questions": QUESTIONS}
    made = make_project("film", "meld")
    Scheme.objects.filter(project=made).update(body=body, hash=scheme_hash(body))
    return Project.objects.get(slug="film")


def brought_in(project: Project, path: Path, *maps: str, **more: Any) -> Report:
    reading = Reading(tuple(maps))
    return table_import(project=project, paths=[path], kind="ratings", reading=reading, **more)


def answers(project: Project) -> dict[str, Any]:
    return {r.rater.external_id: r.answers for r in Rating.objects.filter(project=project)}


def test_rows_of_one_rater_are_one_answer(film: Project, tmp_path: Path) -> None:
    path = tmp_path / "episodes.csv"
    path.write_text(
        "item,rater,start,end,label\n"
        "f,ann,0,2.5,joy\n"
        "f,ben,1,2,At ease\n"
        "f,ann,7000.5,126206,joy|fear\n"
        "f,ann,0,2.5,joy\n"
        "f,ann,3,4,joy fear\n"
        "f,cem,1,2,\n"
    )
    report = brought_in(film, path, *MAPS)
    assert (report.pieces, report.rows, report.added, report.failures) == (6, 3, 3, [])
    found = {rater: given["when"]["value"] for rater, given in answers(film).items()}
    joy = {"start": 0, "end": 2.5, "label": "joy"}
    late = [{"start": 7000.5, "end": 126206, "label": label} for label in ("joy", "fear")]
    both = [{"start": 3, "end": 4, "label": label} for label in ("joy", "fear")]
    assert found["ann"] == [joy, *late, joy, *both]  # real duplicates stay
    assert found["ben"] == [{"start": 1, "end": 2, "label": "at-ease"}]
    assert found["cem"] == []
    again = brought_in(film, path, *MAPS)
    assert (again.added, again.unchanged) == (0, 3)


def test_an_answer_fails_as_a_whole_and_names_its_row(film: Project, tmp_path: Path) -> None:
    path = tmp_path / "episodes.csv"
    path.write_text(
        "item,rater,start,end,label\nf,ann,0,2,joy\nf,ann,3,x,joy\nf,ben,0,2,joi\nf,cem,0,2,joy\n"
    )
    report = brought_in(film, path, *MAPS)
    assert list(answers(film)) == ["cem"]
    first, second = (str(failure) for failure in report.failures)
    assert "row 1 (line 2): row 2 (line 3): when:" in first
    assert "unknown label 'joi'" in second
    assert "the nearest is 'joy'" in second


def test_a_folder_has_a_file_per_rater(film: Project, tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "o1.csv").write_text("start,end,label\n0,1,joy\n")
    (folder / "o2.csv").write_text("start,end,label\n0,1,joy\n2,1,fear\n")
    (folder / "notes.txt").write_text("not a table")
    report = brought_in(film, folder, "item==film", "rater=@file", *MAPS)
    assert list(answers(film)) == ["o1"]
    assert str(report.failures[0]).startswith("row 1 (line 2) of o2.csv: when: 2: from 2 to 1 s")
    assert report.columns["item"] == "=film"
    (folder / "o3.csv").write_text("start,end\n0,1\n")
    with pytest.raises(AnnotationRefused, match=r"o3.csv has other columns than o1.csv"):
        brought_in(film, folder, "item==film", "rater=@file", *MAPS)
    with pytest.raises(AnnotationRefused, match="has no tables"):
        brought_in(film, _empty(tmp_path), *MAPS)


def _empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_samples_make_a_trace_in_the_order_of_time(film: Project, tmp_path: Path) -> None:
    path = tmp_path / "samples.csv"
    path.write_text("item,rater,t,v\nf,ann,0.5,0.25\nf,ann,0,0\nf,ann,1,-1\n")
    maps = ["felt.time=t", "felt.v=v", "felt.device==gamepad"]
    report = brought_in(film, path, *maps, "felt.seconds==1.2", dry_run=True)
    assert (report.added, Rating.objects.count()) == (1, 0)
    brought_in(film, path, *maps)
    assert answers(film)["ann"]["felt"]["value"] == {
        "seconds": 1,
        "times": [0, 0.5, 1],
        "values": {"v": [0, 0.25, -1]},
        "device": "gamepad",
    }


def test_what_is_missing_is_named(film: Project, tmp_path: Path) -> None:
    path = tmp_path / "episodes.csv"
    path.write_text("item,rater,start,end,label\nf,ann,0,2,joy\n")
    with pytest.raises(AnnotationRefused, match=r"no column 'when.end'"):
        brought_in(film, path, "when.start=start", "when.label=label")
    with pytest.raises(AnnotationRefused, match=r"no column 'felt.device'"):
        brought_in(film, path, "felt.time=start", "felt.v=end")
    whole = tmp_path / "both.csv"
    cell = json.dumps([]).replace('"', '""')
    whole.write_text(f'item,rater,start,end,label,plays\nf,ann,0,2,"{cell}",3\n')
    with pytest.raises(AnnotationRefused, match=r"a row per piece of when, so 'plays'"):
        brought_in(film, whole, *MAPS)
