"""The header of an audformat database, db.yaml."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from affect.questions import Question, Scale
from releases.exports.catalogues.descriptions import described, licence_of, question_of
from releases.exports.context import Export
from releases.exports.recordings import Recordings
from releases.exports.speech.audformat.places import TEXTS, Place

GOLD = "gold"
PARTS_OF_SPLITS = ("train", "dev", "test")
PLAIN = {"str": "text", "int": "whole", "float": "number", "bool": "yes-no", "date": "time"}
"""The scheme of a column that has no better one, by the type of its values."""
SHARE = {"description": "Share of the votes", "dtype": "float", "minimum": 0.0, "maximum": 1.0}
INDEX = ("file", "start", "end")


@dataclass(frozen=True)
class TableAbout:
    """A table of the database: the split whose items it has, and the question of its raters."""

    schema: pa.Schema
    place: Place | None
    question: str | None


def header(
    export: Export, recordings: Recordings, raters: Iterable[str], tables: Mapping[str, TableAbout]
) -> dict[str, Any]:
    """What audformat needs to know of a folder with these tables."""
    frozen, licence = export.frozen, licence_of(export.frozen)
    segmented = {name: about for name, about in sorted(tables.items()) if about.place}
    others = {name: about for name, about in sorted(tables.items()) if not about.place}
    return {
        "name": f"{frozen.project['slug']}-{frozen.project['tag']}",
        "description": described(frozen),
        "source": f"{frozen.name}, release {frozen.id}",
        "usage": "other",
        **({"license": licence} if licence else {}),
        "media": _media(recordings),
        "raters": _raters(export, raters),
        "schemes": _schemes(export),
        **_splits(segmented.values()),
        "tables": {name: _table(export, about) for name, about in segmented.items()},
        "misc_tables": {name: _misc_table(export, name, about) for name, about in others.items()},
    }


def _media(recordings: Recordings) -> dict[str, Any]:
    """A medium for each form of file, with what all its files share."""
    by_form: dict[str, list[dict[str, Any]]] = {}
    for row in recordings.rows.values():
        by_form.setdefault(Path(row["file"]).suffix[1:].lower() or "file", []).append(row)
    return {form: _medium(form, rows) for form, rows in sorted(by_form.items())}


def _medium(form: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    kind = Counter(row.get("kind") for row in rows).most_common(1)[0][0]
    told: dict[str, Any] = {
        "type": {"image": "photo", "sensor": "other"}.get(str(kind), kind or "other"),
        "format": form,
    }
    if kind == "audio":
        for name, column in (("sampling_rate", "rate_hz"), ("channels", "channels")):
            values = {row.get(column) for row in rows}
            if len(values) == 1 and None not in values:
                told[name] = values.pop()
    return told


def _raters(export: Export, raters: Iterable[str]) -> dict[str, Any]:
    cards = export.frozen.project["provenance"]["cards"]
    return {
        GOLD: {"description": "What a rule makes of all answers", "type": "vote"},
        **{rater: {"type": "human"} for rater in raters},
        **{card["id"]: {"description": card["title"], "type": "machine"} for card in cards},
    }


def _schemes(export: Export) -> dict[str, Any]:
    plain = {name: {"dtype": kind} for kind, name in PLAIN.items()}
    asked = {_scheme_id(q): _scheme(q) for q in export.frozen.scheme.questions if _scheme(q)}
    return {**plain, "share": SHARE, **asked}


def _scheme_id(question: Question) -> str:
    return f"answer.{question.id}"


def _scheme(question: Question) -> dict[str, Any] | None:
    """Labels with their texts, or the limits of a number."""
    if question.family == "label" and question.labels:
        texts = {label.id: {"text": label.text} for label in question.labels}
        return {"description": question.text, "dtype": "str", "labels": texts}
    if isinstance(question, Scale):
        told: dict[str, Any] = {"description": question.text, "dtype": "float"}
        return {**told, "minimum": float(question.min), "maximum": float(question.max)}
    return None


def _splits(tables: Iterable[TableAbout]) -> dict[str, Any]:
    names = sorted({about.place.split for about in tables if about.place and about.place.split})
    kinds = {name: name if name in PARTS_OF_SPLITS else "undefined" for name in names}
    return {"splits": {name: {"type": kind} for name, kind in kinds.items()}} if names else {}


def _table(export: Export, about: TableAbout) -> dict[str, Any]:
    split = about.place.split if about.place else None
    return {
        "type": "segmented",
        **({"split_id": split} if split else {}),
        "columns": {
            column.name: _column(export, column, about.question, derived=True)
            for column in about.schema
            if column.name not in INDEX
        },
    }


def _misc_table(export: Export, name: str, about: TableAbout) -> dict[str, Any]:
    level, *columns = about.schema
    return {
        "levels": {level.name: _dtype(level.type)},
        "columns": {
            column.name: _column(export, column, None, derived=name == TEXTS) for column in columns
        },
    }


def _column(
    export: Export, column: pa.Field, asked: str | None, *, derived: bool
) -> dict[str, Any]:
    """A column per rater where a question was `asked`; else one of items or of whole ratings."""
    scheme = export.frozen.scheme
    if asked is not None and "." not in column.name and column.name != "item":
        question = question_of(scheme, asked)
        return {"scheme_id": _scheme_of(question, column, whole=True), "rater_id": column.name}
    question = question_of(scheme, column.name)
    whole = question is not None and column.name in (
        question.id, f"{question.id}.majority", f"{question.id}.plurality"
    )  # fmt: skip
    told = {"scheme_id": _scheme_of(question, column, whole=whole)}
    return {**told, "rater_id": GOLD} if question is not None and derived else told


def _scheme_of(question: Question | None, column: pa.Field, *, whole: bool) -> str:
    if question is not None and whole and _scheme(question):
        return _scheme_id(question)
    return "share" if ".share." in column.name else PLAIN[_dtype(column.type)]


def _dtype(kind: pa.DataType) -> str:
    tests = {
        "bool": pa.types.is_boolean,
        "int": pa.types.is_integer,
        "float": pa.types.is_floating,
        "date": pa.types.is_timestamp,
    }
    return next((name for name, holds in tests.items() if holds(kind)), "str")
