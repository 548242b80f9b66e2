"""Parquet files whose bytes depend on their rows alone."""

from collections.abc import Generator, Iterable
from contextlib import ExitStack, closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROW_GROUP = 131_072
"""Rows of a group: what is in memory at a time while a release is written or read."""


def parquet_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """A writer with every setting fixed that could change the bytes.

    The footer names the version of pyarrow, so another version makes other bytes; a release says
    which one wrote it.
    """
    return pq.ParquetWriter(
        path,
        schema,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        store_schema=True,
    )


def parquet_write(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> int:
    """Write tables one after another; returns the rows.

    A generator of tables is closed also when writing fails: what it reads from has an end then.
    """
    rows = 0
    with ExitStack() as opened:
        if isinstance(tables, Generator):
            opened.enter_context(closing(tables))
        writer = opened.enter_context(parquet_writer(path, schema))
        for table in tables:
            writer.write_table(table, row_group_size=ROW_GROUP)
            rows += table.num_rows
    return rows
