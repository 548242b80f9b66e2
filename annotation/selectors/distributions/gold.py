"""The one curve that the traces of an item make by a rule, in the units of the traces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.aggregation import read_rule
from affect.traces import GRID_HZ, fused, grid_times, on_grid, raters_scale

FloatArray = NDArray[np.float64]
RULES = ("mean", "ewe", "raaw", "raaw:align=gctw")
MOST_SAMPLES = 3_000
"""Points on which traces are fused: ten a second for five minutes, fewer for longer items."""
MOST_POINTS = 600
"""Points of the curve that are sent."""


@dataclass(frozen=True)
class Gold:
    """A curve of one dimension as JSON, and of each trace its `weight` and `shift` in seconds.

    grid: float64 (times,), seconds; warp: float64 (traces, times), seconds earlier at each of them,
    None where traces were not warped.
    """

    curve: dict[str, Any]
    weight: list[float]
    shift: list[float]
    grid: FloatArray
    warp: FloatArray | None

    def clock(self, place: int, own: FloatArray) -> FloatArray:
        """When samples of a trace at the seconds `own` (samples,) lie on the clock of the curve."""
        if self.warp is None:
            return own - self.shift[place]
        there = ~np.isnan(self.warp[place])
        if not there.any():
            return own
        clock = self.grid[there]
        read = clock + self.warp[place, there]
        inside = np.clip(own, read[0], read[-1])
        # what lies beyond the ends of the warp is moved as the end is
        moved: FloatArray = np.interp(inside, read, clock) + own - inside
        return moved


def gold_of(values: Sequence[Mapping[str, Any]], dimension: str, rule: str) -> Gold:
    """The curve of traces with a band of one standard deviation.

    `raaw` fuses in standard deviations of each rater; its curve is drawn back on the mean and the
    spread of the raters, each by weight.
    """
    seconds = max((float(value["seconds"]) for value in values), default=0.0)
    grid = grid_times(seconds, min(GRID_HZ, MOST_SAMPLES / max(seconds, 1e-9)))
    rows = on_grid(values, dimension, grid)
    step = float(grid[1] - grid[0]) if len(grid) > 1 else 1.0
    name, parameters = read_rule(rule)
    found = fused(rows, step, name, align=str(parameters.get("align", "none")))
    middle, scale = raters_scale(rows, found) if name == "raaw" else (0.0, 1.0)
    every = slice(None, None, max(1, -(-len(grid) // MOST_POINTS)))
    value, sd = middle + scale * found.value[every], scale * found.sd[every]
    return Gold(
        curve={
            "dimension": dimension,
            "times": grid[every].tolist(),
            "values": _nullable(value),
            "low": _nullable(value - sd),
            "high": _nullable(value + sd),
            "warnings": list(found.warnings),
        },
        weight=found.weight.tolist(),
        shift=found.shift.tolist(),
        grid=grid,
        warp=found.warp,
    )


def _nullable(numbers: NDArray[np.float64]) -> list[float | None]:
    return [None if np.isnan(number) else float(number) for number in numbers]
