"""k-anonymity of what is released of raters (Sweeney 2002, doi:10.1142/S0218488502001648).

A combination of attributes that fewer than k raters share can point at one of them. Values are then
withheld, rater by rater, as few as it takes: local suppression. A value that is not known is a
value of its own here, and so is one that was withheld, since a release tells them apart.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST_ATTRIBUTES = 8
"""All sets of attributes are tried: 2 to the power of this."""

Value = str | None


class Withheld:
    """What stands for a value that was withheld."""

    def __repr__(self) -> str:
        return "WITHHELD"


WITHHELD = Withheld()
Row = tuple[Value | Withheld, ...]


@dataclass(frozen=True)
class Shielded:
    """rows: as they came, with `WITHHELD` where a value is. smallest: raters of the smallest group
    of which anything is told; 0 where nothing is."""

    rows: tuple[Row, ...]
    smallest: int


def shielded(rows: Sequence[Row], k: int) -> Shielded:
    """Withhold values until each combination that is told is that of k raters or more.

    rows: the attributes of each rater, all in one order. Values that are withheld already stay so.
    Groups that are large enough lose nothing. Of the others, the fewest attributes are withheld
    that put a rater into a group of k, the last ones first; where none do, all are.
    """
    width = len(rows[0]) if rows else 0
    if width > MOST_ATTRIBUTES:
        raise ValueError(f"{width} attributes are too many to shield; at most {MOST_ATTRIBUTES}")
    told = list(rows)
    for places in _sets(width):
        small = _small(told, k)
        if not small:
            break
        tried = {at: _without(told[at], places) for at in small}
        sizes = Counter(tried.values()) + Counter(
            row for at, row in enumerate(told) if at not in tried
        )
        for at, row in tried.items():
            if sizes[row] >= k or _is_bare(row):
                told[at] = row
    return Shielded(tuple(told), _smallest(told))


def _sets(width: int) -> Iterator[tuple[int, ...]]:
    """Places to withhold: first one, the last before the others, and in the end all."""
    for size in range(1, width + 1):
        yield from combinations(range(width - 1, -1, -1), size)


def _small(rows: Sequence[Row], k: int) -> list[int]:
    sizes = Counter(rows)
    return [at for at, row in enumerate(rows) if sizes[row] < k and not _is_bare(row)]


def _without(row: Row, places: Sequence[int]) -> Row:
    """A value that nobody knows cannot be withheld."""
    return tuple(
        WITHHELD if at in places and value is not None else value for at, value in enumerate(row)
    )


def _is_bare(row: Row) -> bool:
    """Whether nothing is told."""
    return all(value is None or value is WITHHELD for value in row)


def _smallest(rows: Sequence[Row]) -> int:
    sizes = Counter(row for row in rows if not _is_bare(row))
    return min(sizes.values(), default=0)
