"""Write an audformat database: its tables, its header, and the recordings where they are wanted."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import yaml
from numpy.typing import NDArray

from releases.answers import AnswerColumns
from releases.exports.context import Export
from releases.exports.format import FolderFormat
from releases.exports.item_columns import items_with_labels
from releases.exports.recordings import Recordings, recording_placed
from releases.exports.speech.audformat.header import TableAbout, header
from releases.exports.speech.audformat.places import TEXTS, Place, Places, index_of
from releases.exports.tables import PARQUET
from releases.exports.tables.texts import flattened
from releases.exports.tables.write import THREADS, TableFiles, tables_beside
from releases.frozen import FrozenRelease, Part

MOST_RATERS = 100
"""Above this there is no column per rater: nearly all of its cells would be empty."""
PREFIX = "db."


def write(export: Export) -> dict[str, int]:
    """Fill the folder so that `audformat.Database.load` reads it."""
    recordings, raters = Recordings(export.frozen), _raters(export.frozen)
    with ExitStack() as files, ThreadPoolExecutor(THREADS) as threads:
        tables = _Tables(export, recordings, TableFiles(export.folder, PARQUET, files, threads))
        per_rater = raters if len(raters) <= MOST_RATERS else []
        for part in export.frozen.parts():
            tables.add_part(part, per_rater)
        for name, table in tables_beside(export):
            tables.add_misc(name, f"{name}.row", table)
        rows = tables.finish()
    for sha256 in recordings.rows:
        recording_placed(export, recordings, sha256)
    _write_header(export, recordings, raters, tables.about)
    return rows


def _write_header(
    export: Export, recordings: Recordings, raters: list[str], tables: Mapping[str, TableAbout]
) -> None:
    body = header(export, recordings, raters, tables)
    text = yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=1000)
    (export.folder / "db.yaml").write_bytes(text.encode())


def _raters(frozen: FrozenRelease) -> list[str]:
    """The pseudonyms of all known raters."""
    found: set[str] = set()
    with pq.ParquetFile(frozen.folder / "ratings.parquet") as file:
        for batch in file.iter_batches(columns=["rater"]):
            found.update(pc.unique(batch["rater"].drop_null()).to_pylist())
    return sorted(found)


class _Tables:
    """The tables of the database, filled part by part."""

    def __init__(self, export: Export, recordings: Recordings, files: TableFiles) -> None:
        self._export, self._recordings, self._files = export, recordings, files
        self._places = Places.of(export.frozen)
        self.about: dict[str, TableAbout] = {}
        self._items = 0
        self._rows: dict[str, int] = {}

    def add_part(self, part: Part, raters: list[str]) -> None:
        """Items with their labels and, beside the whole table of ratings, a column per rater."""
        items = flattened(items_with_labels(self._export.frozen, part, self._export.rules))
        answers = {
            column.question.id: _per_rater(column, part, raters)
            for column in self._export.frozen.columns
            if raters and column.question.family in ("label", "number")
        }
        for place, rows in self._places.tables_of(self._items, items.num_rows):
            some = items.take(pa.array(rows))
            if place is None:
                self._append(TEXTS, some)
                continue
            index = index_of(some, self._recordings)
            self._append(place.name(), _beside(index, some), place)
            for question, given in answers.items():
                kept = _beside(index, given.take(pa.array(rows)))
                self._append(place.name(question), kept, place, question)
        self.add_misc("ratings", "ratings.row", part.ratings)
        self._items += items.num_rows

    def add_misc(self, name: str, level: str, table: pa.Table) -> None:
        """Rows of a table that has no files, numbered from 1."""
        done = self._rows.get(name, 0)
        self._rows[name] = done + table.num_rows
        numbers = pa.array(np.arange(done + 1, done + 1 + table.num_rows))
        self._append(name, _beside([(level, numbers)], flattened(table)))

    def finish(self) -> dict[str, int]:
        """Wait for what is still being written; returns the rows of each file."""
        return self._files.finish().rows

    def _append(
        self, name: str, table: pa.Table, place: Place | None = None, question: str | None = None
    ) -> None:
        # audb asks every Parquet file for notes of its own, and stops where there are none.
        plain = _plain_times(table).replace_schema_metadata({"release": self._export.frozen.id})
        self.about.setdefault(name, TableAbout(plain.schema, place, question))
        self._files.append(PREFIX + name, plain)


def _beside(first: list[tuple[str, pa.Array]], table: pa.Table) -> pa.Table:
    columns = dict(first) | {name: table[name] for name in table.schema.names}
    return pa.table(columns)


def _plain_times(table: pa.Table) -> pa.Table:
    """Times without their zone, which is UTC: audformat has none."""
    for place, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            plain = table.column(place).cast(pa.timestamp(field.type.unit))
            table = table.set_column(place, field.name, plain)
    return table


def _per_rater(column: AnswerColumns, part: Part, raters: list[str]) -> pa.Table:
    """A row per item and a column per rater; where they were asked, `RATER.confidence` too."""
    codes = pc.index_in(part.ratings["rater"], pa.array(raters, pa.string()))
    codes = codes.fill_null(-1).to_numpy()
    columns: dict[str, pa.Array] = {"item": part.items["item"]}
    for code, rater in enumerate(raters):
        rows = _row_of_items(part, np.flatnonzero(codes == code))
        columns[rater] = part.ratings[column.layout.name].take(rows)
        if column.confidence is not None:
            columns[f"{rater}.confidence"] = part.ratings[column.confidence].take(rows)
    return pa.table(columns)


def _row_of_items(part: Part, rows: NDArray[np.int64]) -> pa.Array:
    """For each item the row of its rating among these, null where there is none."""
    found = np.full(part.items.num_rows, -1, np.int64)
    found[part.unit[rows]] = rows
    return pa.array(found, mask=found < 0)


AUDFORMAT = FolderFormat(
    name="audformat",
    group="speech",
    about="an audformat database: segmented tables with schemes and a column per rater, which audb "
    "publishes",
    loses="the parts of answers are JSON text; items of several clips are in the table texts, "
    "their clips as columns",
    media=("none", "link", "copy"),
    write=write,
)
