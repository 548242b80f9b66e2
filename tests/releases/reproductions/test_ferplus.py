"""FER+ (Barsoum et al. 2016): ten votes a face, and the labels that the paper makes of them."""

from pathlib import Path

import numpy as np
import pytest

from tests.releases.reproductions import published

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

LABELS = ("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
          "unknown", "NF")  # fmt: skip
ASKED = {"id": "face", "kind": "choice", "text": "?", "labels": [{"id": name} for name in LABELS]}


def test_shares_majority_and_the_labels_of_the_paper(shared_data: Path, tmp_path: Path) -> None:
    authors = published.read(shared_data / "ferplus" / "fer2013new.csv")
    faces = [row for row in authors if row["Image name"]]  # without a name: all ten say no face
    assert all(row["NF"] == "10" for row in authors if not row["Image name"])
    counted = [[row["Image name"], *(row[name] for name in LABELS)] for row in faces]
    path = published.table(tmp_path / "votes.csv", ["image", *LABELS], counted)
    project = published.project(tmp_path, "ferplus", ASKED)
    maps = [f"votes.{name}={name}" for name in LABELS]
    published.brought_in(project, path, "item=image", *maps)
    items = published.exported(project, tmp_path / "majority", "majority")
    assert len(items) == len(faces) == 3579
    for row in faces:
        votes = np.array([int(row[name]) for name in LABELS])
        found = items[row["Image name"]]
        assert [found[f"face.share.{name}"] for name in LABELS] == (votes / votes.sum()).tolist()
        most = int(votes.argmax())
        wins = 2 * votes[most] > votes.sum()
        assert found["face.majority"] == (LABELS[most] if wins else None)
        assert found["face.n"] == votes.sum()
