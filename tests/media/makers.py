"""Tiny media of our own, made when a test asks for them: nothing binary lives in the tree."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

Sound = NDArray[np.float32]


def tone(
    seconds: float = 2.0, rate_hz: int = 44_100, channels: int = 2, level: float = 0.3
) -> Sound:
    """float32[channels, n]: 440 Hz and its neighbours, one for each channel."""
    at = np.arange(round(seconds * rate_hz)) / rate_hz
    pitches = 440.0 * (1 + np.arange(channels)[:, None] / 10)
    return (level * np.sin(2 * np.pi * pitches * at)).astype(np.float32)


def write_wav(path: Path, sound: Sound, rate_hz: int, subtype: str = "PCM_16") -> Path:
    soundfile.write(path, sound.T, rate_hz, subtype=subtype)
    return path


def encode(
    path: Path,
    codec: str,
    sound: Sound,
    rate_hz: int,
    options: dict[str, str] | None = None,
    picture: bool = False,
) -> Path:
    """``sound`` in the container that the name of ``path`` says, maybe with a second of video."""
    layout = {1: "mono", 2: "stereo"}[len(sound)]
    with av.open(str(path), "w", options=options or {}) as container:
        stream: Any = container.add_stream(codec, rate=rate_hz, layout=layout)
        video = _add_video(container) if picture else None
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound), format="fltp", layout=layout
        )
        frame.sample_rate, frame.pts = rate_hz, 0
        stream.codec_context.open()
        size = stream.codec_context.frame_size or 1024
        resampler = av.AudioResampler(stream.format, layout, rate_hz, frame_size=size)
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
        if video is not None:
            _draw(container, video)
    return path


def video_without_sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        _draw(container, _add_video(container))
    return path


def text_named_wav(path: Path) -> Path:
    path.write_text("This is a letter, not a recording.\n" * 20)
    return path


def cut_short(source: Path, path: Path, share: float = 0.6) -> Path:
    """The first ``share`` of the bytes of ``source``."""
    data = source.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def _add_video(container: Any) -> Any:
    stream = container.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
    return stream


def _draw(container: Any, stream: Any) -> None:
    for shade in range(10):
        image = np.full((48, 64, 3), shade * 20, np.uint8)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
    container.mux(stream.encode(None))
