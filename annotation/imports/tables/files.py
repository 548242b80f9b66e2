"""The files of one import: what messages call them, and which row stands in which."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from annotation.errors import AnnotationRefused
from annotation.imports.report import Place

SUFFIXES = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".parquet")


class Files:
    """Rows are numbered throughout; `begins` has how many there were before each file."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Take the files named, and those of folders named, by name.

        Raises:
            AnnotationRefused: a folder has no tables, or a file is named twice
        """
        self.paths = [file for path in paths for file in _tables_of(path)]
        twice = [str(path) for path, n in Counter(self.paths).items() if n > 1]
        if twice:
            raise AnnotationRefused(f"'{twice[0]}' is named twice; name it once.")
        self.names = _names(self.paths)
        self.begins: list[int] = []
        self._folder = paths[0] if len(paths) == 1 and paths[0].is_dir() else None

    @property
    def many(self) -> bool:
        """Whether there are several files."""
        return len(self.paths) > 1

    @property
    def told(self) -> str:
        """What all of them are called together."""
        if self._folder is not None:
            return self._folder.name
        more = f" and {len(self.paths) - 1} more" if self.many else ""
        return f"{self.names[0]}{more}"

    def locate(self, place: Place) -> Place:
        """A place with its file, where there are several."""
        if not self.many:
            return place
        at = self._at(place)
        return place._replace(file=self.names[at], before=self.begins[at])

    def folder_of(self, place: Place) -> Path:
        """The folder from which a row names other files: a folder given, or its file's."""
        return (self._folder or self.paths[self._at(place)].parent).absolute()

    def _at(self, place: Place) -> int:
        return max(0, bisect_left(self.begins, place.row) - 1)


def _names(paths: Sequence[Path]) -> list[str]:
    """Their names, with as much of the path as tells them apart."""
    plain = [path.name for path in paths]
    nested = [f"{path.parent.name}/{path.name}" for path in paths]
    for names in (plain, nested):
        if len(set(names)) == len(names):
            return names
    return [str(path) for path in paths]


def _tables_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES)
    if not found:
        raise AnnotationRefused(
            f"{path.name} has no tables; files of a folder end in {', '.join(SUFFIXES)}."
        )
    return found
