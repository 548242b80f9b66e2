"""Where a table comes from: a file, or a folder of files with the same columns.

What a file's name or nobody's column says is a column, too: `--map rater=@file` reads the name of
the file without its ending, for data with one file per rater; `--map item==film` is the text "film"
in every row; `--map item={split}-{id}` joins columns, for ids that begin anew in every split.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotation.errors import AnnotationRefused
from annotation.imports.report import Failure, Place, Report
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.table import Cell, Row, Table

FILE = "@file"
CONSTANT = "="
JOINED = re.compile(r"\{([^{}]+)\}")
SUFFIXES = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".parquet")


class Source:
    """The tables of one import as one; `table` may be read once.

    joined: labels of the columns that are read as parts of joined ones.
    """

    def __init__(self, path: Path, maps: Sequence[str], *, header: bool = True) -> None:
        """Open all files.

        Raises:
            AnnotationRefused: a file is no table, a folder has none, or their columns differ; or
                a joined column names one that is not there
        """
        self._files = _files(path) if path.is_dir() else [path]
        self._tables = [open_table(file, header=header) for file in self._files]
        self._begins: list[int] = []
        first = self._tables[0]
        for table in self._tables[1:]:
            if table.columns != first.columns:
                raise AnnotationRefused(
                    f"{table.name} has other columns than {first.name}: {table.told}; and there "
                    f"{first.told}. The tables of a folder have the same columns in one order."
                )
        wanted = dict.fromkeys(text.partition("=")[2].strip() for text in maps)
        self._joins: set[int] = set()
        self._more = {text: self._maker(first, text) for text in wanted if _is_made(first, text)}
        columns = [*first.columns, *self._more]
        self.table = Table(path.name, columns, self._rows()) if self._more or self.many else first
        self.joined = {first.label(at) for at in self._joins}

    def _maker(self, table: Table, text: str) -> Callable[[Path, Sequence[Cell]], Cell]:
        """What makes the cell of a row: from the name of its file, or from its cells."""
        if text == FILE:
            return lambda file, cells: file.stem
        if text.startswith(CONSTANT):
            return lambda file, cells: text.removeprefix(CONSTANT) or None
        named = [name for name in JOINED.findall(text) if name != FILE]
        at = {name: table.find(name) for name in named}
        self._joins |= set(at.values())

        def joined(file: Path, cells: Sequence[Cell]) -> Cell:
            found = {name: cells[place] for name, place in at.items()} | {FILE: file.stem}
            if any(cell is None for cell in found.values()):
                return None  # a key with a part missing is no key
            return JOINED.sub(lambda part: str(found[part[1]]), text)

        return joined

    @property
    def many(self) -> bool:
        """Whether there are several files."""
        return len(self._files) > 1

    def _rows(self) -> Iterator[Row]:
        """Rows of one file after the other, numbered throughout."""
        number = 0
        for file, table in zip(self._files, self._tables, strict=True):
            self._begins.append(number)
            for row in table.rows:
                number += 1
                cells = row.cells
                if self._more and not row.problem:
                    cells = [*cells, *(make(file, cells) for make in self._more.values())]
                yield Row(Place(number, row.place.line), cells, row.problem)

    def name_files(self, report: Report) -> None:
        """Say of each failure which of several files it is in."""
        if not self.many:
            return
        report.failures = [self._named(failure) for failure in report.failures]

    def _named(self, failure: Failure) -> Failure:
        before = [k for k, begin in enumerate(self._begins) if begin < failure.place.row]
        at = before[-1] if before else 0
        place = Place(failure.place.row - self._begins[at], failure.place.line)
        return Failure(place, f"{self._files[at].name}: {failure.reason}")


def columns_in(path: Path, *, header: bool = True) -> list[str]:
    """The names of the columns of a table, or of the first one of a folder.

    Raises:
        AnnotationRefused: it is no table, or the folder has none
    """
    first = _files(path)[0] if path.is_dir() else path
    return open_table(first, header=header).columns


def _is_made(table: Table, text: str) -> bool:
    """Whether a mapping names no column of the file but one that is made up for it."""
    if text in table.columns:
        return False
    return text == FILE or text.startswith(CONSTANT) or JOINED.search(text) is not None


def _files(folder: Path) -> list[Path]:
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES)
    if not found:
        raise AnnotationRefused(
            f"{folder.name} has no tables; files of a folder end in {', '.join(SUFFIXES)}."
        )
    return found
