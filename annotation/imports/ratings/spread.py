"""Tables with several ratings in a row: a column per rater, or lists of ratings in a cell.

`QUESTION@RATER=column` reads a column as one rater's answers, `QUESTION@*=rater_*` all columns
that match, each named by what the star stands for. `ratings.QUESTION=column` reads a cell such as
`[3, 4, 5]` or `3;4;5`, a rating each, by people whom nobody knows, or by those whom the cell of
`rater` lists in the same order. Either becomes a table with a rating a row.
"""

import fnmatch
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from annotation.errors import AnnotationRefused
from annotation.imports.cells.answers import SEPARATORS
from annotation.imports.cells.numbers import CellError
from annotation.imports.cells.parts import list_of
from annotation.imports.report import Report
from annotation.imports.tables.fields import BY, KEYS, LISTED, Canonical
from annotation.imports.tables.table import Cell, Row, Table

ANY = "*"
MOST_LISTED = 10_000
"""Ratings in one cell; more is another column, or a table of its own."""
BLANKS = re.compile(r"\s+")
NUMBERS_APART = re.compile(r"[+-]?[\d.]+(\s+[+-]?[\d.]+)+", re.ASCII)


def wide_maps(maps: Sequence[str], table: Table, canonical: Canonical) -> list[str]:
    """The mappings with each `FIELD@*=PATTERN` written out, one for each column that it matches.

    Raises:
        AnnotationRefused: the field is unknown, the pattern has no star, or no column matches
    """
    named = [text.partition("=")[1:] for text in maps if not _is_wide(text)]
    taken = {table.find(column) for equals, column in named if equals}
    return [
        each
        for text in maps
        for each in (_written_out(text, table, canonical, taken) if _is_wide(text) else [text])
    ]


def _is_wide(text: str) -> bool:
    return text.partition("=")[0].strip().endswith(BY + ANY)


def _written_out(text: str, table: Table, canonical: Canonical, taken: set[int]) -> list[str]:
    written, _, pattern = (part.strip() for part in text.partition("="))
    head = written.removesuffix(BY + ANY)
    if canonical(head) is None:
        raise AnnotationRefused(f"'{text}': no question is called '{head}'.")
    if pattern.count(ANY) != 1:
        raise AnnotationRefused(
            f"'{text}': the columns are named with one star, such as {written}=rater_{ANY}."
        )
    name_of = re.compile(re.escape(pattern).replace(re.escape(ANY), "(.*)"))
    found = []
    for at, name in enumerate(table.columns):
        named = canonical(name) in KEYS  # a column of items is nobody's answers
        if at in taken or named or not name or not fnmatch.fnmatchcase(name, pattern):
            continue
        match = name_of.fullmatch(name)
        rater = (match[1] if match else "") or name
        found.append(f"{head}{BY}{rater}=#{at + 1}")
    if not found:
        raise AnnotationRefused(f"'{text}': no column is called so. Its columns: {table.told}.")
    return found


def is_wide(positions: Mapping[str, int]) -> bool:
    """Whether a mapping has a column per rater."""
    return any(BY in field for field in positions)


def is_listed(positions: Mapping[str, int]) -> bool:
    """Whether a mapping has lists of ratings in its cells."""
    return any(field.startswith(LISTED) for field in positions)


def from_wide(
    table: Table, positions: Mapping[str, int], explicit: Sequence[str], report: Report
) -> Table:
    """One row per item and rater, from a column per rater.

    Raises:
        AnnotationRefused: no column names the items, or other fields were asked for beside raters
    """
    if "item" not in positions:
        raise table.lacks("item")
    _refuse_beside(explicit, lambda field: field == "item" or BY in field, "has a column per rater")
    columns: dict[str, dict[str, int]] = {}
    for field, at in positions.items():
        if BY in field:
            name, _, rater = field.partition(BY)
            columns.setdefault(rater, {})[name] = at
    fields = list(dict.fromkeys(field for of_rater in columns.values() for field in of_rater))
    report.rows_per_row = len(columns)
    return Table(
        table.name, [*KEYS, *fields], _wide_rows(table, positions["item"], columns, fields, report)
    )


