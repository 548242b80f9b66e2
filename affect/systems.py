"""Scores of the systems whose clips were rated: mean opinions of scales, strengths behind pairs.

An item of one clip was made by one system, an item of two clips by two, in the item's own order.
Intervals are of two sorts: by formula, which takes ratings as independent (Student's for a mean
opinion, the observed information for a strength), and by drawing items again with all their
ratings, which holds where the ratings of an item are alike and is the one to report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from affect.agreement.draws.bootstrap import interval
from affect.coded import Coded
from affect.opinion import mean_opinions
from affect.pairs import Comparisons, Preference, bradley_terry, preferences
from affect.pairs.comparisons import OUTCOMES
from affect.questions import Question

OPINION, STRENGTH = "mean opinion", "strength"
KINDS = {"scale": OPINION, "pair": STRENGTH}
"""Kinds of question that say something of systems, and what."""
MEASURES = [(measure, measure) for measure in sorted(KINDS.values())]
PAIR_RESAMPLES = 300
"""Of strengths, each of which is fitted anew."""

SYSTEM = "system"
"""The attribute of an item that says what made its clip; `system.1` and `system.2` for two."""

Systems = Sequence[tuple[str, ...]]
"""For each item the systems of its clips; empty where they are not known."""


@dataclass(frozen=True)
class SystemScore:
    """One system: its mean opinion, or its log-odds against a system of average strength.

    n: ratings, or comparisons that it was in; items: those that they come from.
    low, high: by formula; drawn_low, drawn_high: items drawn again. None where there is none.
    reason: why there is no value.
    """

    system: str
    measure: str
    n: int
    items: int
    value: float | None
    low: float | None = None
    high: float | None = None
    drawn_low: float | None = None
    drawn_high: float | None = None
    reason: str | None = None


def systems_in(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """The systems that the attributes of an item name; none unless they name all of its clips."""
    for names in ((SYSTEM,), (f"{SYSTEM}.1", f"{SYSTEM}.2")):
        told = [str(attributes[name]) for name in names if attributes.get(name) not in (None, "")]
        if len(told) == len(names):
            return tuple(told)
    return ()


def system_scores(
    question: Question, coded: Coded, systems: Systems, *, resamples: int, rng: Generator
) -> list[SystemScore]:
    """The scores of one question of `KINDS`, by name of the system; none of other kinds."""
    if question.kind == "scale":
        return _opinions(coded, systems, resamples, rng)
    if question.kind == "pair":
        return _strengths(coded, systems, min(resamples, PAIR_RESAMPLES), rng)
    return []


def system_preferences(question: Question, coded: Coded, systems: Systems) -> list[Preference]:
    """How often of two systems each was preferred, with Wilson's interval; none but of pairs."""
    return preferences(_compared(coded, systems)[0]) if question.kind == "pair" else []


def _opinions(coded: Coded, systems: Systems, resamples: int, rng: Generator) -> list[SystemScore]:
    rows = [row for row in np.flatnonzero(coded.answered()) if len(systems[coded.unit[row]]) == 1]
    units = coded.unit[rows].tolist()
    found = mean_opinions(
        [systems[unit][0] for unit in units], [""] * len(rows), [str(unit) for unit in units],
        coded.values[rows].astype(np.float64), resamples=resamples, rng=rng,
    )  # fmt: skip
    return [
        SystemScore(
            each.system, OPINION, each.n, each.clusters, each.mean, each.low, each.high,
            each.drawn_low, each.drawn_high,
        )
        for each in found
    ]  # fmt: skip


def _compared(coded: Coded, systems: Systems) -> tuple[Comparisons, NDArray[np.int64]]:
    """The judgements of items with two different systems, and the item of each."""
    rows = [
        row
        for row in np.flatnonzero(coded.answered())
        if len(set(systems[coded.unit[row]])) == len(systems[coded.unit[row]]) == 2
    ]
    units = coded.unit[rows]
    first, second = ([systems[unit][at] for unit in units] for at in (0, 1))
    outcomes = [OUTCOMES[code] for code in coded.values[rows]]
    return Comparisons.of(first, second, outcomes), units.astype(np.int64)


def _strengths(coded: Coded, systems: Systems, resamples: int, rng: Generator) -> list[SystemScore]:
    comparisons, unit = _compared(coded, systems)
    found = bradley_terry(comparisons)
    scores = []
    for place, system in enumerate(found.systems):
        own = (comparisons.first == place) | (comparisons.second == place)
        n, items = int(own.sum()), len(np.unique(unit[own]))
        score = SystemScore(system, STRENGTH, n, items, None, reason=found.reason)
        if found.strength is not None and found.low is not None and found.high is not None:
            value, low, high = found.strength[place], found.low[place], found.high[place]
            score = replace(score, value=value, low=low, high=high)
        scores.append(score)
    if found.strength is None or not resamples:
        return scores
    drawn = _drawn_strengths(comparisons, unit, resamples, rng)
    ends_of = [interval(column) or (None, None) for column in drawn.T]
    return [
        replace(score, drawn_low=low, drawn_high=high)
        for score, (low, high) in zip(scores, ends_of, strict=True)
    ]


def _drawn_strengths(
    comparisons: Comparisons, unit: NDArray[np.int64], resamples: int, rng: Generator
) -> NDArray[np.float64]:
    """Strengths (resamples, systems) of items drawn again; NaN where they do not exist."""
    items, item = np.unique(unit, return_inverse=True)
    drawn = np.full((resamples, len(comparisons.systems)), np.nan)
    even = np.full(len(items), 1 / len(items))
    for row in drawn:
        times = rng.multinomial(len(items), even)[item]
        rows = np.repeat(np.arange(len(unit)), times)
        again = bradley_terry(
            replace(
                comparisons,
                first=comparisons.first[rows],
                second=comparisons.second[rows],
                outcome=comparisons.outcome[rows],
            )
        )
        if again.strength is not None:
            row[:] = again.strength
    return drawn
