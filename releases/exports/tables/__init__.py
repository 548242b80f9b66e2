"""Tables: items with derived labels, and every rating, a file each."""

from releases.exports.tables.csv import CSV
from releases.exports.tables.jsonl import JSONL
from releases.exports.tables.parquet import PARQUET

TABLES = {format_.name: format_ for format_ in (PARQUET, CSV, JSONL)}
"""The formats of one table a file, by name."""

__all__ = ["CSV", "JSONL", "PARQUET", "TABLES"]
