"""From the cells of a table to numbers."""

from annotation.imports.tables.table import NUMBER, Cell


class CellError(ValueError):
    """A cell cannot be read as what it should be; the message names the bad value."""


def number_of(cell: Cell) -> float | int:
    """A number as it stands in a text: whole numbers stay whole.

    Raises:
        CellError: it is none
    """
    text = cell.strip() if isinstance(cell, str) else ""
    if not NUMBER.fullmatch(text):
        raise CellError(f"a number is needed, not {shown(cell)}")
    number = float(text)
    return int(number) if number.is_integer() else number


def whole_number_of(cell: Cell, *, most: int) -> int:
    """A whole number from 0.

    Raises:
        CellError: it is none, or above `most`
    """
    if isinstance(cell, str) and cell.isdecimal():
        number: float = int(cell)
    else:
        try:
            number = number_of(cell)
        except CellError:
            number = -1
    if not isinstance(number, int) or not 0 <= number <= most:
        raise CellError(f"a whole number from 0 to {most} is needed, not {shown(cell)}")
    return number


def shown(cell: Cell) -> str:
    """A cell as it goes into a message: short."""
    text = repr(cell) if cell is not None else "an empty cell"
    return text if len(text) <= 60 else f"{text[:57]}..."
