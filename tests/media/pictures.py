"""Drawn people, still and moving: pictures of our own that a rater can say something about."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from tests.media.makers import Sound

Picture = NDArray[np.uint8]

Colour = tuple[int, int, int]
Place = tuple[float, float]

WALL, LIGHT, FLOOR, INK, LIPS = (
    (222, 231, 232),
    (236, 241, 240),
    (186, 196, 190),
    (48, 42, 48),
    (152, 70, 66),
)
SKINS = ((238, 203, 173), (196, 142, 104), (226, 182, 146), (128, 84, 60))
HAIRS = ((70, 48, 38), (36, 30, 32), (172, 116, 62), (46, 38, 36))
CLOTHES = ((58, 104, 132), (160, 88, 72), (98, 126, 84), (126, 98, 144))
WIDTH, HEIGHT = 640, 360


def people(moods: Sequence[float], open_mouth: float = 0.0) -> Picture:
    """uint8[360, 640, 3]: a person for each mood, from -1 (mouth down) to 1 (mouth up)."""
    picture = np.empty((HEIGHT, WIDTH, 3), np.float32)
    picture[:] = WALL
    picture[300:] = FLOOR
    _disc(picture, (WIDTH * 0.8, 20.0), (230.0, 170.0), LIGHT)
    size = min(92.0, WIDTH / len(moods) / 2.5)
    for at, mood in enumerate(moods):
        middle = WIDTH * (at + 0.5) / len(moods)
        person = at % len(CLOTHES)
        _disc(picture, (middle, 378.0), (size * 1.22, size * 1.28), CLOTHES[person])
        _disc(picture, (middle, 268.0), (size * 0.34, size * 0.4), _darker(SKINS[person]))
        _face(picture, (middle, 172.0), size, mood, open_mouth, person)
    return picture.round().astype(np.uint8)


def _darker(colour: Colour) -> Colour:
    red, green, blue = (round(part * 0.9) for part in colour)
    return red, green, blue


def _face(
    picture: NDArray[np.float32],
    middle: Place,
    size: float,
    mood: float,
    open_mouth: float,
    person: int,
) -> None:
    x, y = middle
    skin, hair = SKINS[person], HAIRS[person]
    long_hair = person % 2 == 0
    _disc(picture, (x, y - size * 0.16), (size * 0.9, size * (1.12 if long_hair else 0.96)), hair)
    for side in (-1, 1):
        _disc(picture, (x + side * size * 0.8, y + size * 0.02), (size * 0.12, size * 0.17), skin)
    _disc(picture, (x, y + size * 0.08), (size * 0.78, size * 0.92), skin)
    for side in (-1, 1):
        eye = (x + side * size * 0.3, y - size * 0.1)
        _disc(picture, eye, (size * 0.14, size * 0.09), (250, 250, 248))
        _disc(picture, eye, (size * 0.075, size * 0.085), INK)
        along_brow = np.linspace(-1, 1, 40)
        slant = side * along_brow * 0.1 * min(mood, 0)
        xs = x + size * (side * 0.3 + along_brow * 0.17)
        _line(picture, xs, y - size * (0.32 + 0.08 * mood - slant), size * 0.035, hair)
    nose = np.linspace(0, 1, 20)
    _line(
        picture, x + size * 0.05 * nose, y + size * (0.06 + 0.16 * nose), size * 0.02, _darker(skin)
    )
    along = np.linspace(-1, 1, 80)
    lips = y + size * (0.5 + 0.17 * mood * (1 - along**2) - 0.08 * mood)
    if open_mouth > 0:
        mouth = (x, y + size * 0.51)
        _disc(picture, mouth, (size * 0.25, size * (0.05 + 0.16 * open_mouth)), LIPS)
        _disc(picture, mouth, (size * 0.2, size * 0.16 * open_mouth), INK)
        return
    _line(picture, x + along * size * 0.34, lips, size * 0.04, LIPS)


def _disc(picture: NDArray[np.float32], middle: Place, radii: Place, colour: Colour) -> None:
    """An ellipse with a soft edge of one pixel."""
    (x, y), (across, down) = middle, radii
    top, left = max(0, int(y - down - 1)), max(0, int(x - across - 1))
    part = picture[top : int(y + down + 2), left : int(x + across + 2)]
    rows, columns = np.ogrid[: part.shape[0], : part.shape[1]]
    away = np.hypot((columns + left - x) / across, (rows + top - y) / down)
    cover = np.clip((1 - away) * min(across, down) + 0.5, 0, 1)[..., None]
    part += cover * (np.float32(colour) - part)


def _line(
    picture: NDArray[np.float32],
    xs: NDArray[Any],
    ys: NDArray[Any],
    radius: float,
    colour: Colour,
) -> None:
    for x, y in zip(xs, ys, strict=True):
        _disc(picture, (x, y), (radius, radius), colour)


def write_png(path: Path, picture: Picture) -> Path:
    """Eight bits, three colours, no filter."""
    height, width, _ = picture.shape
    rows = np.zeros((height, 1 + width * 3), np.uint8)  # a zero before each row: no filter
    rows[:, 1:] = picture.reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes())), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))
    return path


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write_talking(
    path: Path, moods: Sequence[float], sound: Sound, rate_hz: int, frames_hz: int = 10
) -> Path:
    """A video in which mouths open with the sound (float32[1, n]); H.264 and AAC."""
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("libx264", rate=frames_hz)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.options = {"preset": "ultrafast"}
        audio: Any = container.add_stream("aac", rate=rate_hz, layout="mono")
        drawn: dict[float, Picture] = {}
        for loudness in _loudness(sound[0], rate_hz // frames_hz):
            if loudness not in drawn:
                drawn[loudness] = people(moods, loudness)
            frame = av.VideoFrame.from_ndarray(drawn[loudness], format="rgb24")
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        whole = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound), "fltp", "mono")
        whole.sample_rate, whole.pts = rate_hz, 0
        resampler = av.AudioResampler(
            audio.format, "mono", rate_hz, frame_size=audio.codec_context.frame_size
        )
        for part in [*resampler.resample(whole), *resampler.resample(None)]:
            container.mux(audio.encode(part))
        container.mux(audio.encode(None))
    return path


def _loudness(sound: NDArray[np.float32], samples: int) -> Iterator[float]:
    """0..1 in quarters, for each frame of the video: few mouths to draw."""
    for start in range(0, len(sound), samples):
        loud = 6 * np.sqrt(np.mean(sound[start : start + samples] ** 2))
        yield round(float(min(1.0, loud)) * 4) / 4
