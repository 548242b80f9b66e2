"""A release without what was withdrawn: the same files, the rest of the rows, another id."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from releases.cards import cards_write
from releases.contents.consent import consent_counts
from releases.frozen import AGREEMENT, SPLITS, FrozenRelease
from releases.rows.counts import RatingCounts
from releases.rows.demographics import demographics_again
from releases.services.about import write_json
from releases.services.agreement import agreement_write
from releases.services.splits import report_again
from releases.storage.folders import folder_written
from releases.storage.manifest import MANIFEST, entry_of, manifest_read, manifest_write
from releases.storage.tables import parquet_write

TOMBSTONES = "TOMBSTONES.jsonl"
OF_ITEMS = ("items", "ratings", "revisions", "predictions", "decisions", "words")
OF_RATERS = ("ratings", "revisions")
RATERS_TOLD = "demographics"
NONE = {"recordings": 0, "words": 0, "decisions": 0}
"""Counts that releases of earlier layouts do not have."""


@dataclass(frozen=True)
class Lost:
    """Keys of items, pseudonyms of raters and of who decided, and sha256 of recordings that a
    release must lose."""

    items: frozenset[str]
    raters: frozenset[str]
    recordings: frozenset[str] = frozenset()
    deciders: frozenset[str] = frozenset()


def _raters(lost: Lost) -> frozenset[str]:
    return lost.raters


OF_PEOPLE: Mapping[str, tuple[str, Callable[[Lost], frozenset[str]]]] = {
    **dict.fromkeys(OF_RATERS, ("rater", _raters)),
    "decisions": ("by", lambda lost: lost.deciders),
}
"""The column that says whose a row is, and who of those is lost."""


def holds(frozen: FrozenRelease, lost: Lost) -> bool:
    """Whether any of it is in the release."""
    return (
        _any(frozen, "items", "item", lost.items)
        or any(_any(frozen, name, "rater", lost.raters) for name in OF_RATERS)
        or _any(frozen, "decisions", "by", lost.deciders)
    )


def rewrite(frozen: FrozenRelease, lost: Lost, tombstone: Mapping[str, Any]) -> FrozenRelease:
    """Write the release anew in its place, by one rename, with a line about what happened.

    Tables keep their columns and order, cards and agreement are made again from what is left, and
    `changes.json` stays as it was: it tells what the release changed when it was made.
    """
    with folder_written(frozen.folder, durable=True) as partial:
        tables = [entry.path for entry in manifest_read(frozen.folder)]
        for path in tables:
            if not path.endswith(".parquet"):
                shutil.copyfile(frozen.folder / path, partial / path)
        rows = dict(_tables(frozen, lost, partial))
        project = _project(frozen, partial, rows)
        _describe(FrozenRelease.of(partial, project, frozen.scheme))
        _mark(partial, {**tombstone, "was": frozen.id})
        paths = sorted(path.name for path in partial.iterdir() if path.name != MANIFEST)
        manifest_write(partial, [entry_of(partial, path, rows=rows.get(path)) for path in paths])
    return FrozenRelease.open(frozen.folder)


def tombstones(folder: Path) -> list[dict[str, Any]]:
    """What was withdrawn from a release, the oldest first."""
    file = folder / TOMBSTONES
    if not file.is_file():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _any(frozen: FrozenRelease, name: str, column: str, values: frozenset[str]) -> bool:
    wanted = pa.array(sorted(values), pa.string())
    return any(
        pc.any(pc.is_in(table[column], wanted)).as_py()
        for table in frozen.tables(f"{name}.parquet", [column])
    )


def _tables(frozen: FrozenRelease, lost: Lost, out: Path) -> Iterator[tuple[str, int]]:
    """Write every table without the rows of what is lost; gives the rows of each."""
    for name in (*OF_ITEMS, "recordings", RATERS_TOLD):
        path = f"{name}.parquet"
        if (frozen.folder / path).is_file():
            schema = pq.read_schema(frozen.folder / path)
            keeps = _keeping(name, lost, out)
            kept: Iterator[pa.Table] = (table.filter(keeps(table)) for table in frozen.tables(path))
            if name == "decisions":
                kept = decisions_left(kept)
            yield path, parquet_write(out / path, schema, kept)


def _keeping(name: str, lost: Lost, out: Path) -> Callable[[pa.Table], pa.Array]:
    if name == "recordings":
        return _keeps_recordings(out, lost)
    return _keeps_raters(out) if name == RATERS_TOLD else _keeps(name, lost)


def decisions_left(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Decisions with the last of each item as the one that counts: a later one may be gone."""
    found = list(tables)
    if not found:
        return
    table = pa.concat_tables(found)
    items = table["item"].to_pylist()
    latest = [item != after for item, after in zip_longest(items, items[1:])]
    at = table.schema.get_field_index("latest")
    yield table.set_column(at, table.schema.field(at), pa.array(latest, pa.bool_()))


