"""Decoding: what every sort of file gives, and the one clear error of every broken one."""

import pickle
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from ingestion.engines import decode
from ingestion.engines.errors import (
    DamagedMediaError,
    EmptyFileError,
    MediaError,
    NoAudioError,
    NotMediaError,
    TruncatedMediaError,
    UnreadableError,
)
from tests.media import makers

CODECS = [
    ("clip.mp3", "mp3", 44_100),
    ("clip.m4a", "aac", 44_100),
    ("clip.ogg", "libopus", 48_000),
    ("clip.webm", "libopus", 48_000),
    ("clip.flac", "flac", 44_100),
    ("clip.aiff", "pcm_s16be", 22_050),
]


def read(path: Path) -> np.ndarray:
    return np.concatenate(list(decode.blocks(path)))


@pytest.mark.parametrize(("name", "codec", "rate_hz"), CODECS)
def test_decodes_common_codecs(tmp_path: Path, name: str, codec: str, rate_hz: int) -> None:
    path = makers.encode(tmp_path / name, codec, makers.tone(2.0, rate_hz), rate_hz)
    probe = decode.probe(path)
    assert (probe.rate_hz, probe.channels, probe.has_video) == (rate_hz, 2, False)
    sound = read(path)
    assert len(sound) == pytest.approx(32_000, abs=800)
    spectrum = np.abs(np.fft.rfft(sound[8000:24000]))
    assert sorted(np.argsort(spectrum)[-2:]) == [440, 484]


@pytest.mark.parametrize(
    ("subtype", "bits"), [("PCM_U8", 8), ("PCM_16", 16), ("PCM_24", 24), ("FLOAT", 32)]
)
def test_wav_of_any_depth_gives_the_same_samples(tmp_path: Path, subtype: str, bits: int) -> None:
    sound = makers.tone(0.5, 16_000, 1)
    path = makers.write_wav(tmp_path / "a b.wav", sound, 16_000, subtype)
    assert decode.probe(path).bit_depth == bits
    assert np.abs(read(path) - sound[0]).max() <= 1 / 2 ** (min(bits, 16) - 1)


def test_flac_knows_its_depth_and_lossy_has_none(tmp_path: Path) -> None:
    flac = makers.write_wav(tmp_path / "a.flac", makers.tone(), 44_100, "PCM_24")
    mp3 = makers.encode(tmp_path / "a.mp3", "mp3", makers.tone(), 44_100)
    assert (decode.probe(flac).bit_depth, decode.probe(mp3).bit_depth) == (24, None)


def test_sound_of_a_video(tmp_path: Path) -> None:
    tone = makers.tone(2.0, 48_000)
    path = makers.encode(tmp_path / "v.mp4", "aac", tone, 48_000, picture=True)
    assert decode.probe(path).has_video
    assert len(read(path)) == pytest.approx(32_000, abs=800)


def test_resampling_neither_shifts_nor_loses_samples(tmp_path: Path) -> None:
    sound = np.zeros((1, 48_000 * 3), np.float32)
    sound[0, 72_000] = 0.9  # at 1.5 s, across the border of two blocks
    path = makers.write_wav(tmp_path / "click.wav", sound, 48_000)
    low = read(path)
    assert len(low) == 48_000
    assert abs(int(np.abs(low).argmax()) - 24_000) <= 1


def test_blocks_have_the_length_asked_for(tmp_path: Path) -> None:
    path = makers.write_wav(tmp_path / "a.wav", makers.tone(2.3, 16_000, 1), 16_000)
    assert [len(block) for block in decode.blocks(path, 8_000, 0.5)] == [4000] * 4 + [2400]


def test_memory_does_not_grow_with_length(tmp_path: Path) -> None:
    path = makers.write_wav(tmp_path / "long.wav", makers.tone(600.0, 8_000, 1), 8_000)
    decode.probe(path)
    tracemalloc.start()
    samples = sum(len(block) for block in decode.blocks(path, 8_000, 1.0))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert samples == 600 * 8_000
    assert peak < 3_000_000  # the whole file would be 19 MB


