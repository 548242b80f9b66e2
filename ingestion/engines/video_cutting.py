"""Pieces of a video as files of their own, with the frames that are shown in them."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingestion.engines.decode import Reader
from ingestion.engines.footage import Footage, frames
from ingestion.engines.rendition import Output

ONE_THREAD = 1
"""The encoder's bytes depend on how many it has."""

TOLERANCE = 1e-6
"""Seconds: differences of timestamps are rounded."""

Picture = tuple[float, Any]
Block = NDArray[np.float32]


def cut_video(
    path: Path, footage: Footage, target: Path, start_seconds: float, end_seconds: float
) -> None:
    """Write the frames between two times, and the sound if there is any, to `target`.

    Times count as those of segments do. The piece begins with the frame that is on show at its
    start. Picture and sound are encoded anew, so the sound is exact to the sample only in the WAV
    that ``cut_sound`` makes. `target` has the suffix of ``recipe()``. Raises a ``MediaError``.
    """
    length = end_seconds - start_seconds
    with (
        Reader(path, footage.span) if footage.sound_codec else nullcontext() as reader,
        Output(target, footage, ONE_THREAD) as output,
    ):
        origin = reader.origin_seconds if reader else footage.start_seconds
        shown = between(frames(path, footage), origin, start_seconds, end_seconds)
        if reader is None:
            _write(output, footage, shown, iter(()), rate_hz=1, length=length)
            return
        rate = reader.probe.rate_hz
        output.add_sound(rate, reader.probe.channels)
        first, last = round(start_seconds * rate), round(end_seconds * rate)
        heard = sliced(reader.blocks(), first, last)
        _write(output, footage, shown, heard, rate_hz=rate, length=length)


def _write(
    output: Output,
    footage: Footage,
    pictures: Iterator[Picture],
    blocks: Iterator[Block],
    *,
    rate_hz: int,
    length: float,
) -> None:
    """Frames and sound in order of time, so that neither waits for the other in memory."""
    heard, at = 0, 0.0
    for seconds, frame in pictures:
        at = seconds
        while heard <= at * rate_hz and (block := next(blocks, None)) is not None:
            output.hear(block)
            heard += block.shape[1]
        output.see(at, frame)
    for block in blocks:
        output.hear(block)
    output.finish(at, length, footage)


def between(
    pictures: Iterator[Picture], origin: float, start: float, end: float
) -> Iterator[Picture]:
    """The frames on show between two times after `origin`, with their time from the start."""
    on_show = None
    for stamp, frame in pictures:
        at = stamp - origin
        if at >= end - TOLERANCE:
            break
        if at <= start + TOLERANCE:
            on_show = frame
            continue
        if on_show is not None:
            yield 0.0, on_show
            on_show = None
        yield at - start, frame
    if on_show is not None:
        yield 0.0, on_show


def sliced(blocks: Iterator[Block], first: int, last: int) -> Iterator[Block]:
    """The samples [first, last) of float32[channels, n] blocks that follow each other."""
    at = 0
    for block in blocks:
        piece = block[:, max(0, first - at) : max(0, last - at)]
        if piece.shape[1]:
            yield piece
        at += block.shape[1]
        if at >= last:
            return
