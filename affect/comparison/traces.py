"""A model's traces beside the curve that the raters' traces make together.

The raters of an item are fused by a rule (`affect.traces.fused`) on ten times a second, and the
model's samples are brought to the same times by straight lines; times at which either has no value
are left out and counted. Figures are of two sorts:

    over all moments    of all items one after the other, as AVEC and MuSe report them, so that a
                        long item weighs more, and the levels of items count
    mean of items       of the figures of single items

The human figures hold each rater's trace against the curve of the others, by the same rule; the
raters of an item weigh 1 together. Intervals draw items (or clusters), never moments, which are
alike. Traces without ends ("unbounded") are standardised on both sides, item by item. The curve of
`raaw` is brought back to the raters' mean and spread.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from affect.aggregation.parameters import read_rule
from affect.coded import Coded
from affect.comparison import numbers
from affect.comparison.metric import ComparisonError, FloatArray, Linear, Metric, Rows, Stats, ratio
from affect.questions import Trace
from affect.traces import ccc, fused, grid_times, in_units, on_grid, pearson, standardised

RULES = ("mean", "ewe", "raaw")
"""How raters may be fused; `ordinal` has a unit of its own that no model speaks."""
NO_ITEM = "in no item do both sides move at the same time"
MOMENTS: tuple[Metric, ...] = (numbers.CCC, numbers.PEARSON, numbers.RMSE, numbers.MAE)


@dataclass(frozen=True)
class Side:
    """What is compared on one side: every moment, and the figures of each trace (p alone)."""

    moments: Rows
    items: Rows


@dataclass(frozen=True)
class TraceRows:
    """One dimension: both sides, the moments with a curve, and those of them not predicted."""

    model: Side
    human: Side
    moments: int
    unpredicted: int


def _of_column(name: str, at: int) -> Metric:
    def stats(p: FloatArray, _: FloatArray) -> FloatArray:
        there = ~np.isnan(p[:, at])
        return np.stack([np.where(there, p[:, at], 0.0), there * 1.0], axis=1)

    rows: Stats = stats
    return Linear(name, "higher", NO_ITEM, rows, lambda s: ratio(s[:, 0], s[:, 1]))


ITEMS: tuple[Metric, ...] = (_of_column("CCC, mean of items", 0), _of_column("r, mean of items", 1))


def check_trace_rule(rule: str) -> None:
    """Whether traces can be fused by it to be scored.

    Raises
    ------
    ComparisonError: they cannot; names the rules that they can.
    RuleError: a parameter is wrong.
    """
    name, _ = read_rule(rule)
    if name not in RULES:
        raise ComparisonError(
            f"rule {name!r} gives no curve in the raters' units; traces are scored against: "
            f"{', '.join(RULES)}"
        )


def trace_rows(
    question: Trace, dimension: str, coded: Coded, predicted: Sequence[Any], rule: str
) -> TraceRows:
    """predicted: of each unit `{"times", "values": {DIMENSION: [...]}}`, None where it has none."""
    fusion = _Fusion(question.mode == "unbounded", rule)
    model, human = _Collected(), _Collected()
    moments = unpredicted = 0
    for unit, traces in _units(coded):
        if predicted[unit] is None:
            continue
        times = grid_times(max(float(trace["seconds"]) for trace in traces))
        rows = fusion.rows(traces, dimension, times)
        gold = fusion.curve(rows, times)
        said = fusion.rows([predicted[unit]], dimension, times)[0]
        there = ~np.isnan(gold)
        moments += int(there.sum())
        unpredicted += int((there & np.isnan(said)).sum())
        model.add(unit, gold, said, 1.0)
        for k in range(len(rows) if len(rows) > 1 else 0):
            others = fusion.curve(np.delete(rows, k, axis=0), times)
            human.add(unit, others, rows[k], 1 / len(rows))
    n_units = len(predicted)
    return TraceRows(model.side(n_units), human.side(n_units), moments, unpredicted)


def _units(coded: Coded) -> Iterator[tuple[int, list[Mapping[str, Any]]]]:
    """Each unit with the traces of its raters."""
    rows = np.flatnonzero(coded.answered())
    rows = rows[np.argsort(coded.unit[rows], kind="stable")]
    for own in np.split(rows, np.flatnonzero(np.diff(coded.unit[rows])) + 1) if len(rows) else []:
        yield int(coded.unit[own[0]]), list(coded.values[own])


@dataclass(frozen=True)
class _Fusion:
    """How the traces of an item become rows on a grid, and one curve."""

    unbounded: bool
    rule: str

    def rows(
        self, traces: Sequence[Mapping[str, Any]], dimension: str, times: FloatArray
    ) -> FloatArray:
        rows = on_grid(traces, dimension, times)
        return standardised(rows) if self.unbounded else rows

    def curve(self, rows: FloatArray, times: FloatArray) -> FloatArray:
        name, parameters = read_rule(self.rule)
        step = float(times[1] - times[0]) if len(times) > 1 else 1.0
        found = fused(rows, step, name, align=str(parameters.get("align", "none")))
        return in_units(rows, found) if name == "raaw" and not self.unbounded else found.value


class _Collected:
    """Rows of one side, as they come."""

    def __init__(self) -> None:
        self._moments: list[tuple[FloatArray, FloatArray, int, float]] = []
        self._items: list[tuple[float, float, int, float]] = []

    def add(self, unit: int, gold: FloatArray, said: FloatArray, weight: float) -> None:
        """A curve and a trace of one unit (times,)."""
        both = ~(np.isnan(gold) | np.isnan(said))
        if both.any():
            self._moments.append((gold[both], said[both], unit, weight))
            self._items.append((ccc(gold, said), pearson(gold, said), unit, weight))

    def side(self, n_units: int) -> Side:
        """All of them as `Rows`."""
        none = np.zeros(0)
        sizes = [len(gold) for gold, *_ in self._moments]
        p, q = (
            np.concatenate([none, *(row[at] for row in self._moments)])[:, None] for at in (0, 1)
        )
        units = np.array([unit for _, _, unit, _ in self._moments], np.int64)
        weights = np.array([weight for *_, weight in self._moments], np.float64)
        figures = np.array([row[:2] for row in self._items], np.float64).reshape(-1, 2)
        return Side(
            Rows(p, q, np.repeat(units, sizes), np.repeat(weights, sizes), n_units),
            Rows(figures, np.zeros((len(figures), 1)), units, weights, n_units),
        )
