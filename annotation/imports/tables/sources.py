"""Where a table comes from: a file, several files, or a folder of files with the same columns.

What a file's name or nobody's column says is a column, too: `--map rater=@file` reads the name of
the file without its ending, for data with one file per rater; `--map item==film` is the text "film"
in every row; `--map item={split}-{id}` joins columns, for ids that begin anew in every split.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annotation.errors import AnnotationRefused
from annotation.imports.reading import Reading
from annotation.imports.report import Place
from annotation.imports.tables.files import Files
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.table import Cell, Row, Table

FILE = "@file"
CONSTANT = "="
JOINED = re.compile(r"\{([^{}]+)\}")


class Source:
    """The tables of one import as one; `table` may be read once.

    joined: labels of the columns that are read as parts of joined ones.
    """

    def __init__(self, files: Files, reading: Reading) -> None:
        """Open all files.

        Raises:
            AnnotationRefused: a file is no table, or their columns differ; or a joined column
                names one that is not there; or two files have one name, and that is a column
        """
        self._files = files
        tables = [
            open_table(file, header=reading.header, encoding=reading.encoding)
            for file in files.paths
        ]
        first = replace(tables[0], name=files.names[0])
        self._tables = [first, *(aligned(table, first) for table in tables[1:])]
        wanted = dict.fromkeys(text.partition("=")[2].strip() for text in reading.maps)
        self._joins: set[int] = set()
        self._more = {text: self._maker(first, text) for text in wanted if _is_made(first, text)}
        self._check_names()
        columns = [*first.columns, *self._more]
        made = bool(self._more) or files.many
        self.table = Table(files.told, columns, self._rows()) if made else first
        self.joined = {first.label(at) for at in self._joins}

    def _check_names(self) -> None:
        if not any(FILE in text for text in self._more):
            return
        stems = Counter(path.stem for path in self._files.paths)
        twice = [stem for stem, n in stems.items() if n > 1]
        if twice:
            raise AnnotationRefused(
                f"{FILE} is the name of a file without its ending, and {stems[twice[0]]} files are "
                f"called '{twice[0]}'. Give them names of their own."
            )

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

    def _rows(self) -> Iterator[Row]:
        """Rows of one file after the other, numbered throughout."""
        number = 0
        for at, (file, table) in enumerate(zip(self._files.paths, self._tables, strict=True)):
            before, name = number, self._files.names[at] if self._files.many else ""
            self._files.begins.append(before)
            for row in table.rows:
                number += 1
                cells = row.cells
                if self._more and not row.problem:
                    cells = [*cells, *(make(file, cells) for make in self._more.values())]
                yield Row(Place(number, row.place.line, name, before), cells, row.problem)


def aligned(table: Table, first: Table) -> Table:
    """A table with its columns in the order of another's.

    Raises:
        AnnotationRefused: it has other columns; names those
    """
    if table.columns == first.columns:
        return table
    lacking, more = other_columns(table, first)
    if lacking or more or len(set(table.columns)) < len(table.columns):
        differing = "; ".join(
            f"{what} {', '.join(map(repr, names))}"
            for what, names in (("it lacks", lacking), ("it alone has", more))
            if names
        )
        raise AnnotationRefused(
            f"{table.name} has other columns than {first.name}: "
            f"{differing or table.told}. The tables of one import have the same columns."
        )
    order = [table.columns.index(name) for name in first.columns]
    rows = (
        row if row.problem else row._replace(cells=[row.cells[at] for at in order])
        for row in table.rows
    )
    return Table(table.name, list(first.columns), rows)


def other_columns(table: Table, first: Table) -> tuple[list[str], list[str]]:
    """Columns of the first table that another lacks, and those that it alone has."""
    return (
        [name for name in first.columns if name not in table.columns],
        [name for name in table.columns if name not in first.columns],
    )


def columns_in(paths: Sequence[Path], reading: Reading) -> list[str]:
    """The names of the columns of the first table.

    Raises:
        AnnotationRefused: it is no table, or a folder has none
    """
    first = Files(paths).paths[0]
    return open_table(first, header=reading.header, encoding=reading.encoding).columns


def _is_made(table: Table, text: str) -> bool:
    """Whether a mapping names no column of the file but one that is made up for it."""
    if text in table.columns:
        return False
    return text == FILE or text.startswith(CONSTANT) or JOINED.search(text) is not None
