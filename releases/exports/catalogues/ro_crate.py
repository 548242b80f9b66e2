"""RO-Crate 1.1: CSV tables with a `ro-crate-metadata.json`, for archives of research objects."""

from typing import Any

from releases.exports.catalogues.descriptions import (
    TABLES,
    authors_of,
    described,
    last_rated,
    licence_of,
    version_of,
)
from releases.exports.context import Export
from releases.exports.files import write_json
from releases.exports.format import FolderFormat
from releases.exports.tables import CSV
from releases.exports.tables.write import write_tables
from releases.storage.manifest import entry_of, files_in

METADATA = "ro-crate-metadata.json"
KINDS = {".csv": "text/csv", ".json": "application/json", ".md": "text/markdown"}
DESCRIBED = {
    "README.md": "The data card.",
    "project.json": "Settings, guidelines, counts and provenance.",
    "scheme.json": "The questions as they were asked.",
}
NO_DAY = "1970"
"""The crate must name a date of publication; a release whose ratings have no times knows none."""


def write(export: Export) -> dict[str, int]:
    """The tables as CSV, and the graph that describes every file."""
    tables = write_tables(export, CSV)
    files = files_in(export.folder)
    write_json(
        export.folder / METADATA,
        {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": _graph(export, files)},
    )
    return tables.rows


def _graph(export: Export, files: list[str]) -> list[dict[str, Any]]:
    cards = export.frozen.project["provenance"]["cards"]
    return [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        _root(export, files),
        *(_file(export, path) for path in files),
        *_people(export),
        _program(export),
        *(_card(card) for card in cards),
        _made(export, files, cards),
    ]


def _root(export: Export, files: list[str]) -> dict[str, Any]:
    project, licence = export.frozen.project, licence_of(export.frozen)
    authors = [{"@id": person["@id"]} for person in _people(export)]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{project['title']} ({export.frozen.name})",
        "description": described(export.frozen),
        "identifier": f"sha256:{export.frozen.id}",
        "version": version_of(export.frozen),
        **({"author": authors} if authors else {}),
        "datePublished": last_rated(export.frozen) or NO_DAY,
        "license": licence or "No licence is stated; ask the authors before you use the data.",
        "hasPart": [{"@id": path} for path in files],
        "mentions": {"@id": "#made"},
    }


def _file(export: Export, path: str) -> dict[str, Any]:
    entry = entry_of(export.folder, path)
    name, _, suffix = path.rpartition(".")
    return {
        "@id": path,
        "@type": "File",
        "name": path,
        "description": DESCRIBED.get(path) or TABLES.get(name, path),
        "contentSize": str(entry.bytes),
        "encodingFormat": KINDS.get(f".{suffix}", "application/octet-stream"),
        "sha256": entry.sha256,
    }


def _people(export: Export) -> list[dict[str, Any]]:
    return [
        {
            "@id": f"https://orcid.org/{author['orcid']}" if "orcid" in author else f"#author-{n}",
            "@type": "Person",
            "name": author["name"],
            **({"affiliation": author["affiliation"]} if "affiliation" in author else {}),
        }
        for n, author in enumerate(authors_of(export.frozen), start=1)
    ]


def _program(export: Export) -> dict[str, Any]:
    version = export.frozen.project["provenance"]["written_by"]["emotate"]
    return {
        "@id": "#emotate",
        "@type": "SoftwareApplication",
        "name": "Emotate",
        "version": version,
    }


def _card(card: dict[str, Any]) -> dict[str, Any]:
    return {
        "@id": f"#card-{card['hash'][:12]}",
        "@type": "SoftwareApplication",
        "name": card["title"] or card["id"],
        "version": card["version"] or "",
        "identifier": f"sha256:{card['hash']}",
    }


def _made(export: Export, files: list[str], cards: list[dict[str, Any]]) -> dict[str, Any]:
    """The act that made the files, and what it used."""
    return {
        "@id": "#made",
        "@type": "CreateAction",
        "name": f"Release {export.frozen.name} and its export",
        "instrument": [
            {"@id": "#emotate"},
            *({"@id": f"#card-{card['hash'][:12]}"} for card in cards),
        ],
        "result": [{"@id": path} for path in files],
    }


RO_CRATE = FolderFormat(
    name="ro-crate",
    group="catalogues",
    about="RO-Crate 1.1: CSV tables in a research object that archives take",
    loses="column types; an empty text and a missing one look alike",
    write=write,
)
