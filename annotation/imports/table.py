"""Tables as files: which format, which columns, and the rows as texts.

Everything is read as text, so that leading zeros of ids stay. Only an empty cell is missing:
"None" and "NA" are texts like others. In JSON lines and Parquet a cell may also hold a list or
an object.
"""

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from annotation.errors import AnnotationRefused
from annotation.imports.report import Place

Cell = str | list[Any] | dict[str, Any] | None
NAME_TOLD, COLUMNS_TOLD = 40, 30
"""How many characters of a column's name, and how many columns, a message lists."""


class Row(NamedTuple):
    """One row of data; `problem` says why its cells cannot be used."""

    place: Place
    cells: Sequence[Cell]
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """Column names as they stand in the file, and its rows, which may be read once."""

    name: str
    columns: list[str]
    rows: Iterator[Row]

    def find(self, column: str) -> int:
        """Position of a column by its name (which may be empty), or by `#1` for the first.

        Raises:
            AnnotationRefused: there is no such column, or two of that name
        """
        positions = [at for at, name in enumerate(self.columns) if name == column]
        if len(positions) == 1:
            return positions[0]
        if positions:
            ways_out = " or ".join(f"#{at + 1}" for at in positions)
            raise AnnotationRefused(
                f"{self.name}: {len(positions)} columns are called '{column}'; say {ways_out}."
            )
        number = column[1:] if column.startswith("#") else ""
        if number.isdecimal() and 1 <= int(number) <= len(self.columns):
            return int(number) - 1
        raise AnnotationRefused(
            f"{self.name} has no column '{column}'.{_nearest(column, self.columns)} "
            f"It has: {self.told}."
        )

    def lacks(self, field: str, or_else: str = "") -> AnnotationRefused:
        """What to say where no column is known to hold a field that every row needs."""
        return AnnotationRefused(
            f"{self.name} has no column '{field}'. Say which it is: --map {field}=COLUMN{or_else}. "
            f"Its columns: {self.told}."
        )

    @property
    def told(self) -> str:
        """The names of the columns, as messages list them: what is no table can have odd ones."""
        names = [repr(name[:NAME_TOLD]) for name in self.columns]
        more = f" and {len(names) - COLUMNS_TOLD} more" if len(names) > COLUMNS_TOLD else ""
        return ", ".join(names[:COLUMNS_TOLD]) + more

    def label(self, position: int) -> str:
        """How `find` is told of a column: by name, or by position where that says too little."""
        name = self.columns[position]
        return name if name and self.columns.count(name) == 1 else f"#{position + 1}"


def _nearest(name: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def open_table(path: Path) -> Table:
    """Open a table by its extension, or by how it begins where the extension says nothing.

    Raises:
        AnnotationRefused: the file cannot be read, is empty, or is no table
    """
    from annotation.imports import readers

    try:
        with path.open("rb") as file:
            beginning = file.read(65_536)
    except OSError as error:
        raise AnnotationRefused(f"{path} cannot be read: {error.strerror}.") from error
    if not beginning.strip():
        raise AnnotationRefused(f"{path.name} is empty; a table begins with the column names.")
    by_extension: dict[str, Callable[[Path], Table]] = {
        ".csv": readers.read_delimited,
        ".tsv": readers.read_delimited,
        ".tab": readers.read_delimited,
        ".jsonl": readers.read_json_lines,
        ".ndjson": readers.read_json_lines,
        ".parquet": readers.read_parquet,
    }
    reader = by_extension.get(path.suffix.lower())
    if reader is None:
        reader = _by_beginning(beginning, path)
    return reader(path)


def _by_beginning(beginning: bytes, path: Path) -> Callable[[Path], Table]:
    from annotation.imports import readers

    if beginning.startswith(b"PAR1"):
        return readers.read_parquet
    if beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return readers.read_json_lines
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in beginning:
        return readers.read_delimited
    raise AnnotationRefused(
        f"{path.name} is not a table that can be read: .csv, .tsv, .jsonl or .parquet."
    )