def test_a_wav_that_never_learnt_its_length_is_whole(tmp_path: Path) -> None:
    path = makers.write_wav(tmp_path / "a.wav", makers.tone(1.0, 16_000, 1), 16_000)
    data = bytearray(path.read_bytes())
    at = data.index(b"data")
    data[at + 4 : at + 8] = b"\xff" * 4
    path.write_bytes(data)
    assert len(read(path)) == 16_000


def broken(tmp_path: Path, kind: str) -> Path:
    tone = makers.tone(3.0, 48_000)
    path = tmp_path / f"{kind}.wav"
    if kind == "empty":
        path.touch()
    elif kind == "folder":
        path.mkdir()
    elif kind == "text":
        makers.text_named_wav(path)
    elif kind == "video only":
        path = makers.video_without_sound(tmp_path / "video.mp4")
    elif kind == "playlist":
        path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n")
    elif kind.startswith("cut "):
        suffix, codec = kind.removeprefix("cut ").split()
        whole = tmp_path / f"whole.{suffix}"
        front = {"movflags": "faststart"} if suffix == "m4a" else None
        makers.encode(whole, codec, tone, 48_000, front)
        path = makers.cut_short(whole, tmp_path / f"cut.{suffix}")
    return path


@pytest.mark.parametrize(
    ("kind", "error", "code", "says"),
    [
        ("missing", UnreadableError, "unreadable", "cannot be opened"),
        ("folder", UnreadableError, "unreadable", "is a folder"),
        ("empty", EmptyFileError, "empty", "0 bytes"),
        ("text", NotMediaError, "not-media", "is not audio or video"),
        ("playlist", NotMediaError, "not-media", "is not audio or video"),
        ("video only", NoAudioError, "no-audio", "no audio stream"),
        ("cut wav pcm_s16le", TruncatedMediaError, "truncated", "1.80 s of sound could be read"),
        ("cut flac flac", TruncatedMediaError, "truncated", "its header says 3.00 s"),
        ("cut mp3 mp3", TruncatedMediaError, "truncated", "its header says 3.00 s"),
        ("cut m4a aac", TruncatedMediaError, "truncated", "its header says 3.00 s"),
        ("cut ogg libopus", TruncatedMediaError, "truncated", "ends inside a page"),
        ("cut mp4 aac", TruncatedMediaError, "truncated", "its index is missing"),
    ],
)
def test_one_clear_error(
    tmp_path: Path, kind: str, error: type[MediaError], code: str, says: str
) -> None:
    path = broken(tmp_path, kind)
    with pytest.raises(error, match=says) as caught:
        read(path)
    assert caught.value.code == code
    assert str(caught.value).startswith(f"{path.name}: ")
    assert "\n" not in str(caught.value)


def test_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = makers.write_wav(tmp_path / "a.wav", makers.tone(), 44_100)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # permissions do not stop root, who runs some tests
    with pytest.raises(UnreadableError, match=r"a\.wav: cannot be opened \(Permission denied\)"):
        decode.probe(path)


def test_holes_in_the_middle_are_damage_and_a_foreign_tail_is_not(tmp_path: Path) -> None:
    path = makers.encode(tmp_path / "a.mp3", "mp3", makers.tone(4.0), 44_100)
    data = path.read_bytes()
    (tmp_path / "tail.mp3").write_bytes(data + b"TAG" + b"x" * 125)
    assert len(read(tmp_path / "tail.mp3")) == pytest.approx(64_000, abs=800)
    flac = makers.write_wav(tmp_path / "a.flac", makers.tone(4.0), 44_100).read_bytes()
    middle = len(flac) // 2
    (tmp_path / "hole.flac").write_bytes(flac[:middle] + bytes(middle // 2) + flac[-middle // 2 :])
    with pytest.raises(DamagedMediaError, match="could be read"):
        read(tmp_path / "hole.flac")


def test_errors_travel_between_processes() -> None:
    error = TruncatedMediaError(Path("a.wav"), "is truncated", 1.5)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.seconds_read, copy.code) == (str(error), 1.5, "truncated")
