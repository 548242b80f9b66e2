"""FER+ (Barsoum et al. 2016): ten votes a face, and the labels that the authors make of them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotation.models import Project
from tests.affect.aggregation import ferplus_by_hand
from tests.releases.reproductions import published

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

LABELS = ("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
          "unknown", "NF")  # fmt: skip
EMOTIONS = LABELS[:8]
ASKED = {"id": "face", "kind": "choice", "text": "?", "labels": [{"id": name} for name in LABELS]}
RELEASES = ("fer2013new.csv", "label_Valid.csv")
"""Two releases of the same faces, whose votes are not the same for all of them."""

# Faces per emotion that src/ferplus.py of microsoft/FERPlus counts in these files (its
# `per_emotion_count`: of labels that tie for the first place it counts the first), as run in 2026
COUNTED_BY_AUTHORS = {
    ("fer2013new.csv", "majority"): (1182, 865, 415, 351, 287, 24, 62, 13),
    ("fer2013new.csv", "probability"): (1317, 897, 450, 401, 314, 31, 72, 23),
    ("fer2013new.csv", "multi-target"): (1307, 893, 446, 400, 307, 30, 71, 18),
    ("label_Valid.csv", "majority"): (1180, 862, 411, 348, 289, 25, 60, 16),
    ("label_Valid.csv", "probability"): (1311, 897, 452, 406, 319, 29, 69, 25),
    ("label_Valid.csv", "multi-target"): (1303, 893, 447, 400, 312, 29, 67, 21),
}
# and the faces in whose target each emotion has a part
IN_TARGET_BY_AUTHORS = {
    ("fer2013new.csv", "probability"): (1586, 1023, 593, 653, 447, 78, 172, 86),
    ("fer2013new.csv", "multi-target"): (1504, 992, 548, 591, 385, 57, 147, 52),
    ("label_Valid.csv", "probability"): (1577, 1024, 596, 650, 457, 82, 173, 88),
    ("label_Valid.csv", "multi-target"): (1499, 993, 553, 585, 396, 60, 143, 55),
}

Faces = dict[str, dict[str, int]]


def faces_of(folder: Path, name: str) -> Faces:
    """The votes of each face; rows without a name are those where all ten said no face."""
    if name == "label_Valid.csv":
        path = folder / name
        rows = [line.rsplit(",", len(LABELS)) for line in path.read_text().splitlines()]
        return {
            head.partition(",")[0]: dict(zip(LABELS, map(int, counts), strict=True))
            for head, *counts in rows
        }
    rows_read = published.read(folder / name)
    assert all(row["NF"] == "10" for row in rows_read if not row["Image name"])
    return {
        row["Image name"]: {label: int(row[label]) for label in LABELS}
        for row in rows_read
        if row["Image name"]
    }


def brought_in(tmp_path: Path, faces: Faces) -> Project:
    rows = [[name, *votes.values()] for name, votes in faces.items()]
    path = published.table(tmp_path / "votes.csv", ["image", *LABELS], rows)
    project = published.project(tmp_path, "ferplus", ASKED)
    maps = [f"votes.{name}={name}" for name in LABELS]
    published.brought_in(project, path, "item=image", *maps)
    return project


@pytest.mark.parametrize("name", RELEASES)
def test_the_labels_that_the_authors_make(shared_data: Path, tmp_path: Path, name: str) -> None:
    faces = faces_of(shared_data / "ferplus", name)
    assert len(faces) == 3579
    project = brought_in(tmp_path, faces)
    for mode in ferplus_by_hand.MODES:
        rule = f"ferplus:mode={mode},aside=unknown+NF"
        items = published.exported(project, tmp_path / mode, rule)
        targets = {}
        for face, votes in faces.items():
            expected = ferplus_by_hand.MODES[mode](votes)
            found = items[face]
            assert (found["face.ferplus.reason"] is None) == (expected is not None)
            target = _target(found, mode)
            assert target == pytest.approx({label: float(p) for label, p in expected.items()}
                                           if expected else {}, abs=1e-12)  # fmt: skip
            targets[face] = target
        assert _counted(targets) == COUNTED_BY_AUTHORS[name, mode]
        if mode != "majority":
            in_target = [sum(label in each for each in targets.values()) for label in EMOTIONS]
            assert tuple(in_target) == IN_TARGET_BY_AUTHORS[name, mode]


def test_shares_and_plain_majority(shared_data: Path, tmp_path: Path) -> None:
    faces = faces_of(shared_data / "ferplus", RELEASES[0])
    items = published.exported(brought_in(tmp_path, faces), tmp_path / "majority", "majority")
    assert len(items) == len(faces)
    for face, by_label in faces.items():
        votes = np.array(list(by_label.values()))
        found = items[face]
        assert [found[f"face.share.{name}"] for name in LABELS] == (votes / votes.sum()).tolist()
        most = int(votes.argmax())
        wins = 2 * votes[most] > votes.sum()
        assert found["face.majority"] == (LABELS[most] if wins else None)
        assert found["face.n"] == votes.sum()


def _target(found: dict[str, Any], mode: str) -> dict[str, float]:
    """What a face trains a model on; labels that are set aside must have no number at all."""
    if mode == "majority":
        label = found["face.ferplus"]
        return {label: 1.0} if label else {}
    shares = {label: found[f"face.estimate.{label}"] for label in LABELS}
    assert shares["unknown"] is shares["NF"] is None
    target = {label: share for label, share in shares.items() if share}
    if mode == "multi-target":
        assert found["face.ferplus"] == (list(target) or None)
        return target
    best = [label for label, share in target.items() if share == max(target.values())]
    assert found["face.ferplus"] == (best[0] if len(best) == 1 else None)
    assert found["face.ferplus.tied"] == (":".join(best) if len(best) > 1 else None)
    return target


def _counted(targets: dict[str, dict[str, float]]) -> tuple[int, ...]:
    """Faces by the first emotion of those with the largest part, as the authors count them."""
    best = [max(target, key=lambda label: target[label]) for target in targets.values() if target]
    return tuple(best.count(label) for label in EMOTIONS)
