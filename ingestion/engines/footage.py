"""Video: what a file holds, and its frames one after the other, as they are to be shown.

Animated images are video without sound. Times are the file's own timestamps, in seconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError

from ingestion.engines import pictures
from ingestion.engines.completeness import exact_seconds
from ingestion.engines.decode import (
    BROKEN_PACKETS_ALLOWED,
    SHORTFALL_SECONDS,
    is_cover,
    open_container,
    open_file,
)
from ingestion.engines.errors import (
    DamagedMediaError,
    NotMediaError,
    TooLargeError,
    TruncatedMediaError,
)
from ingestion.engines.types import PictureSpan, Progress

#: More pixels in a frame than 8K has.
MOST_PIXELS = 7680 * 4320


@dataclass(frozen=True, slots=True)
class Footage:
    """What a video holds. ``width`` and ``height`` are as shown: turned, with square pixels.

    ``keyframe_seconds``: the longest stretch that a player has to decode in order to seek.
    """

    container: str
    codec: str
    pixel_format: str
    width: int
    height: int
    rotation: int
    frame_rate: float
    frames: int
    start_seconds: float
    end_seconds: float
    keyframe_seconds: float
    sound_codec: str | None
    is_animated_image: bool = False

    @property
    def seconds(self) -> float:
        return self.end_seconds - self.start_seconds

    @property
    def span(self) -> PictureSpan:
        return PictureSpan(self.start_seconds, self.end_seconds)


def has_picture(path: Path) -> bool:
    """Whether a media file that is no image has video. Raises a ``MediaError``."""
    with _opened(path) as (container, stream):
        if stream is None and container.streams.best("audio") is None:
            raise NotMediaError(path, "has no sound and no picture")
        return stream is not None


def look(path: Path, progress: Progress | None = None) -> Footage:
    """What a video holds: its packets are read, its first frame is decoded.

    Raises a ``MediaError``, also where the file is shorter than it says.
    """
    with path.open("rb") as file:
        is_image = pictures.begins_like_image(file.read(12))
    return _animation(path) if is_image else _video(path, progress)


def frames(path: Path, footage: Footage) -> Iterator[tuple[float, Any]]:
    """(seconds, frame) in order of time, turned upright. Raises ``DamagedMediaError`` half-way."""
    if footage.is_animated_image:
        for seconds, image in pictures.frames_of(path):
            yield seconds, av.VideoFrame.from_ndarray(np.asarray(image), format="rgb24")
        return
    last = -np.inf
    for number, frame in enumerate(_decoded(path)):
        stamp = _seconds(frame)
        counted = footage.start_seconds + number / footage.frame_rate
        seconds = counted if stamp is None else stamp
        if seconds > last:
            last = seconds
            yield seconds, _upright(frame, footage.rotation)


def _animation(path: Path) -> Footage:
    image = pictures.look(path)
    _refuse_huge(path, image.width, image.height)
    seconds = pictures.animation_seconds(path)
    return Footage(
        container=image.format.lower(),
        codec=image.format.lower(),
        pixel_format="rgb24",
        width=image.width,
        height=image.height,
        rotation=0,
        frame_rate=image.frames / seconds,
        frames=image.frames,
        start_seconds=0.0,
        end_seconds=seconds,
        keyframe_seconds=seconds,
        sound_codec=None,
        is_animated_image=True,
    )


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """The container and its best video stream, None where there is but cover art."""
    with open_file(path) as file, open_container(path, file) as container:
        videos = [stream for stream in container.streams.video if not is_cover(stream)]
        best = container.streams.best("video")
        yield container, best if best in videos else next(iter(videos), None)


def _video(path: Path, progress: Progress | None) -> Footage:
    first = next(_decoded(path), None)
    if first is None:
        raise NotMediaError(path, "has a video stream without a frame that decodes")
    _refuse_huge(path, first.width, first.height)
    with _opened(path) as (container, stream):
        packets = _Packets(path, container, stream, progress)
        sound = container.streams.best("audio")
        width, height, rotation = _shown_size(first, stream)
        return Footage(
            container=container.format.name,
            codec=stream.codec_context.name,
            pixel_format=first.format.name,
            width=width,
            height=height,
            rotation=rotation,
            frame_rate=packets.frame_rate,
            frames=packets.count,
            start_seconds=packets.start,
            end_seconds=packets.end,
            keyframe_seconds=packets.keyframe_seconds,
            sound_codec=sound.codec_context.name if sound is not None else None,
        )


def _refuse_huge(path: Path, width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise TooLargeError(
            path,
            f"has frames of {width} x {height} pixels; at most {MOST_PIXELS:,} pixels are taken. "
            "Give a smaller copy",
        )


class _Packets:
    """One pass over the packets of a video stream, which are not decoded."""

    def __init__(self, path: Path, container: Any, stream: Any, progress: Progress | None) -> None:
        self.count = 0
        self._path = path
        self._file_bytes = max(1, path.stat().st_size)
        self._times: list[float] = []
        self._keys: list[float] = []
        self._longest = 0.0
        rate = stream.average_rate or stream.guessed_rate
        self._step = float(1 / rate) if rate else 0.0
        self._read(container, stream, progress)
        self.start = min(self._times, default=0.0)
        self.end = max(self._times, default=0.0) + (self._longest or self._step or 0.04)
        self._check_complete(container, stream)

    @property
    def frame_rate(self) -> float:
        return self.count / (self.end - self.start)

    @property
    def keyframe_seconds(self) -> float:
        edges = [*sorted(self._keys), self.end]
        return float(np.max(np.diff(edges), initial=0.0))

    def _read(self, container: Any, stream: Any, progress: Progress | None) -> None:
        try:
            for packet in container.demux(stream):
                if packet.size == 0:
                    continue
                self._add(packet)
                if progress and packet.pos:
                    progress(min(1.0, packet.pos / self._file_bytes))
        except FFmpegError as error:
            seconds = max(self._times, default=0.0)
            raise DamagedMediaError(
                self._path,
                f"cannot be read further ({error.strerror}); {seconds:.2f} s of picture could be "
                "read. Copy the file again from its source, or repair it",
                seconds,
            ) from error
        if not self.count:
            raise NotMediaError(self._path, "has a video stream without a frame")

    def _add(self, packet: Any) -> None:
        self.count += 1
        stamp = packet.pts if packet.pts is not None else packet.dts
        time = self.count * self._step if stamp is None else float(stamp * packet.time_base)
        # Only the ends and the key frames are kept, so that ten hours take no more memory.
        self._times = [min([*self._times, time]), max([*self._times, time])]
        if packet.duration:
            self._longest = float(packet.duration * packet.time_base)
        if packet.is_keyframe:
            self._keys.append(time)

    def _check_complete(self, container: Any, stream: Any) -> None:
        claimed = exact_seconds(self._path, container, stream)
        there = self.end - self.start
        if claimed is not None and there < claimed - max(SHORTFALL_SECONDS, 3 * self._step):
            raise TruncatedMediaError(
                self._path,
                f"is truncated: its header says {claimed:.2f} s; {there:.2f} s of picture could be "
                "read. Copy the file again from its source",
                there,
            )


def _decoded(path: Path) -> Iterator[Any]:
    """The frames of a video stream; a few broken packets are left out."""
    with _opened(path) as (container, stream):
        if stream is None:
            return
        stream.thread_type = "AUTO"
        broken, seconds = 0, 0.0
        try:
            for packet in container.demux(stream):
                try:
                    for frame in packet.decode():
                        seconds = _seconds(frame) or seconds
                        yield frame
                except FFmpegError:
                    broken += 1
        except FFmpegError:
            broken = BROKEN_PACKETS_ALLOWED + 1
        if broken > BROKEN_PACKETS_ALLOWED:
            raise DamagedMediaError(
                path,
                f"has a damaged picture; {seconds:.2f} s of it could be read. "
                "Copy the file again from its source, or repair it",
                seconds,
            )


def _seconds(frame: Any) -> float | None:
    if frame.pts is None or frame.time_base is None:
        return None
    return float(frame.pts * frame.time_base)


def _shown_size(first: Any, stream: Any) -> tuple[int, int, int]:
    """Width and height with square pixels, turned as the recorder says, and the turn itself."""
    aspect = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio or Fraction(1)
    aspect = aspect if Fraction(1, 8) <= aspect <= 8 else Fraction(1)
    width, height = max(1, round(first.width * aspect)), first.height
    rotation = round((getattr(first, "rotation", 0) or 0) / 90) * 90 % 360
    return (height, width, rotation) if rotation in (90, 270) else (width, height, rotation)


def _upright(frame: Any, rotation: int) -> Any:
    if not rotation:
        return frame
    turned = np.rot90(frame.to_ndarray(format="rgb24"), rotation // 90)
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(turned), format="rgb24")
