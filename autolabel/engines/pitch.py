"""Pitch and band energies of speech, frame by frame.

Pitch follows P. Boersma (1993), "Accurate short-term analysis of the fundamental frequency and the
harmonics-to-noise ratio of a sampled sound", Proc. Institute of Phonetic Sciences 17, 97-110: the
autocorrelation of a windowed frame is divided by that of the window, its peaks are candidates, and
the path through the candidates that costs least is the pitch contour. We interpolate peaks by a
parabola between half samples instead of by sinc, and measure the silence of a frame by its root
mean square instead of its peak, so that one click does not silence a whole clip.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autolabel.engines.contract import CLIP_RATE_HZ, Waveform

Floats = NDArray[np.float64]

HOP = 160  # samples: 10 ms
WINDOW = 640  # samples: 40 ms, three periods of the lowest pitch
FFT = 1024  # samples: window plus the longest lag, so that lags do not wrap round
FLOOR_HZ = 75.0
CEILING_HZ = 600.0
BLOCK = 1024  # frames worked on at once, which bounds the memory for a long clip
CANDIDATES = 4

VOICING_THRESHOLD = 0.45
SILENCE_THRESHOLD = 0.03  # of the loudest frame
OCTAVE_COST = 0.01
JUMP_COST = 0.35  # an octave
VOICING_COST = 0.14  # from voiced to unvoiced or back

LOW_BAND_HZ = (80.0, 500.0)
HIGH_BAND_HZ = (500.0, CLIP_RATE_HZ / 2)

_HANN = np.hanning(WINDOW + 2)[1:-1]
_LAG_RATE_HZ = 2 * CLIP_RATE_HZ  # half samples: a high, bright voice has a peak of few samples
_LAGS = np.arange(int(_LAG_RATE_HZ / CEILING_HZ), int(_LAG_RATE_HZ / FLOOR_HZ) + 2)
_BIN_HZ = np.fft.rfftfreq(FFT, 1 / CLIP_RATE_HZ)


def _autocorrelation(power: Floats) -> Floats:
    """Autocorrelation at lags 0 to the longest plus one, in half samples, of each spectrum."""
    length = FFT * _LAG_RATE_HZ // CLIP_RATE_HZ
    doubled = np.fft.irfft(power, length, axis=-1)[..., : _LAGS[-1] + 2]
    return doubled * (length / FFT)


_HANN_AUTOCORRELATION = _autocorrelation(np.abs(np.fft.rfft(_HANN, FFT)) ** 2)
_HANN_AUTOCORRELATION /= _HANN_AUTOCORRELATION[0]


@dataclass(frozen=True)
class Frames:
    """What was measured every 10 ms; all arrays have one entry a frame.

    `f0_hz` is NaN where the frame is not voiced. `power` is the mean square (full scale 1),
    `low` and `high` are the energies below and above 500 Hz in a unit of their own.
    """

    f0_hz: Floats
    power: Floats
    low: Floats
    high: Floats

    @property
    def voiced(self) -> NDArray[np.bool_]:
        """Which frames have a pitch."""
        return ~np.isnan(self.f0_hz)


def analyse(audio: Waveform) -> Frames:
    """Pitch and energies of a clip (mono, 16 kHz, at least one 40 ms window)."""
    if len(audio) < WINDOW:
        raise ValueError(f"audio has {len(audio)} samples, at least {WINDOW} are needed")
    blocks = [_measure(power) for power in _power_spectra(audio)]
    hz, strength, power, low, high = (np.concatenate(part) for part in zip(*blocks, strict=True))
    return Frames(_best_path(hz, strength, _unvoiced_strength(power)), power, low, high)


def _power_spectra(audio: Waveform) -> Iterator[Floats]:
    """Blocks of frames: power spectrum of each Hann-windowed frame, its mean taken off."""
    frames = np.lib.stride_tricks.sliding_window_view(audio, WINDOW)[::HOP]
    for start in range(0, len(frames), BLOCK):
        block = frames[start : start + BLOCK].astype(np.float64)
        block -= block.mean(axis=1, keepdims=True)
        yield np.abs(np.fft.rfft(block * _HANN, FFT, axis=1)) ** 2


def _measure(spectra: Floats) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Candidates (Hz, strength; shape frames x CANDIDATES), mean square, low and high energy."""
    correlation = _autocorrelation(spectra)
    # Parseval: lag 0 of a windowed frame is its energy; the window's own is divided out
    power = correlation[:, 0] / np.sum(_HANN**2)
    scale = np.where(correlation[:, :1] > 0, correlation[:, :1], 1.0)
    hz, strength = _candidates(correlation / scale / _HANN_AUTOCORRELATION)
    low, high = (
        spectra[:, slice(*np.searchsorted(_BIN_HZ, band))].sum(axis=1)
        for band in (LOW_BAND_HZ, HIGH_BAND_HZ)
    )
    return hz, strength, power, low, high


def _candidates(correlation: Floats) -> tuple[Floats, Floats]:
    """The strongest peaks of each row; a missing candidate has strength -inf (and some Hz)."""
    before, here, after = (correlation[:, _LAGS + shift] for shift in (-1, 0, 1))
    peak = (here > before) & (here >= after) & (here > 0)
    curve = np.where(peak, before - 2 * here + after, -1.0)
    shift = np.where(peak, 0.5 * (before - after) / curve, 0.0)
    height = here - 0.25 * (before - after) * shift
    hz = _LAG_RATE_HZ / (_LAGS + shift)
    inside = peak & (hz >= FLOOR_HZ) & (hz <= CEILING_HZ)
    # of two equal peaks the shorter period is the pitch, the longer one its double
    strength = np.where(inside, height + OCTAVE_COST * np.log2(hz / FLOOR_HZ), -np.inf)
    order = np.argsort(-strength, axis=1, kind="stable")[:, :CANDIDATES]
    return np.take_along_axis(hz, order, axis=1), np.take_along_axis(strength, order, axis=1)


def _unvoiced_strength(power: Floats) -> Floats:
    """Strength of "no pitch" a frame: higher, the quieter the frame is within the clip."""
    loudest = np.sqrt(power.max())
    level = np.sqrt(power) / loudest if loudest > 0 else np.zeros_like(power)
    quiet = 2 - (level / SILENCE_THRESHOLD) * (1 + VOICING_THRESHOLD)
    return VOICING_THRESHOLD + np.maximum(0.0, quiet)


def _best_path(hz: Floats, strength: Floats, unvoiced: Floats) -> Floats:
    """Pitch a frame, NaN where unvoiced: the path of highest strength less its costs (Viterbi)."""
    count, width = hz.shape
    octaves = np.log2(hz)
    local = np.column_stack([strength, unvoiced])
    back = np.zeros((count, width + 1), dtype=np.intp)
    step = np.full((width + 1, width + 1), VOICING_COST)
    step[width, width] = 0.0
    score = local[0]
    for t in range(1, count):
        step[:width, :width] = JUMP_COST * np.abs(octaves[t - 1][:, None] - octaves[t])
        total = score[:, None] - step
        back[t] = total.argmax(axis=0)
        score = total.max(axis=0) + local[t]
    path = np.empty(count, dtype=np.intp)
    path[-1] = score.argmax()
    for t in range(count - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    padded = np.column_stack([hz, np.full(count, np.nan)])
    result: Floats = padded[np.arange(count), path]
    return result
