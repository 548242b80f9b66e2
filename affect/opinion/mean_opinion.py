"""Mean opinion scores (ITU-T P.800) per system and criterion, with two 95 % intervals.

The score is the mean of all ratings. Student's interval mean +- t sd / sqrt(n), with the standard
deviation divided by n - 1 here, takes ratings as independent. The bootstrap draws items (or
another cluster, such as raters) again with all their ratings, so it holds where ratings of one
item are alike; it is the one to report.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

CONFIDENCE = 0.95
DRAWN_AT_ONCE = 1 << 22

FloatArray = NDArray[np.float64]


class OpinionError(ValueError):
    """The ratings are unfit; says what is wrong."""


@dataclass(frozen=True)
class Opinion:
    """The score of one system for one criterion.

    n: ratings; clusters: items (or raters) that they come from.
    sd: divided by n - 1; None, as `low` and `high` (Student), for fewer than two ratings.
    drawn_low, drawn_high: bootstrap over clusters; None without resampling or for one cluster.
    """

    system: str
    criterion: str
    n: int
    clusters: int
    mean: float
    sd: float | None
    low: float | None
    high: float | None
    drawn_low: float | None = None
    drawn_high: float | None = None


def mean_opinions(
    system: Sequence[str],
    criterion: Sequence[str],
    cluster: Sequence[str],
    score: ArrayLike,
    *,
    resamples: int = 0,
    rng: Generator | None = None,
) -> list[Opinion]:
    """Scores sorted by criterion, then system; one row per rating, NaN where it is missing.

    Raises
    ------
    OpinionError: the columns differ in length, or there is resampling without a generator.
    """
    scores = np.asarray(score, np.float64)
    lengths = {len(system), len(criterion), len(cluster), len(scores)}
    if len(lengths) > 1:
        raise OpinionError(f"system, criterion, cluster and score differ in length: {lengths}")
    if resamples < 0 or (resamples and rng is None):
        raise OpinionError(
            f"{resamples} resamples need a number from 0 and a numpy.random.Generator as rng"
        )
    there = ~np.isnan(scores)
    cells = np.array([criterion, system, cluster], object)[:, there]
    return list(_opinions(cells, scores[there], resamples, rng))


def _opinions(
    cells: NDArray[np.object_], scores: FloatArray, resamples: int, rng: Generator | None
) -> Iterator[Opinion]:
    for criterion, system in sorted(set(zip(cells[0], cells[1], strict=True))):
        rows = (cells[0] == criterion) & (cells[1] == system)
        found, of = scores[rows], np.unique(cells[2][rows].astype(str), return_inverse=True)[1]
        mean, n = float(found.mean()), len(found)
        sd = float(found.std(ddof=1)) if n > 1 else None
        reach = None if sd is None else stdtrit(n - 1, (1 + CONFIDENCE) / 2) * sd / np.sqrt(n)
        drawn = _drawn(found, of, resamples, rng) if rng is not None and resamples else None
        yield Opinion(
            system, criterion, n, int(of.max()) + 1, mean, sd,
            None if reach is None else float(mean - reach),
            None if reach is None else float(mean + reach),
            *(drawn or (None, None)),
        )  # fmt: skip


def _drawn(
    scores: FloatArray, cluster: NDArray[np.int64], resamples: int, rng: Generator
) -> tuple[float, float] | None:
    """The middle 95 % of means over clusters drawn again; None for one cluster."""
    total = np.bincount(cluster, weights=scores)
    n = np.bincount(cluster).astype(np.float64)
    if len(n) < 2:
        return None
    chunk = max(1, DRAWN_AT_ONCE // len(n))
    even = np.full(len(n), 1 / len(n))
    means = []
    for start in range(0, resamples, chunk):
        drawn = rng.multinomial(len(n), even, size=min(chunk, resamples - start))
        means.append((drawn @ total) / (drawn @ n))
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(np.concatenate(means), [tail, 1 - tail])
    return float(low), float(high)
