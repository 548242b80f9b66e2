"""The sound of each item as a WAV file of its own, cut from the recordings of a release."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from ingestion.engines.cutting import SoundPiece, cut_sound
from ingestion.engines.errors import MediaError
from ingestion.engines.footage import look
from ingestion.engines.types import PictureSpan
from releases.columns import NORMAL
from releases.exports.context import Export
from releases.exports.recordings import Recordings, missing, original_checked
from releases.frozen import FrozenRelease

FOLDER = ".clips"
WITHOUT_SOUND = "face"
"""The presentation in which raters saw a video and heard nothing."""


@dataclass(frozen=True)
class Wanted:
    """The sound of an item, or of one of its clips (from 1), in a recording."""

    item: str
    clip: int | None
    sha256: str
    start_sample: int | None
    end_sample: int | None


@dataclass(frozen=True)
class Clips:
    """The WAV files that were cut, by item and number of the clip."""

    paths: dict[tuple[str, int | None], Path] = field(default_factory=dict)

    def of(self, item: str, clip: int | None = None) -> Path | None:
        """The file of an item; None where it has no sound or its recording is missing."""
        return self.paths.get((item, clip))


@contextmanager
def clips_cut(export: Export, recordings: Recordings) -> Iterator[Clips]:
    """Cut the sound of every item; the files go when the block ends, unless they were moved.

    Each recording is decoded once. One that is missing, changed or damaged is named in the report.
    """
    folder = export.folder / FOLDER
    folder.mkdir()
    clips = Clips()
    by_recording: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted_sounds(export.frozen):
        by_recording[one.sha256].append(one)
    try:
        for sha256, wanted in by_recording.items():
            _cut(export, recordings, sha256, wanted, clips)
        yield clips
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wanted_sounds(frozen: FrozenRelease) -> Iterator[Wanted]:
    """Each item that counts, or each of its clips, that belongs to a recording."""
    with pq.ParquetFile(frozen.folder / "items.parquet") as file:
        names = [name for name in file.schema_arrow.names if _told(name)]
        for batch in file.iter_batches(columns=names):
            for row in batch.to_pylist():
                if row.get("role", NORMAL) == NORMAL and row.get("arm") != WITHOUT_SOUND:
                    yield from _wanted(row)


def _told(name: str) -> bool:
    parts = ("media_sha256", "start_sample", "end_sample")
    return name in ("item", "role", "arm") or name.rpartition(".")[2] in parts


def _wanted(row: dict[str, Any]) -> Iterator[Wanted]:
    if row["media_sha256"] is not None:
        yield Wanted(row["item"], None, row["media_sha256"], row["start_sample"], row["end_sample"])
    number = 1
    while (name := f"clip.{number}") + ".media_sha256" in row:
        if (sha256 := row[f"{name}.media_sha256"]) is not None:
            ends = (row[f"{name}.start_sample"], row[f"{name}.end_sample"])
            yield Wanted(row["item"], number, sha256, *ends)
        number += 1


def _cut(
    export: Export, recordings: Recordings, sha256: str, wanted: list[Wanted], clips: Clips
) -> None:
    row = recordings.row_of(sha256)
    if row.get("kind") in ("image", "sensor") or row.get("channels") == 0:
        return
    original = original_checked(export, recordings, sha256)
    if original is None:
        return
    first = len(clips.paths)
    pieces = [
        SoundPiece(
            one.start_sample or 0,
            one.end_sample or row.get("samples") or 0,
            export.folder / FOLDER / f"{first + number:09}.wav",
        )
        for number, one in enumerate(wanted)
    ]
    try:
        cut_sound(original, pieces, picture_of(original, row))
    except MediaError as error:
        missing(export, recordings, sha256, f"cannot be cut: it {error.fault}")
        return
    for one, piece in zip(wanted, pieces, strict=True):
        clips.paths[one.item, one.clip] = piece.target


def picture_of(original: Path, row: dict[str, Any]) -> PictureSpan | None:
    """The span of a video's picture, with which its sound was read when it came in."""
    return look(original).span if row.get("kind") == "video" else None
