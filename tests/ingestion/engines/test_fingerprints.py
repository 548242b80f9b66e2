"""Bits of sounds and pictures hold through what happens to copies, and differ between originals."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from ingestion.engines.fingerprints import SILENT, picture_bits, sound_bits

SAMPLES = Path(__file__).resolve().parents[3] / "ingestion" / "samples"
RATE = 16_000


def speech(name: str = "exam-letter", seconds: int = 20) -> np.ndarray:
    return soundfile.read(SAMPLES / f"{name}.flac", frames=seconds * RATE)[0]


def bits(folder: Path, samples: np.ndarray, **how: str) -> np.ndarray:
    path = folder / f"sound.{how.get('format', 'flac').lower()}"
    soundfile.write(path, samples, RATE, **how)
    return sound_bits(path)


def errors(one: np.ndarray, other: np.ndarray) -> float:
    n = min(len(one), len(other))
    told = (one[:n] != SILENT) & (other[:n] != SILENT)
    return float(np.bitwise_count(one[:n][told] ^ other[:n][told]).sum() / (32 * told.sum()))


def test_level_and_encoding_change_few_bits(tmp_path: Path) -> None:
    original = bits(tmp_path, speech())
    assert errors(original, bits(tmp_path, speech() * 0.1)) < 0.02
    assert errors(original, bits(tmp_path, speech(), format="OGG")) < 0.1
    noise = np.random.default_rng(0).normal(0, 0.005, len(speech()))
    assert errors(original, bits(tmp_path, speech() + noise)) < 0.25


def test_different_speech_differs_in_half_of_the_bits(tmp_path: Path) -> None:
    one, other = bits(tmp_path, speech()), bits(tmp_path, speech("missed-train"))
    assert 0.45 < errors(one, other) < 0.55


def test_bits_do_not_hang_on_how_the_file_is_read(tmp_path: Path, monkeypatch) -> None:
    whole = bits(tmp_path, speech())
    monkeypatch.setattr("ingestion.engines.fingerprints.BLOCK_SECONDS", 3)
    pieces = bits(tmp_path, speech())
    assert abs(len(whole) - len(pieces)) <= 1
    assert errors(whole, pieces) < 0.02  # the filter sees the edges of pieces


def test_silence_and_moments_tell_nothing(tmp_path: Path) -> None:
    assert (bits(tmp_path, np.zeros(5 * RATE)) == SILENT).all()
    assert len(bits(tmp_path, np.zeros(100))) == 0
    pause = np.concatenate([speech(seconds=3), np.zeros(3 * RATE)])
    assert (bits(tmp_path, pause)[-60:] == SILENT).all()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    rng = np.random.default_rng(1)
    small = rng.integers(0, 256, (12, 16, 3), dtype=np.uint8)
    path = tmp_path / "picture.png"
    Image.fromarray(small).resize((640, 480), Image.Resampling.BICUBIC).save(path)
    return path


def apart(one: np.ndarray, other: np.ndarray) -> int:
    return int(np.bitwise_count(one ^ other).sum())


def test_size_and_encoding_of_a_picture_change_few_bits(picture: Path, tmp_path: Path) -> None:
    original = picture_bits(picture)
    assert original.shape == (8,)
    with Image.open(picture) as image:
        image.save(tmp_path / "poor.jpg", quality=30)
        image.resize((200, 150)).save(tmp_path / "small.png")
        image.point(lambda value: value * 0.7).save(tmp_path / "dark.png")
    for name in ("poor.jpg", "small.png", "dark.png"):
        assert apart(original, picture_bits(tmp_path / name)) <= 15, name


def test_other_pictures_differ(picture: Path) -> None:
    shipped = [picture_bits(SAMPLES / name) for name in ("cold-coffee.png", "good-news.png")]
    assert apart(*shipped) > 60
    assert all(apart(picture_bits(picture), one) > 60 for one in shipped)


def test_what_shows_nothing_has_no_bits(tmp_path: Path) -> None:
    Image.new("RGB", (50, 50), "white").save(tmp_path / "white.png")
    assert len(picture_bits(tmp_path / "white.png")) == 0
    (tmp_path / "table.csv").write_text("time,heart\n0,1\n")
    assert len(picture_bits(tmp_path / "table.csv")) == 0
