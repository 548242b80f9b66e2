"""The media of each item as files: its sound cut to the sample, its video, its picture."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from releases.exports.clipping import Clips
from releases.exports.context import Export
from releases.exports.recordings import Recordings, original_checked
from releases.exports.records import Record

CLIPS_FOLDER = "clips"
UNSAFE = re.compile(r"[^\w\-]+")
PICTURES = {".jpeg": ".jpg"}


@dataclass(frozen=True)
class MediaFile:
    """A file of an item, which may be moved away; `suffix` tells several clips apart (`.2.wav`)."""

    kind: str
    suffix: str
    path: Path
    is_ours: bool


@dataclass
class ItemMedia:
    """Hands out the files of items, and names that go with them."""

    export: Export
    recordings: Recordings
    clips: Clips
    _taken: set[str] = field(default_factory=set)

    def files_of(self, record: Record) -> Iterator[MediaFile]:
        """The media of an item; none where the export has none or the recording is missing."""
        for number in (None, *range(1, 1 + self._clips_of(record))):
            between = f".{number}" if number else ""
            for kind, path in self.clips.of_item(record.key, number):
                yield MediaFile(kind, f"{between}{path.suffix}", path, is_ours=True)
            picture = self._picture(record, number)
            if picture is not None:
                suffix = picture.suffix.lower()
                yield MediaFile(
                    "image", between + PICTURES.get(suffix, suffix), picture, is_ours=False
                )

    def placed(self, record: Record, name: str) -> list[tuple[str, str]]:
        """Put the files of an item into the export as clips/NAME; returns their kinds and paths."""
        found = []
        for file in self.files_of(record):
            path = f"{CLIPS_FOLDER}/{name}{file.suffix}"
            (self.export.folder / CLIPS_FOLDER).mkdir(exist_ok=True)
            move = shutil.move if file.is_ours else shutil.copyfile
            move(file.path, self.export.folder / path)
            found.append((file.kind, path))
        return found

    def name_of(self, text: str) -> str:
        """A file name of letters, digits, `-` and `_` that was not handed out before."""
        name = base = UNSAFE.sub("_", text).strip("_") or "item"
        number = 2
        while name.casefold() in self._taken:
            name = f"{base}-{number}"
            number += 1
        self._taken.add(name.casefold())
        return name

    def _clips_of(self, record: Record) -> int:
        number = 0
        while record.item.get(f"clip.{number + 1}") is not None:
            number += 1
        return number

    def _picture(self, record: Record, number: int | None) -> Path | None:
        name = f"clip.{number}.media_sha256" if number else "media_sha256"
        sha256 = record.item.get(name)
        if sha256 is None or self.export.chosen.media == "none":
            return None
        if self.recordings.row_of(sha256).get("kind") != "image":
            return None
        return original_checked(self.export, self.recordings, sha256)
