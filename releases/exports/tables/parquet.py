"""Parquet: columns with their types, read by pandas, polars, Arrow, DuckDB, R and others."""

from pathlib import Path

import pyarrow.parquet as pq

from releases.exports.format import TableFormat
from releases.storage.tables import parquet_writer


def rows(path: Path) -> int:
    """Rows as the file's footer counts them."""
    return int(pq.read_metadata(path).num_rows)


PARQUET = TableFormat(
    name="parquet",
    suffix="parquet",
    about="columns with their types, compressed; read by pandas, polars, DuckDB, R",
    loses="nothing",
    open=parquet_writer,
    rows=rows,
)
