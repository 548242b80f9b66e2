"""What an import did, or would do."""

import csv
from dataclasses import dataclass, field
from io import StringIO
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
    spread: rows that held several ratings each; then `rows` counts ratings, of which a row has at
    most `rows_per_row`.
    missing: values that were read as "not answered" because somebody said so.
    notes: what else a reader should know, in sentences without an end.
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
    spread: int = 0
    rows_per_row: int = 1
    missing: int = 0
    added: int = 0
    unchanged: int = 0
    new_items: int = 0
    names_only: int = 0
    new_ratings: int = 0
    new_raters: int = 0
    new_predictions: int = 0
    notes: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def fail(self, place: Place, reason: str) -> None:
        """Note a row that does not go in."""
        self.failures.append(Failure(self.place(place), reason))

    def note_repeated(self, key: str) -> None:
        """Say once what may be wrong where rows of one item or rater differ."""
        note = (
            f"rows with the same {key} differ; where ids begin anew in every split or file, join "
            "them: --map item={COLUMN}-{item}, or {@file}-{item} for a folder"
        )
        if note not in self.notes:
            self.notes.append(note)

    def place(self, place: Place) -> Place:
        """Where a row stands in the file, if its number is that of a rating in it."""
        return place._replace(row=(place.row - 1) // self.rows_per_row + 1)

    def as_csv(self) -> str:
        """What did not go in: row, line and reason, a row each, as text with a header."""
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow(("row", "line", "reason"))
        writer.writerows((each.place.row, each.place.line, each.reason) for each in self.failures)
        return out.getvalue()

    def as_json(self) -> dict[str, Any]:
        """One JSON object; `columns` says which column was read as which field."""
        return {
            "project": self.project,
            "file": self.file,
            "as": self.kind,
            "dry_run": self.dry_run,
            "rows": self.rows,
            "pieces": self.pieces,
            "spread": self.spread,
            "missing": self.missing,
            "added": self.added,
            "unchanged": self.unchanged,
            "failed": len(self.failures),
            "new_items": self.new_items,
            "names_only": self.names_only,
            "new_ratings": self.new_ratings,
            "new_raters": self.new_raters,
            "new_predictions": self.new_predictions,
            "columns": self.columns,
            "unused_columns": self.unused_columns,
            "notes": self.notes,
            "failures": [
                {"row": failure.place.row, "line": failure.place.line, "reason": failure.reason}
                for failure in self.failures
            ],
        }
