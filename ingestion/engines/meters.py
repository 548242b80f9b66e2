"""Meters that are fed the original samples block by block and keep next to nothing."""

from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import sosfilt

#: A sample is clipped when it lies in a run of at least RUN samples at or above FULL_SCALE.
FULL_SCALE = 0.999
RUN = 3

FRAMES_PER_SECOND = 100


@dataclass(frozen=True, slots=True)
class Frames:
    """Measures of consecutive frames, each array of one number a frame.

    ``low``, ``high``: extremes of the mono mix; ``power``: its mean square; ``clipped``: share of
    all channels' samples that are clipped.
    """

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    power: NDArray[np.float32]
    clipped: NDArray[np.float32]


class FrameMeter:
    """Cuts sound into frames of 10 ms (to the whole sample) and measures each."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        self.frame_samples = max(1, rate_hz // FRAMES_PER_SECOND)
        self.samples = 0
        self.peak = 0.0
        self.square_sum = 0.0
        self.clipped_sum = 0.0
        self._waiting = np.zeros((channels, 0), np.float32)
        self._before = np.zeros((channels, RUN - 1), bool)

    def feed(self, block: NDArray[np.float32]) -> Frames:
        """Measures of the frames that ``block``, float32[channels, n], completes."""
        self.samples += block.shape[1]
        sound = np.concatenate([self._waiting, block], axis=1)
        # A run that starts in the last samples of a frame is known only from those after it.
        frames = max(0, sound.shape[1] - (RUN - 1)) // self.frame_samples
        ready = frames * self.frame_samples
        clipped = self._clipped(sound[:, : ready + RUN - 1])[:, :ready]
        self._waiting = sound[:, ready:]
        return self._measure(sound[:, :ready], clipped, self.frame_samples)

    def finish(self) -> Frames:
        """Measures of what is left: whole frames, and a last one that may be shorter."""
        sound = self._waiting
        clipped = self._clipped(sound)
        self._waiting = sound[:, :0]
        whole = sound.shape[1] // self.frame_samples * self.frame_samples
        parts = [self._measure(sound[:, :whole], clipped[:, :whole], self.frame_samples)]
        rest = sound.shape[1] - whole
        if rest:
            parts.append(self._measure(sound[:, whole:], clipped[:, whole:], rest))
        return join(parts)

    def _clipped(self, sound: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which samples lie in a run at full scale, knowing the samples before ``sound``."""
        hot = np.concatenate([self._before, np.abs(sound) >= FULL_SCALE], axis=1)
        done = max(0, sound.shape[1] - (RUN - 1))
        self._before = hot[:, done : done + RUN - 1]
        mask = np.zeros_like(hot)
        if hot.any():
            starts = hot[:, :-2] & hot[:, 1:-1] & hot[:, 2:]
            for shift in range(RUN):
                mask[:, shift : shift + starts.shape[1]] |= starts
        return mask[:, RUN - 1 :]

    def _measure(self, sound: NDArray[np.float32], clipped: NDArray[np.bool_], size: int) -> Frames:
        mono = sound.mean(axis=0, dtype=np.float32).reshape(-1, size)
        power = np.einsum("ij,ij->i", mono, mono, dtype=np.float32) / np.float32(size)
        channels = len(sound)
        share = clipped.reshape(channels, -1, size).sum(axis=(0, 2)) / (size * channels)
        self.square_sum += float(power.sum(dtype=np.float64)) * size
        self.clipped_sum += float(clipped.sum())
        self.peak = max(self.peak, float(np.abs(sound).max(initial=0.0)))
        return Frames(
            low=mono.min(axis=1, initial=1.0),
            high=mono.max(axis=1, initial=-1.0),
            power=power,
            clipped=share.astype(np.float32),
        )


def join(parts: list[Frames]) -> Frames:
    """Frames one after the other."""
    return Frames(
        low=np.concatenate([part.low for part in parts]),
        high=np.concatenate([part.high for part in parts]),
        power=np.concatenate([part.power for part in parts]),
        clipped=np.concatenate([part.clipped for part in parts]),
    )


class LoudnessMeter:
    """Integrated loudness after ITU-R BS.1770-4, every channel weighing the same.

    Blocks of 400 ms every 100 ms, gated at -70 LUFS and then 10 LU below the mean of the rest.
    """

    OFFSET = -0.691
    ABSOLUTE_GATE = -70.0
    RELATIVE_GATE = -10.0
    STEPS_PER_BLOCK = 4
    #: Below this rate the shelf of the weighting lies above half the rate.
    LOWEST_RATE_HZ = 4_000

    def __init__(self, rate_hz: int, channels: int) -> None:
        self._usable = rate_hz >= self.LOWEST_RATE_HZ
        self._step = max(1, round(rate_hz / 10))
        self._filter = k_weighting(rate_hz) if self._usable else np.zeros((2, 6))
        self._state = np.zeros((2, channels, 2))
        self._powers = array("d")
        self._waiting = np.zeros(0)

    def feed(self, block: NDArray[np.float32]) -> None:
        """Take in ``block``, float32[channels, n]."""
        if not self._usable:
            return
        weighted, self._state = sosfilt(self._filter, block, axis=1, zi=self._state)
        square = np.concatenate([self._waiting, np.einsum("ij,ij->j", weighted, weighted)])
        whole = len(square) - len(square) % self._step
        self._powers.extend(square[:whole].reshape(-1, self._step).mean(axis=1))
        self._waiting = square[whole:]

    def integrated(self) -> float | None:
        """LUFS, or None where nothing passes the gate."""
        steps = np.frombuffer(self._powers) if self._powers else np.zeros(0)
        if len(steps) < self.STEPS_PER_BLOCK:
            return None
        summed = np.cumsum(np.concatenate([[0.0], steps]))
        blocks = (summed[self.STEPS_PER_BLOCK :] - summed[: -self.STEPS_PER_BLOCK]).clip(min=0)
        blocks = self._gated(blocks / self.STEPS_PER_BLOCK, self.ABSOLUTE_GATE)
        if not len(blocks):
            return None
        relative = self.OFFSET + 10 * np.log10(blocks.mean()) + self.RELATIVE_GATE
        return float(self.OFFSET + 10 * np.log10(self._gated(blocks, relative).mean()))

    def _gated(self, powers: NDArray[np.float64], lufs: float) -> NDArray[np.float64]:
        return powers[powers > 10 ** ((lufs - self.OFFSET) / 10)]


def k_weighting(rate_hz: int) -> NDArray[np.float64]:
    """The two second-order sections of BS.1770's K weighting, for any rate.

    The standard gives coefficients for 48 kHz; these are the analogue filters behind them, bilinear
    transformed (De Man, "Evaluation of implementations of the EBU R128 loudness measurement").
    """
    k, q = np.tan(np.pi * 1681.974450955533 / rate_hz), 0.7071752369554196
    gain = 10 ** (3.999843853973347 / 20)
    edge = gain**0.4996667741545416
    norm = 1 + k / q + k * k
    shelf = [
        (gain + edge * k / q + k * k) / norm,
        2 * (k * k - gain) / norm,
        (gain - edge * k / q + k * k) / norm,
        1.0,
        2 * (k * k - 1) / norm,
        (1 - k / q + k * k) / norm,
    ]
    k, q = np.tan(np.pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    norm = 1 + k / q + k * k
    high_pass = [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / norm, (1 - k / q + k * k) / norm]
    return np.array([shelf, high_pass])
