"""Write tasks for Label Studio, a folder per kind of medium."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Any

from releases.exports.annotation.label_studio.config import config
from releases.exports.annotation.label_studio.results import Shown, results
from releases.exports.bodies import answers_body, labels_body, plain
from releases.exports.clipping import clips_cut
from releases.exports.context import Export
from releases.exports.files import write_jsonl, write_text
from releases.exports.format import FolderFormat
from releases.exports.item_media import CLIPS_FOLDER, ItemMedia
from releases.exports.recordings import Recordings
from releases.exports.records import Beside, Record, Row, normal_records, shares
from releases.exports.speech.tiers import traces
from releases.storage.manifest import canonical


def write(export: Export) -> dict[str, int]:
    """KIND/tasks.json and KIND/config.xml; traces, which no control holds, beside them."""
    recordings = Recordings(export.frozen)
    models = Beside(export.frozen.tables("predictions.parquet"))
    with clips_cut(export, recordings) as clips, ExitStack() as files:
        tasks = _Tasks(export, recordings, ItemMedia(export, recordings, clips), files)
        for record in normal_records(export):
            tasks.add(record, models.of(record.key))
        tasks.finish()
    write_jsonl(export.folder / "traces.jsonl", traces(export))
    return {}


class _Tasks:
    """The files of tasks by the kind of their medium; each is one JSON list, a task a line."""

    def __init__(
        self, export: Export, recordings: Recordings, media: ItemMedia, files: ExitStack
    ) -> None:
        self._export, self._recordings, self._media = export, recordings, media
        self._files = files
        self._open: dict[str, IO[bytes]] = {}
        self._raters: dict[str | None, int] = {}
        self._tasks = self._annotations = 0

    def add(self, record: Record, models: list[Row]) -> None:
        shown = self._shown(record)
        if shown is None:
            return
        name = self._media.name_of(record.key)
        placed = dict(self._media.placed(record, name))
        self._tasks += 1
        task = {
            "id": self._tasks,
            "data": self._data(record, shown, name, placed, models),
            "annotations": list(self._annotated(record, shown)),
            "predictions": list(self._predicted(record, shown)),
        }
        file = self._open.get(shown.kind)
        if file is None:
            file = self._begin(shown.kind)
            file.write(b"[\n")
        else:
            file.write(b",\n")
        file.write(canonical(task).encode())

    def finish(self) -> None:
        for file in self._open.values():
            file.write(b"\n]\n")

    def _begin(self, kind: str) -> IO[bytes]:
        folder = self._export.folder / kind
        write_text(folder / "config.xml", config(self._export.frozen.scheme, kind))
        file = self._files.enter_context((folder / "tasks.json").open("wb"))
        self._open[kind] = file
        return file

    def _shown(self, record: Record) -> Shown | None:
        """What the task shows; None, noted as left out, where Label Studio shows no such thing."""
        item = record.item
        if item.get("clip.1") is not None:
            self._export.report.left_out["items of several clips"] += 1
            return None
        if item["media_sha256"] is None:
            return Shown("text")
        row = self._recordings.row_of(item["media_sha256"])
        if row.get("kind") == "image":
            return Shown("image", row.get("width"), row.get("height"))
        if row.get("channels") == 0:
            self._export.report.left_out["items without sound"] += 1
            return None
        return Shown("audio")

    def _data(
        self,
        record: Record,
        shown: Shown,
        name: str,
        placed: dict[str, str],
        models: list[Row],
    ) -> dict[str, Any]:
        item = record.item
        text = item["transcript"] or ""
        here = text if shown.kind == "text" else placed.get(shown.kind, f"{CLIPS_FOLDER}/{name}")
        about = ("media", "media_sha256", "start_seconds", "end_seconds", "speaker", "dialogue")
        return {
            shown.kind: here,
            **({} if shown.kind == "text" else {"transcript": text}),
            "item": record.key,
            **{each: item[each] for each in about if item[each] is not None},
            "labels": labels_body(self._export, item),
            "models": [_model(row) for row in models],
        }

    def _annotated(self, record: Record, shown: Shown) -> Iterator[dict[str, Any]]:
        for rating in record.ratings:
            self._annotations += 1
            who = self._raters.setdefault(rating["rater"], len(self._raters) + 1)
            made = plain(rating["submitted_at"])
            answers = answers_body(self._export, rating)
            yield {
                "id": self._annotations,
                "completed_by": who,
                "rater": rating["rater"],
                "result": list(self._results(answers, shown)),
                "answers": answers,
                "was_cancelled": False,
                "ground_truth": False,
                **({"created_at": made, "updated_at": made} if made else {}),
                **({"lead_time": seconds} if (seconds := _seconds(rating)) is not None else {}),
            }

    def _results(
        self, answers: dict[str, dict[str, Any]], shown: Shown
    ) -> Iterator[dict[str, Any]]:
        for question in self._export.frozen.scheme.questions:
            if question.id in answers:
                yield from results(question, answers[question.id], shown)

    def _predicted(self, record: Record, shown: Shown) -> Iterator[dict[str, Any]]:
        """What all raters said, as one prediction per question whose label is decided."""
        labels = labels_body(self._export, record.item)
        for question in self._export.frozen.scheme.questions:
            label = labels[question.id].get("label")
            if label is None or question.kind not in ("choice", "statement", "pair"):
                continue
            given = shares(question, record.item) or {}
            yield {
                "model_version": f"raters of {self._export.frozen.name}",
                "score": given.get(label),
                "result": list(results(question, {"value": label}, shown)),
            }


def _seconds(rating: Row) -> float | None:
    return None if rating["elapsed_ms"] is None else rating["elapsed_ms"] / 1000


def _model(row: Row) -> dict[str, Any]:
    said = {name: json.loads(row[name]) for name in ("raw", "derived") if row[name]}
    return {"card": row["card"], "card_hash": row["card_hash"], **said}


LABEL_STUDIO = FolderFormat(
    name="label-studio",
    group="annotation",
    about="Label Studio tasks with every rating as an annotation, and their labeling config",
    loses="traces, which are in traces.jsonl beside; intervals of video, spans in other turns, and "
    "items of several clips; the pseudonym of a rater stands in a field of our own",
    media=("none", "copy"),
    cuts=True,
    write=write,
)
