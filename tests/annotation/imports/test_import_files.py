"""Several files at once: what is told of a row says in which file it stands."""

from pathlib import Path

import pytest
from PIL import Image

from annotation.imports.report import Place
from annotation.imports.tables.files import Files
from annotation.models import Item, Project, Rating
from ingestion.models import Recording
from tests.annotation.imports.importing import import_file

pytestmark = pytest.mark.django_db


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_rows_that_differ_between_files_are_named_with_theirs(
    study: Project, tmp_path: Path
) -> None:
    first = write(tmp_path / "one.csv", "item,rater,emotion\na,r,joy\nb,r,joy\nb,s,joyy\n")
    second = write(tmp_path / "two.csv", "emotion,item,rater\nfear,a,r\njoy,c,r\n")
    done = import_file("study", [first, second])
    assert (done.status, done.counts) == (1, (2, 0, 3))
    assert done.report["file"] == "one.csv and 1 more"
    at = [(one["file"], one["row"], one["line"]) for one in done.report["failures"]]
    assert at == [("one.csv", 1, 2), ("one.csv", 3, 4), ("two.csv", 1, 2)]
    reasons = [one["reason"] for one in done.report["failures"]]
    assert "differ in row 1 (line 2) of two.csv" in reasons[0]
    assert "differ in row 1 (line 2) of one.csv" in reasons[2]
    assert "two.csv, row 1 (line 2): answers of 'r' to 'a' differ" in done.errors
    assert set(Rating.objects.values_list("item__key", flat=True)) == {"b", "c"}


def test_items_that_differ_between_files_are_named_with_theirs(
    study: Project, tmp_path: Path
) -> None:
    first = write(tmp_path / "train" / "items.csv", "item,text\n0,Hello\n1,You\n")
    second = write(tmp_path / "test" / "items.csv", "item,text\n2,Who\n0,Bye\n")
    done = import_file("study", [first, second], kind="items")
    assert done.counts == (2, 0, 2)
    files = {one["file"]: one["reason"] for one in done.report["failures"]}
    assert files["train/items.csv"].endswith(
        "differs in row 2 (line 3) of test/items.csv; none is taken"
    )
    assert "row 1 (line 2) of train/items.csv" in files["test/items.csv"]


def test_the_name_of_a_file_tells_raters_apart_or_is_refused(
    study: Project, tmp_path: Path
) -> None:
    anna = write(tmp_path / "anna.csv", "item,emotion\na,joy\n")
    ben = write(tmp_path / "ben.csv", "item,emotion\na,fear\n")
    assert import_file("study", [anna, ben], "rater=@file").counts == (2, 0, 0)
    again = write(tmp_path / "more" / "anna.csv", "item,emotion\nb,joy\n")
    refused = import_file("study", [anna, again], "rater=@file")
    assert refused.status == 2
    assert "2 files are called 'anna'. Give them names of their own" in refused.errors
    assert "is named twice" in import_file("study", [anna, anna], "rater=@file").errors


def test_media_are_seen_from_the_folder_of_their_table(study: Project, tmp_path: Path) -> None:
    tables = []
    for name, colour in (("one", "red"), ("two", "blue")):
        tables.append(write(tmp_path / name / "items.csv", f"item,media\n{name},face.png\n"))
        Image.new("RGB", (8, 8), colour).save(tmp_path / name / "face.png")
    assert import_file("study", tables, kind="items").counts == (2, 0, 0)
    assert Recording.objects.count() == 2
    shown = Item.objects.values_list("segment__recording", flat=True)
    assert len(set(shown)) == 2


def test_a_place_knows_its_file(tmp_path: Path) -> None:
    files = Files([tmp_path / name for name in ("a.csv", "b.csv", "c.csv")])
    files.begins += [0, 2, 2]
    found = {row: str(files.locate(Place(row))) for row in (1, 2, 3)}
    assert found == {1: "row 1 of a.csv", 2: "row 2 of a.csv", 3: "row 1 of c.csv"}
