"""Tables as files: which format, which columns, and the rows as texts.

Everything is read as text, so that leading zeros of ids stay. Only an empty cell is missing:
"None" and "NA" are texts like others. In JSON lines and Parquet a cell may also hold a list or
an object.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from annotation.errors import AnnotationRefused
from annotation.imports.report import Place

Cell = str | list[Any] | dict[str, Any] | None
NAME_TOLD, COLUMNS_TOLD = 40, 30
"""How many characters of a column's name, and how many columns, a message lists."""
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
NO_HEADER = (
    " If its first row is data and no header, say --no-header; the columns are then #1, #2, ..."
)


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
        positions = self._called(column) or self._called(column.strip())
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

    def _called(self, column: str) -> list[int]:
        return [at for at, name in enumerate(self.columns) if name == column]

    def lacks(self, field: str, or_else: str = "") -> AnnotationRefused:
        """What to say where no column is known to hold a field that every row needs."""
        headless = NO_HEADER if self._begins_with_data else ""
        return AnnotationRefused(
            f"{self.name} has no column '{field}'. Say which it is: --map {field}=COLUMN{or_else}. "
            f"Its columns: {self.told}.{headless}"
        )

    @property
    def _begins_with_data(self) -> bool:
        """Whether the names look like values: a number among them, or the same one twice."""
        names = [name for name in self.columns if name]
        return any(NUMBER.fullmatch(name) for name in names) or len(set(names)) < len(names)

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
