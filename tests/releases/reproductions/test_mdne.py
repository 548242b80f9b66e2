"""MDNE (Bryant et al. 2022): nine ratings of an intensity as a beta distribution.

The authors fit after adding noise with a seed that they do not tell: in their own file equal lists
of ratings, in the same order, have different parameters. So nobody can give their digits. Beside
them stands what a fit without noise says of the same lists: how strong, and how concentrated.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.releases.reproductions import published

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

LABELS = ("angry", "happy", "sad", "fear", "surprise", "disgust")
LEVELS = ("not at all", "somewhat", "moderately", "very", "extremely")
ASKED = {
    "id": "face", "kind": "intensity", "text": "?", "min": 0, "max": 4, "levels": list(LEVELS),
    "labels": [{"id": label} for label in LABELS],
}  # fmt: skip


def test_a_fit_without_noise_goes_with_the_authors_own(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "mdne_faces"
    ratings = json.loads((folder / "primary_expression_annotations.json").read_text())
    name = "primary_expression_annotations_estimated_beta_parameters.json"
    authors = json.loads((folder / name).read_text())
    rows = [
        [face, *several] for face, of in ratings.items()
        for several in zip(*(of[label] for label in LABELS), strict=True)
    ]  # fmt: skip
    path = published.table(tmp_path / "ratings.csv", ["face", *LABELS], rows)
    project = published.project(tmp_path, "mdne", ASKED)
    maps = [f"face.{label}={label}" for label in LABELS]
    published.brought_in(project, path, "item=face", "rater=-", *maps)
    items = published.exported(project, tmp_path / "out", "beta-fit")
    assert len(items) == len(authors) == 348
    ours, theirs = [], []
    for face, of in authors.items():
        for label in LABELS:
            row, fit = items[face], of[label]
            assert row[f"face.n.{label}"] == 9
            a, b = row[f"face.alpha.{label}"], row[f"face.beta.{label}"]
            ours.append((a / (a + b), np.log(a + b)))
            theirs.append(
                (fit["alpha"] / (fit["alpha"] + fit["beta"]), np.log(fit["alpha"] + fit["beta"]))
            )
    mean, concentration = (np.stack([ours, theirs])[:, :, at] for at in range(2))
    assert np.corrcoef(mean)[0, 1] > 0.98
    assert np.corrcoef(concentration)[0, 1] > 0.9
    assert np.abs(mean[0] - mean[1]).mean() < 0.03


def test_the_authors_fits_differ_for_equal_ratings(shared_data: Path) -> None:
    folder = shared_data / "mdne_faces"
    ratings = json.loads((folder / "primary_expression_annotations.json").read_text())
    name = "primary_expression_annotations_estimated_beta_parameters.json"
    authors = json.loads((folder / name).read_text())
    fits: dict[tuple[int, ...], set[float]] = {}
    for face, of in ratings.items():
        for label, several in of.items():
            fits.setdefault(tuple(several), set()).add(authors[face][label]["alpha"])
    assert len(fits[(0,) * 9]) > 80
