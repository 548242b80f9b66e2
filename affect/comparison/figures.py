"""Values of metrics with 95 % intervals, by drawing items again.

Items, or clusters of items that are alike because they share a speaker or a recording, are drawn
with replacement, the model's figures and the humans' in the same draws.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from affect.agreement.draws.bootstrap import CHUNK_BYTES, draw_weights, interval
from affect.comparison.metric import Better, ComparisonError, FloatArray, Metric, Prepared, Rows


@dataclass(frozen=True)
class Figure:
    """One metric: `value` None where it is undefined, and then a `reason`.

    low, high: ends of the 95 % interval; None without resampling, or where most draws are
    undefined.
    """

    name: str
    better: Better
    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Bootstrap:
    """How intervals are drawn; no resamples, no intervals. `cluster` is int64 (n_items,)."""

    resamples: int = 0
    rng: Generator | None = None
    cluster: NDArray[np.int64] | None = None

    def __post_init__(self) -> None:
        if self.resamples < 0 or (self.resamples and self.rng is None):
            raise ComparisonError(
                f"{self.resamples} resamples need a number from 0 and a numpy.random.Generator"
            )


def figures(
    metrics: Sequence[Metric], rows: Sequence[Rows], bootstrap: Bootstrap
) -> list[list[Figure]]:
    """For each `rows` (the model's, the humans') the figures of all metrics.

    All rows have the same items; an item that weighs nothing in one of them is drawn all the same.
    """
    prepared = [[metric.prepare(each) for metric in metrics] for each in rows]
    n_items = rows[0].n_items
    whole = np.ones((1, n_items))
    drawn = _drawn(prepared, n_items, bootstrap)
    return [
        [
            _figure(metric, float(ready.values(whole)[0]), drawn[at][place])
            for place, (metric, ready) in enumerate(zip(metrics, those, strict=True))
        ]
        for at, those in enumerate(prepared)
    ]


def _figure(metric: Metric, value: float, drawn: FloatArray) -> Figure:
    if np.isnan(value):
        return Figure(metric.name, metric.better, None, reason=metric.undefined)
    ends = interval(drawn) if len(drawn) else None
    low, high = ends or (None, None)
    return Figure(metric.name, metric.better, value, low, high)


def _drawn(
    prepared: Sequence[Sequence[Prepared]], n_items: int, bootstrap: Bootstrap
) -> list[list[FloatArray]]:
    """The value of every metric in every draw."""
    values: list[list[list[FloatArray]]] = [[[] for _ in those] for those in prepared]
    for weights in _draws(n_items, bootstrap):
        for those, found in zip(prepared, values, strict=True):
            for ready, parts in zip(those, found, strict=True):
                parts.append(ready.values(weights))
    return [
        [np.concatenate(parts) if parts else np.empty(0) for parts in found] for found in values
    ]


def _draws(n_items: int, bootstrap: Bootstrap) -> Iterator[FloatArray]:
    """How often each item comes up, (draws, n_items), some draws at a time."""
    if not bootstrap.resamples or bootstrap.rng is None or not n_items:
        return
    cluster = bootstrap.cluster
    clusters = n_items if cluster is None else int(cluster.max()) + 1
    chunk = max(1, CHUNK_BYTES // (8 * n_items))
    for start in range(0, bootstrap.resamples, chunk):
        draws = min(chunk, bootstrap.resamples - start)
        weights = draw_weights(np.ones(clusters, np.int64), draws, bootstrap.rng)
        yield weights if cluster is None else weights[:, cluster]
