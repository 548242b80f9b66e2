"""Values that a text format has no type for."""

import polars as pl
import polars.selectors as cs

ISO_UTC = "%Y-%m-%dT%H:%M:%S%.6fZ"


def times_as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Times in UTC as ISO 8601 with microseconds."""
    return frame.with_columns(cs.datetime().dt.to_string(ISO_UTC))


def nested_as_json(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists and structs as JSON text; a missing one stays missing."""
    columns = [
        _json(name) for name, kind in frame.schema.items() if isinstance(kind, pl.List | pl.Struct)
    ]
    return frame.with_columns(columns)


def _json(name: str) -> pl.Expr:
    # polars writes structs as JSON: {"x":VALUE}, of which VALUE is what is wanted
    whole = pl.struct(pl.col(name).alias("x")).struct.json_encode()
    value = whole.str.slice(len('{"x":')).str.head(-1)
    return pl.when(pl.col(name).is_not_null()).then(value).alias(name)
