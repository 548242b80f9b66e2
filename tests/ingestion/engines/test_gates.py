"""Gates of a cut: known sounds give known values, and what cannot be known is missing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingestion.engines.gates import gates
from ingestion.engines.prepare import prepare, read_levels
from ingestion.engines.types import Cut, FrameLevels, Gate, Span
from tests.media import makers

RATE = 16_000


def scene(noise: float, speech: float, seconds: float = 10.0) -> FrameLevels:
    """Noise power throughout, speech power from 2 s to 5 s in addition."""
    power = np.full(round(seconds * 100), noise, np.float32)
    power[200:500] += speech
    clipped = np.zeros_like(power)
    return FrameLevels(RATE, 160, round(seconds * RATE), power, clipped)


def named(
    levels: FrameLevels, speech: list[Span] | None, cut: Cut | None = None
) -> dict[str, Gate]:
    found = gates(cut or Cut(2 * RATE, 5 * RATE, RATE), levels, speech)
    return {gate.name: gate for gate in found}


def test_names_and_order() -> None:
    names = list(named(scene(1e-6, 1e-3), [Span(2, 5)]))
    assert names == ["clipping", "level", "signal_to_noise", "speech_ratio"]


@pytest.mark.parametrize(("ratio_db", "verdict"), [(25.0, "pass"), (15.0, "flag"), (0.0, "flag")])
def test_signal_to_noise_is_what_was_mixed(ratio_db: float, verdict: str) -> None:
    gate = named(scene(1e-5, 1e-5 * 10 ** (ratio_db / 10)), [Span(2, 5)])["signal_to_noise"]
    assert gate.value == pytest.approx(ratio_db, abs=0.01)
    assert (gate.verdict, gate.threshold, gate.unit) == (verdict, 20.0, "dB")


def test_signal_to_noise_has_a_floor_and_a_ceiling() -> None:
    below = named(scene(1e-3, 0.0), [Span(2, 5)])["signal_to_noise"]
    assert (below.value, below.verdict) == (-20.0, "flag")
    clean = named(scene(0.0, 1e-2), [Span(2, 5)])["signal_to_noise"]
    assert clean.value == pytest.approx(10 * np.log10(1e-2 * 12 * 32768**2), abs=0.01)


def test_missing_values_say_why_and_are_not_nought() -> None:
    levels = scene(1e-5, 1e-2)
    for speech, reason in (
        (None, "no speech detector has run"),
        ([Span(6, 7)], "no speech in the cut"),
        ([Span(0, 9.8)], "less than 0.3 s without speech"),
    ):
        gate = named(levels, speech)["signal_to_noise"]
        assert (gate.value, gate.verdict) == (None, "missing")
        assert gate.reason is not None
        assert reason in gate.reason
    ratio = named(levels, None)["speech_ratio"]
    assert (ratio.value, ratio.verdict) == (None, "missing")


def test_level_and_digital_silence() -> None:
    levels = scene(0.0, 1e-4)
    assert named(levels, None)["level"].value == pytest.approx(-40.0, abs=0.01)
    assert named(scene(0.0, 1e-5), None)["level"].verdict == "flag"
    still = named(levels, None, Cut(6 * RATE, 7 * RATE, RATE))["level"]
    assert (still.value, still.verdict) == (-120.0, "flag")


def test_speech_ratio_counts_only_what_is_inside() -> None:
    speech = [Span(0, 1), Span(1.5, 3), Span(3.5, 4), Span(4.5, 8)]
    gate = named(scene(1e-6, 1e-3), speech)["speech_ratio"]
    assert gate.value == pytest.approx((1 + 0.5 + 0.5) / 3)
    assert gate.verdict == "flag"
    assert named(scene(1e-6, 1e-3), [Span(0, 9)])["speech_ratio"].value == 1.0
    assert named(scene(1e-6, 1e-3), [])["speech_ratio"].value == 0.0


def test_clipping_in_the_original_is_seen_in_its_cut_only(tmp_path: Path) -> None:
    sound = makers.tone(4.0, 44_100, 1, 0.3)
    sound[0, 44_100 * 3 : 44_100 * 3 + 441] = 1.0
    done = prepare(makers.write_wav(tmp_path / "a.wav", sound, 44_100), tmp_path)
    levels = read_levels(done.levels_path)
    hit = gates(Cut(44_100 * 2, 44_100 * 4, 44_100), levels, None)[0]
    clean = gates(Cut(0, 44_100 * 2, 44_100), levels, None)[0]
    assert (hit.value, hit.verdict) == (pytest.approx(441 / 88_200), "flag")
    assert (clean.value, clean.verdict, clean.threshold) == (0.0, "pass", 0.001)


def test_a_cut_outside_the_recording_is_refused() -> None:
    levels = replace(scene(1e-6, 1e-3), samples=10 * RATE)
    with pytest.raises(ValueError, match="is not inside a recording of 160000 samples"):
        gates(Cut(0, 10 * RATE + 1, RATE), levels, None)
