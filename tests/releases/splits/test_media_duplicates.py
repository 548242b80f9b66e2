"""Recordings that sound or look the same lie in one split; others do not hang together."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from PIL import Image

from ingestion.engines.fingerprints import SILENT, sound_bits
from ingestion.fingerprints import PICTURE, SOUND, fingerprint_of
from ingestion.media_store import proxy_path, recording_folder
from releases.splits.keys import near_duplicate_items, shared_codes
from releases.splits.media_duplicates import picture_duplicates, sound_duplicates
from releases.splits.plan import plan_from
from releases.splits.split import split_items
from tests.ingestion.engines.test_fingerprints import RATE, SAMPLES, speech
from tests.releases.splits.tables import items


def sub(folder: Path, samples: np.ndarray, name: str = "x.flac") -> np.ndarray:
    soundfile.write(folder / name, samples, RATE)
    return sound_bits(folder / name)


def test_copies_and_pieces_are_found_and_nothing_else(tmp_path: Path) -> None:
    one, other = speech(), speech("missed-train")
    sounds = [
        sub(tmp_path, one),
        sub(tmp_path, one * 0.2),
        sub(tmp_path, one, "x.ogg"),
        sub(tmp_path, one[5 * RATE + 77 : 8 * RATE]),  # cut out of it, not on a frame
        sub(tmp_path, other),
        sub(tmp_path, speech("loud-neighbour")),
        None,
        np.full(50, SILENT),
    ]
    codes = sound_duplicates(sounds).tolist()
    assert len(set(codes[:4])) == 1
    assert len(set(codes[3:6])) == 3
    assert codes[6:] == [-1, -1]


def test_a_shared_jingle_joins_nobody(tmp_path: Path) -> None:
    jingle = speech("loud-neighbour", 3)
    one = np.concatenate([jingle, speech(seconds=17)])
    other = np.concatenate([jingle, speech("missed-train", 17)])
    codes = sound_duplicates([sub(tmp_path, one), sub(tmp_path, other)])
    assert codes[0] != codes[1]


def test_of_many_random_sounds_none_are_joined() -> None:
    rng = np.random.default_rng(4)
    sounds = [rng.integers(0, 2**32 - 1, 200, dtype=np.uint32) for _ in range(300)]
    sounds.append(sounds[7].copy())
    codes = sound_duplicates(sounds)
    assert codes[300] == codes[7]
    assert len(np.unique(codes)) == 300


def test_pictures_up_to_fifteen_bits_apart_are_always_found() -> None:
    rng = np.random.default_rng(2)
    table = rng.integers(0, 2**32, (400, 8), dtype=np.uint32)
    flipped = table[:50].copy()
    for row in flipped:
        for bit in rng.choice(256, 15, replace=False):
            row[bit // 32] ^= np.uint32(1) << np.uint32(bit % 32)
    codes = picture_duplicates([*table, *flipped, None, np.zeros(0, np.uint32)])
    assert codes[400:450].tolist() == codes[:50].tolist()
    assert len(np.unique(codes[:400])) == 400
    assert codes[450:].tolist() == [-1, -1]
    flipped[0, 0] ^= np.uint32(0xFFFF)
    assert picture_duplicates([table[0], flipped[0]]).tolist() == [0, 1]
    assert picture_duplicates([]).tolist() == sound_duplicates([]).tolist() == []


@pytest.fixture
def store(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def recording(sha256: str, samples: np.ndarray) -> None:
    proxy_path(sha256).parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(proxy_path(sha256), samples, RATE)


def picture(sha256: str, image: Image.Image) -> None:
    recording_folder(sha256).mkdir(parents=True, exist_ok=True)
    image.save(recording_folder(sha256) / "original.png")


def test_fingerprints_are_kept_and_made_anew_only_for_others(store: Path) -> None:
    recording("a" * 64, speech(seconds=4))
    first = fingerprint_of("a" * 64, SOUND)
    assert first is not None
    proxy_path("a" * 64).unlink()
    again = fingerprint_of("a" * 64, SOUND)
    assert again is not None
    assert again.tolist() == first.tolist()
    assert fingerprint_of("b" * 64, SOUND) is None
    assert fingerprint_of("b" * 64, PICTURE) is None


def test_items_of_copies_are_in_one_split(store: Path) -> None:
    """Twelve recordings of noise; the third is there again, quieter, and one picture twice."""
    rng = np.random.default_rng(0)
    noises = [rng.normal(0, 0.1, 4 * RATE) for _ in range(12)]
    for n, noise in enumerate(noises):
        recording(f"{n:064x}", noise)
    recording(f"{99:064x}", noises[2] * 0.3)
    with Image.open(SAMPLES / "good-news.png") as image:
        picture(f"{200:064x}", image)
        picture(f"{201:064x}", image.resize((150, 120)))
    media = [*range(12), 99, 200, 201]
    rows = [{"item": f"i{n}", "media_sha256": f"{n:064x}"} for n in media]
    rows += [{"item": "t1", "transcript": "Oh, well!"}, {"item": "t2", "transcript": "oh well"}]
    table = items(rows)
    ((_, codes), *_) = shared_codes(table, ("duplicates",))
    found = np.flatnonzero(near_duplicate_items(table, codes))
    keys = table["item"].to_pylist()
    assert [keys[at] for at in found] == ["i2", "i99", "i200", "i201", "t1", "t2"]
    for seed in range(5):
        plan = plan_from({"shares": {"train": 0.5, "test": 0.5}, "seed": seed})
        split = split_items(table, plan, np.zeros((len(keys), 0)))
        of = dict(zip(keys, split.code.tolist(), strict=True))
        assert of["i2"] == of["i99"]
        assert of["i200"] == of["i201"]
        assert of["t1"] == of["t2"]
        assert len(np.unique(split.component)) == len(keys) - 3
        assert split.near_duplicates == 6
    apart = plan_from({"disjoint": ["recording"]})
    assert split_items(table, apart, np.zeros((len(keys), 0))).near_duplicates is None
