"""One reader per table format, and which of them a file needs."""

import csv
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from annotation.errors import AnnotationRefused
from annotation.imports.report import Place
from annotation.imports.tables.encodings import encoding_named, text_lines
from annotation.imports.tables.table import Cell, Row, Table

DELIMITERS = ",;\t|"
SAMPLE = 50
"""Lines from which the delimiter is told."""
SEP = re.compile(r"sep=([,;\t|])", re.IGNORECASE)
"""What spreadsheet programs write into a first line of their own."""
LIST = re.compile(r"\[[^][]*\]")
"""What says nothing about the delimiter: a list in a cell has commas of its own."""
LONGEST_CELL = 1 << 24
"""Characters in one cell; a quotation mark that is never closed runs into this."""


def read_delimited(path: Path, encoding: str = "", *, header: bool = True) -> Table:
    """Comma, semicolon, tab or bar between the cells, quoted as spreadsheets do it.

    Without a header the columns are called `#1`, `#2` and so on, as many as the first row has.

    Raises:
        AnnotationRefused: the text is in another encoding, perhaps only found while rows are read
    """
    csv.field_size_limit(LONGEST_CELL)
    delimiter = _delimiter(path, encoding)
    columns = next(filter(any, csv.reader(_csv_lines(path, encoding), delimiter=delimiter)), [])
    if not header:
        columns = [f"#{n}" for n in range(1, len(columns) + 1)]
    reader = csv.reader(_csv_lines(path, encoding), delimiter=delimiter)
    return Table(path.name, columns, _delimited_rows(path, reader, len(columns), header))


def _delimiter(path: Path, encoding: str) -> str:
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    told = SEP.fullmatch(next(text_lines(path, encoding), "").rstrip("\r\n"))
    if told:
        return told[1]
    lines = (LIST.sub("", line) for line in text_lines(path, encoding, newline="") if line.strip())
    beginning = list(islice(lines, SAMPLE))
    return max(DELIMITERS, key=lambda mark: _fit(beginning, mark))


def _csv_lines(path: Path, encoding: str) -> Iterator[str]:
    """The lines of a text table; one that only names the delimiter is as good as blank."""
    for number, line in enumerate(text_lines(path, encoding, newline="")):
        yield "\n" if number == 0 and SEP.fullmatch(line.rstrip("\r\n")) else line


def _fit(lines: list[str], delimiter: str) -> tuple[float, int]:
    """How well a delimiter fits: the share of rows as wide as the first, and how wide that is."""
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells]
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    return widths.count(widths[0]) / len(widths), widths[0]


def _delimited_rows(path: Path, reader: Any, width: int, header: bool) -> Iterator[Row]:
    number = -1 if header else 0
    try:
        for cells in reader:
            if not any(cells):  # spreadsheets leave rows of nothing but delimiters
                continue
            number += 1
            if number == 0:
                continue
            place = Place(number, reader.line_num)
            if len(cells) == width:
                yield Row(place, [cell or None for cell in cells])
            else:
                yield Row(place, (), _wrong_width(cells, width, header))
    except csv.Error as error:
        raise AnnotationRefused(
            f"{path.name}, line {reader.line_num}: {error}. Is a quotation mark not closed?"
        ) from error


def _wrong_width(cells: list[str], width: int, header: bool) -> str:
    there = f"the header names {width} columns" if header else f"the first row has {width}"
    reason = f"{len(cells)} cells, and {there}"
    if any("\n" in cell for cell in cells):
        return f"{reason}; is a quotation mark not closed?"
    return f"{reason}; a cell that holds the delimiter needs quotation marks around it"


def read_json_lines(path: Path, encoding: str = "") -> Table:
    """One JSON object a line; its keys are the columns.

    Raises:
        AnnotationRefused: no line is an object
    """
    columns: dict[str, None] = {}
    for line in text_lines(path, encoding):
        found = _object(line)
        if isinstance(found, dict):
            columns.update(dict.fromkeys(found))
    if not columns:
        raise AnnotationRefused(f"{path.name}: no line is a JSON object with columns as keys.")
    return Table(path.name, list(columns), _json_rows(path, encoding, list(columns)))


