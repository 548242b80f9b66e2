"""What a format of export is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import pyarrow as pa

from releases.exports.chosen import MediaMode

if TYPE_CHECKING:
    from releases.exports.context import Export

Group = Literal["tables", "catalogues", "speech", "learning", "annotation"]
GROUPS: tuple[Group, ...] = ("tables", "catalogues", "speech", "learning", "annotation")
"""Where a format stands in lists: by what it is read for."""


class TableWriter(Protocol):
    """Takes a table in pieces; all pieces have the schema that it was opened with."""

    def write_table(self, table: pa.Table) -> None:
        """Append the rows of a piece."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format by name.

    loses: what cannot be told in this format.
    media: what it can do with recordings, its usual way first; empty where it never holds any.
    cuts: whether its recordings are cut to the items, and not whole.
    one_label: whether it holds the label of one question, which `--question` then chooses.
    tiers: the tiers to choose from, in their order; empty where there are none.
    """

    name: str
    group: Group
    about: str
    loses: str
    media: tuple[MediaMode, ...] = ()
    cuts: bool = False
    one_label: bool = False
    tiers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TableFormat(Format):
    """A file per table, written in pieces; `rows` counts the rows of a file."""

    group: Group = "tables"
    suffix: str
    open: Callable[[Path, pa.Schema], AbstractContextManager[TableWriter]]
    rows: Callable[[Path], int]


@dataclass(frozen=True, kw_only=True)
class FolderFormat(Format):
    """A folder with a form of its own.

    write: fills the folder of an `Export`, in sub-folders where it likes, and returns the rows of
        those files that are tables.
    """

    write: Callable[["Export"], dict[str, int]]
