"""Video that browsers play and seek: the original where it will do, else a copy made for them.

A copy is MP4 with H.264 and AAC, or WebM with VP9 and Opus where the library has no encoder for
the former; at most ``MOST_LINES`` high, with a key frame each second, its index at the beginning,
on the time line of the proxy. Frames pass one by one, so memory does not grow with the length.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from ingestion.engines.decode import Reader, open_container, open_file
from ingestion.engines.footage import Footage, frames
from ingestion.engines.store import replacing
from ingestion.engines.types import Progress

MOST_LINES = 720
KEYFRAME_SECONDS = 1.0
#: What a browser may have to decode before it shows the frame that was asked for.
MOST_KEYFRAME_SECONDS = 5.0
#: A start later than this would shift the picture against the proxy.
MOST_START_SECONDS = 0.05
POSTER_WIDTH = 1280
POSTER_NAME = "poster.jpg"

#: What the result depends on besides the file. Raise it with every change of results.
VERSION = "video-1"

_CLOCK = Fraction(1, 90_000)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to write video for browsers."""

    suffix: str
    content_type: str
    picture: str
    picture_options: dict[str, str]
    sound: str
    sound_rates: tuple[int, ...]
    container_options: dict[str, str]


RECIPES = (
    Recipe(
        suffix=".mp4",
        content_type="video/mp4",
        picture="libx264",
        # No frames out of order: the first timestamp is then 0 in every player.
        picture_options={"preset": "veryfast", "crf": "23", "bf": "0"},
        sound="aac",
        sound_rates=(48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000),
        container_options={"movflags": "+faststart"},
    ),
    Recipe(
        suffix=".webm",
        content_type="video/webm",
        picture="libvpx-vp9",
        picture_options={"deadline": "realtime", "cpu-used": "7", "crf": "33", "b": "0"},
        sound="libopus",
        sound_rates=(48_000, 24_000, 16_000, 12_000, 8_000),
        container_options={},
    ),
)


@lru_cache(maxsize=1)
def recipe() -> Recipe:
    """The first recipe that the installed library has both encoders for.

    Raises RuntimeError where it has neither.
    """
    for one in RECIPES:
        if all(_has_encoder(name) for name in (one.picture, one.sound)):
            return one
    wanted = " or ".join(f"{one.picture} with {one.sound}" for one in RECIPES)
    raise RuntimeError(f"PyAV {av.__version__} can write no video for browsers: it lacks {wanted}")


def _has_encoder(name: str) -> bool:
    try:
        av.Codec(name, "w")
    except (FFmpegError, ValueError):
        return False
    return True


def plays_as_it_is(path: Path, footage: Footage) -> str | None:
    """The content type under which browsers play and seek the original; None where they may not."""
    if (
        footage.is_animated_image
        or footage.rotation
        or footage.height > MOST_LINES
        or footage.keyframe_seconds > MOST_KEYFRAME_SECONDS
        or abs(footage.start_seconds) > MOST_START_SECONDS
        or footage.pixel_format not in ("yuv420p", "yuvj420p")
    ):
        return None
    if "mp4" in footage.container.split(","):
        fits = footage.codec == "h264" and footage.sound_codec in ("aac", "mp3", None)
        return "video/mp4" if fits and _begins_with_index(path) else None
    if "webm" in footage.container.split(",") and _is_webm(path):
        fits = footage.codec in ("vp8", "vp9", "libdav1d", "av1") and footage.sound_codec in (
            "opus",
            "vorbis",
            None,
        )
        return "video/webm" if fits else None
    return None


def _begins_with_index(path: Path) -> bool:
    """Whether the index (``moov``) of an MP4 stands before the media and there are no fragments."""
    with path.open("rb") as file:
        while len(header := file.read(8)) == 8:
            size, kind = int.from_bytes(header[:4], "big"), header[4:]
            if kind == b"moov":
                following = file.seek(size - 8, 1) and file.read(8)[4:]
                return following != b"moof"
            if kind in (b"mdat", b"moof") or size < 8:
                return False
            file.seek(size - 8, 1)
    return False


def _is_webm(path: Path) -> bool:
    with path.open("rb") as file:
        return b"webm" in file.read(64)


