"""CEAP-360VR (Xue et al. 2021): joystick samples brought to the frames of the films."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.core.management import call_command

from affect.traces import resampled
from tests.releases.reproductions import published

pytestmark = [pytest.mark.shared, pytest.mark.django_db]

AXES = ("valence", "arousal")
TRACE = {
    "id": "felt", "kind": "trace", "text": "?", "min_rate_hz": 0,
    "dimensions": [{"id": axis, "min": 1, "max": 9} for axis in AXES],
}  # fmt: skip
ROUNDED = 0.0005
"""Times and values of the tables have three decimals."""


def test_frames_are_the_authors_own_to_their_rounding(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "ceap360vr"
    project = published.project(tmp_path, "ceap", TRACE)
    maps = ["item=video", "rater=participant", "felt.time=time", "felt.seconds==60"]
    maps += [f"felt.{axis}={axis}" for axis in AXES]
    published.brought_in(project, folder / "trace_irregular.csv", *maps, "felt.device==gamepad")
    call_command("release", project.slug, "1.0")
    call_command("export", "ceap@1.0", "--format", "parquet", str(tmp_path / "out"))
    ratings = pq.ParquetFile(tmp_path / "out" / "ratings.parquet").read().to_pylist()
    traces: dict[str, list[dict[str, list[float]]]] = {}
    for row in ratings:
        traces.setdefault(row["item"], []).append(row)
    frames: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in published.read(folder / "trace_frames.csv"):
        frames.setdefault((row["video"], row["participant"]), []).append(row)
    assert len(frames) == len(ratings) == 48
    for (video, _), theirs in frames.items():
        times = np.linspace(0, 60, len(theirs))
        expected = {axis: np.array([float(row[axis]) for row in theirs]) for axis in AXES}
        # raters are pseudonyms: just one of the six traces is this participant's
        fits = [
            row
            for row in traces[video]
            if all(_fits(row, axis, times, expected[axis]) for axis in AXES)
        ]
        assert len(fits) == 1, video
    assert sum(map(len, frames.values())) == 84_600


def _fits(row: dict[str, list[float]], axis: str, times: np.ndarray, expected: np.ndarray) -> bool:
    """Whether a trace at the frames is the authors' one, as closely as rounding lets it be."""
    at, samples = np.array(row["felt.times"]), np.array(row[f"felt.{axis}"])
    steepest = np.abs(np.diff(samples) / np.diff(at))
    slope = np.append(steepest, 0)[np.clip(np.searchsorted(at, times) - 1, 0, len(at) - 1)]
    apart = np.abs(resampled(at, samples, times) - expected)
    return bool((apart <= 3 * ROUNDED + 2 * ROUNDED * slope).all())