def _refuse_beside(explicit: Sequence[str], fits: Callable[[str], bool], why: str) -> None:
    other = [field for field in explicit if not fits(field)]
    if other:
        raise AnnotationRefused(
            f"The table {why}, so '{other[0]}' cannot be read from it as well; "
            "give it a table of its own."
        )


def _wide_rows(
    table: Table,
    item_at: int,
    columns: Mapping[str, Mapping[str, int]],
    fields: Sequence[str],
    report: Report,
) -> Iterator[Row]:
    for row in table.rows:
        report.spread += 1
        place = row.place._replace(row=(row.place.row - 1) * len(columns) + 1)
        if row.problem:
            yield row._replace(place=place)
            continue
        answered = False
        for nth, (rater, of_rater) in enumerate(columns.items()):
            cells = [row.cells[of_rater[field]] if field in of_rater else None for field in fields]
            if all(cell is None for cell in cells):
                continue
            answered = True
            yield Row(place._replace(row=place.row + nth), [row.cells[item_at], rater, *cells])
        if not answered:
            yield Row(place, (), "no rater has answered")


def from_lists(
    table: Table, positions: Mapping[str, int], explicit: Sequence[str], report: Report
) -> Table:
    """One row per rating, from cells that list them.

    Raises:
        AnnotationRefused: no column names the items, or other fields were asked for beside lists
    """
    if "item" not in positions:
        raise table.lacks("item")
    _refuse_beside(
        explicit, lambda field: field in KEYS or field.startswith(LISTED), "lists ratings in a cell"
    )
    lists = {field.removeprefix(LISTED): at for field, at in positions.items()
             if field.startswith(LISTED)}  # fmt: skip
    if "rater" in explicit:
        lists = {"rater": positions["rater"]} | lists
    report.rows_per_row = MOST_LISTED
    return Table(
        table.name, ["item", *lists], _listed_rows(table, positions["item"], lists, report)
    )


def _listed_rows(
    table: Table, item_at: int, lists: Mapping[str, int], report: Report
) -> Iterator[Row]:
    for row in table.rows:
        report.spread += 1
        place = row.place._replace(row=(row.place.row - 1) * MOST_LISTED + 1)
        if row.problem:
            yield row._replace(place=place)
            continue
        try:
            ratings = _ratings({field: row.cells[at] for field, at in lists.items()})
        except CellError as error:
            yield Row(place, (), str(error))
            continue
        answers = 1 if "rater" in lists else 0
        filled = [any(cell is not None for cell in cells[answers:]) for cells in ratings]
        if not any(filled):
            yield Row(place, (), "no rater has answered")
        for nth, cells in enumerate(ratings):
            if not filled[nth]:
                continue  # missing, and told as such
            yield Row(place._replace(row=place.row + nth), [row.cells[item_at], *cells])


def _ratings(cells: Mapping[str, Cell]) -> list[tuple[Cell, ...]]:
    """The ratings of one item: the values that stand at the same place in each list."""
    found = {field: listed(cell) for field, cell in cells.items()}
    lengths = {field: len(values) for field, values in found.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{field} {length}" for field, length in lengths.items())
        raise CellError(f"lists of one row have one length, not {told}")
    length = next(iter(lengths.values()))
    if not 0 < length <= MOST_LISTED:
        raise CellError(f"a cell lists 1 to {MOST_LISTED:,} ratings, not {length:,}")
    return list(zip(*found.values(), strict=True))


def listed(cell: Cell) -> list[Cell]:
    """The values of a cell: JSON, a list as Python prints it, or texts apart by a separator.

    Raises:
        CellError: the cell begins as a list and is none
    """
    if isinstance(cell, list):
        return [_one(part) for part in cell]
    if not isinstance(cell, str):
        return []
    text = cell.strip()
    if text.startswith("["):
        return [_one(part) for part in list_of(text)]
    mark = next((mark for mark in SEPARATORS if mark in text), None)
    if mark is None and NUMBERS_APART.fullmatch(text):
        return list(BLANKS.split(text))
    return [part.strip() or None for part in text.split(mark)] if mark else [text]


def _one(part: object) -> Cell:
    """A value of a list as a cell: a text, unless it has parts of its own."""
    if part is None or part == "":
        return None
    if isinstance(part, list | dict):
        return part
    if isinstance(part, bool):
        return "true" if part else "false"
    return str(part)
