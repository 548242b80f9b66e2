"""Pieces of sound are the very samples of the original, whatever its form."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingestion.engines.cutting import SoundPiece, cut_sound
from ingestion.engines.decode import Reader
from ingestion.engines.errors import TruncatedMediaError
from ingestion.engines.wav import WavWriter
from tests.media.makers import encode, tone

RATE = 22_050
SAMPLES = 50_000


def noise(channels: int) -> np.ndarray:
    return (np.random.default_rng(7).integers(-(2**23), 2**23, (SAMPLES, channels)) << 8).astype(
        np.int32
    )


@pytest.mark.parametrize(
    ("suffix", "subtype", "kept"),
    [
        ("wav", "PCM_16", "PCM_16"),
        ("wav", "PCM_24", "PCM_24"),
        ("wav", "FLOAT", "FLOAT"),
        ("wav", "PCM_U8", "PCM_16"),
        ("flac", "PCM_16", "PCM_16"),
        ("flac", "PCM_24", "PCM_24"),
        ("aiff", "PCM_16", "PCM_16"),
    ],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_a_piece_is_what_stands_in_the_original(
    tmp_path: Path, suffix: str, subtype: str, kept: str, channels: int
) -> None:
    path = tmp_path / f"a.{suffix}"
    soundfile.write(path, noise(channels), RATE, subtype=subtype)
    ranges = [(0, 1), (17, 23_051), (23_051, 23_052), (20_000, SAMPLES), (0, SAMPLES)]
    pieces = [SoundPiece(*each, tmp_path / f"{n}.wav") for n, each in enumerate(ranges)]
    cut_sound(path, pieces)
    for piece in pieces:
        info = soundfile.info(piece.target)
        assert (info.samplerate, info.channels, info.subtype) == (RATE, channels, kept)
        wanted, _ = soundfile.read(
            path, start=piece.start_sample, stop=piece.end_sample, dtype="int32", always_2d=True
        )
        found, _ = soundfile.read(piece.target, dtype="int32", always_2d=True)
        np.testing.assert_array_equal(found, wanted)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, SAMPLES - 1), st.integers(1, SAMPLES)), min_size=1))
def test_any_pieces_in_any_order(tmp_path: Path, ranges: list[tuple[int, int]]) -> None:
    path = tmp_path / "a.wav"
    if not path.exists():
        soundfile.write(path, noise(1), RATE, subtype="PCM_16")
    whole, _ = soundfile.read(path, dtype="int16")
    pieces = [
        SoundPiece(start, min(SAMPLES, start + length), tmp_path / f"{n}.wav")
        for n, (start, length) in enumerate(ranges)
    ]
    cut_sound(path, pieces)
    for piece in pieces:
        found, _ = soundfile.read(piece.target, dtype="int16")
        np.testing.assert_array_equal(found, whole[piece.start_sample : piece.end_sample])


def test_what_was_compressed_is_cut_as_it_is_decoded(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mp3", "libmp3lame", tone(2.0), 44_100)
    with Reader(path) as reader:
        whole = np.concatenate(list(reader.blocks()), axis=1)
    cut_sound(path, [SoundPiece(1_001, 60_002, tmp_path / "b.wav")])
    found, rate = soundfile.read(tmp_path / "b.wav", dtype="int16")
    assert rate == 44_100
    wanted = np.clip(np.rint(whole[:, 1_001:60_002].T * 32_768.0), -32_768, 32_767)
    np.testing.assert_array_equal(found, wanted.astype(np.int16))


def test_a_piece_beyond_the_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, noise(1), RATE, subtype="PCM_16")
    with pytest.raises(TruncatedMediaError, match="ends at sample 50000, before sample 50001"):
        cut_sound(path, [SoundPiece(0, SAMPLES + 1, tmp_path / "b.wav")])


def test_the_same_samples_are_the_same_bytes(tmp_path: Path) -> None:
    block = np.linspace(-1, 1, 99, dtype=np.float32).reshape(3, 33)
    for name in ("a", "b"):
        with WavWriter(tmp_path / f"{name}.wav", RATE, 3, 32) as writer:
            writer.write(block)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    found, _ = soundfile.read(tmp_path / "a.wav", dtype="float32")
    np.testing.assert_array_equal(found, block.T)


def test_a_wav_has_no_more_bytes_than_it_can_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingestion.engines.wav.MOST_BYTES", 100)
    with (
        WavWriter(tmp_path / "a.wav", RATE, 1, 16) as writer,
        pytest.raises(ValueError, match="4 GB"),
    ):
        writer.write(np.zeros((1, 51), np.float32))
