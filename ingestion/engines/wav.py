"""WAV files whose bytes depend on their samples alone, written block by block.

libsndfile stamps the time into WAVs of floating-point samples, so the header is written here.
"""

import struct
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Self

import numpy as np
from numpy.typing import NDArray

Depth = Literal[16, 24, 32]
"""Bits of a sample: integers of 16 or 24, or floats of 32."""

_HEADER_BYTES = {16: 44, 24: 44, 32: 58}
MOST_BYTES = (1 << 32) - 1024
"""A WAV counts its bytes in 32 bits."""


class WavWriter:
    """Writes float32[channels, n] blocks; what was an integer before comes out as that integer."""

    def __init__(self, path: Path, rate_hz: int, channels: int, depth: Depth) -> None:
        self._file: BinaryIO = path.open("wb")
        self._rate_hz, self._channels, self._depth = rate_hz, channels, depth
        self._file.write(bytes(_HEADER_BYTES[depth]))
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def write(self, block: NDArray[np.float32]) -> None:
        """Append samples of -1..1; integers are clipped at full scale.

        Raises ValueError where the file would be larger than a WAV can be.
        """
        data = _encoded(np.ascontiguousarray(block.T), self._depth)
        self._bytes += len(data)
        if self._bytes > MOST_BYTES:
            raise ValueError(f"{self._file.name} would be larger than the 4 GB of a WAV")
        self._file.write(data)

    def close(self) -> None:
        """Write the header and let go of the file."""
        if self._file.closed:
            return
        if self._bytes % 2:
            self._file.write(b"\0")  # chunks have even lengths
        self._file.seek(0)
        self._file.write(self._header())
        self._file.close()

    def _header(self) -> bytes:
        frame = self._channels * self._depth // 8
        is_float = self._depth == 32
        form = struct.pack(
            "<HHIIHH",
            3 if is_float else 1, self._channels, self._rate_hz, self._rate_hz * frame, frame,
            self._depth,
        )  # fmt: skip
        chunks = _chunk(b"fmt ", form + (b"\0\0" if is_float else b""))
        if is_float:
            chunks += _chunk(b"fact", struct.pack("<I", self._bytes // frame))
        whole = 4 + len(chunks) + 8 + self._bytes + self._bytes % 2
        return (
            b"RIFF" + struct.pack("<I", whole) + b"WAVE" + chunks
            + b"data" + struct.pack("<I", self._bytes)
        )  # fmt: skip


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body


def _encoded(samples: NDArray[np.float32], depth: Depth) -> bytes:
    """Little-endian bytes of float32[n, channels]."""
    if depth == 32:
        return samples.astype("<f4").tobytes()
    full = float(1 << (depth - 1))
    whole = np.clip(np.rint(samples.astype(np.float64) * full), -full, full - 1)
    if depth == 16:
        return whole.astype("<i2").tobytes()
    return whole.astype("<i4")[..., None].view(np.uint8)[..., :3].tobytes()
