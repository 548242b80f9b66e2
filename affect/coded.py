"""Ratings of one question as arrays: what aggregation and agreement take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from affect.questions import Question

UNKNOWN_RATER = -1


class CodedError(ValueError):
    """The arrays do not fit each other."""


@dataclass(frozen=True)
class Coded:
    """One row per rating of one question.

    unit: int32 (n,), the item that was rated, from 0.
    rater: int32 (n,), who rated it; -1 where that is unknown (imported vote counts).
    values: (n,) or (n, labels) as `Question.encode` makes them, with its missing values.
    cannot_tell: bool (n,), the rater said so; the value of such a row does not count.
    extent: float64 (units,), how long each item is in what its answers are marked on (seconds of a
        timeline, characters of its words), NaN where that is unknown; None where it is for all.
    read: for answers too large to be held together, what gives the values of some rows, None where
        missing; `values` then only says which are there, int8 (n,) 1 or -1.
    """

    unit: NDArray[np.int32]
    rater: NDArray[np.int32]
    values: NDArray[Any]
    cannot_tell: NDArray[np.bool_]
    extent: NDArray[np.float64] | None = None
    read: Callable[[NDArray[np.intp]], Sequence[Any]] | None = None

    def __post_init__(self) -> None:
        rows = {len(self.unit), len(self.rater), len(self.values), len(self.cannot_tell)}
        if len(rows) > 1:
            raise CodedError(f"unit, rater, values and cannot_tell differ in length: {rows}")

    @classmethod
    def of(
        cls,
        question: Question,
        unit: ArrayLike,
        rater: ArrayLike,
        values: Sequence[Any],
        cannot_tell: ArrayLike | None = None,
        *,
        extent: ArrayLike | None = None,
    ) -> Self:
        """Code answers as they stand in ratings: None where there is no value."""
        told = np.zeros(len(values), bool) if cannot_tell is None else cannot_tell
        return cls(
            unit=np.asarray(unit, np.int32),
            rater=np.asarray(rater, np.int32),
            values=question.encode(values),
            cannot_tell=np.asarray(told, bool),
            extent=None if extent is None else np.asarray(extent, np.float64),
        )

    def take(self, rows: NDArray[np.intp], unit: NDArray[np.int32]) -> Self:
        """Some of the rows, in that order, with other numbers for their items."""
        return replace(
            self,
            unit=unit,
            rater=self.rater[rows],
            values=self.values[rows],
            cannot_tell=self.cannot_tell[rows],
            read=None if self.read is None else lambda some: self.values_of(rows[some]),
        )

    def values_of(self, rows: NDArray[np.intp]) -> list[Any]:
        """The values of some rows, read now if they are not held."""
        return list(self.values[rows] if self.read is None else self.read(rows))

    def answered(self) -> NDArray[np.bool_]:
        """Rows that hold a value, bool (n,): at least one label's, where there are several."""
        values = self.values
        if values.dtype.kind == "O":
            there = np.fromiter((value is not None for value in values), bool, len(values))
        elif values.dtype.kind == "f":
            there = ~np.isnan(values)
            there = there.any(axis=1) if values.ndim == 2 else there
        else:
            there = (values[:, 0] if values.ndim == 2 else values) >= 0
        if self.cannot_tell.any():
            there = there & ~self.cannot_tell
        answered: NDArray[np.bool_] = there
        return answered
