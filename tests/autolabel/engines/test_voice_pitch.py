import numpy as np
import pytest
from scipy.signal import lfilter

from autolabel.engines.made_up_voice import voice
from autolabel.engines.pitch import BLOCK, HOP, WINDOW, analyse

RATE_HZ = 16_000


@pytest.mark.parametrize("f0_hz", [80, 110, 155.5, 220, 330, 440, 580])
def test_pitch_of_a_steady_voice_is_found(f0_hz):
    frames = analyse(voice(f0_hz))
    assert frames.voiced.mean() > 0.95
    assert np.nanmedian(frames.f0_hz) == pytest.approx(f0_hz, rel=0.005)


def test_pitch_is_found_when_the_fundamental_itself_is_missing():
    times = np.arange(RATE_HZ) / RATE_HZ
    audio = sum(np.sin(2 * np.pi * 150 * k * times) for k in range(3, 10)).astype(np.float32) / 20
    assert np.nanmedian(analyse(audio).f0_hz) == pytest.approx(150, rel=0.005)


def test_pitch_follows_a_glide_without_octave_jumps():
    times = np.arange(2 * RATE_HZ) / RATE_HZ
    hz = 100 * 2 ** (times / 2)
    phase = 2 * np.pi * np.cumsum(hz) / RATE_HZ
    audio = sum(np.sin(k * phase) / k for k in range(1, 20)).astype(np.float32) / 10
    frames = analyse(audio)
    centres = (np.arange(len(frames.f0_hz)) * HOP + WINDOW / 2).astype(int)
    assert np.abs(np.log2(frames.f0_hz / hz[centres])).max() < 1 / 24


def test_pitch_survives_ten_decibels_of_noise():
    noise = np.random.default_rng(1).normal(0, 0.1 / np.sqrt(10), RATE_HZ)
    frames = analyse((voice(200, level=0.1) + noise).astype(np.float32))
    assert frames.voiced.mean() > 0.8
    assert np.nanmedian(frames.f0_hz) == pytest.approx(200, rel=0.01)


def test_noise_has_no_pitch():
    white = np.random.default_rng(2).normal(0, 0.1, 2 * RATE_HZ)
    dull = lfilter([1.0], [1.0, -0.9], white)
    for noise in (white, dull):
        assert analyse(noise.astype(np.float32)).voiced.mean() < 0.05


def test_silence_between_two_voices_is_unvoiced():
    gap = np.zeros(RATE_HZ // 2, dtype=np.float32)
    frames = analyse(np.concatenate([voice(120, seconds=0.5), gap, voice(240, seconds=0.5)]))
    second = RATE_HZ // HOP
    assert np.isnan(frames.f0_hz[second // 2 + 4 : second - 4]).all()
    assert np.nanmedian(frames.f0_hz[: second // 2]) == pytest.approx(120, rel=0.01)
    assert np.nanmedian(frames.f0_hz[second:]) == pytest.approx(240, rel=0.01)


def test_power_is_the_mean_square_and_bands_split_at_500_hz():
    times = np.arange(RATE_HZ) / RATE_HZ
    below = 0.2 * np.sin(2 * np.pi * 300 * times)
    above = 0.1 * np.sin(2 * np.pi * 2000 * times)
    frames = analyse((below + above).astype(np.float32))
    assert np.median(frames.power) == pytest.approx((0.2**2 + 0.1**2) / 2, rel=0.01)
    assert np.median(frames.high / frames.low) == pytest.approx(0.25, rel=0.01)


def test_a_constant_offset_changes_nothing():
    audio = voice(150)
    plain, shifted = analyse(audio), analyse(audio + np.float32(0.3))
    np.testing.assert_allclose(shifted.f0_hz, plain.f0_hz, rtol=1e-3)
    np.testing.assert_allclose(shifted.power, plain.power, rtol=1e-3)


def test_a_long_clip_is_measured_in_blocks_like_a_short_one():
    long = analyse(voice(150, seconds=(BLOCK + 100) * HOP / RATE_HZ))
    assert len(long.f0_hz) > BLOCK
    np.testing.assert_allclose(long.f0_hz, 150, rtol=0.01)


def test_less_than_a_window_is_refused():
    with pytest.raises(ValueError, match="audio has 639 samples, at least 640 are needed"):
        analyse(np.zeros(639, dtype=np.float32))
