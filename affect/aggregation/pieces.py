"""Rules for timelines and spans: at each moment or character, what share of the raters says what.

`share` gives, for each track or turn and each label, the stretches that anyone marked with the
share of the raters who did; between them it is 0. `majority` keeps the stretches that more than
half of the raters marked with the label. A rater who marked nothing counts among the raters; one
who did not answer does not. Stretches that touch and have the same share are one.

With a `step`, time is counted in steps from 0: a rater who marked any part of a step, the end not
included, marked all of it. Published series of one value a second are made so.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from affect.aggregation.fused import FusedPiece
from affect.aggregation.result import Aggregate
from affect.aggregation.structured import raw
from affect.agreement.pieces.continua import Continua, sweep
from affect.agreement.pieces.marked import Part, marked, whole_parts
from affect.coded import Coded
from affect.questions import Question, Spans, Timeline


def share(question: Question, coded: Coded, n_units: int, *, step: float = 0.0) -> Aggregate:
    """Stretches that anyone marked; `pieces` is None for a unit that nobody answered."""
    return _aggregate("share", question, coded, n_units, step)


def majority(question: Question, coded: Coded, n_units: int) -> Aggregate:
    """Stretches that more than half of the raters marked; exactly half is no majority."""
    return _aggregate("majority", question, coded, n_units)


def _aggregate(
    rule: str, question: Question, coded: Coded, n_units: int, step: float = 0.0
) -> Aggregate:
    if not isinstance(question, Timeline | Spans):
        raise TypeError(f"{question.id} is a {question.kind} question and has no pieces")
    found = marked(question, coded, least=1)
    each: list[list[FusedPiece] | None] = [None] * n_units
    for unit in found.units.tolist():
        each[unit] = []
    continua = _in_steps(found.continua, step) if step else found.continua
    for place, label, start, end, k in _stretches(continua, rule == "majority"):
        given = each[int(found.units[found.unit[place]])]
        if given is not None:
            of_all = k / int(found.continua.raters[place])
            name = question.label_ids[label]
            given.append(FusedPiece(found.part[place], start, end, name, of_all))
    order = {part: place for place, part in enumerate(whole_parts(question))}
    pieces = tuple(None if given is None else _sorted(given, order) for given in each)
    return replace(raw(question, coded, n_units), rule=rule, pieces=pieces)


def _in_steps(continua: Continua, step: float) -> Continua:
    """Pieces widened to whole steps; a piece that ends where a step begins does not touch it."""
    start = np.floor(continua.start / step) * step
    return replace(continua, start=start, end=np.ceil(continua.end / step) * step)


def _sorted(given: list[FusedPiece], order: dict[Part, int]) -> tuple[FusedPiece, ...]:
    """By track in the scheme's order, or from the first turn to the item's own, then by time."""

    def place(piece: FusedPiece) -> tuple[int, float, float, str]:
        part = piece.part if isinstance(piece.part, int) else order[piece.part]
        return part, piece.start, piece.end, piece.label

    return tuple(sorted(given, key=place))


def _stretches(
    continua: Continua, majority_only: bool
) -> Iterator[tuple[int, int, float, float, int]]:
    """Continuum, label, start, end and number of raters of each stretch."""
    for label in range(len(continua.labels)):
        parts = sweep(continua.of_label(label))
        n = parts.counts[:, 0]
        kept = 2 * n > continua.raters[parts.continuum] if majority_only else n > 0
        of, start, n = parts.continuum[kept], parts.start[kept], n[kept]
        end = start + parts.length[kept]
        grown = (np.diff(of) == 0) & (start[1:] == end[:-1])
        grown &= True if majority_only else np.diff(n) == 0
        first = np.flatnonzero(np.append(True, ~grown)) if len(of) else np.zeros(0, np.int64)
        last = np.append(first[1:], len(of))[: len(first)] - 1
        for a, b in zip(first.tolist(), last.tolist(), strict=True):
            yield int(of[a]), label, float(start[a]), float(end[b]), int(n[a])
