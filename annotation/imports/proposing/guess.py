"""What is guessed of a table, and what is known of the project beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotation.imports.tables.table import Cell


@dataclass(frozen=True)
class Known:
    """Names that the project has already; empty where it has none."""

    items: frozenset[str] = frozenset()
    raters: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Column:
    """A column of the first rows of a table. `name` is how mappings call it."""

    at: int
    name: str
    cells: Sequence[Cell]

    @property
    def texts(self) -> list[str]:
        """The cells that are filled, as texts; lists and objects are left out."""
        return [cell.strip() for cell in self.cells if isinstance(cell, str) and cell.strip()]


@dataclass(frozen=True)
class Guess:
    """A column is read as `field` ("" is: as none) because of `reason`."""

    field: str
    reason: str


@dataclass(frozen=True)
class Proposal:
    """How a table may be read. `guesses` has one for each column, in order.

    unknown_raters: nobody is named as a rater. missing: texts that seem to stand for "not
    answered". header: whether the first row names the columns. joined: columns that name the items
    together, as mappings write it, where ids begin anew in every dialogue or split; else "".
    rater: "@file" where each of several files seems to be a rater's; else "".
    """

    kind: str
    guesses: list[Guess]
    unknown_raters: bool = False
    missing: list[str] = field(default_factory=list)
    header: bool = True
    joined: str = ""
    rater: str = ""
