"""How long a media file ought to be: what its header states, and how far that can be believed."""

import re
from pathlib import Path
from typing import Any

import av

#: Containers whose duration is an estimate from the bit rate.
_ESTIMATED = frozenset({"aac", "ac3", "eac3", "amr", "mpeg", "mpegts", "au"})

#: Containers that state one duration for all streams, so that it may be the video's.
_SHARED = frozenset({"matroska", "avi", "asf", "flv"})

#: Sizes that a program writes when it does not know yet how long its recording will be.
_UNKNOWN_SIZE = 0x7FFFF000


def stated_seconds(container: Any, stream: Any) -> float | None:
    """The duration of ``stream`` as stated or estimated; None where nothing is known."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    tag = re.fullmatch(r"(\d+):(\d+):([\d.]+)", stream.metadata.get("DURATION", ""))
    if tag:
        return int(tag[1]) * 3600 + int(tag[2]) * 60 + float(tag[3])
    return container.duration / av.time_base if container.duration is not None else None


def exact_seconds(path: Path, container: Any, stream: Any) -> float | None:
    """The duration that the header of the complete file stated; None where it states none."""
    names = set(container.format.name.split(","))
    if "wav" in names:
        return _wav_seconds(path)
    if names & _ESTIMATED or ("mp3" in names and not _mp3_counts_frames(path)):
        return None
    own = stream.duration is not None or "DURATION" in stream.metadata
    if names & _SHARED and container.streams.video and not own:
        return None
    return stated_seconds(container, stream)


def ends_inside_ogg_page(path: Path) -> bool:
    """Whether the last Ogg page is cut off. (A cut between two pages leaves no trace.)"""
    longest_page = 27 + 255 + 255 * 255
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - longest_page))
        tail = file.read()
    start = tail.rfind(b"OggS")
    if start < 0 or len(tail) < start + 27:
        return True
    sizes = tail[start + 27 : start + 27 + tail[start + 26]]
    return len(sizes) < tail[start + 26] or start + 27 + len(sizes) + sum(sizes) > len(tail)


def _wav_seconds(path: Path) -> float | None:
    """Duration by the sizes in a WAV header; the decoder believes the size of the file instead."""
    bytes_per_second = 0
    with path.open("rb") as file:
        if file.read(12)[:4] != b"RIFF":
            return None
        while len(chunk := file.read(8)) == 8:
            size = int.from_bytes(chunk[4:], "little")
            if chunk[:4] == b"fmt ":
                body = file.read(size)
                bytes_per_second = int.from_bytes(body[8:12], "little")
                file.seek(size % 2, 1)
            elif chunk[:4] == b"data":
                known = 0 < size < _UNKNOWN_SIZE and bytes_per_second
                return size / bytes_per_second if known else None
            else:
                file.seek(size + size % 2, 1)
    return None


def _mp3_counts_frames(path: Path) -> bool:
    """Whether the first frame of an MP3 is a Xing or Info header, which holds the frame count."""
    with path.open("rb") as file:
        start = file.read(10)
        if start[:3] == b"ID3":
            file.seek(10 + _id3_size(start[6:10]))
        else:
            file.seek(0)
        first_frame = file.read(4096)
    return b"Xing" in first_frame or b"Info" in first_frame


def _id3_size(size: bytes) -> int:
    """The size of an ID3 tag, of which every byte holds seven bits."""
    number = 0
    for byte in size:
        number = number << 7 | byte & 0x7F
    return number
