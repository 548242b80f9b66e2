"""Quality gates of a cut: each a value, a threshold and a verdict.

A gate flags, it never drops: dropping is a project's decision. A value that cannot be had is
missing, with a reason; it is not 0.

``clipping``         share of samples, over all channels of the original, in runs of three or more
                     at 0.999 of full scale; flagged above 0.1 %
``level``            RMS of the cut in dB of full scale; flagged below -45 dBFS, where a listener at
                     an ordinary volume has to turn it up; digital silence counts as -120 dBFS
``signal_to_noise``  10 log10((S - N) / N) in dB: S the mean power of the frames with speech, N the
                     median power of the frames without speech, in the cut and 10 s to either side;
                     flagged below 20 dB. Speech that the detector missed raises N, so this errs low
``speech_ratio``     share of the cut in which the detector hears speech; flagged below 0.7
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingestion.engines.types import Cut, FrameLevels, Gate, Span

CLIPPING_MAX = 0.001
LEVEL_MIN_DBFS = -45.0
SIGNAL_TO_NOISE_MIN_DB = 20.0
SPEECH_RATIO_MIN = 0.7

DIGITAL_SILENCE_DBFS = -120.0
NOISE_AROUND_SECONDS = 10.0
#: Fewer frames without speech than this say nothing about the noise.
NOISE_MIN_SECONDS = 0.3
#: Noise of rounding to 16 bits: the least that a recording can have.
QUANTISATION_POWER = 1 / 12 / 32768**2
#: Where speech is no stronger than noise, the estimate ends here.
SIGNAL_TO_NOISE_FLOOR_DB = -20.0

NO_DETECTOR = "no speech detector has run"


def gates(cut: Cut, levels: FrameLevels, speech: Sequence[Span] | None) -> tuple[Gate, ...]:
    """All gates of ``cut``, in the order of the module's docstring.

    ``speech``: sorted and disjoint, of the whole recording; None where no detector has run.
    """
    return (
        _clipping(cut, levels),
        _level(cut, levels),
        _signal_to_noise(cut, levels, speech),
        _speech_ratio(cut, speech),
    )


def _gate(name: str, value: float, unit: str, threshold: float, flagged: bool) -> Gate:
    return Gate(name, value, unit, threshold, "flag" if flagged else "pass")


def _missing(name: str, unit: str, threshold: float, reason: str) -> Gate:
    return Gate(name, None, unit, threshold, "missing", reason)


def _clipping(cut: Cut, levels: FrameLevels) -> Gate:
    share = float(levels.clipped[_frames(cut, levels)].mean(dtype=np.float64))
    return _gate("clipping", share, "share", CLIPPING_MAX, share > CLIPPING_MAX)


def _level(cut: Cut, levels: FrameLevels) -> Gate:
    power = float(levels.power[_frames(cut, levels)].mean(dtype=np.float64))
    decibels = max(DIGITAL_SILENCE_DBFS, _decibels(power))
    return _gate("level", decibels, "dBFS", LEVEL_MIN_DBFS, decibels < LEVEL_MIN_DBFS)


def _signal_to_noise(cut: Cut, levels: FrameLevels, speech: Sequence[Span] | None) -> Gate:
    head = ("signal_to_noise", "dB", SIGNAL_TO_NOISE_MIN_DB)
    if speech is None:
        return _missing(*head, NO_DETECTOR)
    inside = _frames(cut, levels)
    around = _around(inside, levels)
    talking = _talking(around, levels, speech)
    power = levels.power[around]
    own = slice(inside.start - around.start, inside.stop - around.start)
    spoken, noise = power[own][talking[own]], power[~talking]
    if not len(spoken):
        return _missing(*head, "no speech in the cut")
    if len(noise) < NOISE_MIN_SECONDS * levels.frames_per_second:
        quiet = f"less than {NOISE_MIN_SECONDS} s without speech"
        return _missing(*head, f"{quiet} within {NOISE_AROUND_SECONDS:g} s")
    floor = max(QUANTISATION_POWER, float(np.median(noise)))
    ratio = (float(spoken.mean(dtype=np.float64)) - floor) / floor
    value = max(SIGNAL_TO_NOISE_FLOOR_DB, _decibels(ratio))
    name, unit, threshold = head
    return _gate(name, value, unit, threshold, value < threshold)


def _speech_ratio(cut: Cut, speech: Sequence[Span] | None) -> Gate:
    if speech is None:
        return _missing("speech_ratio", "share", SPEECH_RATIO_MIN, NO_DETECTOR)
    start, end = cut.start_seconds, cut.end_seconds
    heard = sum(
        min(end, span.end_seconds) - max(start, span.start_seconds)
        for span in _between(speech, start, end)
    )
    ratio = min(1.0, heard / cut.duration_seconds)
    return _gate("speech_ratio", ratio, "share", SPEECH_RATIO_MIN, ratio < SPEECH_RATIO_MIN)


def _frames(cut: Cut, levels: FrameLevels) -> slice:
    """The frames that ``cut`` touches. Raises ValueError for a cut outside the recording."""
    if not 0 <= cut.start_sample < cut.end_sample <= levels.samples:
        raise ValueError(f"{cut} is not inside a recording of {levels.samples} samples")
    size = levels.frame_samples
    return slice(cut.start_sample // size, -(-cut.end_sample // size))


def _around(frames: slice, levels: FrameLevels) -> slice:
    margin = round(NOISE_AROUND_SECONDS * levels.frames_per_second)
    return slice(max(0, frames.start - margin), min(len(levels.power), frames.stop + margin))


def _talking(frames: slice, levels: FrameLevels, speech: Sequence[Span]) -> NDArray[np.bool_]:
    """Which of ``frames`` speech touches."""
    rate = levels.frames_per_second
    talking = np.zeros(frames.stop - frames.start, bool)
    for span in _between(speech, frames.start / rate, frames.stop / rate):
        first = int(span.start_seconds * rate) - frames.start
        talking[max(0, first) : int(np.ceil(span.end_seconds * rate)) - frames.start] = True
    return talking


def _between(speech: Sequence[Span], start: float, end: float) -> Sequence[Span]:
    first = bisect_right(speech, start, key=lambda span: span.end_seconds)
    return speech[first : bisect_left(speech, end, key=lambda span: span.start_seconds)]


def _decibels(power: float) -> float:
    return float(10 * np.log10(max(power, 1e-30)))
