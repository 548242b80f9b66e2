"""JSON lines in UTF-8: one object per row; a missing value is null."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import polars as pl
import pyarrow as pa

from releases.exports.format import TableFormat
from releases.exports.tables.texts import times_as_text

BLOCK = 1 << 24


class JsonlWriter:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write_table(self, table: pa.Table) -> None:
        """Append the rows of a piece."""
        if table.num_rows:
            times_as_text(pl.DataFrame(table)).write_ndjson(self._file)


@contextmanager
def open_jsonl(path: Path, schema: pa.Schema) -> Iterator[JsonlWriter]:
    """A writer; the names of the columns are in every row."""
    with path.open("wb") as file:
        yield JsonlWriter(file)


def rows(path: Path) -> int:
    """Line ends: JSON has none inside a value."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(BLOCK), b""))


JSONL = TableFormat(
    name="jsonl",
    suffix="jsonl",
    about="one JSON object per row; distributions and lists stay nested",
    loses="the types of numbers",
    open=open_jsonl,
    rows=rows,
)
