"""CSV after RFC 4180, in UTF-8: every spreadsheet and statistics program reads it.

A missing value is an empty cell and an empty text is `""`. Numbers have as many digits as it takes
to read back the same number. What has parts is JSON text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import polars as pl
import pyarrow as pa

from releases.exports.format import TableFormat
from releases.exports.tables.texts import nested_as_json, times_as_text

QUOTE = ord('"')
NEWLINE = ord("\n")
BLOCK = 1 << 24


class CsvWriter:
    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        self._file = file
        self._write(schema.empty_table(), header=True)

    def write_table(self, table: pa.Table) -> None:
        """Append the rows of a piece."""
        self._write(table, header=False)

    def _write(self, table: pa.Table, *, header: bool) -> None:
        frame = nested_as_json(times_as_text(pl.DataFrame(table)))
        frame.write_csv(self._file, include_header=header, line_terminator="\r\n")


@contextmanager
def open_csv(path: Path, schema: pa.Schema) -> Iterator[CsvWriter]:
    """A writer that has written the header."""
    with path.open("wb") as file:
        yield CsvWriter(file, schema)


def rows(path: Path) -> int:
    """Records after the header: line ends outside quotation marks."""
    lines, quotes = 0, 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            marks = np.frombuffer(block, np.uint8)
            inside = (np.cumsum(marks == QUOTE) + quotes) % 2 == 1
            lines += int(((marks == NEWLINE) & ~inside).sum())
            quotes += int((marks == QUOTE).sum())
    return lines - 1


CSV = TableFormat(
    name="csv",
    suffix="csv",
    about="RFC 4180 in UTF-8; every spreadsheet and statistics program reads it",
    loses="column types; an empty text and a missing one look alike to most readers",
    open=open_csv,
    rows=rows,
)
