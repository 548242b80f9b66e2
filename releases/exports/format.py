"""What a format of export is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa


class TableWriter(Protocol):
    """Takes a table in pieces; all pieces have the schema that it was opened with."""

    def write_table(self, table: pa.Table) -> None:
        """Append the rows of a piece."""


@dataclass(frozen=True)
class Format:
    """`loses` says what cannot be told in this format; `rows` counts the rows of a file."""

    name: str
    suffix: str
    about: str
    loses: str
    open: Callable[[Path, pa.Schema], AbstractContextManager[TableWriter]]
    rows: Callable[[Path], int]
