"""The default engine on the samples in the tree and on published recordings."""

import hashlib
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bench.diarization import error
from ingestion.engines import default_engine, speaker_network, speakers, weights
from ingestion.engines.prepare import prepare
from ingestion.engines.types import Span, Turn
from ingestion.engines.voice import VoiceDetector, levelled

SAMPLES = Path(__file__).resolve().parents[3] / "ingestion" / "samples"
STEMS = ["missed-train", "exam-letter", "loud-neighbour"]


def reference(stem: str) -> list[Turn]:
    turns = json.loads((SAMPLES / f"{stem}.json").read_text("utf-8"))["turns"]
    return [Turn(turn["start"], turn["end"], turn["speaker"]) for turn in turns]


@pytest.mark.parametrize("name", list(weights.SHA256))
def test_weights_are_those_of_the_notice(name: str) -> None:
    data = (weights.FOLDER / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == weights.SHA256[name]
    notice = (Path(__file__).resolve().parents[3] / "NOTICE").read_text("utf-8")
    assert f"ingestion/engines/weights/{name}" in notice


@pytest.mark.parametrize("stem", STEMS)
def test_tells_the_speakers_of_the_samples_apart(tmp_path: Path, stem: str) -> None:
    done = prepare(SAMPLES / f"{stem}.flac", tmp_path)
    told: list[float] = []
    heard = default_engine.listen(done.proxy_path, told.append)
    assert {turn.speaker for turn in heard.turns} == {"S1", "S2"}
    assert len(heard.turns) == len(reference(stem))
    assert error(reference(stem), heard.turns, done.duration_seconds).rate < 0.03
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert set(heard.versions) == {"voice", "speakers"}


def test_turns_are_in_order_and_apart(tmp_path: Path) -> None:
    done = prepare(SAMPLES / "missed-train.flac", tmp_path)
    turns = default_engine.recording_turns(done.proxy_path)
    for one, other in pairwise(turns):
        assert one.start_seconds < one.end_seconds <= other.start_seconds


def test_without_speakers_every_stretch_is_a_turn(tmp_path: Path) -> None:
    done = prepare(SAMPLES / "missed-train.flac", tmp_path)
    heard = default_engine.listen(done.proxy_path, speakers=False)
    assert {turn.speaker for turn in heard.turns} == {None}
    assert len(heard.turns) == len(heard.speech)
    assert set(heard.versions) == {"voice"}


def test_blocks_are_linked_by_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = prepare(SAMPLES / "missed-train.flac", tmp_path)
    monkeypatch.setattr(speakers, "BLOCK_SECONDS", 21.0)
    turns = default_engine.recording_turns(done.proxy_path)
    assert {turn.speaker for turn in turns} == {"S1", "S2"}
    score = error(reference("missed-train"), turns, done.duration_seconds)
    assert score.rate < 0.03


def test_a_span_longer_than_a_block_is_divided() -> None:
    blocks = speakers._blocks([Span(1, 2), Span(3, 28), Span(40, 41)], 10.0)
    assert blocks == [
        [Span(1, 2)],
        [Span(3, 13)],
        [Span(13, 23)],
        [Span(23, 28)],
        [Span(40, 41)],
    ]


def test_hears_no_speech_in_noise_hum_or_silence() -> None:
    rng = np.random.default_rng(0)
    noise = rng.standard_normal(16_000 * 40).astype(np.float32)
    hum = np.sin(2 * np.pi * 50 * np.arange(len(noise)) / 16_000).astype(np.float32)
    detector = VoiceDetector()
    for sound in (noise * 0.1, noise * 0.0005, hum * 0.01 + noise * 0.0003, noise * 0):
        assert detector.speech([sound[:300_000], sound[300_000:]]) == []
    assert detector.speech([]) == []


def test_hears_faint_speech(tmp_path: Path) -> None:
    sound, _ = soundfile.read(SAMPLES / "missed-train.flac", dtype="float32")
    detector = VoiceDetector()
    loud = sum(s.end_seconds - s.start_seconds for s in detector.speech([sound]))
    faint = sum(s.end_seconds - s.start_seconds for s in detector.speech([sound * 0.003]))
    assert faint == pytest.approx(loud, rel=0.05)


def test_speech_does_not_depend_on_where_blocks_end() -> None:
    sound, _ = soundfile.read(SAMPLES / "missed-train.flac", dtype="float32")
    sound = levelled(sound)  # so that each block's own levelling changes nothing
    detector = VoiceDetector()
    one = np.concatenate(list(detector.probabilities([sound])))
    many = np.concatenate(list(detector.probabilities(np.array_split(sound * 1.0, 2))))
    assert len(one) == len(many) == -(-len(sound) // 512)
    assert np.abs(one - many).max() < 0.05


def test_mel_filters_are_slaneys() -> None:
    """Values of librosa 0.11, librosa.filters.mel(sr=16000, n_fft=400, n_mels=40)."""
    filters = speaker_network.mel_filters()
    assert filters.shape == (201, 40)
    assert filters.argmax(axis=0)[[0, 10, 20, 39]].tolist() == [2, 20, 44, 185]
    np.testing.assert_allclose(
        filters.max(axis=0)[[0, 10, 20, 39]],
        [0.012404520995914936, 0.01187948975712061, 0.007191917393356562, 0.0017249403754249215],
        rtol=1e-6,
    )


def test_embeddings_are_alike_for_one_voice_and_deaf_to_loudness() -> None:
    sound, _ = soundfile.read(SAMPLES / "loud-neighbour.flac", dtype="float32")
    network = speaker_network.SpeakerNetwork(120)
    first, second = reference("loud-neighbour")[:2]
    third = reference("loud-neighbour")[2]
    windows = np.array(
        [[t.start_seconds + 0.5, t.start_seconds + 1.7] for t in (first, second, third)]
    )
    vectors = network.embed(sound, windows)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[2] > vectors[0] @ vectors[1] + 0.1
    np.testing.assert_allclose(network.embed(sound * 0.1, windows), vectors, atol=1e-4)


def test_a_file_that_is_no_proxy_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros((100, 2)), 44_100)
    with pytest.raises(ValueError, match="44100 Hz and 2 channels; a proxy has 16000 Hz and one"):
        default_engine.speech_spans(path)


@pytest.mark.shared
def test_finds_the_marked_speech(shared_data: Path, tmp_path: Path) -> None:
    done = prepare(shared_data / "audio_vad" / "train.wav", tmp_path)
    found = default_engine.speech_spans(done.proxy_path)
    marked = [(0.52, 0.85), (1.32, 1.83), (2.35, 3.70)]
    for (start, end), span in zip(marked, found, strict=False):
        assert span.start_seconds == pytest.approx(start, abs=0.15)
        assert span.end_seconds == pytest.approx(end, abs=0.15)
