"""Rules for traces: one curve per item and dimension, with its band (see `affect.traces.fusion`).

The traces of an item are brought to one grid of ten times a second over the item's length. Each
item is fused by itself. Traces without ends ("unbounded") have no common unit and are standardised
first.
"""

from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from affect.aggregation.fused import Curve
from affect.aggregation.result import Aggregate
from affect.aggregation.structured import raw
from affect.coded import Coded
from affect.questions import Question, Trace
from affect.traces import METHODS, fused, grid_times, on_grid, standardised

LAG_SEED = 1989
"""For the intervals of lags: the same ratings give the same."""


def curves(
    question: Question, coded: Coded, n_units: int, *, method: str, align: str = "lag"
) -> Aggregate:
    """`curves` has one for each unit, None where nobody answered.

    `align`, for `raaw` alone: how raters are brought together in time (see
    `affect.traces.alignment`).
    """
    if not isinstance(question, Trace):
        raise TypeError(f"{question.id} is a {question.kind} question and has no traces")
    rows = np.flatnonzero(coded.answered())
    rows = rows[np.argsort(coded.unit[rows], kind="stable")]
    found: list[Curve | None] = [None] * n_units
    for own in np.split(rows, np.flatnonzero(np.diff(coded.unit[rows])) + 1) if len(rows) else []:
        found[int(coded.unit[own[0]])] = _curve(question, coded, own, method, align)
    notes = {
        f"{note} ({name})"
        for curve in found
        if curve is not None
        for name, each in curve.dimensions.items()
        for note in each.warnings
    }
    whole = raw(question, coded, n_units)
    return replace(whole, rule=method, curves=tuple(found), warnings=tuple(sorted(notes)))


def _curve(
    question: Trace, coded: Coded, rows: NDArray[np.int64], method: str, align: str
) -> Curve:
    traces = [coded.values[row] for row in rows]
    times = grid_times(max(float(trace["seconds"]) for trace in traces))
    step = float(times[1] - times[0]) if len(times) > 1 else 1.0
    rng = np.random.default_rng(LAG_SEED)
    dimensions = {}
    for dimension in question.dimension_ids:
        table = on_grid(traces, dimension, times)
        if question.mode == "unbounded":
            table = standardised(table)
        dimensions[dimension] = fused(table, step, method, align=align, rng=rng)
    return Curve(times, dimensions, rows)


CURVES = {method: partial(curves, method=method) for method in METHODS}
"""The rules by name."""
