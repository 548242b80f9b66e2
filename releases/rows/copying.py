"""Rows of the database as Arrow tables, some at a time."""

import json
from collections.abc import Iterator
from io import BytesIO

import pyarrow as pa
from django.db import connection
from psycopg import sql
from pyarrow import csv

from releases.storage.tables import ROW_GROUP


def copied(query: sql.Composed, schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows of a query as tables of at most ROW_GROUP rows."""
    copying = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(query)
    with connection.cursor() as cursor, cursor.copy(copying) as copy:
        text, rows = bytearray(), 0
        for row in copy:  # PostgreSQL sends one row a message
            text += row
            rows += 1
            if rows == ROW_GROUP:
                yield _parse(bytes(text), schema)
                text, rows = bytearray(), 0
        if rows:
            yield _parse(bytes(text), schema)


def _parse(text: bytes, schema: pa.Schema) -> pa.Table:
    # In PostgreSQL's CSV an empty cell is null and a quoted one is an empty text.
    return csv.read_csv(
        BytesIO(text),
        csv.ReadOptions(column_names=schema.names, block_size=len(text) + 1),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            true_values=["t"],
            false_values=["f"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )


def lists_of(texts: pa.ChunkedArray) -> pa.Array:
    """JSON arrays as lists; there are few different ones."""
    coded = texts.combine_chunks().dictionary_encode()
    lists = [json.loads(text) for text in coded.dictionary.to_pylist()]
    return pa.array(lists, pa.list_(pa.string())).take(coded.indices)
