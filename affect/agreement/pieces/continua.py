"""Labelled pieces of continua (time, text) as arrays, and one sweep over all of them.

A continuum is what is cut into pieces: a recording on one track of its timeline, or the words of
one turn. Pieces are half-open, [start, end): they hold their start and not their end, so pieces
that touch share nothing. What no piece of a rater covers is that rater's gap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from affect.agreement.result import AgreementError, FloatArray

Ints = NDArray[np.int64]
Piece = tuple[float, float, str]
"""Start, end (not included), label."""


@dataclass(frozen=True)
class Continua:
    """Pieces in any order, of several continua.

    continuum, rater, label: int64 (pieces,). Raters count from 0 in each continuum, labels are
        positions in `labels`.
    start, end: float64 (pieces,), one unit of length for all.
    length: float64 (continua,), from 0 on; at least the last end of its pieces.
    raters: int64 (continua,), also those who marked nothing there.
    """

    labels: tuple[str, ...]
    continuum: Ints
    rater: Ints
    label: Ints
    start: FloatArray
    end: FloatArray
    length: FloatArray
    raters: Ints

    def of_label(self, label: int) -> "Continua":
        """The pieces of one label alone; those of one rater that touch or overlap are joined."""
        rows = np.flatnonzero(self.label == label)
        rows = rows[np.lexsort((self.start[rows], self.rater[rows], self.continuum[rows]))]
        if not len(rows):
            return self._taking(rows, label, self.start[rows], self.end[rows])
        first, end = _joined(
            self.continuum[rows] * (self.rater.max() + 1) + self.rater[rows],
            self.start[rows],
            self.end[rows],
        )
        return self._taking(rows[first], label, self.start[rows[first]], end)

    def _taking(self, rows: Ints, label: int, start: FloatArray, end: FloatArray) -> "Continua":
        return replace(
            self,
            labels=(self.labels[label],),
            continuum=self.continuum[rows],
            rater=self.rater[rows],
            label=np.zeros(len(rows), np.int64),
            start=start,
            end=end,
        )

    def each(self) -> Iterator["Continua"]:
        """One continuum after the other, with its own pieces."""
        order = np.argsort(self.continuum, kind="stable")
        ends = np.searchsorted(self.continuum[order], np.arange(len(self.length) + 1))
        for place in range(len(self.length)):
            rows = order[ends[place] : ends[place + 1]]
            yield Continua(
                labels=self.labels,
                continuum=np.zeros(len(rows), np.int64),
                rater=self.rater[rows],
                label=self.label[rows],
                start=self.start[rows],
                end=self.end[rows],
                length=self.length[place : place + 1],
                raters=self.raters[place : place + 1],
            )

    def of_raters(self, first: int, second: int) -> "Continua":
        """One continuum with two of its raters, the first of them being 0."""
        rows = np.flatnonzero((self.rater == first) | (self.rater == second))
        return replace(
            self,
            continuum=self.continuum[rows],
            rater=(self.rater[rows] == second).astype(np.int64),
            label=self.label[rows],
            start=self.start[rows],
            end=self.end[rows],
            raters=np.full(1, 2, np.int64),
        )

    def overlapping(self) -> bool:
        """Whether any rater's pieces lie over each other."""
        order = np.lexsort((self.start, self.rater, self.continuum))
        same = (np.diff(self.continuum[order]) == 0) & (np.diff(self.rater[order]) == 0)
        return bool((same & (self.start[order][1:] < self.end[order][:-1])).any())


def _joined(owner: Ints, start: FloatArray, end: FloatArray) -> tuple[Ints, FloatArray]:
    """The row that each joined piece begins at, and its end; rows are sorted by owner and start."""
    new_owner = np.diff(owner, prepend=-1) != 0
    # each owner on a stretch of its own, so that one running maximum serves all
    shift = (np.cumsum(new_owner) - 1) * (end.max() - start.min() + 1)
    reach = np.maximum.accumulate(end + shift)
    apart = new_owner.copy()
    apart[1:] |= (start + shift)[1:] > reach[:-1]
    first = np.flatnonzero(apart)
    last = np.append(first[1:], len(start)) - 1
    return first, reach[last] - shift[last]


def one_continuum(
    raters: Sequence[Iterable[Piece]], length: float, labels: Sequence[str] | None = None
) -> Continua:
    """A continuum of `length` from the pieces of each rater; labels are those found unless given.

    Raises
    ------
    AgreementError: a piece without length or outside the continuum, or an unknown label.
    """
    pieces = [(rater, *piece) for rater, given in enumerate(raters) for piece in given]
    found = tuple(sorted({label for *_, label in pieces}) if labels is None else labels)
    for _, start, end, label in pieces:
        if not 0 <= start < end <= length:
            raise AgreementError(
                f"the piece from {start:g} to {end:g} ({label}) must have a length and lie within "
                f"the continuum, 0 to {length:g}"
            )
        if label not in found:
            raise AgreementError(f"unknown label {label!r}; allowed: {', '.join(found)}")
    codes = {label: code for code, label in enumerate(found)}
    rows = [(rater, start, end, codes[label]) for rater, start, end, label in pieces]
    rater, begin, stop, code = np.array(rows, np.float64).reshape(-1, 4).T
    return Continua(
        labels=found,
        continuum=np.zeros(len(rows), np.int64),
        rater=rater.astype(np.int64),
        label=code.astype(np.int64),
        start=begin,
        end=stop,
        length=np.array([length], np.float64),
        raters=np.array([len(raters)], np.int64),
    )


@dataclass(frozen=True)
class Stretches:
    """Parts of continua between two neighbouring ends of pieces, where nobody changes.

    continuum: int64 (stretches,); start, length: float64 (stretches,).
    counts: int64 (stretches, labels), raters with a piece of each label there.
    The parts before the first piece of a continuum and after its last one are gaps of all raters
    and are left out.
    """

    continuum: Ints
    start: FloatArray
    length: FloatArray
    counts: Ints


def sweep(continua: Continua) -> Stretches:
    """From left to right over all continua, opening and closing pieces."""
    at = np.concatenate([continua.start, continua.end])
    continuum = np.tile(continua.continuum, 2)
    order = np.lexsort((at, continuum))
    steps = np.zeros((len(at), len(continua.labels)), np.int64)
    opens = np.repeat([1, -1], len(continua.start))
    steps[np.arange(len(at)), np.tile(continua.label, 2)] = opens
    # every piece closes, so the count is back at zero where the next continuum begins
    counts = np.cumsum(steps[order], axis=0)[:-1]
    length = np.diff(at[order])
    kept = (np.diff(continuum[order]) == 0) & (length > 0)
    of, begin = continuum[order][:-1][kept], at[order][:-1][kept]
    return Stretches(of, begin, length[kept], counts[kept])


def summed(of: Ints, values: FloatArray, n: int) -> FloatArray:
    """Sums by group of values (rows, ...): (n, ...)."""
    sums = np.zeros((n, *values.shape[1:]))
    np.add.at(sums, of, values)
    return sums
