"""The pieces that raters marked, from their answers: intervals of time, spans of text.

Each track of an item, and each turn that somebody marked, is a continuum of its own with all raters
of the item. It is as long as the item where that is known (`Coded.extent`); else it ends with the
last piece, and what comes after counts for nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.agreement.draws.rater_draws import Members
from affect.agreement.pieces.continua import Continua, Ints
from affect.agreement.rated.pairable import count_raters
from affect.agreement.result import Basis, FloatArray
from affect.coded import Coded
from affect.questions import Spans, Timeline

Part = str | int
"""A track's id, or a turn."""


@dataclass(frozen=True)
class Marked:
    """The continua of the units that enough raters answered.

    unit: int64 (continua,), 0 to basis.units - 1; units: int64 (basis.units,), their numbers.
    part: for each continuum the track or the turn that it is.
    members: who answered each unit; rater k of a continuum is the k-th of its unit.
    """

    continua: Continua
    unit: Ints
    units: Ints
    part: tuple[Part, ...]
    basis: Basis
    members: Members

    def first(self) -> Ints:
        """The place of each continuum's rater 0 among the ratings of `members` (continua,)."""
        found: Ints = np.searchsorted(self.members.unit, self.unit)
        return found

    def first_pair(self) -> Ints:
        """The place of each continuum's first pair of raters among those of `members`."""
        members = self.members
        found: Ints = np.searchsorted(members.unit[members.left], self.unit)
        return found

    def without(self, out: NDArray[np.bool_]) -> "Marked":
        """The units that still have two raters when some (raters,) are left out.

        `units` and `basis` stay those of all raters.
        """
        own = self.members
        left = np.bincount(own.unit[~out[own.rater]], minlength=own.units)
        there = left >= 2
        kept = ~out[own.rater] & there[own.unit]
        unit = (np.cumsum(there) - 1)[own.unit[kept]]
        members = Members.of(unit, own.rater[kept])
        parts = there[self.unit]
        rating = self.first()[self.continua.continuum] + self.continua.rater
        pieces = np.flatnonzero(kept[rating])
        continuum = (np.cumsum(parts) - 1)[self.continua.continuum[pieces]]
        marked = replace(self, unit=(np.cumsum(there) - 1)[self.unit[parts]], members=members)
        rater = (np.cumsum(kept) - 1)[rating[pieces]] - marked.first()[continuum]
        continua = replace(
            self.continua,
            continuum=continuum,
            rater=rater,
            label=self.continua.label[pieces],
            start=self.continua.start[pieces],
            end=self.continua.end[pieces],
            length=self.continua.length[parts],
            raters=left[self.unit[parts]],
        )
        return replace(marked, continua=continua)


def marked(question: Timeline | Spans, coded: Coded, *, least: int = 2) -> Marked:
    """The pieces of all answers to units with `least` or more."""
    rows, single = _answered(coded, least)
    units, first, m = np.unique(
        coded.unit[rows].astype(np.int64), return_index=True, return_counts=True
    )
    basis = Basis(len(units), count_raters(coded.rater[rows]), len(rows), single)
    place = np.repeat(np.arange(len(units)), m)
    rater = np.arange(len(rows)) - np.repeat(first, m)
    keys = {(unit, part): None for unit in range(len(units)) for part in whole_parts(question)}
    numbers = {key: number for number, key in enumerate(keys)}
    codes = {label: code for code, label in enumerate(question.label_ids)}
    found = [
        (
            numbers.setdefault((unit, part), len(numbers)),
            k,
            codes[piece["label"]],
            piece["start"],
            piece["end"],
        )
        for value, unit, k in zip(coded.values[rows], place.tolist(), rater.tolist(), strict=True)
        for piece, part in pieces_of(question, value)
    ]
    columns = np.array(found, np.float64).reshape(-1, 5).T
    continuum, k, label = columns[:3].astype(np.int64)
    start, end = columns[3:]
    owner = np.array([unit for unit, _ in numbers], np.int64)
    length = _known_lengths(question, coded, units, list(numbers))
    np.maximum.at(length, continuum, end)
    continua = Continua(question.label_ids, continuum, k, label, start, end, length, m[owner])
    parts = tuple(part for _, part in numbers)
    return Marked(continua, owner, units, parts, basis, Members.of(place, coded.rater[rows]))


def _answered(coded: Coded, least: int) -> tuple[Ints, int]:
    """Answered rows of units with `least` or more, by unit, and how many units have one."""
    rows = np.flatnonzero(coded.answered())
    rows = rows[np.argsort(coded.unit[rows], kind="stable")]
    sizes = np.bincount(coded.unit[rows], minlength=1)
    return rows[sizes[coded.unit[rows]] >= least], int((sizes == 1).sum())


def _known_lengths(
    question: Timeline | Spans, coded: Coded, units: Ints, keys: list[tuple[int, Part]]
) -> FloatArray:
    """The item's length where a continuum is as long as the item and that is known, else 0."""
    if coded.extent is None:
        return np.zeros(len(keys))
    parts = whole_parts(question)
    lengths = [coded.extent[units[unit]] if part in parts else 0.0 for unit, part in keys]
    return np.nan_to_num(np.array(lengths, np.float64))


def whole_parts(question: Timeline | Spans) -> tuple[Part, ...]:
    """What every item has and is as long as the item: its tracks, or its own words (turn 0)."""
    if isinstance(question, Timeline):
        return tuple(track.id for track in question.tracks)
    return (0,)


def pieces_of(question: Timeline | Spans, value: Any) -> Iterator[tuple[dict[str, Any], Part]]:
    """The pieces of an answer, each with the track or the turn that it lies on."""
    for piece in value:
        yield piece, question.track_of(piece) if isinstance(question, Timeline) else piece["turn"]
