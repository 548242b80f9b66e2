"""Lhotse manifests: recordings, and a supervision per item with distributions in `custom`."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from releases.exports.bodies import labels_body, ratings_body
from releases.exports.context import Export
from releases.exports.format import FolderFormat
from releases.exports.recordings import MEDIA_FOLDER, Recordings, recording_placed
from releases.exports.records import Beside, Record, Row, normal_records
from releases.exports.speech.times import Range, range_of
from releases.storage.manifest import canonical

LEVEL = 6


def write(export: Export) -> dict[str, int]:
    """recordings.jsonl.gz and supervisions.jsonl.gz; paths are relative to the folder."""
    recordings = Recordings(export.frozen)
    with manifest(export.folder / "recordings.jsonl.gz") as file:
        for sha256, row in recordings.rows.items():
            if row.get("channels") and row.get("samples"):
                file.write(_line(_recording(recordings, sha256, row)))
                recording_placed(export, recordings, sha256)
    words = Beside(export.frozen.tables("words.parquet"))
    with manifest(export.folder / "supervisions.jsonl.gz") as file:
        for record in normal_records(export):
            said, place = words.of(record.key), range_of(export, recordings, record)
            if place is None:
                continue
            if not recordings.row_of(place.sha256).get("channels"):
                export.report.left_out["items without sound"] += 1
                continue
            file.write(_line(_supervision(export, recordings, record, place, said)))
    return {}


@contextmanager
def manifest(path: Path) -> Iterator[BinaryIO]:
    """A compressed file without a name or a time in it."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", LEVEL, fileobj=raw, mtime=0) as file,
    ):
        yield cast(BinaryIO, file)


def _line(body: dict[str, Any]) -> bytes:
    return f"{canonical(body)}\n".encode()


def _recording(recordings: Recordings, sha256: str, row: Row) -> dict[str, Any]:
    channels = list(range(row["channels"]))
    path = f"{MEDIA_FOLDER}/{recordings.name_of(sha256)}"
    return {
        "id": recordings.stem_of(sha256),
        "sources": [{"type": "file", "channels": channels, "source": path}],
        "sampling_rate": row["rate_hz"],
        "num_samples": row["samples"],
        "duration": row["samples"] / row["rate_hz"],
        "channel_ids": channels,
    }


def _supervision(
    export: Export, recordings: Recordings, record: Record, place: Range, said: list[Row]
) -> dict[str, Any]:
    item = record.item
    channels = recordings.row_of(place.sha256)["channels"]
    told = {
        "text": item["transcript"],
        "language": item.get("language"),
        "speaker": item["speaker"],
    }
    return {
        "id": record.key,
        "recording_id": recordings.stem_of(place.sha256),
        "start": place.start,
        "duration": place.end - place.start,
        "channel": 0 if channels == 1 else list(range(channels)),
        **{name: value for name, value in told.items() if value is not None},
        "custom": {
            **labels_body(export, item),
            "ratings": ratings_body(export, record),
            "split": item.get("split"),
        },
        **({"alignment": {"word": [_word(word) for word in said]}} if said else {}),
    }


def _word(word: Row) -> list[Any]:
    """Symbol, start, duration, score: no recogniser's score is kept."""
    start, end = word["start_seconds"], word["end_seconds"]
    return [word["word"], start, end - start, None]


LHOTSE = FolderFormat(
    name="lhotse",
    group="speech",
    about="Lhotse manifests: recordings and supervisions with distributions and ratings in custom",
    loses="items without a recording, pictures, silent video, items of several clips; models' "
    "predictions and decisions",
    media=("none", "link", "copy"),
    write=write,
)
