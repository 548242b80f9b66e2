"""A Hugging Face data set: Parquet by split, and a card whose header says columns and files.

Read by `datasets.load_dataset(FOLDER)`; https://huggingface.co/docs/hub/datasets-manual-configuration.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import yaml

from releases.exports.clipping import Clips, clips_cut
from releases.exports.context import Export
from releases.exports.format import FolderFormat
from releases.exports.item_columns import items_with_labels
from releases.exports.recordings import Recordings, original_checked
from releases.exports.tables import PARQUET
from releases.exports.tables.write import THREADS, TableFiles, Tables, tables_beside
from releases.frozen import Part

NO_SPLIT = "train"
"""What data sets without splits call their only one, so that readers ask for nothing special."""
WITH_MEDIA_ROWS = 100
"""Rows of a group where each holds a sound or a picture."""
MEDIUM = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
RELEASE_CARD = "README.md"


def write(export: Export) -> dict[str, int]:
    """A configuration per table; `items` comes first and has the splits."""
    recordings = Recordings(export.frozen)
    with (
        clips_cut(export, recordings) as clips,
        ExitStack() as files,
        ThreadPoolExecutor(THREADS) as threads,
    ):
        table_files = TableFiles(export.folder, PARQUET, files, threads)
        for part in export.frozen.parts():
            for items in _items(export, part, recordings, clips):
                _append_by_split(export, table_files, items)
            _append(export, table_files, "ratings", NO_SPLIT, part.ratings)
        for name, table in tables_beside(export):
            _append(export, table_files, name, NO_SPLIT, table)
        written = table_files.finish()
    _write_card(export, written)
    return written.rows


def _items(export: Export, part: Part, recordings: Recordings, clips: Clips) -> Iterator[pa.Table]:
    items = items_with_labels(export.frozen, part, export.rules)
    if export.chosen.media != "copy":
        yield items
        return
    for start in range(0, items.num_rows, WITH_MEDIA_ROWS):
        some = items.slice(start, WITH_MEDIA_ROWS)
        keys, hashes = some["item"].to_pylist(), some["media_sha256"].to_pylist()
        sounds = [_sound(clips.of(key), key) for key in keys]
        pictures = [_picture(export, recordings, sha256) for sha256 in hashes]
        some = some.append_column("audio", pa.array(sounds, MEDIUM))
        yield some.append_column("image", pa.array(pictures, MEDIUM))


def _sound(path: Path | None, key: str) -> dict[str, Any] | None:
    return None if path is None else {"bytes": path.read_bytes(), "path": f"{key}.wav"}


def _picture(export: Export, recordings: Recordings, sha256: str | None) -> dict[str, Any] | None:
    if sha256 is None or recordings.row_of(sha256).get("kind") != "image":
        return None
    original = original_checked(export, recordings, sha256)
    if original is None:
        return None
    return {"bytes": original.read_bytes(), "path": recordings.name_of(sha256)}


def _append_by_split(export: Export, files: TableFiles, items: pa.Table) -> None:
    if "split" not in items.schema.names or items["split"].null_count == items.num_rows:
        _append(export, files, "items", NO_SPLIT, items)
        return
    for split in pc.unique(items["split"]).to_pylist():
        chosen = pc.equal(items["split"], split) if split else pc.is_null(items["split"])
        _append(export, files, "items", split or "unsplit", items.filter(chosen))


def _append(export: Export, files: TableFiles, table: str, split: str, rows: pa.Table) -> None:
    (export.folder / table).mkdir(exist_ok=True)
    files.append(f"{table}/{split}", rows)


def _write_card(export: Export, written: Tables) -> None:
    """The release's card under a header that the library reads."""
    header = {
        "pretty_name": export.frozen.project["title"],
        "configs": [_config(name, written) for name in _tables(written)],
        "dataset_info": [_info(name, export, written) for name in _tables(written)],
    }
    text = yaml.safe_dump(header, allow_unicode=True, sort_keys=False, width=1000)
    card = (export.frozen.folder / RELEASE_CARD).read_text(encoding="utf-8")
    (export.folder / RELEASE_CARD).write_bytes(f"---\n{text}---\n\n{card}".encode())


def _tables(written: Tables) -> list[str]:
    return list(dict.fromkeys(path.partition("/")[0] for path in written.rows))


def _splits(name: str, written: Tables) -> Iterator[tuple[str, str]]:
    """Each split of a table with its file."""
    for path in sorted(written.rows):
        if path.startswith(f"{name}/"):
            yield Path(path).stem, path


def _config(name: str, written: Tables) -> dict[str, Any]:
    files = [{"split": split, "path": path} for split, path in _splits(name, written)]
    default = {"default": True} if name == "items" else {}
    return {"config_name": name, **default, "data_files": files}


def _info(name: str, export: Export, written: Tables) -> dict[str, Any]:
    splits = list(_splits(name, written))
    sizes = {path: (export.folder / path).stat().st_size for _, path in splits}
    return {
        "config_name": name,
        "features": [_feature(column) for column in written.schemas[splits[0][1]]],
        "splits": [
            {"name": split, "num_bytes": sizes[path], "num_examples": written.rows[path]}
            for split, path in splits
        ],
        "download_size": sum(sizes.values()),
        "dataset_size": sum(sizes.values()),
    }


def _feature(column: pa.Field) -> dict[str, Any]:
    """A column as the header tells its type."""
    if column.type == MEDIUM:
        return {"name": column.name, "dtype": column.name}
    return {"name": column.name, **_typed(column.type)}


def _typed(kind: pa.DataType) -> dict[str, Any]:
    if pa.types.is_struct(kind):
        return {"struct": [_feature(part) for part in kind.fields]}
    if pa.types.is_list(kind):
        inner = _typed(kind.value_type)
        return {"list": inner.get("struct") or inner.get("dtype") or inner}
    if pa.types.is_boolean(kind):
        return {"dtype": "bool"}
    if pa.types.is_timestamp(kind):
        return {"dtype": f"timestamp[{kind.unit}, tz={kind.tz}]"}
    names = {"double": "float64", "float": "float32"}
    return {"dtype": names.get(str(kind), str(kind))}


HUGGING_FACE = FolderFormat(
    name="huggingface",
    group="learning",
    about="a Hugging Face data set folder: Parquet by split with typed features, sound embedded "
    "with --media copy",
    loses="video: with --media copy the sound of a video is there, not its picture",
    media=("none", "copy"),
    cuts=True,
    write=write,
)
