"""EmoBank (Buechel and Hahn 2017): means and deviations of valence, arousal and dominance."""

from pathlib import Path

import pytest

from tests.releases.reproductions import published

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

DIMENSIONS = ("V", "A", "D")
SCALES = [
    {"id": name, "kind": "scale", "text": "?", "min": 1, "max": 5, "required": False}
    for name in DIMENSIONS
]
UNTOUCHED = ("1", "1", "1")
"""A form that was sent as it stood; the authors drop it before anything else."""


@pytest.mark.parametrize("view", ["reader", "writer"])
def test_means_and_deviations_are_the_authors_own(
    shared_data: Path, tmp_path: Path, view: str
) -> None:
    folder = shared_data / "emobank"
    ratings = published.read(folder / f"individual_{view}_ratings.csv")
    filled = [row for row in ratings if tuple(row[name] for name in DIMENSIONS) != UNTOUCHED]
    rows = [[row["id"], *(row[name] for name in DIMENSIONS)] for row in filled]
    path = published.table(tmp_path / "ratings.csv", ["id", *DIMENSIONS], rows)
    project = published.project(tmp_path, f"emobank-{view}", *SCALES)
    published.brought_in(project, path, "item=id", "rater=-")
    items = published.exported(project, tmp_path / "out", "mean")
    authors = {row["id"]: row for row in published.read(folder / f"{view}.csv")}
    # the authors keep sentences with more than one rating
    assert {key for key, row in items.items() if row["V.n"] > 1} == set(authors)
    for key, own in authors.items():
        row = items[key]
        assert row["V.n"] == int(own["N"])
        for name in DIMENSIONS:
            assert round(row[f"{name}.mean"], 2) == float(own[name]), key
            assert round(row[f"{name}.sd"], 2) == float(own[f"std{name}"]), key
            assert sum(each["n"] for each in row[f"{name}.histogram"]) == row[f"{name}.n"]
