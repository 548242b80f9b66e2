"""Alpha of a table of text cells: one row per unit, one column per rater.

What is missing. A cell that is empty or only spaces is always missing. Where every other cell is a
number, the words that statistics programs write for a missing number (NA, N/A, NaN, null, None, in
any case) are missing too, at every level. In a nominal table with words they are labels like any
other, because "None" is a label in many emotion sets.

Nominal cells that are all numbers are compared as numbers, so that 1 equals 1.0: programs write the
one in a column that is complete and the other in a column with missing cells.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from affect.agreement.alpha import LEVELS, alpha
from affect.agreement.result import AgreementError, FloatArray, Result

MISSING_NUMBERS = frozenset({"na", "n/a", "nan", "null", "none"})

Rows = Sequence[Sequence[str | None]]


def table_alpha(
    rows: Rows,
    level: str,
    *,
    units: Sequence[str] | None = None,
    raters: Sequence[str] | None = None,
    resamples: int = 0,
    rng: Generator | None = None,
) -> Result:
    """Alpha of rows (units) of cells (raters); None and "" are missing, see above.

    `units` and `raters` are the names of rows and columns, for messages only.

    Raises
    ------
    AgreementError: unknown level, rows of different length, or a cell that is no number where the
    level needs one; names the row, the column and the cell.
    """
    if level not in LEVELS:
        raise AgreementError(f"unknown level {level!r}; allowed: {', '.join(LEVELS)}")
    cells = [[(cell or "").strip() for cell in row] for row in rows]
    width = len(cells[0]) if cells else 0
    for number, row in enumerate(cells, start=1):
        if len(row) != width:
            where = _row_name(number, units)
            raise AgreementError(f"{where} has {len(row)} ratings, the first row has {width}")
    bad = _first_word(cells)
    if bad is not None and level != "nominal":
        raise AgreementError(_word_message(bad, cells, level, units, raters))
    values = _numbers(cells) if bad is None else _label_codes(cells)
    return alpha(values.reshape(len(cells), width).T, level, resamples=resamples, rng=rng)


def _first_word(cells: list[list[str]]) -> tuple[int, int] | None:
    """Row and column of the first cell that is neither missing nor a finite number."""
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            if cell and cell.lower() not in MISSING_NUMBERS and _as_number(cell) is None:
                return row, column
    return None


def _as_number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    # Python reads 1_000; a table does not mean it
    return number if math.isfinite(number) and "_" not in cell else None


def _numbers(cells: list[list[str]]) -> FloatArray:
    """Cells as float64 (units, raters), NaN where missing."""
    return np.array(
        [
            [
                math.nan if not cell or cell.lower() in MISSING_NUMBERS else float(cell)
                for cell in row
            ]
            for row in cells
        ],
        np.float64,
    )


def _label_codes(cells: list[list[str]]) -> FloatArray:
    """Positions of the labels as float64 (units, raters), NaN where missing."""
    labels = {"": math.nan}
    for row in cells:
        for cell in row:
            labels.setdefault(cell, float(len(labels)))
    return np.array([[labels[cell] for cell in row] for row in cells], np.float64)


def _word_message(
    where: tuple[int, int],
    cells: list[list[str]],
    level: str,
    units: Sequence[str] | None,
    raters: Sequence[str] | None,
) -> str:
    row, column = where
    rater = raters[column] if raters is not None else str(column + 1)
    return (
        f"{_row_name(row + 1, units)}, column {rater!r}: {cells[row][column]!r} is no number; "
        f"level {level} needs numbers, with an empty cell, NA or NaN where a rating is missing; "
        "use level nominal for labels"
    )


def _row_name(number: int, units: Sequence[str] | None) -> str:
    return f"row {number}" if units is None else f"row {number} ({units[number - 1]!r})"
