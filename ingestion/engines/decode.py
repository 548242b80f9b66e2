"""Media files to samples, at constant memory, with PyAV (no ffmpeg program needed)."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NoReturn, Self

import av
import numpy as np
import soundfile
from av.error import FFmpegError
from numpy.typing import NDArray

from ingestion.engines.completeness import ends_inside_ogg_page, exact_seconds, stated_seconds
from ingestion.engines.errors import (
    DamagedMediaError,
    EmptyFileError,
    NoAudioError,
    NotMediaError,
    TruncatedMediaError,
    UnreadableError,
)
from ingestion.engines.types import PROXY_RATE_HZ, PictureSpan, Probe

#: The containers we open. A closed list, because some others (playlists, lists of files) make the
#: demuxer open further files or addresses that an upload has no business to name.
CONTAINERS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,eac3,flac,flv,matroska,mov,mp3,mp4,mpeg,mpegts,"
    "ogg,tta,voc,w64,wav,webm,wv"
)

#: Broken packets that are left out without complaint. A cut-off last packet and a foreign tag at
#: the end are common and harmless; more means that the middle is damaged.
BROKEN_PACKETS_ALLOWED = 3

#: How much shorter than its header says a file may be. Codecs pad and trim some tens of
#: milliseconds at either end; containers of plain samples are exact.
SHORTFALL_SECONDS = 0.25
SHORTFALL_SECONDS_PCM = 0.005

#: What timestamps may differ from the count of samples before silence is put in, and how far
#: after the end of the picture a timestamp is still believed.
SMALLEST_GAP_SECONDS = 0.04
LONGEST_GAP_SECONDS = 60.0

_READ_BYTES = 1 << 18


def probe(path: Path) -> Probe:
    """What the file says about itself. Raises a ``MediaError`` if it has no sound to decode."""
    with Reader(path) as reader:
        return reader.probe


def blocks(
    path: Path, rate_hz: int = PROXY_RATE_HZ, block_seconds: float = 30.0
) -> Iterator[NDArray[np.float32]]:
    """Mono float32 blocks of ``block_seconds`` (the last one shorter) at ``rate_hz``.

    Memory does not grow with the file. Raises a ``MediaError``, also half-way.
    """
    size = max(1, round(block_seconds * rate_hz))
    kept: list[NDArray[np.float32]] = []
    with Reader(path) as reader:
        for piece in resampled(reader, rate_hz):
            kept.append(piece)
            if sum(map(len, kept)) < size:
                continue
            joined = np.concatenate(kept)
            whole = len(joined) - len(joined) % size
            yield from np.split(joined[:whole], whole // size)
            kept = [joined[whole:]]
    rest = np.concatenate(kept) if kept else np.zeros(0, np.float32)
    if len(rest):
        yield rest


def resampled(reader: "Reader", rate_hz: int) -> Iterator[NDArray[np.float32]]:
    """The reader's sound as mono float32[n] pieces of about a second at ``rate_hz``."""
    resampler = Resampler(reader.probe.rate_hz, rate_hz)
    for block in reader.blocks():
        yield resampler.feed(block.mean(axis=0, dtype=np.float32))
    yield resampler.finish()


class Resampler:
    """Mono float32 from one rate to another, block by block, without a seam or a shift."""

    def __init__(self, source_hz: int, target_hz: int) -> None:
        self._source_hz = source_hz
        self._same = source_hz == target_hz
        self._inner = av.AudioResampler(format="flt", layout="mono", rate=target_hz)
        self._fed = 0

    def feed(self, mono: NDArray[np.float32]) -> NDArray[np.float32]:
        """What is ready after ``mono``, float32[n] at the source's rate; maybe nothing yet."""
        if self._same or not len(mono):
            return mono
        frame = av.AudioFrame.from_ndarray(mono[None], format="flt", layout="mono")
        frame.sample_rate = self._source_hz
        frame.pts = self._fed
        self._fed += len(mono)
        return self._collect(self._inner.resample(frame))

    def finish(self) -> NDArray[np.float32]:
        """The last samples, which waited for neighbours that never came."""
        if self._same or not self._fed:
            return np.zeros(0, np.float32)
        return self._collect(self._inner.resample(None))

    @staticmethod
    def _collect(frames: list[Any]) -> NDArray[np.float32]:
        pieces = [frame.to_ndarray()[0] for frame in frames]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


