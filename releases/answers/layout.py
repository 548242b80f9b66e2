"""What every kind of answer says of its columns."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from affect.questions import Question

BESIDE = ("confidence", "cannot_tell")
"""What stands beside a value in columns of its own."""

Q = TypeVar("Q", bound=Question)


@dataclass(frozen=True)
class Layout(ABC, Generic[Q]):
    """The columns of the answers to one question; `name` is that of the column of a whole value.

    prose: whether the release holds what raters wrote in sentences of their own.
    """

    question: Q
    name: str
    prose: bool = True

    @property
    @abstractmethod
    def value_type(self) -> pa.DataType:
        """The type of a value as it stands in JSON."""

    @abstractmethod
    def fields(self) -> list[pa.Field]:
        """The columns with their types, in their order."""

    @abstractmethod
    def columns(self, value: pa.Array) -> list[pa.Array]:
        """The columns of values of `value_type`, null where there is none."""

    @abstractmethod
    def values(self, ratings: pa.Table) -> NDArray[Any]:
        """Values as `Question.encode` makes them, as far as rules look into them."""

    def whole_values(self, ratings: pa.Table) -> NDArray[Any]:
        """Values with all their parts, for rules that look into them."""
        return self.values(ratings)

    @abstractmethod
    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """How many ratings have a value, and how often each label was given."""

    @abstractmethod
    def value_in(self, row: Mapping[str, Any]) -> Any:
        """The value as it was given, from the cells of a row; None where there is none."""

    def part_name(self, part: str, *, taken: Sequence[str] = BESIDE, infix: str = "label") -> str:
        """The column of a part of the value: `QUESTION.PART`, or `QUESTION.label.PART`.

        Ids have no dots, so a part can meet only what else stands beside the question.
        """
        between = f"{infix}." if part in taken else ""
        return f"{self.question.id}.{between}{part}"


class WholeLayout(Layout[Q]):
    """A value in one column."""

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """The values as they are."""
        return [value]

    def fields(self) -> list[pa.Field]:
        """The one column."""
        return [pa.field(self.name, self.value_type)]

    def value_in(self, row: Mapping[str, Any]) -> Any:
        """What stands in the one column."""
        return row[self.name]


def numbers(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """Numbers as float64, NaN where missing."""
    return np.asarray(column.cast(pa.float64()).fill_null(np.nan).to_numpy(), np.float64)


def answered(column: pa.ChunkedArray) -> int:
    """How many cells have a value."""
    return len(column) - int(column.null_count)


def objects(column: pa.ChunkedArray, values: Sequence[Any] | None = None) -> NDArray[np.object_]:
    """One object per row, None where missing; without `values` only that there is something."""
    there = np.asarray(column.is_valid().to_numpy(), bool)
    found = np.full(len(column), None, object)
    if values is None:
        found[there] = True
    else:
        for row in np.flatnonzero(there).tolist():
            found[row] = values[row]
    return found


def part_of_list(value: pa.Array, name: str) -> pa.Array:
    """One field of the structs in a list, as a list; null where the list is."""
    lengths = np.asarray(pc.list_value_length(value).fill_null(0).to_numpy(zero_copy_only=False))
    ends = np.concatenate([np.zeros(1, np.int32), np.cumsum(lengths, dtype=np.int32)])
    return pa.ListArray.from_arrays(
        pa.array(ends), pc.struct_field(value.flatten(), name), mask=value.is_null()
    )
