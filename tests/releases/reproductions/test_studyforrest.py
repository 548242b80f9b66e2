"""Portrayed emotions in a film (Labs et al. 2015): agreement of the observers, second by second."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotation.models import Rating
from tests.releases.reproductions import published

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

EMOTIONS = [
    "admiration", "angerrage", "compassion", "contempt", "disappointment", "fear", "gloating",
    "gratification", "gratitude", "happiness", "happyfor", "hate", "hope", "love", "pride",
    "relief", "remorse", "resentment", "sadness", "satisfaction", "shame",
]  # fmt: skip
CUES = ["audio", "context", "gesture", "narrator", "verbal"]
OPPOSITES = {
    "arousal": ("high", "low"), "valence": ("pos", "neg"), "direction": ("self", "other"),
}  # fmt: skip
LABELS = {"emotion": EMOTIONS, "oncue": CUES, **OPPOSITES}
FILM = "forrest-gump"


def question(name: str, tracks: Sequence[str] = ()) -> dict[str, Any]:
    """A timeline whose intervals may lie over each other, as an observer's episodes do."""
    labels = [{"id": label} for label in LABELS[name]]
    asked = {"id": name, "kind": "timeline", "text": "?", "overlap": True, "labels": labels}
    return {**asked, "tracks": [{"id": track} for track in tracks]} if tracks else asked


def share_each_second(
    stretches: list[dict[str, Any]], label: str, seconds: int, track: str
) -> np.ndarray:
    shares = np.zeros(seconds)
    for stretch in stretches:
        if (stretch["label"], stretch["track"]) == (label, track):
            shares[int(stretch["start"]) : int(stretch["end"])] = stretch["share"]
    return shares


@pytest.mark.parametrize("who", ["allchar", "forrest"])
def test_the_authors_series_to_their_rounding(shared_data: Path, tmp_path: Path, who: str) -> None:
    folder = shared_data / "studyforrest_emotions"
    episodes = [row for file in (folder / "raw").glob("*.csv") for row in published.read(file)]
    people = sorted({row["character"] for row in episodes}) if who == "forrest" else []
    project = published.project(tmp_path, f"forrest-{who}", *(question(q, people) for q in LABELS))
    maps = [f"item=={FILM}", "rater=@file"]
    for name in LABELS:
        maps += [f"{name}.start=start", f"{name}.end=end", f"{name}.label={name}"]
        maps += [f"{name}.track=character"] if people else []
    published.brought_in(project, folder / "raw", *maps)
    assert Rating.objects.filter(project=project).count() == 3
    item = published.exported(project, tmp_path / "out", "share:step=1")[FILM]
    series = published.read(folder / "published" / f"ioats_1s_ao_{who}.csv")
    track = "FORREST" if people else "main"

    def share(name: str, label: str) -> np.ndarray:
        return share_each_second(item[f"{name}.share"], label, len(series), track)

    assert len(series[0]) == len(EMOTIONS) + len(CUES) + len(OPPOSITES)
    for column in series[0]:
        theirs = np.array([float(row[column]) for row in series])
        if column in OPPOSITES:
            up, down = OPPOSITES[column]
            ours = share(column, up) - share(column, down)
        else:
            ours = share("emotion" if column in EMOTIONS else "oncue", column)
        np.testing.assert_allclose(ours, theirs, atol=0.005 + 1e-9, err_msg=column)