class Reader:
    """An open media file: its ``probe`` and, once, the samples of its best audio stream.

    Time counts from the first decoded sample and timestamps are not followed, unless the sound
    belongs to a ``picture``: then silence stands for what a late start, a recorder's pause or an
    early end left out.
    """

    def __init__(self, path: Path, picture: PictureSpan | None = None) -> None:
        self.path = path
        self.skipped_packets = 0
        self._picture = picture
        self._file = open_file(path)
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        self._container = open_container(self.path, self._file)
        self._stream = self._container.streams.best("audio")
        if self._stream is None:
            self._container.close()
            raise NoAudioError(self.path, "has no audio stream")
        self._frames = self._decode()
        self._samples = 0
        self._first = next(self._frames, None)
        if self._first is None:
            self._container.close()
            raise NotMediaError(self.path, "has an audio stream without a frame that decodes")
        self.probe = _probe(self.path, self._container, self._stream, self._first)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._container.close()
        self._file.close()

    @property
    def share_read(self) -> float:
        """How much of the file's bytes have been read, 0..1."""
        return min(1.0, self._file.tell() / max(1, self.path.stat().st_size))

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """float32[channels, n] blocks of about a second, at the original rate, -1..1."""
        kept: list[NDArray[Any]] = []
        waiting = 0
        for frame in self._all_frames():
            self._check_same_form(frame)
            missing = self._missing_before(frame)
            if missing:
                if kept:
                    yield _to_float(np.concatenate(kept, axis=1))
                    kept, waiting = [], 0
                yield from self._silence(missing)
            kept.append(_channels_first(frame))
            waiting += frame.samples
            self._samples += frame.samples
            if waiting >= self.probe.rate_hz:
                yield _to_float(np.concatenate(kept, axis=1))
                kept, waiting = [], 0
        if kept:
            yield _to_float(np.concatenate(kept, axis=1))
        self._check_complete()
        if self._picture is not None:
            end = self._picture.end_seconds - self.origin_seconds
            yield from self._silence(round(end * self.probe.rate_hz) - self._samples)

    @property
    def origin_seconds(self) -> float:
        """The timestamp at which the time of this reader is 0."""
        first = _time_of(self._first)
        if self._picture is None:
            return first or 0.0
        start = self._picture.start_seconds
        return start if first is None else min(first, start)

    def _missing_before(self, frame: Any) -> int:
        """Samples that the timestamps leave out before this frame; 0 for a small jitter."""
        time = _time_of(frame)
        if self._picture is None or time is None:
            return 0
        if time > self._picture.end_seconds + LONGEST_GAP_SECONDS:
            return 0  # a broken timestamp
        gap = time - self.origin_seconds - self._samples / self.probe.rate_hz
        return round(gap * self.probe.rate_hz) if gap > SMALLEST_GAP_SECONDS else 0

    def _silence(self, samples: int) -> Iterator[NDArray[np.float32]]:
        """Nothing heard, in blocks of a second."""
        while samples > 0:
            some = min(samples, self.probe.rate_hz)
            yield np.zeros((self.probe.channels, some), np.float32)
            self._samples += some
            samples -= some

    def _all_frames(self) -> Iterator[Any]:
        yield self._first
        yield from self._frames

    def _decode(self) -> Iterator[Any]:
        try:
            for packet in self._container.demux(self._stream):
                try:
                    yield from packet.decode()
                except FFmpegError:
                    self.skipped_packets += 1
        except FFmpegError as error:
            raise DamagedMediaError(
                self.path, self._damage(f"cannot be read further ({error.strerror})"), self._seconds
            ) from error

    @property
    def _seconds(self) -> float:
        first = self._first
        return self._samples / first.sample_rate if first is not None else 0.0

    def _damage(self, fault: str) -> str:
        return (
            f"{fault}; {self._seconds:.2f} s of sound could be read. "
            "Copy the file again from its source, or repair it and give the repaired file"
        )

    def _check_same_form(self, frame: Any) -> None:
        form = (frame.sample_rate, frame.layout.nb_channels)
        if form != (self.probe.rate_hz, self.probe.channels):
            fault = (
                f"changes from {self.probe.rate_hz} Hz and {self.probe.channels} channels to "
                f"{form[0]} Hz and {form[1]} channels"
            )
            raise DamagedMediaError(self.path, self._damage(fault), self._seconds)

    def _check_complete(self) -> None:
        if self.skipped_packets > BROKEN_PACKETS_ALLOWED:
            fault = f"is damaged in {self.skipped_packets} places"
            raise DamagedMediaError(self.path, self._damage(fault), self._seconds)
        claimed = exact_seconds(self.path, self._container, self._stream)
        pcm = self.probe.codec.startswith("pcm") or self.probe.codec == "flac"
        allowed = SHORTFALL_SECONDS_PCM if pcm else SHORTFALL_SECONDS
        if claimed is not None and self._seconds < claimed - allowed:
            self._truncated(f"its header says {claimed:.2f} s")
        if self.probe.container == "ogg" and ends_inside_ogg_page(self.path):
            self._truncated("it ends inside a page")

    def _truncated(self, proof: str) -> NoReturn:
        fault = self._damage(f"is truncated: {proof}")
        raise TruncatedMediaError(self.path, fault, self._seconds)


