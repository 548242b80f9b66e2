"""Croissant (MLCommons) with the fields of Responsible AI: Parquet and a `metadata.json`.

Croissant 1.0 and Croissant RAI 1.0, https://docs.mlcommons.org/croissant/docs/croissant-spec.html.
"""

from typing import Any

import pyarrow as pa

from releases.exports.catalogues.descriptions import (
    TABLES,
    authors_of,
    column_words,
    described,
    doi_of,
    last_rated,
    licence_of,
    version_of,
)
from releases.exports.context import Export
from releases.exports.files import write_json
from releases.exports.format import FolderFormat
from releases.exports.tables import PARQUET
from releases.exports.tables.write import Tables, write_tables
from releases.storage.manifest import entry_of

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
KEYS = {"items": "item", "recordings": "media_sha256"}


def write(export: Export) -> dict[str, int]:
    """The tables as Parquet, and their description."""
    tables = write_tables(export, PARQUET)
    write_json(export.folder / "metadata.json", _metadata(export, tables))
    return tables.rows


def _metadata(export: Export, tables: Tables) -> dict[str, Any]:
    project, day = export.frozen.project, last_rated(export.frozen)
    licence = licence_of(export.frozen)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": f"{project['slug']}-{project['tag']}",
        "description": described(export.frozen),
        "conformsTo": [
            "http://mlcommons.org/croissant/1.0",
            "http://mlcommons.org/croissant/RAI/1.0",
        ],
        "version": version_of(export.frozen),
        "identifier": export.frozen.id,
        "citeAs": f"{project['title']} ({export.frozen.name}), id {export.frozen.id}",
        **({"datePublished": day} if day else {}),
        **({"license": licence} if licence else {}),
        **({"url": address} if (address := doi_of(export.frozen)) else {}),
        **_creators(export),
        **_responsible(export),
        "distribution": [_file(export, path) for path in sorted(tables.schemas)],
        "recordSet": [_record_set(export, path, tables.schemas) for path in sorted(tables.schemas)],
    }


def _creators(export: Export) -> dict[str, Any]:
    people = [
        {
            "@type": "sc:Person",
            "name": author["name"],
            **({"sameAs": f"https://orcid.org/{author['orcid']}"} if "orcid" in author else {}),
        }
        for author in authors_of(export.frozen)
    ]
    return {"creator": people} if people else {}


def _responsible(export: Export) -> dict[str, Any]:
    """What the release itself knows of how its data came about; nothing is made up."""
    project = export.frozen.project
    counts, policy = project["counts"], project["policy"]
    questions = "; ".join(f"{q.id} ({q.kind}): {q.text}" for q in export.frozen.scheme.questions)
    protocol = " ".join(filter(None, (project["guidelines"], f"Questions: {questions}.")))
    cards = project["provenance"]["cards"]
    return {
        "rai:dataCollection": f"{counts['ratings']} ratings of {counts['rated_items']} of "
        f"{counts['items']} items, by {counts['raters']} known raters under pseudonyms.",
        "rai:dataCollectionType": "Manual Human Curation",
        "rai:dataAnnotationProtocol": protocol,
        "rai:dataAnnotationPlatform": f"Emotate {project['provenance']['written_by']['emotate']}",
        "rai:dataAnnotationAnalysis": "Every rating is kept; labels are derived views, with the "
        "distribution of answers beside each.",
        "rai:annotationsPerItem": f"{policy.get('raters_per_item')} wanted; the column "
        "QUESTION.n says how many there are",
        **({"rai:dataLimitations": project["content_warning"]} if _warned(project) else {}),
        **(
            {"rai:machineAnnotationTools": [f"{card['id']} {card['version']}" for card in cards]}
            if cards
            else {}
        ),
    }


def _warned(project: dict[str, Any]) -> bool:
    return bool(project["content_warning"])


def _file(export: Export, path: str) -> dict[str, Any]:
    entry = entry_of(export.folder, path)
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{entry.bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": entry.sha256,
    }


def _record_set(export: Export, path: str, schemas: dict[str, pa.Schema]) -> dict[str, Any]:
    name = path.removesuffix(".parquet")
    fields = [_field(export, name, column) for column in schemas[path] if _holds(column.type)]
    if name != "items" and "item" in schemas[path].names:
        of_item = next(field for field in fields if field["name"] == "item")
        of_item["references"] = {"field": {"@id": "items/item"}}
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": TABLES[name],
        **({"key": {"@id": f"{name}/{KEYS[name]}"}} if name in KEYS else {}),
        "field": fields,
    }


def _field(export: Export, table: str, column: pa.Field) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column_words(export.frozen.scheme, column.name),
        "dataType": _type(column.type),
        **({"repeated": True} if pa.types.is_list(column.type) else {}),
        "source": {
            "fileObject": {"@id": f"{table}.parquet"},
            "extract": {"column": column.name},
        },
    }


def _holds(kind: pa.DataType) -> bool:
    """Croissant has no field for a struct that is read from one column, nor for lists of them."""
    inner = kind.value_type if pa.types.is_list(kind) else kind
    return not (pa.types.is_struct(inner) or pa.types.is_list(inner))


def _type(kind: pa.DataType) -> str:
    inner = kind.value_type if pa.types.is_list(kind) else kind
    if pa.types.is_boolean(inner):
        return "sc:Boolean"
    if pa.types.is_integer(inner):
        return "sc:Integer"
    if pa.types.is_floating(inner):
        return "sc:Float"
    return "sc:DateTime" if pa.types.is_timestamp(inner) else "sc:Text"


CROISSANT = FolderFormat(
    name="croissant",
    group="catalogues",
    about="Croissant with Responsible AI fields: Parquet described in metadata.json",
    loses="the description, not the tables, leaves out columns with parts: distributions as one "
    "value (their shares are described), timelines, spans, regions",
    write=write,
)
