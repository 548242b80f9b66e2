"""What an import did, or would do."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, NamedTuple

FAILURE_COLUMNS = ("row", "line", "reason", "file")


class Place(NamedTuple):
    """Where something stands: the row of data from 1 and, in a text file, the line.

    Of several files rows are numbered throughout: `file` is the one, and `before` how many rows
    the others have before it.
    """

    row: int
    line: int | None = None
    file: str = ""
    before: int = 0

    @property
    def within(self) -> int:
        """The row of data in its file."""
        return self.row - self.before

    @property
    def in_file(self) -> str:
        """Where it is, for those who know in which file."""
        return (
            f"row {self.within}" if self.line is None else f"row {self.within} (line {self.line})"
        )

    def __str__(self) -> str:
        return f"{self.in_file} of {self.file}" if self.file else self.in_file


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
    repeats: new ratings of what their rater had rated before, each of an item of its own.
    names_only: new items with nothing to show, of which nobody is asked.
    locate: says in which of several files a row stands.
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
    repeats: int = 0
    new_raters: int = 0
    new_predictions: int = 0
    notes: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    locate: Callable[[Place], Place] = lambda place: place

    def fail(self, place: Place, reason: str) -> None:
        """Note a row that does not go in."""
        self.failures.append(Failure(self.place(place), reason))

    def note_repeated(self, key: str) -> None:
        """Say once what may be wrong where rows of one item or rater differ."""
        note = (
            f"rows with the same {key} differ; where ids begin anew in every split or file, join "
            "them: --map item={COLUMN}-{item}, or {@file}-{item} for several files"
        )
        self.note(note)

    def note(self, note: str) -> None:
        """Say something once."""
        if note not in self.notes:
            self.notes.append(note)

    def place(self, place: Place) -> Place:
        """Where a row stands in its file, if its number is that of a rating in it."""
        return self.locate(place._replace(row=(place.row - 1) // self.rows_per_row + 1))

    def as_csv(self) -> str:
        """What did not go in: row, line, reason and file, a row each, as text with a header."""
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow(FAILURE_COLUMNS)
        writer.writerows(each.values() for each in self.failures_as_json())
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
            "repeats": self.repeats,
            "new_raters": self.new_raters,
            "new_predictions": self.new_predictions,
            "columns": self.columns,
            "unused_columns": self.unused_columns,
            "notes": self.notes,
            "failures": self.failures_as_json(),
        }

    def failures_as_json(self) -> list[dict[str, Any]]:
        """The rows that did not go in, each with the keys of `FAILURE_COLUMNS`."""
        return [
            {
                "row": failure.place.within,
                "line": failure.place.line,
                "reason": failure.reason,
                "file": failure.place.file or self.file,
            }
            for failure in self.failures
        ]
