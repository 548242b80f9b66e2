"""One row per item with counts of votes, whose raters nobody knows."""

import json
from collections.abc import Iterator, Sequence

from annotation.errors import AnnotationRefused
from annotation.imports.cells.numbers import CellError, shown, whole_number_of
from annotation.imports.ratings.rows import ITEM_LENGTH, StagedRow, fit_rows, name_of
from annotation.imports.report import Place, Report
from annotation.imports.tables.fields import STRING, VOTES, Mapping
from annotation.imports.tables.table import Cell, Row, Table

MOST_VOTES = 10_000
"""Votes for one label of one item: each becomes a row, and a larger number is another column."""


def vote_columns(mapping: Mapping) -> dict[str, dict[str, int]]:
    """Columns of vote counts by question and label; empty where the table has none."""
    found: dict[str, dict[str, int]] = {}
    for field, at in mapping.positions.items():
        if field.startswith(f"{VOTES}."):
            _, question, label = field.split(".")
            found.setdefault(question, {})[label] = at
    return found


def check_vote_columns(table: Table, mapping: Mapping, columns: dict[str, dict[str, int]]) -> str:
    """The one question that the votes answer.

    Raises:
        AnnotationRefused: item has no column; votes answer two questions, or stand beside answers;
            or two columns count the same label
    """
    if "item" not in mapping.positions:
        raise table.lacks("item")
    others = [f for f in mapping.explicit if f != "item" and not f.startswith(f"{VOTES}.")]
    if others:
        raise AnnotationRefused(
            f"Vote counts have no rater, so '{others[0]}' cannot stand beside them: import "
            "ratings and votes one after the other."
        )
    if len(columns) > 1:
        raise AnnotationRefused(
            f"Votes for {' and '.join(columns)} in one table: import one question after the other."
        )
    (question,) = columns
    labels = [label for written in columns[question] for label in written.split(STRING)]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        raise AnnotationRefused(
            f"Votes for {', '.join(twice)} are in two columns; map one of them."
        )
    return question


def vote_rows(
    rows: Iterator[Row], item_at: int, labels: dict[str, int], report: Report
) -> Iterator[StagedRow]:
    """The rows that are fit to go in, with the counts of labels that got votes."""

    def staged(place: Place, cells: Sequence[Cell]) -> StagedRow:
        item = name_of("item", cells[item_at], ITEM_LENGTH)
        counts: dict[str, int] = {}
        for label, at in labels.items():
            counts |= _counts(label, cells[at])
        voted = {label: count for label, count in counts.items() if count}
        return StagedRow(place.row, place.line, item, None, json.dumps(voted))

    return fit_rows(rows, staged, report)


def _counts(label: str, cell: Cell) -> dict[str, int]:
    """The count of one label, or of each label of a vote string, a digit each."""
    labels = label.split(STRING)
    if len(labels) == 1:
        return {label: _count(label, cell)}
    if not isinstance(cell, str) or not (cell.isdecimal() and len(cell) == len(labels)):
        raise CellError(
            f"{VOTES}.{label}: {len(labels)} digits are needed, one for each label in this order, "
            f"not {shown(cell)}"
        )
    return dict(zip(labels, map(int, cell), strict=True))


def _count(label: str, cell: Cell) -> int:
    try:
        return whole_number_of(cell, most=MOST_VOTES)
    except CellError as error:
        raise CellError(f"{VOTES}.{label}: {error}") from None