def _keeps(name: str, lost: Lost) -> Callable[[pa.Table], pa.Array]:
    items = pa.array(sorted(lost.items), pa.string())
    column, who = OF_PEOPLE.get(name, ("", lambda lost: frozenset()))
    people = pa.array(sorted(who(lost)), pa.string())

    def keeps(table: pa.Table) -> pa.Array:
        kept = pc.invert(pc.is_in(table["item"], items))
        if len(people):
            kept = pc.and_(kept, pc.invert(pc.is_in(table[column], people)))
        return kept

    return keeps


def _keeps_raters(out: Path) -> Callable[[pa.Table], pa.Array]:
    """Those of whom ratings are left."""
    there = pq.read_table(out / "ratings.parquet", columns=["rater"])["rater"].unique()
    return lambda table: pc.is_in(table["rater"], there)


def _keeps_recordings(out: Path, lost: Lost) -> Callable[[pa.Table], pa.Array]:
    """Those that an item still shows, and other sensor tables, which items do not name."""
    items = pq.read_table(out / "items.parquet")
    columns = [name for name in items.schema.names if name.endswith("media_sha256")]
    shown = pa.chunked_array([chunk for name in columns for chunk in items[name].chunks])
    there = shown.combine_chunks().drop_null()
    gone = pa.array(sorted(lost.recordings), pa.string())

    def keeps(table: pa.Table) -> pa.Array:
        sensors = pc.equal(table["kind"], "sensor")
        sensors = pc.and_(sensors, pc.invert(pc.is_in(table["media_sha256"], gone)))
        return pc.or_(pc.is_in(table["media_sha256"], there), sensors)

    return keeps


def _project(frozen: FrozenRelease, out: Path, rows: Mapping[str, int]) -> dict[str, Any]:
    """project.json with the counts of what is left."""
    counts = RatingCounts(frozen.columns)
    with pq.ParquetFile(out / "ratings.parquet") as file:
        for batch in file.iter_batches():
            counts.add(pa.Table.from_batches([batch]))
    told = {name.removesuffix(".parquet"): n for name, n in rows.items()}
    told["replaced"] = told.pop("revisions", 0)
    told.pop("ratings")
    is_told = told.pop(RATERS_TOLD, None) is not None
    version = str(frozen.project.get("version", "1.0.0"))
    body = {
        "about": {},
        "parent": None,
        **frozen.project,
        "version": f"{version.partition('+')[0]}+w{len(tombstones(frozen.folder)) + 1}",
        "counts": {**NONE, **frozen.project["counts"], **told, **counts.body()},
    }
    if is_told:
        body["demographics"] = demographics_again(out, frozen.project["demographics"])
    if (consent := consent_counts(out)) is not None:
        body["consent"] = consent
    write_json(out / "project.json", body)
    return body


def _describe(frozen: FrozenRelease) -> None:
    """Agreement, splits and cards, from what is left."""
    if (frozen.folder / AGREEMENT).is_file():
        agreement_write(frozen)
    if (frozen.folder / SPLITS).is_file():
        report_again(frozen)
    cards_write(frozen)


def _mark(folder: Path, tombstone: Mapping[str, Any]) -> None:
    line = json.dumps(tombstone, sort_keys=True)
    with (folder / TOMBSTONES).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def rows_of(folder: Path) -> tuple[int, int, int]:
    """Items, ratings and known raters of a release, as its row in the database tells them."""
    counts = json.loads((folder / "project.json").read_bytes())["counts"]
    return counts["items"], counts["ratings"], counts["raters"]
