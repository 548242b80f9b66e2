"""Tiny videos, images and sensor tables of our own, made when a test asks for them."""

import struct
import zlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

from tests.media.makers import Sound, tone


def film(
    path: Path,
    *,
    seconds: float = 3.0,
    size: tuple[int, int] = (160, 120),
    rate: int = 10,
    sound: Sound | None = None,
    sound_rate: int = 48_000,
    codec: str = "libx264",
    sound_codec: str = "aac",
    key_every: int = 10,
    sound_late: float = 0.0,
    faststart: bool = True,
    pix_fmt: str = "yuv420p",
) -> Path:
    """A moving bar, maybe with a tone. ``sound``: float32[channels, n], at ``sound_rate``."""
    options = {"movflags": "+faststart"} if faststart and path.suffix == ".mp4" else {}
    with av.open(str(path), "w", options=options) as container:
        video: Any = container.add_stream(codec, rate=rate)
        video.width, video.height = size
        video.pix_fmt = pix_fmt
        video.options = {"g": str(key_every), "bf": "0", "sc_threshold": "0"}
        video.codec_context.gop_size = key_every
        audio = _sound_stream(container, sound, sound_codec, sound_rate)
        for number in range(round(seconds * rate)):
            image = np.zeros((size[1], size[0], 3), np.uint8)
            image[:, : 1 + number * size[0] // max(1, round(seconds * rate))] = 200
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if audio is not None and sound is not None:
            _mux_sound(container, audio, sound, sound_rate, sound_late)
    return path


def talking_film(path: Path, seconds: float = 3.0, **more: Any) -> Path:
    return film(path, seconds=seconds, sound=tone(seconds, 48_000, 1), **more)


def _sound_stream(container: Any, sound: Sound | None, codec: str, rate: int) -> Any:
    if sound is None:
        return None
    layout = {1: "mono", 2: "stereo"}[len(sound)]
    stream = container.add_stream(codec, rate=rate, layout=layout)
    stream.codec_context.open()
    return stream


def _mux_sound(container: Any, stream: Any, sound: Sound, rate: int, late: float) -> None:
    layout = {1: "mono", 2: "stereo"}[len(sound)]
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound), format="fltp", layout=layout)
    frame.sample_rate, frame.pts = rate, round(late * rate)
    frame.time_base = Fraction(1, rate)
    size = stream.codec_context.frame_size or 1024
    resampler = av.AudioResampler(stream.format, layout, stream.rate, frame_size=size)
    for part in [*resampler.resample(frame), *resampler.resample(None)]:
        container.mux(stream.encode(part))
    container.mux(stream.encode(None))


def turned(source: Path, path: Path) -> Path:
    """The same MP4, saying that it is to be shown a quarter turn clockwise, as phones do."""
    data = bytearray(source.read_bytes())
    at = data.find(b"tkhd")
    matrix = at + 4 + 40
    fixed = [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30]
    data[matrix : matrix + 36] = struct.pack(">9i", *fixed)
    path.write_bytes(data)
    return path


def photo(
    path: Path, size: tuple[int, int] = (320, 200), *, orientation: int = 1, mode: str = "RGB"
) -> Path:
    """Red on the left, blue on the right; ``orientation`` as EXIF says it."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "taken at home"
    image.convert(mode).save(path, exif=exif, **({"quality": 95} if path.suffix == ".jpg" else {}))
    return path


def moving_image(path: Path, frames: int = 5, milliseconds: int = 200) -> Path:
    """An animated GIF or WebP: a bar that grows."""
    pictures = []
    for number in range(frames):
        image = Image.new("RGB", (64, 48), "black")
        image.paste("white", (0, 0, 8 + 8 * number, 48))
        pictures.append(image)
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=milliseconds, loop=0)
    return path


def png_bomb(path: Path, side: int = 60_000) -> Path:
    """A PNG that says it has 3.6 thousand million pixels, in a few kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )
    return path


def sensor_rows(seconds: float = 10.0, rate_hz: float = 32.0) -> Iterator[tuple[float, ...]]:
    """Time, heart rate, skin conductance."""
    for number in range(round(seconds * rate_hz)):
        at = number / rate_hz
        yield at, 70 + 10 * np.sin(at), at / seconds


def sensor_table(path: Path, seconds: float = 10.0, rate_hz: float = 32.0) -> Path:
    lines = [f"{at:.4f},{beat:.3f},{skin:.4f}" for at, beat, skin in sensor_rows(seconds, rate_hz)]
    path.write_text("\n".join(["time [s],heart rate [bpm],skin", *lines]) + "\n")
    return path
