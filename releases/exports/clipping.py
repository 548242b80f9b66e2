"""The sound and the picture of each item as files of their own, cut from its recording."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from ingestion.engines.cutting import SoundPiece, cut_sound
from ingestion.engines.errors import MediaError
from ingestion.engines.footage import look
from ingestion.engines.rendition import recipe
from ingestion.engines.types import PictureSpan
from ingestion.engines.video_cutting import cut_video
from releases.columns import NORMAL
from releases.exports.context import Export
from releases.exports.recordings import Recordings, missing, original_checked
from releases.frozen import FrozenRelease

FOLDER = ".clips"
WITHOUT_SOUND, WITHOUT_PICTURE = "face", "audio"
"""The presentations in which raters saw a video and heard nothing, or heard it only."""
PLACE = ("media_sha256", "start_sample", "end_sample", "rate_hz")


@dataclass(frozen=True)
class Wanted:
    """The sound of an item, or of one of its clips (from 1), in a recording."""

    item: str
    clip: int | None
    sha256: str
    start_sample: int | None
    end_sample: int | None
    rate_hz: int
    arm: str | None


@dataclass(frozen=True)
class Clips:
    """The files that were cut, by item and number of the clip."""

    sounds: dict[tuple[str, int | None], Path] = field(default_factory=dict)
    videos: dict[tuple[str, int | None], Path] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def of(self, item: str, clip: int | None = None) -> Path | None:
        """The WAV of an item; None where it has no sound or its recording is missing."""
        return self.sounds.get((item, clip))

    def of_item(self, item: str, clip: int | None = None) -> Iterator[tuple[str, Path]]:
        """All files of an item with their kinds."""
        for kind, paths in (("audio", self.sounds), ("video", self.videos)):
            if (item, clip) in paths:
                yield kind, paths[item, clip]


@contextmanager
def clips_cut(export: Export, recordings: Recordings, *, videos: bool = False) -> Iterator[Clips]:
    """Cut the sound of every item, and with `videos` its picture.

    The files go when the block ends, unless they were moved. Nothing is cut where the export holds
    no media.
    Each recording is decoded once. One that is missing, changed or damaged is named in the report.
    """
    clips = Clips()
    if export.chosen.media == "none":
        yield clips
        return
    folder = export.folder / FOLDER
    folder.mkdir()
    by_recording: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted_sounds(export.frozen):
        by_recording[one.sha256].append(one)
    try:
        for sha256, wanted in by_recording.items():
            _cut(export, recordings, sha256, wanted, clips, videos=videos)
        yield clips
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wanted_sounds(frozen: FrozenRelease) -> Iterator[Wanted]:
    """Each item that counts, or each of its clips, that belongs to a recording."""
    with pq.ParquetFile(frozen.folder / "items.parquet") as file:
        names = [name for name in file.schema_arrow.names if _told(name)]
        for batch in file.iter_batches(columns=names):
            for row in batch.to_pylist():
                if row.get("role", NORMAL) == NORMAL:
                    yield from _wanted(row)


def _told(name: str) -> bool:
    return name in ("item", "role", "arm") or name.rpartition(".")[2] in PLACE


def _wanted(row: dict[str, Any]) -> Iterator[Wanted]:
    names: list[tuple[int | None, str]] = [(None, "")]
    while f"clip.{len(names)}.media_sha256" in row:
        names.append((len(names), f"clip.{len(names)}."))
    for number, start in names:
        sha256, first, end, rate = (row[start + name] for name in PLACE)
        if sha256 is not None:
            yield Wanted(row["item"], number, sha256, first, end, rate or 1, row.get("arm"))


def _cut(
    export: Export,
    recordings: Recordings,
    sha256: str,
    wanted: list[Wanted],
    clips: Clips,
    *,
    videos: bool,
) -> None:
    row = recordings.row_of(sha256)
    if row.get("kind") in ("image", "sensor"):
        return
    original = original_checked(export, recordings, sha256)
    if original is None:
        return
    pieces = [(one, _piece(export, clips, row, one)) for one in wanted]
    try:
        sounding = [(one, piece) for one, piece in pieces if one.arm != WITHOUT_SOUND]
        if sounding and row.get("channels") != 0:
            cut_sound(original, [piece for _, piece in sounding], picture_of(original, row))
            clips.sounds.update({(one.item, one.clip): piece.target for one, piece in sounding})
        if videos and row.get("kind") == "video":
            seen = [(one, piece) for one, piece in pieces if one.arm != WITHOUT_PICTURE]
            _cut_videos(original, seen, clips)
    except MediaError as error:
        missing(export, recordings, sha256, f"cannot be cut: it {error.fault}")


def _piece(export: Export, clips: Clips, row: dict[str, Any], one: Wanted) -> SoundPiece:
    return SoundPiece(
        one.start_sample or 0,
        one.end_sample or row.get("samples") or 0,
        export.folder / FOLDER / f"{next(clips.numbers):09}.wav",
    )


def _cut_videos(original: Path, pieces: list[tuple[Wanted, SoundPiece]], clips: Clips) -> None:
    """The picture of each item, at the times of its sound."""
    footage, suffix = look(original), recipe().suffix
    for one, piece in pieces:
        target = piece.target.with_suffix(suffix)
        start, end = piece.start_sample / one.rate_hz, piece.end_sample / one.rate_hz
        cut_video(original, footage, target, start, end)
        clips.videos[one.item, one.clip] = target


def picture_of(original: Path, row: dict[str, Any]) -> PictureSpan | None:
    """The span of a video's picture, with which its sound was read when it came in."""
    return look(original).span if row.get("kind") == "video" else None
