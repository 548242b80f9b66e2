"""Many values in parts that fit into one query: PostgreSQL takes 65,535 parameters."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")

MOST_AT_ONCE = 10_000


def batches(values: Collection[Value], most: int = MOST_AT_ONCE) -> Iterator[list[Value]]:
    """All values in their order, at most so many at a time."""
    left = iter(values)
    while part := list(islice(left, most)):
        yield part
