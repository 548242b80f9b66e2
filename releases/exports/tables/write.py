"""Write the tables of an export: items with derived labels, ratings, and what else there is."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa

from releases.exports.context import Export
from releases.exports.format import TableFormat
from releases.exports.item_columns import items_with_labels
from releases.whole import raters_table

THREADS = 2
BESIDE = ("predictions", "decisions", "recordings", "words")
"""Tables that are there when they have rows."""


def write_tables(export: Export, format_: TableFormat) -> dict[str, int]:
    """Write items, ratings, of `BESIDE` those that have rows, and what rules say of raters.

    Returns the rows of each file.
    """
    frozen = export.frozen
    # The threads end before the files are closed, also when one of them fails.
    with ExitStack() as files, ThreadPoolExecutor(THREADS) as threads:
        table_files = _TableFiles(export.folder, format_, files, threads)
        for part in frozen.parts():
            table_files.append("items", items_with_labels(frozen, part, export.rules))
            table_files.append("ratings", part.ratings)
        for name in BESIDE:
            for table in frozen.tables(f"{name}.parquet"):
                table_files.append(name, table)
        raters = raters_table(frozen, export.rules)
        if raters.num_rows:
            table_files.append("raters", raters)
        return table_files.finish()


class _TableFiles:
    """The files of an export, each opened when its first rows come.

    Each is written by a thread of its own while the next part is being aggregated: the writers
    run outside Python's lock. One part per file waits at most.
    """

    def __init__(
        self, folder: Path, format_: TableFormat, files: ExitStack, threads: ThreadPoolExecutor
    ) -> None:
        self.rows: dict[str, int] = {}
        self._folder, self._format, self._files = folder, format_, files
        self._threads = threads
        self._write: dict[str, Callable[[pa.Table], None]] = {}
        self._writing: dict[str, Future[None]] = {}

    def append(self, name: str, table: pa.Table) -> None:
        path = f"{name}.{self._format.suffix}"
        if path not in self._write:
            opened = self._format.open(self._folder / path, table.schema)
            self._write[path] = self._files.enter_context(opened).write_table
            self.rows[path] = 0
        else:
            self._writing[path].result()
        self._writing[path] = self._threads.submit(self._write[path], table)
        self.rows[path] += table.num_rows

    def finish(self) -> dict[str, int]:
        """Wait for what is still being written; returns the rows of each file."""
        for writing in self._writing.values():
            writing.result()
        return self.rows
