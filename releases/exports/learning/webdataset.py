"""WebDataset: tar files of samples, each a `KEY.json` beside its sound, picture or text."""

import io
import tarfile
from collections import Counter
from pathlib import Path

from releases.exports.bodies import item_body
from releases.exports.clipping import clips_cut
from releases.exports.context import Export
from releases.exports.format import FolderFormat
from releases.exports.item_media import ItemMedia
from releases.exports.recordings import Recordings
from releases.exports.records import Record, normal_records
from releases.storage.manifest import canonical

SHARD_ITEMS = 1000
SHARD_BYTES = 256 << 20
WHOLE = "all"
"""What the tar files of a project without splits begin with."""


def write(export: Export) -> dict[str, int]:
    """Samples in the order of the items, split by split, in tar files of fixed size at most."""
    recordings = Recordings(export.frozen)
    with (
        clips_cut(export, recordings, videos=True) as clips,
        _Shards(export.folder / "shards") as shards,
    ):
        media = ItemMedia(export, recordings, clips)
        for record in normal_records(export):
            shards.add(record.item.get("split") or WHOLE, _sample(export, media, record))
    return {}


Sample = list[tuple[str, bytes | Path]]
"""The files of a sample: names, and content or the file that has it."""


def _sample(export: Export, media: ItemMedia, record: Record) -> Sample:
    key = media.name_of(record.key)
    body = canonical(item_body(export, record)).encode()
    sample: Sample = [(f"{key}.json", body)]
    if record.item["transcript"] is not None:
        sample.append((f"{key}.txt", record.item["transcript"].encode()))
    return sample + [(f"{key}{file.suffix}", file.path) for file in media.files_of(record)]


class _Shards:
    """Tar files without times, owners or anything else that changes from day to day."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        self._open: dict[str, tarfile.TarFile] = {}
        self._number: Counter[str] = Counter()
        self._items: Counter[str] = Counter()

    def __enter__(self) -> "_Shards":
        return self

    def __exit__(self, *_: object) -> None:
        for shard in self._open.values():
            shard.close()

    def add(self, split: str, sample: Sample) -> None:
        shard = self._open.get(split)
        if shard is None or self._is_full(split, shard):
            if shard is not None:
                shard.close()
            path = self._folder / f"{split}-{self._number[split]:06}.tar"
            shard = tarfile.open(path, "w", format=tarfile.GNU_FORMAT)  # noqa: SIM115 - closed above
            self._open[split] = shard
            self._number[split] += 1
            self._items[split] = 0
        for name, content in sample:
            _add(shard, name, content)
        self._items[split] += 1

    def _is_full(self, split: str, shard: tarfile.TarFile) -> bool:
        return self._items[split] >= SHARD_ITEMS or shard.offset >= SHARD_BYTES


def _add(shard: tarfile.TarFile, name: str, content: bytes | Path) -> None:
    entry = tarfile.TarInfo(name)  # its time is 0 and its owner nobody
    if isinstance(content, bytes):
        entry.size = len(content)
        shard.addfile(entry, io.BytesIO(content))
        return
    entry.size = content.stat().st_size
    with content.open("rb") as file:
        shard.addfile(entry, file)


WEBDATASET = FolderFormat(
    name="webdataset",
    group="learning",
    about="WebDataset tar files: each item's JSON with all labels and ratings beside its media",
    loses="gold and attention items; models' predictions and decisions; signs other than letters, "
    "digits, - and _ in the key, which stands whole in the JSON",
    media=("copy", "none"),
    cuts=True,
    write=write,
)
