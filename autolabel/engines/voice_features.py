"""The three vocal features of Bone, Lee and Narayanan (2014), for one clip."""

from dataclasses import dataclass

import numpy as np

from autolabel.engines.contract import CLIP_RATE_HZ, Waveform
from autolabel.engines.pitch import HOP, analyse

MIN_SECONDS = 0.25
MIN_VOICED_SECONDS = 0.1
SILENCE_DBFS = -70.0


class UnmeasurableError(Exception):
    """The clip has no voice to measure; the message says why."""


@dataclass(frozen=True)
class VoiceFeatures:
    """Medians over the voiced frames of a clip.

    `f0_median_hz` is the exponential of the median log pitch. `intensity_db` is relative to a mean
    square of 1 (a full-scale sine has -3 dB). `hf500_db` is the energy above 500 Hz over that from
    80 to 500 Hz. `voiced_fraction` is the share of all frames that are voiced.
    """

    f0_median_hz: float
    intensity_db: float
    hf500_db: float
    voiced_fraction: float


def voice_features(audio: Waveform) -> VoiceFeatures:
    """Features of a clip (mono, float32, 16 kHz). Raises UnmeasurableError with the reason."""
    _check(audio)
    frames = analyse(audio)
    loudest_db = 10 * np.log10(max(float(frames.power.max()), 1e-20))
    if loudest_db < SILENCE_DBFS:
        raise UnmeasurableError(
            f"silent: the loudest 40 ms reach {loudest_db:.0f} dB of full scale, "
            f"{SILENCE_DBFS:.0f} dB are needed"
        )
    voiced = frames.voiced
    voiced_seconds = int(voiced.sum()) * HOP / CLIP_RATE_HZ
    if voiced_seconds < MIN_VOICED_SECONDS:
        raise UnmeasurableError(
            f"unvoiced: {voiced_seconds:.2f} s have a pitch, {MIN_VOICED_SECONDS:.2f} s are needed"
        )
    # a pure low tone has next to nothing above 500 Hz: the floor keeps its ratio finite
    high = np.maximum(frames.high[voiced], 1e-12 * frames.low[voiced])
    low = np.maximum(frames.low[voiced], 1e-12 * frames.high[voiced])
    return VoiceFeatures(
        f0_median_hz=float(np.exp2(np.median(np.log2(frames.f0_hz[voiced])))),
        intensity_db=float(np.median(10 * np.log10(frames.power[voiced]))),
        hf500_db=float(np.median(10 * np.log10(high / low))),
        voiced_fraction=float(voiced.mean()),
    )


def _check(audio: Waveform) -> None:
    if audio.ndim != 1 or audio.dtype != np.float32:
        raise UnmeasurableError(
            f"audio is {audio.dtype} of shape {audio.shape}, it must be float32 of one channel"
        )
    seconds = len(audio) / CLIP_RATE_HZ
    if seconds < MIN_SECONDS:
        raise UnmeasurableError(
            f"too short: {seconds:.3f} s, at least {MIN_SECONDS:.2f} s are needed"
        )
    if not np.isfinite(audio).all():
        raise UnmeasurableError("audio holds values that are not finite numbers")
