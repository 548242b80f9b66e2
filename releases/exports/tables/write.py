"""Write the tables of an export: items with derived labels, ratings, and what else there is."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from releases.exports.context import Export
from releases.exports.format import TableFormat
from releases.exports.item_columns import items_with_labels
from releases.exports.tables.systems import system_tables
from releases.frozen.whole import raters_table

THREADS = 2
BESIDE = ("predictions", "decisions", "recordings", "words", "demographics")
"""Tables that are there when they have rows."""


@dataclass(frozen=True)
class Tables:
    """The files that were written, with their rows and their columns."""

    rows: dict[str, int] = field(default_factory=dict)
    schemas: dict[str, pa.Schema] = field(default_factory=dict)


def write_tables(export: Export, format_: TableFormat) -> Tables:
    """Write items, ratings, of `BESIDE` those that have rows, and the systems' and the raters'."""
    frozen = export.frozen
    # The threads end before the files are closed, also when one of them fails.
    with ExitStack() as files, ThreadPoolExecutor(THREADS) as threads:
        table_files = TableFiles(export.folder, format_, files, threads)
        for part in frozen.parts():
            table_files.append("items", items_with_labels(frozen, part, export.rules))
            table_files.append("ratings", part.ratings)
        for name, table in tables_beside(export):
            table_files.append(name, table)
        return table_files.finish()


def tables_beside(export: Export) -> Iterator[tuple[str, pa.Table]]:
    """What is there beside items and ratings, a piece at a time; raters after all parts."""
    for name in BESIDE:
        for table in export.frozen.tables(f"{name}.parquet"):
            if table.num_rows:
                yield name, table
    yield from system_tables(export.frozen)
    raters = raters_table(export.frozen, export.rules)
    if raters.num_rows:
        yield "raters", raters


class TableFiles:
    """The files of an export, each opened when its first rows come.

    Each is written by a thread of its own while the next part is being aggregated: the writers
    run outside Python's lock. One part per file waits at most.
    """

    def __init__(
        self, folder: Path, format_: TableFormat, files: ExitStack, threads: ThreadPoolExecutor
    ) -> None:
        self._written = Tables()
        self._folder, self._format, self._files = folder, format_, files
        self._threads = threads
        self._write: dict[str, Callable[[pa.Table], None]] = {}
        self._writing: dict[str, Future[None]] = {}

    def append(self, name: str, table: pa.Table) -> None:
        path = f"{name}.{self._format.suffix}"
        if path not in self._write:
            opened = self._format.open(self._folder / path, table.schema)
            self._write[path] = self._files.enter_context(opened).write_table
            self._written.rows[path] = 0
            self._written.schemas[path] = table.schema
        else:
            self._writing[path].result()
        self._writing[path] = self._threads.submit(self._write[path], table)
        self._written.rows[path] += table.num_rows

    def finish(self) -> Tables:
        """Wait for what is still being written."""
        for writing in self._writing.values():
            writing.result()
        return self._written
