"""Frictionless Data: CSV tables with a `datapackage.json` of their columns, keys and links."""

from typing import Any

import pyarrow as pa

from affect.questions import Question
from releases.exports.catalogues.descriptions import (
    TABLES,
    authors_of,
    column_words,
    described,
    licence_of,
    question_of,
    version_of,
)
from releases.exports.context import Export
from releases.exports.files import write_json
from releases.exports.format import FolderFormat
from releases.exports.tables import CSV
from releases.exports.tables.write import Tables, write_tables
from releases.storage.manifest import entry_of

LINKS = {"item": ("items", "item"), "media_sha256": ("recordings", "media_sha256")}
"""Columns that name a row of another table."""
KEYS = {"items": "item", "recordings": "media_sha256"}


def write(export: Export) -> dict[str, int]:
    """The tables as CSV, and what each column of them is."""
    tables = write_tables(export, CSV)
    write_json(export.folder / "datapackage.json", _package(export, tables))
    return tables.rows


def _package(export: Export, tables: Tables) -> dict[str, Any]:
    project = export.frozen.project
    licence = licence_of(export.frozen)
    authors = [{"title": author["name"], "role": "author"} for author in authors_of(export.frozen)]
    return {
        "profile": "tabular-data-package",
        "name": f"{project['slug']}-{project['tag']}".lower(),
        "id": export.frozen.id,
        "title": project["title"],
        "description": described(export.frozen),
        "version": version_of(export.frozen),
        **({"licenses": [{"name": licence}]} if licence else {}),
        **({"contributors": authors} if authors else {}),
        "resources": [_resource(export, tables, path) for path in sorted(tables.schemas)],
    }


def _resource(export: Export, tables: Tables, path: str) -> dict[str, Any]:
    name = path.removesuffix(".csv")
    entry = entry_of(export.folder, path)
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "description": TABLES[name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": entry.bytes,
        "hash": f"sha256:{entry.sha256}",
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\r\n"},
        "schema": _schema(export, tables, name),
    }


def _schema(export: Export, tables: Tables, name: str) -> dict[str, Any]:
    schema = tables.schemas[f"{name}.csv"]
    there = {path.removesuffix(".csv") for path in tables.schemas}
    links = [
        {"fields": [column], "reference": {"resource": table, "fields": [field]}}
        for column, (table, field) in LINKS.items()
        if column in schema.names and table in there - {name}
    ]
    return {
        "fields": [_field(export, column, name) for column in schema],
        "missingValues": [""],
        **({"primaryKey": [KEYS[name]]} if name in KEYS else {}),
        **({"foreignKeys": links} if links else {}),
    }


def _field(export: Export, column: pa.Field, table: str) -> dict[str, Any]:
    scheme = export.frozen.scheme
    question = question_of(scheme, column.name)
    constraints = _constraints(question, column) if question else {}
    if KEYS.get(table) == column.name:
        constraints["required"] = True
    return {
        "name": column.name,
        "type": _type(column.type),
        "description": column_words(scheme, column.name),
        **({"constraints": constraints} if constraints else {}),
    }


def _constraints(question: Question, column: pa.Field) -> dict[str, Any]:
    """The labels of a column that holds one, and the limits of shares."""
    if column.name == question.id and question.family == "label":
        return {"enum": list(question.label_ids)}
    if column.name.startswith(f"{question.id}.share."):
        return {"minimum": 0, "maximum": 1}
    return {}


def _type(kind: pa.DataType) -> str:
    tests = {
        "boolean": pa.types.is_boolean,
        "integer": pa.types.is_integer,
        "number": pa.types.is_floating,
        "datetime": pa.types.is_timestamp,
        "array": pa.types.is_list,
        "object": pa.types.is_struct,
    }
    return next((name for name, holds in tests.items() if holds(kind)), "string")


FRICTIONLESS = FolderFormat(
    name="frictionless",
    group="catalogues",
    about="Frictionless Data: CSV with typed, described and linked columns in datapackage.json",
    loses="an empty text and a missing one look alike",
    write=write,
)
