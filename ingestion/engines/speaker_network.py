"""Voice to a vector: Resemblyzer's speaker encoder (Apache-2.0) under onnxruntime.

Its input are 40 mel powers (no logarithm) every 10 ms of sound at -30 dBFS. Here each window is
brought to that level by itself, so that a voice far from the microphone is heard like a near one.
"""

import numpy as np
from numpy.typing import NDArray

from ingestion.engines.types import PROXY_RATE_HZ
from ingestion.engines.weights import session

MODEL = "speaker_network.onnx"

MELS = 40
FFT = 400
HOP = 160
LEVEL_POWER = 1e-3  # -30 dBFS
#: Windows in one call of the network, and spectra in one call of the transform: memory, no more.
BATCH = 64
SPECTRA = 4096


class SpeakerNetwork:
    """Embeds windows of a sound; vectors of unit length, close for one voice."""

    #: Values of an embedding.
    SIZE = 256

    def __init__(self, frames: int, threads: int = 1) -> None:
        """``frames``: 10 ms frames of a window; shorter ones are repeated until they fill it."""
        self._frames = frames
        self._session = session(MODEL, threads)

    def embed(
        self, sound: NDArray[np.float32], windows: NDArray[np.floating]
    ) -> NDArray[np.float32]:
        """float32[n, 256] for ``windows``, float[n, 2]: start and end in seconds of ``sound``."""
        inputs = np.empty((self._frames, len(windows), MELS), np.float32)
        mels = mel_powers(sound)
        for k, (start, end) in enumerate(windows):
            first = min(int(start * PROXY_RATE_HZ / HOP), len(mels) - 1)
            length = round((end - start) * PROXY_RATE_HZ / HOP)
            window = mels[first : first + min(self._frames, max(1, length))]
            part = sound[int(start * PROXY_RATE_HZ) : int(end * PROXY_RATE_HZ)]
            power = float(np.square(part).mean()) if len(part) else 0.0
            gain = LEVEL_POWER / max(power, 1e-12)
            inputs[:, k] = np.resize(window * np.float32(gain), (self._frames, MELS))
        found = [
            self._session.run(None, {"mels": np.ascontiguousarray(inputs[:, k : k + BATCH])})[0]
            for k in range(0, len(windows), BATCH)
        ]
        return np.concatenate([np.zeros((0, self.SIZE), np.float32), *found])


def mel_powers(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """float32[1 + n // 160, 40]: mel powers of frames centred on every 160th sample."""
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(sound, FFT // 2), FFT)[::HOP]
    window = np.hanning(FFT + 1)[:-1].astype(np.float32)
    filters = mel_filters()
    powers = [
        np.square(np.abs(np.fft.rfft(frames[k : k + SPECTRA] * window))).astype(np.float32)
        @ filters
        for k in range(0, len(frames), SPECTRA)
    ]
    return np.concatenate(powers)


def mel_filters() -> NDArray[np.float32]:
    """float32[201, 40]: triangles on Slaney's mel scale, each of unit area (as in librosa).

    The scale is linear up to 1 kHz (200/3 Hz a mel) and logarithmic above.
    """
    linear, knee, log_step = 200 / 3, 1000.0, np.log(6.4) / 27
    top = knee / linear + np.log(PROXY_RATE_HZ / 2 / knee) / log_step
    mels = np.linspace(0.0, top, MELS + 2)
    above = knee * np.exp(log_step * (mels - knee / linear))
    edges = np.where(mels < knee / linear, mels * linear, above)
    bins = np.linspace(0.0, PROXY_RATE_HZ / 2, FFT // 2 + 1)
    rising = (bins[:, None] - edges[:-2]) / np.diff(edges)[:-1]
    falling = (edges[2:] - bins[:, None]) / np.diff(edges)[1:]
    triangles = np.maximum(0.0, np.minimum(rising, falling)) * (2.0 / (edges[2:] - edges[:-2]))
    return triangles.astype(np.float32)
