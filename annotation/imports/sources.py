"""Where a table of ratings comes from: a file, or a folder of files with the same columns.

What a file's name or nobody's column says is a column, too: `--map rater=@file` reads the name of
the file without its ending, for data with one file per rater; `--map item==film` is the text "film"
in every row.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotation.errors import AnnotationRefused
from annotation.imports.readers import open_table
from annotation.imports.report import Failure, Place, Report
from annotation.imports.table import Row, Table

FILE = "@file"
CONSTANT = "="
SUFFIXES = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".parquet")


class Source:
    """The tables of one import as one; `table` may be read once."""

    def __init__(self, path: Path, maps: Sequence[str]) -> None:
        """Open all files.

        Raises:
            AnnotationRefused: a file is no table, a folder has none, or their columns differ
        """
        self._files = _files(path) if path.is_dir() else [path]
        self._tables = [open_table(file) for file in self._files]
        self._begins: list[int] = []
        first = self._tables[0]
        for table in self._tables[1:]:
            if table.columns != first.columns:
                raise AnnotationRefused(
                    f"{table.name} has other columns than {first.name}: {table.told}; and there "
                    f"{first.told}. The tables of a folder have the same columns in one order."
                )
        wanted = [text.partition("=")[2] for text in maps]
        self._more = [text for text in wanted if text == FILE or text.startswith(CONSTANT)]
        columns = [*first.columns, *self._more]
        self.table = Table(path.name, columns, self._rows()) if self._more or self.many else first

    @property
    def many(self) -> bool:
        """Whether there are several files."""
        return len(self._files) > 1

    def _rows(self) -> Iterator[Row]:
        """Rows of one file after the other, numbered throughout."""
        number = 0
        for file, table in zip(self._files, self._tables, strict=True):
            self._begins.append(number)
            more = [file.stem if text == FILE else text[1:] or None for text in self._more]
            for row in table.rows:
                number += 1
                cells = row.cells if row.problem else [*row.cells, *more]
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


def _files(folder: Path) -> list[Path]:
    found = sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES)
    if not found:
        raise AnnotationRefused(
            f"{folder.name} has no tables; files of a folder end in {', '.join(SUFFIXES)}."
        )
    return found
