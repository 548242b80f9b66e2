"""Clips: a file per item named SPEAKER_EMOTION_INTENSITY_ID, with a table of them."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pyarrow as pa

from affect.questions import Question
from releases.exports.clipping import clips_cut
from releases.exports.context import Export
from releases.exports.format import FolderFormat
from releases.exports.item_media import ItemMedia
from releases.exports.recordings import Recordings
from releases.exports.records import AT_ONCE, Record, Row, normal_records, one_label, shares
from releases.exports.tables import CSV

NOBODY, UNDECIDED, NONE = "unknown", "undecided", "x"
TABLE = "clips.csv"
NOT_IN_PARTS = re.compile(r"[^\w\-]+|_+")
ABOUT = ("speaker", "dialogue", "position", "transcript", "language", "split", "media",
         "start_seconds", "end_seconds")  # fmt: skip


def write(export: Export) -> dict[str, int]:
    """The clips, and clips.csv with a row for each."""
    recordings, question = Recordings(export.frozen), export.chosen.question
    if question is None:
        raise TypeError("clips are named by the label of a question")
    schema, rows = _schema(question), 0
    with clips_cut(export, recordings, videos=True) as clips, ExitStack() as files:
        media = ItemMedia(export, recordings, clips)
        writer = files.enter_context(CSV.open(export.folder / TABLE, schema))
        some: list[Row] = []
        for record in normal_records(export):
            some += _placed(export, question, media, record)
            if len(some) >= AT_ONCE:
                writer.write_table(pa.Table.from_pylist(some, schema))
                rows, some = rows + len(some), []
        writer.write_table(pa.Table.from_pylist(some, schema))
    return {TABLE: rows + len(some)}


def _schema(question: Question) -> pa.Schema:
    kinds = {"position": pa.int32(), "start_seconds": pa.float64(), "end_seconds": pa.float64()}
    return pa.schema(
        [
            ("file", pa.string()),
            ("kind", pa.string()),
            ("item", pa.string()),
            ("label", pa.string()),
            ("intensity", pa.float64()),
            ("n", pa.int64()),
            *((f"share.{label}", pa.float64()) for label in question.label_ids),
            *((name, kinds.get(name, pa.string())) for name in ABOUT),
        ]
    )


def _placed(export: Export, question: Question, media: ItemMedia, record: Record) -> Iterator[Row]:
    """The rows of an item's files; an item without any is noted as left out."""
    label = one_label(question, record.item, export.rules)
    intensity = _intensity(export, record.item, label)
    name = media.name_of(_name(record, label, intensity))
    found = media.placed(record, name)
    if not found:
        export.report.left_out["items without sound, picture or video"] += 1
    given = shares(question, record.item) or {}
    for kind, path in found:
        yield {
            "file": path,
            "kind": kind,
            "item": record.key,
            "label": label,
            "intensity": intensity,
            "n": record.item[f"{question.id}.n"],
            **{f"share.{name}": given.get(name) for name in question.label_ids},
            **{name: record.item.get(name) for name in ABOUT},
        }


def _name(record: Record, label: str | None, intensity: float | None) -> str:
    """Parts have no `_` of their own, so that the name can be split at it."""
    strength = NONE if intensity is None else f"{intensity:g}".replace(".", "p")
    parts = (record.item["speaker"] or NOBODY, label or UNDECIDED, strength, record.key)
    return "_".join(NOT_IN_PARTS.sub("-", part) for part in parts)


def _intensity(export: Export, item: Row, label: str | None) -> float | None:
    """The mean intensity of the label, where a question of the scheme asks for intensities."""
    for question in export.frozen.scheme.questions:
        if label is not None and question.kind == "intensity":
            value: Any = item.get(f"{question.id}.mean.{label}")
            if value is not None:
                return float(value)
    return None


CLIPS = FolderFormat(
    name="clips",
    group="learning",
    about="sound, pictures and video cut to each item, named speaker_emotion_intensity_id, and a "
    "table of them",
    loses="all questions but one and the intensities; who answered what; texts and what else has "
    "no media",
    media=("copy",),
    cuts=True,
    one_label=True,
    write=write,
)
