"""Pieces of a recording's sound as files of their own, exact to the sample."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingestion.engines.decode import Reader
from ingestion.engines.errors import TruncatedMediaError
from ingestion.engines.types import PictureSpan, Probe
from ingestion.engines.wav import Depth, WavWriter


@dataclass(frozen=True, slots=True)
class SoundPiece:
    """The half-open range [start_sample, end_sample) of the original, and the file to be."""

    start_sample: int
    end_sample: int
    target: Path


def cut_sound(
    path: Path, pieces: Sequence[SoundPiece], picture: PictureSpan | None = None
) -> Probe:
    """Write every piece as WAV, at the rate and with the channels of the original.

    The recording is decoded once, to the end of the last piece; pieces may lie over each other.
    Integers of 16 and 24 bits and floats come out bit by bit as they were; what was compressed is
    decoded to 16 bits. Time counts as in ``prepare``: give the ``picture`` that was given there.

    Raises a ``MediaError``; files that were begun are left to the caller.
    """
    waiting = deque(sorted(pieces, key=lambda piece: piece.start_sample))
    with Reader(path, picture) as reader:
        cutter = _Cutter(reader.probe, waiting)
        try:
            for block in reader.blocks():
                cutter.feed(block)
                if cutter.is_done:
                    return reader.probe
        finally:
            cutter.close()
        seconds = cutter.at / reader.probe.rate_hz
        last = max(piece.end_sample for piece in pieces)
        raise TruncatedMediaError(
            path, f"ends at sample {cutter.at}, before sample {last} of a piece of it", seconds
        )


class _Cutter:
    """Hands the samples of a block to the pieces that they belong to."""

    def __init__(self, probe: Probe, waiting: deque[SoundPiece]) -> None:
        self.at = 0
        self._probe, self._depth = probe, depth_of(probe)
        self._waiting = waiting
        self._open: list[tuple[SoundPiece, WavWriter]] = []

    @property
    def is_done(self) -> bool:
        return not self._waiting and not self._open

    def feed(self, block: NDArray[np.float32]) -> None:
        end = self.at + block.shape[1]
        while self._waiting and self._waiting[0].start_sample < end:
            piece = self._waiting.popleft()
            writer = WavWriter(piece.target, self._probe.rate_hz, self._probe.channels, self._depth)
            self._open.append((piece, writer))
        still = []
        for piece, writer in self._open:
            first = max(0, piece.start_sample - self.at)
            writer.write(block[:, first : piece.end_sample - self.at])
            if piece.end_sample > end:
                still.append((piece, writer))
            else:
                writer.close()
        self._open = still
        self.at = end

    def close(self) -> None:
        for _, writer in self._open:
            writer.close()


def depth_of(probe: Probe) -> Depth:
    """The bits that hold a recording's samples as they are; 16 for what was compressed."""
    if probe.codec.startswith("pcm_f") or (probe.bit_depth or 0) > 24:
        return 32
    return 24 if (probe.bit_depth or 0) > 16 else 16
