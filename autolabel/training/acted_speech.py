"""Acted speech with a known emotion: RAVDESS and EmoDB, as files on disk.

There is no arousal rating in either, so the acted emotion stands for it, on three steps. The upper
step is the high-arousal class of B. Schuller et al. (2010), "Cross-corpus acoustic emotion
recognition: variances and strategies", IEEE Transactions on Affective Computing 1(2), with
surprise as in their other corpora; the split of their low class into neutral and disgust (middle)
and sadness, boredom and calm (low) is ours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

from autolabel.engines.contract import CLIP_RATE_HZ, Clip

AROUSAL_STEPS = {
    "sadness": 0,
    "boredom": 0,
    "calm": 0,
    "neutral": 1,
    "disgust": 1,
    "anger": 2,
    "fear": 2,
    "happiness": 2,
    "surprise": 2,
}
RAVDESS_EMOTIONS = {
    "01": "neutral",
    "02": "calm",
    "03": "happiness",
    "04": "sadness",
    "05": "anger",
    "06": "fear",
    "07": "disgust",
    "08": "surprise",
}
EMODB_EMOTIONS = {
    "W": "anger",
    "L": "boredom",
    "E": "disgust",
    "A": "fear",
    "F": "happiness",
    "T": "sadness",
    "N": "neutral",
}


@dataclass(frozen=True)
class ActedClip:
    """A clip, who speaks, and the arousal step (0 low, 1 middle, 2 high) of the acted emotion."""

    clip: Clip
    emotion: str

    @property
    def arousal_step(self) -> int:
        """Acted arousal of the emotion."""
        return AROUSAL_STEPS[self.emotion]


def ravdess(folder: Path) -> list[ActedClip]:
    """Clips named modality-channel-emotion-intensity-statement-repetition-actor."""
    return list(_clips(folder, lambda stem: (stem.split("-")[6], RAVDESS_EMOTIONS[stem[6:8]])))


def emodb(folder: Path) -> list[ActedClip]:
    """Clips named speaker (2), sentence (3), emotion letter, version."""
    return list(_clips(folder, lambda stem: (stem[:2], EMODB_EMOTIONS[stem[5]])))


def _clips(folder: Path, parts: Callable[[str], tuple[str, str]]) -> Iterator[ActedClip]:
    paths = sorted(folder.glob("*.wav"))
    if not paths:
        raise FileNotFoundError(f"no .wav files in {folder}")
    for path in paths:
        speaker, emotion = parts(path.stem)
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
        mono = samples.mean(axis=1, dtype=np.float32)
        audio = resample_poly(mono, CLIP_RATE_HZ, rate_hz).astype(np.float32)
        yield ActedClip(Clip(path.stem, audio=audio, speaker=speaker), emotion)
