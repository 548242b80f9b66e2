"""Tables for agreement: reads a file in one of the layouts of `affect.agreement.tables.tables`."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from affect.agreement.tables.kind_tables import COLUMNS, kind_table
from affect.agreement.tables.pieces_table import pieces_table
from affect.agreement.tables.table_statistics import Answers
from affect.agreement.tables.tables import (
    LAYOUTS,
    contingency_table,
    counts_table,
    long_table,
    ratings_table,
)
from annotation.errors import AnnotationRefused
from annotation.imports.tables.readers import open_table
from annotation.imports.tables.table import Cell, Table

WHAT_IT_NEEDS = {
    "ratings": "the unit first, then a column per rater",
    "long": "the unit, the rater and the value as its first three columns",
    "counts": "the unit first, then a column per category",
    **{layout: f"columns {', '.join(names)}" for layout, names in COLUMNS.items()},
    "pieces": "columns unit, rater, start, end and label (and length, if it is known)",
    "contingency": "the first rater's category first, then a column per category of the second",
}
PIECE_COLUMNS = 6
"""Those of `pieces_table`; further ones are passed over."""
COLUMNS_NEEDED = {"long": 3, "pieces": 5} | {
    layout: len(names) for layout, names in COLUMNS.items()
}


@dataclass(frozen=True)
class AgreementTable:
    """What is compared, a cluster per unit if there are any, and what a reader should know."""

    answers: Answers
    clusters: list[str] | None
    note: str | None = None


def read_agreement_table(path: Path, layout: str, cluster: str | None) -> AgreementTable:
    """Read a table; `cluster` names its column of speakers, recordings or the like.

    Raises:
        AnnotationRefused: it cannot be read, lacks a column, or a row does not fit the header
        AgreementError: a cell or row is not what the layout says
    """
    if layout not in LAYOUTS:
        raise AnnotationRefused(f"unknown layout '{layout}'; allowed: {', '.join(LAYOUTS)}.")
    table = open_table(path)
    at = None if cluster is None else table.find(cluster)
    if at == 0 or (at is not None and layout == "contingency"):
        raise AnnotationRefused(
            f"'{cluster}' cannot be the clusters: they are a column beside the unit's."
        )
    needed = COLUMNS_NEEDED.get(layout, 2)
    if len(table.columns) - (at is not None) < needed:
        count = len(table.columns)
        has = "one column" if count == 1 else f"{count} columns"
        raise AnnotationRefused(f"{path.name} has {has}; it needs {WHAT_IT_NEEDS[layout]}.")
    rows, ids = _rows(table, at)
    columns = [name for place, name in enumerate(table.columns) if place != at]
    return _LAYOUTS[layout](columns, rows, ids)


def _rows(table: Table, cluster: int | None) -> tuple[list[list[str]], list[str] | None]:
    """The cells without the column of clusters, and that column."""
    rows, ids = [], []
    for place, cells, problem in table.rows:
        if problem:
            raise AnnotationRefused(f"{table.name}, {place}: {problem}.")
        texts = [_text(cell) for cell in cells]
        if cluster is not None:
            ids.append(texts.pop(cluster))
        rows.append(texts)
    return rows, None if cluster is None else ids


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)


def _ratings(columns: list[str], rows: list[list[str]], ids: list[str] | None) -> AgreementTable:
    units = [row[0] for row in rows]
    repeated = [unit for unit, n in Counter(units).items() if n > 1]
    note = None
    if repeated:
        note = (
            f"{len(repeated)} units have several rows ('{repeated[0]}' for one); each row counts "
            "as a unit of its own. A table needs one column per rater, or --layout long."
        )
    answers = ratings_table([row[1:] for row in rows], units, columns[1:])
    return AgreementTable(answers, ids, note)


def _long(columns: list[str], rows: list[list[str]], ids: list[str] | None) -> AgreementTable:
    answers = long_table([(row[0], row[1], row[2]) for row in rows])
    if ids is None:
        return AgreementTable(answers, None)
    return AgreementTable(answers, _one_each(rows, ids))


def _one_each(rows: list[list[str]], ids: list[str]) -> list[str]:
    """The cluster of each unit, in the order in which units come up."""
    of_unit: dict[str, str] = {}
    for number, (row, cluster) in enumerate(zip(rows, ids, strict=True), start=1):
        if of_unit.setdefault(row[0], cluster) != cluster:
            raise AnnotationRefused(
                f"row {number}: '{row[0]}' is in the cluster '{cluster}', and in "
                f"'{of_unit[row[0]]}' in an earlier row; a unit is in one cluster."
            )
    return list(of_unit.values())


def _counts(columns: list[str], rows: list[list[str]], ids: list[str] | None) -> AgreementTable:
    units = [row[0] for row in rows]
    return AgreementTable(counts_table([row[1:] for row in rows], units, columns[1:]), ids)


def _contingency(
    columns: list[str], rows: list[list[str]], ids: list[str] | None
) -> AgreementTable:
    first = [row[0] for row in rows]
    return AgreementTable(contingency_table([row[1:] for row in rows], first, columns[1:]), None)


def _pieces(columns: list[str], rows: list[list[str]], ids: list[str] | None) -> AgreementTable:
    answers = pieces_table([row[:PIECE_COLUMNS] for row in rows])
    return AgreementTable(answers, None if ids is None else _one_each(rows, ids))


def _of_kind(layout: str) -> Callable[..., AgreementTable]:
    def read(columns: list[str], rows: list[list[str]], ids: list[str] | None) -> AgreementTable:
        answers = kind_table(layout, [row[: len(COLUMNS[layout])] for row in rows])
        return AgreementTable(answers, None if ids is None else _one_each(rows, ids))

    return read


_LAYOUTS = {
    "ratings": _ratings,
    "long": _long,
    "counts": _counts,
    "contingency": _contingency,
    "pieces": _pieces,
    **{layout: _of_kind(layout) for layout in COLUMNS},
}