def render(
    path: Path, footage: Footage, target: Path, *, sound: bool, progress: Progress | None = None
) -> None:
    """Write the copy for browsers to ``target``, which must have the suffix of ``recipe()``.

    Raises a ``MediaError`` and leaves nothing behind, as it does when ``progress`` raises.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target) as partial, Output(partial, footage) as output:
        if not sound:
            _feed(output, footage, frames(path, footage), None, progress)
        else:
            with Reader(path, footage.span) as reader:
                output.add_sound(reader.probe.rate_hz, reader.probe.channels)
                _feed(output, footage, frames(path, footage), reader, progress)


def _feed(
    output: "Output",
    footage: Footage,
    pictures: Iterator[tuple[float, Any]],
    reader: Reader | None,
    progress: Progress | None,
) -> None:
    """Frames and sound in order of time, so that neither waits for the other in memory."""
    origin = footage.start_seconds if reader is None else reader.origin_seconds
    blocks = reader.blocks() if reader is not None else iter(())
    heard = 0.0
    seconds = 0.0
    for stamp, frame in pictures:
        seconds = stamp - origin
        while reader is not None and heard <= seconds:
            block = next(blocks, None)
            if block is None:
                break
            output.hear(block)
            heard += block.shape[1] / reader.probe.rate_hz
        output.see(seconds, frame)
        if progress:
            progress(min(1.0, max(0.0, seconds) / max(footage.seconds, 0.001)))
    for block in blocks:
        output.hear(block)
    output.finish(seconds, footage.end_seconds - origin, footage)


class Output:
    """A file for browsers being written.

    `threads` of the encoder, on which the bytes depend; 0: as many as there are cores.
    """

    def __init__(self, target: Path, footage: Footage, threads: int = 0) -> None:
        self._recipe = recipe()
        self._container: Any = av.open(
            str(target),
            "w",
            format=self._recipe.suffix[1:],
            options=self._recipe.container_options,
        )
        rate = max(Fraction(1), Fraction(min(footage.frame_rate, 60.0)).limit_denominator(1001))
        stream: Any = self._container.add_stream(self._recipe.picture, rate=rate)
        stream.width, stream.height = web_size(footage)
        stream.pix_fmt = "yuv420p"
        stream.options = dict(self._recipe.picture_options)
        stream.codec_context.time_base = _CLOCK
        stream.codec_context.thread_count = threads
        stream.codec_context.gop_size = max(1, round(footage.frame_rate * KEYFRAME_SECONDS))
        self._picture = stream
        self._last = -1
        self._frame: Any = None
        self._sound: Any = None
        self._heard = 0

    def __enter__(self) -> "Output":
        return self

    def __exit__(self, *_: object) -> None:
        self._container.close()

    def add_sound(self, rate_hz: int, channels: int) -> None:
        """Make room for sound; more than two channels become one."""
        allowed = self._recipe.sound_rates
        rate = rate_hz if rate_hz in allowed else allowed[0]
        self._layout = "stereo" if channels == 2 else "mono"
        self._sound = self._container.add_stream(self._recipe.sound, rate=rate, layout=self._layout)
        self._sound.codec_context.open()
        self._source_rate = rate_hz
        size = self._sound.codec_context.frame_size or 1024
        self._resampler = av.AudioResampler(self._sound.format, self._layout, rate, frame_size=size)

    def see(self, seconds: float, frame: Any) -> None:
        """Add a frame; one that would share the time of the last is left out."""
        stamp = max(0, round(seconds / _CLOCK))
        if stamp <= self._last:
            return
        shown = frame.reformat(
            width=self._picture.width, height=self._picture.height, format="yuv420p"
        )
        shown.pts, shown.time_base = stamp, _CLOCK
        shown.pict_type = 0  # the original's key frames are not ours
        self._container.mux(self._picture.encode(shown))
        self._last, self._frame = stamp, shown

    def hear(self, block: NDArray[np.float32]) -> None:
        """Add float32[channels, n] at the original rate."""
        if self._layout == "mono":
            block = block.mean(axis=0, keepdims=True, dtype=np.float32)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(block), format="fltp", layout=self._layout
        )
        frame.sample_rate, frame.pts = self._source_rate, self._heard
        frame.time_base = Fraction(1, self._source_rate)
        self._heard += block.shape[1]
        self._encode(self._resampler.resample(frame))

    def _encode(self, parts: list[Any]) -> None:
        for part in parts:
            self._container.mux(self._sound.encode(part))

    def finish(self, seconds: float, until: float, footage: Footage) -> None:
        """Write what still waits; the last frame, of ``seconds``, is shown until ``until``."""
        step = 1 / footage.frame_rate
        if self._frame is not None and until - seconds > 1.5 * step:
            self.see(until - step, self._frame)
        self._container.mux(self._picture.encode(None))
        if self._sound is not None:
            self._encode(self._resampler.resample(None))
            self._container.mux(self._sound.encode(None))


def web_size(footage: Footage) -> tuple[int, int]:
    """Width and height of the copy: even numbers, at most ``MOST_LINES`` lines."""
    scale = min(1.0, MOST_LINES / footage.height)
    return (
        max(2, round(footage.width * scale / 2) * 2),
        max(2, round(footage.height * scale / 2) * 2),
    )


def mute(path: Path, target: Path) -> None:
    """Copy the picture of a video that browsers play, without its sound; nothing is encoded."""
    with open_file(path) as file, open_container(path, file) as source:
        stream = source.streams.best("video")
        kind = target.suffix[1:]
        options = {"movflags": "+faststart"} if kind == "mp4" else {}
        with (
            replacing(target) as partial,
            av.open(str(partial), "w", format=kind, options=options) as output,
        ):
            copy = output.add_stream_from_template(stream)
            for packet in source.demux(stream):
                if packet.dts is not None:
                    packet.stream = copy
                    output.mux(packet)


def poster(path: Path, footage: Footage, folder: Path) -> Path:
    """Write a still of the video, a second into it or where it is shorter a third of it."""
    wanted = footage.start_seconds + min(1.0, footage.seconds / 3)
    pictures = frames(path, footage)
    _, shown = next(pictures)
    for seconds, frame in pictures:
        if seconds > wanted:
            break
        shown = frame
    pictures.close()  # type: ignore[attr-defined]  # a generator: it lets go of the file
    width = min(POSTER_WIDTH, footage.width)
    height = max(1, round(footage.height * width / footage.width))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / POSTER_NAME
    with replacing(target) as partial:
        shown.reformat(width=width, height=height, format="rgb24").to_image().save(
            partial, "JPEG", quality=85
        )
    return target
