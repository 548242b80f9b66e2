"""Voices made of harmonics, with known pitch, level and brightness: for self-tests of cards."""

import numpy as np

from autolabel.engines.contract import CLIP_RATE_HZ, Waveform


def voice(
    f0_hz: float, level: float = 0.1, seconds: float = 1.0, tilt: float = 1.0, noise_seed: int = 0
) -> Waveform:
    """Harmonics of `f0_hz` up to 7 kHz whose strength falls as 1 / k ** tilt, with faint noise.

    `level` is the root mean square; a lower `tilt` is a brighter voice.
    """
    times = np.arange(round(seconds * CLIP_RATE_HZ)) / CLIP_RATE_HZ
    tone = np.zeros_like(times)
    for k in range(1, int(7000 / f0_hz) + 1):
        tone += np.sin(2 * np.pi * k * f0_hz * times + k) / k**tilt
    tone *= level / np.sqrt(np.mean(tone**2))
    noise = np.random.default_rng(noise_seed).normal(0, level / 1000, len(tone))
    return (tone + noise).astype(np.float32)