def _json_rows(path: Path, encoding: str, columns: list[str]) -> Iterator[Row]:
    number = 0
    for line_number, line in enumerate(text_lines(path, encoding), start=1):
        if not line.strip():
            continue
        number += 1
        place = Place(number, line_number)
        found = _object(line)
        if isinstance(found, dict):
            yield Row(place, [_as_cell(found.get(column)) for column in columns])
        else:
            yield Row(place, (), f"not a JSON object: {found}")


def _object(line: str) -> dict[str, Any] | str:
    """The object on a line, its numbers as texts; or what is wrong with it."""
    try:
        found = json.loads(line, parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        return str(error)
    return found if isinstance(found, dict) else "it is another kind of value"


def read_parquet(path: Path, encoding: str = "") -> Table:
    """A Parquet file.

    Raises:
        AnnotationRefused: it is none, or damaged, or was said to be in some encoding
    """
    if encoding:
        raise AnnotationRefused(
            f"{path.name} is Parquet, which is UTF-8 throughout; say nothing of its encoding."
        )
    try:
        file = parquet.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise AnnotationRefused(f"{path.name} is not a Parquet file: {error}.") from error
    return Table(path.name, list(file.schema_arrow.names), _parquet_rows(path, file))


def _parquet_rows(path: Path, file: parquet.ParquetFile) -> Iterator[Row]:
    number = 0
    try:
        for batch in file.iter_batches():
            columns = [[_as_cell(value) for value in column.to_pylist()] for column in batch]
            for cells in zip(*columns, strict=True):
                number += 1
                yield Row(Place(number), cells)
    except (pa.ArrowInvalid, OSError) as error:
        raise AnnotationRefused(f"{path.name}, after row {number}: {error}.") from error


def _as_cell(value: Any) -> Cell:
    """A typed value as the text that stands for it; lists and objects stay."""
    if value is None or value == "" or isinstance(value, str | list | dict):
        return value if value != "" else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return None if math.isnan(value) else repr(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)


def open_table(path: Path, *, header: bool = True, encoding: str = "") -> Table:
    """Open a table by its extension, or by how it begins where the extension says nothing.

    Blanks around the name of a column are no part of it. header: whether the first row of a text
    table names the columns. encoding: one of `ENCODINGS`, where it is not UTF-8 or UTF-16.

    Raises:
        AnnotationRefused: the file cannot be read, is empty, or is no table; or has names of
            columns in any case, and was said to have none; or the encoding is not known
    """
    encoding = encoding_named(encoding)
    try:
        with path.open("rb") as file:
            beginning = file.read(65_536)
    except OSError as error:
        raise AnnotationRefused(f"{path} cannot be read: {error.strerror}.") from error
    if not beginning.strip():
        raise AnnotationRefused(f"{path.name} is empty; a table begins with the column names.")
    by_extension: dict[str, Callable[[Path, str], Table]] = {
        ".csv": read_delimited,
        ".tsv": read_delimited,
        ".tab": read_delimited,
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".parquet": read_parquet,
    }
    reader = by_extension.get(path.suffix.lower())
    if reader is None or (reader is not read_parquet and not _is_text(beginning, encoding)):
        reader = _by_beginning(beginning, path, encoding)
    if not header:
        if reader is not read_delimited:
            raise AnnotationRefused(
                f"{path.name} names its columns itself, so it cannot be read without a header; "
                "leave --no-header out."
            )
        return read_delimited(path, encoding, header=False)
    table = reader(path, encoding)
    return replace(table, columns=[name.strip() for name in table.columns])


def _by_beginning(beginning: bytes, path: Path, encoding: str) -> Callable[[Path, str], Table]:
    if beginning.startswith(b"PAR1"):
        return read_parquet
    if beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_json_lines
    if _is_text(beginning, encoding):
        return read_delimited
    raise AnnotationRefused(
        f"{path.name} is not a table that can be read: .csv, .tsv, .jsonl or .parquet. Of a "
        "spreadsheet program, save the sheet as CSV."
    )


def _is_text(beginning: bytes, encoding: str) -> bool:
    wide = encoding == "utf-16" or beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
    return wide or b"\0" not in beginning