def open_file(path: Path) -> BinaryIO:
    """A file to read. Raises a ``MediaError`` where there is none, or nothing in it."""
    if path.is_dir():
        raise UnreadableError(path, "is a folder, not a file")
    try:
        file = path.open("rb")
    except OSError as error:
        raise UnreadableError(path, f"cannot be opened ({error.strerror})") from error
    if path.stat().st_size == 0:
        file.close()
        raise EmptyFileError(path, "is empty (0 bytes)")
    return file


def open_container(path: Path, file: BinaryIO) -> Any:
    """The container in a file. Raises a ``MediaError``."""
    try:
        return av.open(
            file,
            options={"format_whitelist": CONTAINERS},
            buffer_size=_READ_BYTES,
            metadata_errors="replace",
        )
    except (FFmpegError, ValueError) as error:
        if _has_mp4_start(path):
            # An MP4 keeps its index at the end unless told otherwise, so a cut copy has none.
            fault = "is truncated: its index is missing, so 0.00 s of sound could be read"
            raise TruncatedMediaError(path, fault, 0.0) from error
        raise NotMediaError(path, "is not audio or video that can be opened") from error


def _has_mp4_start(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(12)[4:8] == b"ftyp"


def _probe(path: Path, container: Any, stream: Any, first: Any) -> Probe:
    return Probe(
        container=container.format.name,
        codec=stream.codec_context.name,
        duration_seconds=stated_seconds(container, stream),
        rate_hz=first.sample_rate,
        channels=first.layout.nb_channels,
        bit_depth=_bit_depth(path, container.format.name, stream.codec_context.name),
        has_video=any(not is_cover(video) for video in container.streams.video),
    )


def is_cover(stream: Any) -> bool:
    """Whether a video stream is cover art, which is one frame."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _bit_depth(path: Path, container: str, codec: str) -> int | None:
    plain = re.fullmatch(r"pcm_[suf](\d+)(le|be)?", codec)
    if plain:
        return int(plain[1])
    if codec == container == "flac":
        subtype = re.fullmatch(r"PCM_[SU]?(\d+)", soundfile.info(path).subtype)
        return int(subtype[1]) if subtype else None
    return None


def _time_of(frame: Any) -> float | None:
    """The timestamp of a frame in seconds."""
    if frame.pts is None or frame.time_base is None:
        return None
    return float(frame.pts * frame.time_base)


def _channels_first(frame: Any) -> NDArray[Any]:
    """Samples as [channels, n], of the codec's own type."""
    samples: NDArray[Any] = frame.to_ndarray()
    if frame.format.is_planar:
        return samples
    return samples.reshape(-1, frame.layout.nb_channels).T


def _to_float(samples: NDArray[Any]) -> NDArray[np.float32]:
    """Integers to -1..1 by their own full scale; floats as they are."""
    if samples.dtype.kind == "f":
        return np.nan_to_num(samples.astype(np.float32, copy=False), posinf=1.0, neginf=-1.0)
    if samples.dtype == np.uint8:
        return (samples.astype(np.float32) - 128.0) / 128.0
    scale = -float(np.iinfo(samples.dtype).min)
    return (samples / scale).astype(np.float32)
