"""Tables of text cells, in the layouts that people keep ratings in.

    ratings       a row per unit, a column per rater
    long          a row per rating: unit, rater, value
    counts        a row per unit, a column per category, the cells how many chose it
    contingency   two raters: a row per category of the first, a column per category of the second
    pieces        a row per piece of time or text, see `pieces_table`
    traces, boxes, texts    see `kind_tables`

What is missing. A cell that is empty or only spaces is always missing. Where every other cell is a
number, the words that statistics programs write for a missing number (NA, N/A, NaN, null, None, in
any case) are missing too, at every level. In a nominal table with words they are labels like any
other, because "None" is a label in many emotion sets.

Nominal cells that are all numbers are compared as numbers, so that 1 equals 1.0: programs write the
one in a column that is complete and the other in a column with missing cells.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from affect.agreement.rated.pairable import Pairable, pairable
from affect.agreement.rated.ratings import (
    Ratings,
    ratings_of_contingency,
    ratings_of_counts,
    ratings_of_long,
)
from affect.agreement.result import AgreementError, FloatArray

MISSING_NUMBERS = frozenset({"na", "n/a", "nan", "null", "none"})
LAYOUTS = ("ratings", "long", "counts", "contingency", "pieces", "traces", "boxes", "texts")

Rows = Sequence[Sequence[str | None]]


@dataclass(frozen=True)
class TextTable:
    """Answers as text, one entry per rating that is not empty.

    unit, rater: int64 (n,), places among `units` and `raters`; rater None where it is unknown.
    text: (n,) the answers; row: (n,) where each one stands, from 1.
    units, raters: names. In `raters` layout the columns, which messages name.
    """

    unit: NDArray[np.int64]
    rater: NDArray[np.int64]
    text: Sequence[str]
    row: Sequence[int]
    units: Sequence[str] | None
    raters: Sequence[str] | None
    n_units: int

    def where(self, entry: int) -> str:
        """Row and rater of an entry, for messages."""
        rater = self.rater[entry]
        name = str(rater + 1) if self.raters is None else self.raters[rater]
        return f"{row_name(self.row[entry], self.unit[entry], self.units)}, column {name!r}"

    def without(self, rater: int) -> "TextTable":
        """The same table with the column of one rater empty."""
        kept = np.flatnonzero(self.rater != rater).tolist()
        text, row = [self.text[entry] for entry in kept], [self.row[entry] for entry in kept]
        return replace(self, unit=self.unit[kept], rater=self.rater[kept], text=text, row=row)

    def first_word(self) -> int | None:
        """The first entry that is neither a finite number nor a word for a missing one."""
        words = (
            entry
            for entry, cell in enumerate(self.text)
            if cell.lower() not in MISSING_NUMBERS and as_number(cell) is None
        )
        return next(words, None)

    def numbers(self, need: str) -> FloatArray:
        """(n,) NaN where a number is missing.

        Raises
        ------
        AgreementError: a cell is no number; names its row and column. `need` says what needs one.
        """
        bad = self.first_word()
        if bad is not None:
            raise AgreementError(
                f"{self.where(bad)}: {self.text[bad]!r} is no number; {need} needs numbers, with "
                "an empty cell, NA or NaN where a rating is missing; use level nominal for labels"
            )
        return np.array(
            [math.nan if cell.lower() in MISSING_NUMBERS else float(cell) for cell in self.text]
        )

    def pairable(self, need: str) -> Pairable:
        """Numbers of units with two ratings or more."""
        values = self.numbers(need)
        there = ~np.isnan(values)
        return pairable(self.unit[there], values[there], self.rater[there])

    def labels(self, categories: Sequence[str] | None = None) -> tuple[Ratings, list[str]]:
        """Answers as categories, and the names of these in order.

        Numbers are in ascending order, words in the alphabet's, unless `categories` has another.

        Raises
        ------
        AgreementError: an answer is none of `categories`.
        """
        numbers = None if categories is None else values_of(categories)
        if categories is not None and (numbers is None or self.first_word() is not None):
            place = {name.strip(): number for number, name in enumerate(categories, start=1)}
            code = self._placed(place)
            return ratings_of_long(self.unit, self.rater, code, list(place.values())), list(place)
        if self.first_word() is None:
            values = self.numbers("")
            there = ~np.isnan(values)
            ratings = ratings_of_long(self.unit[there], self.rater[there], values[there], numbers)
            return ratings, [f"{value:g}" for value in ratings.values]
        names = sorted(set(self.text))
        code = self._placed({name: number for number, name in enumerate(names, start=1)})
        return ratings_of_long(self.unit, self.rater, code), names

    def _placed(self, place: dict[str, int]) -> FloatArray:
        for entry, cell in enumerate(self.text):
            if cell not in place:
                allowed = ", ".join(place)
                raise AgreementError(
                    f"{self.where(entry)}: {cell!r} is none of the categories: {allowed}"
                )
        return np.array([place[cell] for cell in self.text], np.float64)


def ratings_table(
    rows: Rows, units: Sequence[str] | None = None, raters: Sequence[str] | None = None
) -> TextTable:
    """Of rows (units) of cells (raters); None and "" are missing.

    `units` and `raters` are the names of rows and columns, for messages.

    Raises
    ------
    AgreementError: rows of different length.
    """
    width = len(rows[0]) if rows else 0
    for number, row in enumerate(rows, start=1):
        if len(row) != width:
            where = row_name(number, number - 1, units)
            raise AgreementError(f"{where} has {len(row)} ratings, the first row has {width}")
    cells = [
        (unit, rater, text)
        for unit, row in enumerate(rows)
        for rater, cell in enumerate(row)
        if (text := (cell or "").strip())
    ]
    places = np.array([unit for unit, _, _ in cells], np.int64)
    rater_of = np.array([rater for _, rater, _ in cells], np.int64)
    texts = [text for _, _, text in cells]
    rows_of = [int(place) + 1 for place in places]
    return TextTable(places, rater_of, texts, rows_of, units, raters, len(rows))


def long_table(rows: Sequence[tuple[str, str, str | None]]) -> TextTable:
    """Of one row per rating: unit, rater, value.

    Raises
    ------
    AgreementError: a rater who rated a unit twice; names both rows.
    """
    units: dict[str, int] = {}
    raters: dict[str, int] = {}
    seen: dict[tuple[int, int], int] = {}
    kept: list[tuple[int, int, str, int]] = []
    for number, (unit, rater, cell) in enumerate(rows, start=1):
        place = (units.setdefault(unit, len(units)), raters.setdefault(rater, len(raters)))
        if not (text := (cell or "").strip()):
            continue
        if place in seen:
            raise AgreementError(
                f"row {number}: {rater!r} rated {unit!r} before, in row {seen[place]}; "
                "keep one rating of a rater and a unit"
            )
        seen[place] = number
        kept.append((*place, text, number))
    unit_of, rater_of, texts, row = zip(*kept, strict=True) if kept else ((), (), (), ())
    return TextTable(
        np.array(unit_of, np.int64),
        np.array(rater_of, np.int64),
        texts,
        row,
        list(units),
        list(raters),
        len(units),
    )


def counts_table(rows: Rows, units: Sequence[str], categories: Sequence[str]) -> Ratings:
    """Votes, a row per unit and a column per category; an empty cell is 0.

    Raises
    ------
    AgreementError: a cell that is no whole number from 0; names row and column.
    """
    return ratings_of_counts(_cells(rows, units, categories, whole=True), values_of(categories))


def contingency_table(rows: Rows, first: Sequence[str], second: Sequence[str]) -> Ratings:
    """Two raters: units, or shares of units, by the categories of both; an empty cell is 0.

    Raises
    ------
    AgreementError: other categories in rows than in columns, or a cell that is no number from 0.
    """
    if list(first) != list(second):
        raise AgreementError(
            "rows and columns of a contingency table are the same categories in the same order; "
            f"these are {', '.join(first)} and {', '.join(second)}"
        )
    return ratings_of_contingency(_cells(rows, first, second, whole=False), values_of(second))


def values_of(categories: Sequence[str]) -> FloatArray | None:
    """The numbers that categories are named by, if they ascend; else None."""
    numbers = [as_number(name.strip()) for name in categories]
    known = [number for number in numbers if number is not None]
    ascending = len(known) == len(numbers) and known == sorted(set(known))
    return np.array(known) if ascending else None


def _cells(rows: Rows, names: Sequence[str], columns: Sequence[str], *, whole: bool) -> FloatArray:
    what = "whole numbers" if whole else "numbers"
    table = np.zeros((len(rows), len(columns)))
    for row, line in enumerate(rows):
        for column, cell in enumerate(line):
            number = as_number(text) if (text := (cell or "").strip()) else 0.0
            if number is None or number < 0 or (whole and number != round(number)):
                raise AgreementError(
                    f"{row_name(row + 1, row, names)}, column {columns[column]!r}: {cell!r} is no "
                    f"count; cells are {what} from 0"
                )
            table[row, column] = number
    return table


def as_number(cell: str) -> float | None:
    """A finite number as people write it, else None."""
    try:
        number = float(cell)
    except ValueError:
        return None
    # Python reads 1_000; a table does not mean it
    return number if math.isfinite(number) and "_" not in cell else None


def row_name(number: int, unit: int, units: Sequence[str] | None) -> str:
    """A row for messages, with its unit where units have names."""
    return f"row {number}" if units is None else f"row {number} ({units[unit]!r})"
