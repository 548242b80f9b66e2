"""What a table may say of a rating beside its answers: when, how long, how often it was played."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from annotation.errors import AnnotationRefused
from annotation.imports.cells.numbers import CellError, number_of, shown, whole_number_of
from annotation.imports.tables.fields import REPEAT, TRIAL
from annotation.imports.tables.table import Cell

MOST = 2**31 - 1
MOST_REPEATS = 1_000
LONG_MS = 3_600_000


class Times:
    """What is odd about the times that ratings took: told, and kept as it is."""

    def __init__(self) -> None:
        self.none, self.long, self.longest = 0, 0, 0

    def take(self, milliseconds: int | None) -> None:
        if milliseconds is None:
            return
        self.none += milliseconds == 0
        self.long += milliseconds > LONG_MS
        self.longest = max(self.longest, milliseconds)

    def notes(self) -> list[str]:
        found = []
        if self.none:
            found.append(f"{self.none:,} ratings took 0 s, as the table has it")
        if self.long:
            found.append(
                f"{self.long:,} ratings took more than an hour, the longest "
                f"{self.longest / 1000:,.0f} s: pages that were left open, perhaps. They are kept"
            )
        return found


def extra_readers(
    positions: dict[str, int],
) -> list[tuple[str, Callable[[Sequence[Cell]], Any]]]:
    """Readers of what a table may say of a rating beside its answers, by column of ratings.

    Raises:
        AnnotationRefused: a time is told twice
    """
    if {"elapsed_ms", "elapsed_seconds"} <= set(positions):
        raise AnnotationRefused(
            "The time taken is in two columns, 'elapsed_ms' and 'elapsed_seconds'; map one of them."
        )
    kinds: dict[str, Callable[[Cell], Any]] = {
        "elapsed_ms": lambda cell: whole_number_of(cell, most=MOST),
        "elapsed_seconds": _milliseconds,
        "plays": lambda cell: whole_number_of(cell, most=MOST),
        "submitted_at": _moment,
        REPEAT: _presentation,
        TRIAL: _in_order,
    }

    def reader(name: str, at: int) -> Callable[[Sequence[Cell]], Any]:
        def read(cells: Sequence[Cell]) -> Any:
            if cells[at] is None:
                return None
            try:
                return kinds[name](cells[at])
            except CellError as error:
                raise CellError(f"{name}: {error}") from None

        return read

    return [
        ("elapsed_ms" if name == "elapsed_seconds" else name, reader(name, positions[name]))
        for name in kinds
        if name in positions
    ]


def _milliseconds(cell: Cell) -> int:
    seconds = number_of(cell)
    if not 0 <= seconds <= MOST / 1000:
        raise CellError(f"seconds from 0 to {MOST // 1000:,} are needed, not {shown(cell)}")
    return round(seconds * 1000)


def _presentation(cell: Cell) -> int:
    """Which presentation of an item to its rater this is, from 1."""
    try:
        number = whole_number_of(cell, most=MOST_REPEATS)
    except CellError:
        number = 0
    if number == 0:
        raise CellError(
            f"presentations are counted from 1 to {MOST_REPEATS}, not {shown(cell)}; where numbers "
            "or times only tell their order, --map trial=COLUMN"
        )
    return number


def _in_order(cell: Cell) -> str:
    """What presentations are ordered by: a number, or a text such as a time."""
    if not isinstance(cell, str) or "\0" in cell:
        raise CellError(f"a number or a text is needed, not {shown(cell)}")
    return cell.strip()


def _moment(cell: Cell) -> str:
    """A time in ISO 8601; without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(str(cell).strip())
    except ValueError:
        raise CellError(f"a time like 2026-03-01T14:30:00Z is needed, not {cell!r:.60}") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
