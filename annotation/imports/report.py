"""What an import did, or would do."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where something stands: the row of data from 1 and, in a text file, the line."""

    row: int
    line: int | None = None

    def __str__(self) -> str:
        return f"row {self.row}" if self.line is None else f"row {self.row} (line {self.line})"


@dataclass(frozen=True)
class Failure:
    """A row that did not go in, and why."""

    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass
class Report:
    """Counts of rows: read = added + unchanged + failed. The new_... count what came of them.

    pieces: rows that were one piece of an answer each; then `rows` counts answers.
    names_only: new items with nothing to show, of which nobody is asked.
    """

    project: str
    file: str
    kind: str
    dry_run: bool
    columns: dict[str, str] = field(default_factory=dict)
    unused_columns: list[str] = field(default_factory=list)
    rows: int = 0
    pieces: int = 0
    added: int = 0
    unchanged: int = 0
    new_items: int = 0
    names_only: int = 0
    new_ratings: int = 0
    new_raters: int = 0
    failures: list[Failure] = field(default_factory=list)

    def fail(self, place: Place, reason: str) -> None:
        """Note a row that does not go in."""
        self.failures.append(Failure(place, reason))

    def as_json(self) -> dict[str, Any]:
        """One JSON object; `columns` says which column was read as which field."""
        return {
            "project": self.project,
            "file": self.file,
            "as": self.kind,
            "dry_run": self.dry_run,
            "rows": self.rows,
            "pieces": self.pieces,
            "added": self.added,
            "unchanged": self.unchanged,
            "failed": len(self.failures),
            "new_items": self.new_items,
            "names_only": self.names_only,
            "new_ratings": self.new_ratings,
            "new_raters": self.new_raters,
            "columns": self.columns,
            "unused_columns": self.unused_columns,
            "failures": [
                {"row": failure.place.row, "line": failure.place.line, "reason": failure.reason}
                for failure in self.failures
            ],
        }
