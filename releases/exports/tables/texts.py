"""Values that a text format has no type for."""

import polars as pl
import polars.selectors as cs
import pyarrow as pa

ISO_UTC = "%Y-%m-%dT%H:%M:%S%.6fZ"
ISO_UTC_PYTHON = "%Y-%m-%dT%H:%M:%S.%fZ"
"""The same for Python's own datetime."""


def times_as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Times in UTC as ISO 8601 with microseconds."""
    return frame.with_columns(cs.datetime().dt.to_string(ISO_UTC))


def nested_as_json(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists and structs as JSON text; a missing one stays missing."""
    columns = [
        _json(name) for name, kind in frame.schema.items() if isinstance(kind, pl.List | pl.Struct)
    ]
    return frame.with_columns(columns)


def flattened(table: pa.Table) -> pa.Table:
    """The same table with JSON text for what has parts; all other columns as they are."""
    nested = [field.name for field in table.schema if _has_parts(field.type)]
    if not nested:
        return table
    texts = nested_as_json(pl.DataFrame(table.select(nested))).to_arrow()
    for name in nested:
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, texts[name].cast(pa.string()))
    return table


def _has_parts(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_struct(kind))


def _json(name: str) -> pl.Expr:
    # polars writes structs as JSON: {"x":VALUE}, of which VALUE is what is wanted
    whole = pl.struct(pl.col(name).alias("x")).struct.json_encode()
    value = whole.str.slice(len('{"x":')).str.head(-1)
    return pl.when(pl.col(name).is_not_null()).then(value).alias(name)
