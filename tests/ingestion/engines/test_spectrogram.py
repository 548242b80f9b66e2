"""Spectrograms: where a tone stands, what silence looks like, hours in little time."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from ingestion.engines.spectrogram import BANDS, band_levels, spectrogram_png

RATE = 16_000


def write(path: Path, sound: np.ndarray) -> Path:
    soundfile.write(path, sound, RATE, subtype="PCM_16", format="FLAC")
    return path


def sine(hertz: float, seconds: float, level: float = 0.5) -> np.ndarray:
    return level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)


def test_a_higher_tone_stands_higher(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", np.concatenate([sine(300, 1), sine(3000, 1)]))
    levels = band_levels(path, 0, 2, 20)
    assert levels.shape == (BANDS, 20)
    low, high = levels[:, 4].argmax(), levels[:, 15].argmax()
    # mel(300) and mel(3000) between mel(50) and mel(8000), in 128 bands
    assert low == pytest.approx(15, abs=2)
    assert high == pytest.approx(83, abs=2)


def test_levels_are_decibels_below_full_scale(tmp_path: Path) -> None:
    loud = band_levels(write(tmp_path / "l.flac", sine(1000, 1, 0.5)), 0, 1, 4).max()
    soft = band_levels(write(tmp_path / "s.flac", sine(1000, 1, 0.05)), 0, 1, 4).max()
    assert loud - soft == pytest.approx(20, abs=0.2)


def test_the_picture_is_dark_where_nothing_is_heard(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", np.concatenate([np.zeros(RATE), sine(1000, 1)]))
    with Image.open(BytesIO(spectrogram_png(path, 0, 2, 100))) as image:
        assert (image.size, image.mode) == ((100, BANDS), "L")
        pixels = np.asarray(image)
    assert pixels[:, :40].max() == 0
    assert pixels[:, 60:].max() > 200
    # mel(1000) is a third of the way up from mel(50) to mel(8000).
    assert pixels[:, 60:].argmax(axis=0).mean() == pytest.approx(BANDS * 0.66, abs=2)


def test_outside_the_recording_there_is_silence(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", sine(1000, 1))
    levels = band_levels(path, -1, 3, 40)
    assert levels[:, :8].max() < -100
    assert levels[:, 25:].max() < -100
    assert levels[:, 15].max() > -20


def test_a_long_stretch_is_looked_at_in_windows(tmp_path: Path) -> None:
    sound = np.zeros(RATE * 200)
    sound[RATE * 100 : RATE * 150] = sine(1000, 50)
    levels = band_levels(write(tmp_path / "long.flac", sound), 0, 200, 50)
    loud = np.flatnonzero(levels.max(axis=0) > -30)
    assert loud[[0, -1]] == pytest.approx([25, 37], abs=1)
    assert len(loud) == loud[-1] - loud[0] + 1


@pytest.mark.parametrize(
    ("start", "end", "columns"), [(1, 1, 10), (2, 1, 10), (0, 1, 0), (0, 1, 9999)]
)
def test_what_cannot_be_drawn_is_refused(
    tmp_path: Path, start: float, end: float, columns: int
) -> None:
    path = write(tmp_path / "a.flac", sine(1000, 1))
    with pytest.raises(ValueError, match=r"after its start|between 1 and 4096"):
        spectrogram_png(path, start, end, columns)
