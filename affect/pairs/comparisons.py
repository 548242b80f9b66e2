"""Judgements of two systems at a time as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

OUTCOMES = ("first", "second", "none")
FIRST, SECOND, NONE = range(3)


class PairsError(ValueError):
    """The comparisons are unfit; names the bad value and those that are allowed."""


@dataclass(frozen=True)
class Comparisons:
    """One row per judgement that has an answer.

    systems: what was compared, sorted by name.
    first, second: int64 (n,), positions in `systems`, never equal in a row.
    outcome: int64 (n,), 0 the first is preferred, 1 the second, 2 no preference (a tie).
    """

    systems: tuple[str, ...]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    outcome: NDArray[np.int64]

    @classmethod
    def of(cls, first: Sequence[str], second: Sequence[str], outcome: Sequence[str | None]) -> Self:
        """Code the answers to a pair question; rows without an answer are left out.

        Raises
        ------
        PairsError: lengths differ, an outcome is unknown, or a system meets itself.
        """
        if not len(first) == len(second) == len(outcome):
            raise PairsError(
                f"first, second and outcome have {len(first)}, {len(second)} and {len(outcome)} "
                "rows; each comparison needs all three"
            )
        rows = [row for row in zip(first, second, outcome, strict=True) if row[2] is not None]
        for a, b, told in rows:
            if told not in OUTCOMES:
                raise PairsError(f"unknown outcome {told!r}; allowed: {', '.join(OUTCOMES)}")
            if a == b:
                raise PairsError(f"system {a!r} is compared with itself")
        systems = tuple(sorted({name for a, b, _ in rows for name in (a, b)}))
        place = {name: at for at, name in enumerate(systems)}
        codes = [(place[a], place[b], OUTCOMES.index(str(told))) for a, b, told in rows]
        table = np.array(codes, np.int64).reshape(-1, 3)
        return cls(systems, table[:, 0], table[:, 1], table[:, 2])

    @cached_property
    def wins(self) -> NDArray[np.int64]:
        """How often row was preferred to column, int64 (systems, systems)."""
        wins = np.zeros((len(self.systems),) * 2, np.int64)
        one, other = self.outcome == FIRST, self.outcome == SECOND
        np.add.at(wins, (self.first[one], self.second[one]), 1)
        np.add.at(wins, (self.second[other], self.first[other]), 1)
        return wins

    @cached_property
    def ties(self) -> NDArray[np.int64]:
        """How often neither was preferred, int64 (systems, systems), symmetric."""
        ties = np.zeros((len(self.systems),) * 2, np.int64)
        tied = self.outcome == NONE
        np.add.at(ties, (self.first[tied], self.second[tied]), 1)
        return ties + ties.T
