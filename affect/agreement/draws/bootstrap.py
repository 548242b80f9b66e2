"""Intervals by drawing again, with replacement: units, clusters of units, or raters.

A coefficient depends on its units only through their patterns, so a multinomial draw over the
patterns *is* a draw of units, at the cost of the patterns. Where nearly every unit is a pattern of
its own (sliders), units are drawn one by one.

Which one to draw. Units: what other units from the same source would give, with these raters. Clips
that share a speaker or a recording are alike, so the true uncertainty is then larger: draw
clusters, which takes all units of a speaker or none. Raters: what other raters would give on these
units. A rater who is drawn twice counts twice but is never compared with himself, or else every
draw would hold pairs that agree by construction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import comb
from typing import TypedDict

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.special import stdtrit

from affect.agreement.result import AgreementError, Basis, Coefficient, FloatArray, Result

CONFIDENCE = 0.95
CHUNK_BYTES = 32 * 2**20
UNITS_PER_PATTERN = 8  # fewer than this, and drawing unit by unit is faster
FEWEST_RATERS = 3
"""Two raters drawn again are the same pair or no pair: that says nothing of other raters."""

GROUPS = 25
"""Groups of a jackknife."""
RATER_GROUPS = 10
"""Groups of raters, for what has to be computed anew without each."""
FEW_RATERS = 10
"""Fewer can be drawn in few ways."""
DEAREST_OVER_RATERS = 200_000_000
"""Numbers that all draws of raters may look at together; beyond it groups are left out."""
UNDEFINED_WITHOUT = "none over raters: without some of them nothing is left to compare"
UNKNOWN_RATERS = "none over raters: who gave the ratings is unknown"

OVER_UNITS = "bootstrap over units"
OVER_CLUSTERS = "bootstrap over clusters"
OVER_RATERS = "bootstrap over raters"

OfRaters = Callable[[FloatArray], FloatArray]
"""The outputs of a coefficient when each rater (raters,) counts so often; NaN where undefined."""


class DrawOptions(TypedDict, total=False):
    """The fields of a `Draw` as keywords of a statistic."""

    resamples: int
    rng: Generator | None
    clusters: ArrayLike | None
    raters: bool


@dataclass(frozen=True)
class Draw:
    """How intervals are made.

    resamples: how often to draw; 0 for no interval by drawing.
    rng: a generator, which then is needed.
    clusters: (units,) the speaker, recording or dialogue of each unit; None draws single units.
    raters: draw raters, not units.

    Raises
    ------
    AgreementError: resampling without a generator, or over clusters and raters at once.
    """

    resamples: int = 0
    rng: Generator | None = None
    clusters: ArrayLike | None = None
    raters: bool = False

    def __post_init__(self) -> None:
        if self.resamples < 0 or (self.resamples and self.rng is None):
            raise AgreementError(
                f"{self.resamples} resamples need a number from 0 and a numpy.random.Generator as "
                "rng: pass numpy.random.default_rng(seed)"
            )
        if self.raters and self.clusters is not None:
            raise AgreementError("draw clusters or raters, one at a time")

    def clusters_of(
        self, kept: NDArray[np.bool_] | NDArray[np.integer]
    ) -> NDArray[np.int64] | None:
        """The clusters of some of the units, numbered from 0; None where units are drawn.

        Raises
        ------
        AgreementError: there are fewer clusters than units.
        """
        if self.clusters is None:
            return None
        ids = np.asarray(self.clusters)
        units = np.flatnonzero(kept) if kept.dtype == bool else kept
        if len(units) and units.max() >= len(ids):
            raise AgreementError(
                f"clusters are one per unit: there are {len(ids)}, and units up to number "
                f"{units.max() + 1}"
            )
        numbers: NDArray[np.int64] = np.unique(ids[units], return_inverse=True)[1]
        return numbers.ravel()


def measure(
    coefficient: Coefficient,
    bases: list[Basis],
    resamples: int,
    rng: Generator | None,
    clusters: NDArray[np.int64] | None = None,
) -> list[Result]:
    """The value of each output of a coefficient, with an interval if `resamples` > 0.

    `clusters` (units,) are drawn in the place of units, if there are any.

    Raises
    ------
    AgreementError: resampling without a generator: pass `numpy.random.default_rng(seed)`.
    """
    Draw(resamples, rng)
    if not len(coefficient.weight):
        return [basis.result(np.nan, None) for basis in bases]
    values = coefficient.alphas(coefficient.weight[None, :].astype(np.float64))[0]
    if not resamples or rng is None:
        return [basis.result(value, None) for basis, value in zip(bases, values, strict=True)]
    if clusters is None:
        drawn, over = resample(coefficient, resamples, rng), OVER_UNITS
    else:
        drawn, over = resample_clusters(coefficient, clusters, resamples, rng), OVER_CLUSTERS
    return _with_intervals(bases, values, drawn, over)


def measure_units(
    coefficient: Coefficient,
    bases: list[Basis],
    kept: NDArray[np.bool_] | NDArray[np.integer],
    draw: Draw,
) -> list[Result]:
    """With an interval over units or clusters; none where raters are asked for.

    `kept` are the units of the coefficient among all units, as a mask or by number.
    """
    if draw.raters:
        draw = Draw()
    return measure(coefficient, bases, draw.resamples, draw.rng, draw.clusters_of(kept))


def measure_raters(
    outputs: OfRaters, n_raters: int, bases: list[Basis], draw: Draw
) -> list[Result]:
    """The value of each output, with an interval of raters drawn again."""
    values = outputs(np.ones(n_raters))
    if not draw.resamples or draw.rng is None:
        return [basis.result(value, None) for basis, value in zip(bases, values, strict=True)]
    if n_raters < FEWEST_RATERS:
        return _without_interval(bases, values, _too_few(n_raters))
    chances = np.full(n_raters, 1 / n_raters)
    times = draw.rng.multinomial(n_raters, chances, size=draw.resamples)
    # five raters can only be drawn in 126 ways
    distinct, which = np.unique(times, axis=0, return_inverse=True)
    drawn = np.array([outputs(row) for row in distinct.astype(np.float64)])[which.ravel()]
    found = _with_intervals(bases, values, drawn, OVER_RATERS)
    none = _without_interval(bases, values, UNDEFINED_WITHOUT)
    return [one if one.low is not None else other for one, other in zip(found, none, strict=True)]


def measure_groups(
    coefficient: Coefficient,
    bases: list[Basis],
    rng: Generator,
    clusters: NDArray[np.int64] | None = None,
) -> list[Result]:
    """The value of each output, with an interval of groups of units left out in turn.

    The jackknife of G random groups (Kott 2001), for coefficients that are too dear to draw often:
    var = (G - 1) / G sum_g (v_g - mean)^2, and Student's t with G - 1 degrees. Clusters stay whole.
    """
    pattern = coefficient.pattern
    n_units = int(coefficient.weight.sum())
    pattern = np.arange(n_units) if pattern is None else pattern
    ids = np.arange(n_units) if clusters is None else clusters
    group = (rng.permutation(int(ids.max()) + 1) % GROUPS)[ids]
    n_groups = int(group.max()) + 1
    full = coefficient.weight[None, :].astype(np.float64)
    shape = (n_groups, len(coefficient.weight))
    cells = np.bincount(group * shape[1] + pattern, minlength=shape[0] * shape[1])
    values = coefficient.alphas(full)[0]
    left_out = coefficient.alphas(full - cells.reshape(shape))
    spread = ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0) * (n_groups - 1) / n_groups
    reach = np.sqrt(spread) * stdtrit(n_groups - 1, (1 + CONFIDENCE) / 2)
    over = f"jackknife of {n_groups} groups of {'units' if clusters is None else 'clusters'}"
    return [
        basis.result(value, None if np.isnan(half) else (value - half, value + half), over)
        for basis, value, half in zip(bases, values, reach, strict=True)
    ]


def measure_raters_or_groups(
    outputs: OfRaters, n_raters: int, bases: list[Basis], draw: Draw, numbers: int
) -> list[Result]:
    """As `measure_raters`; groups of raters are left out where all draws look at too many numbers.

    `numbers` is what one draw looks at.
    """
    ways = comb(2 * n_raters - 1, n_raters) if n_raters < FEW_RATERS else draw.resamples
    if numbers * min(ways, draw.resamples) <= DEAREST_OVER_RATERS:
        return measure_raters(outputs, n_raters, bases, draw)
    once = np.ones(n_raters)
    return measure_without_raters(outputs(once), lambda out: outputs(once - out), n_raters, bases)


def measure_without_raters(
    values: FloatArray,
    without: Callable[[NDArray[np.bool_]], FloatArray],
    n_raters: int,
    bases: list[Basis],
) -> list[Result]:
    """Values with an interval of raters left out in turn, for what is too dear to draw often.

    The jackknife of G groups of raters: var = (G - 1) / G sum_g (v_g - mean)^2, and Student's t
    with G - 1 degrees. `without` gives the values (outputs,) when some raters (raters,) are left
    out, NaN where undefined. Groups are of neighbouring numbers, a rater each where there are few.
    """
    if n_raters < FEWEST_RATERS:
        return _without_interval(bases, values, _too_few(n_raters))
    n_groups = min(n_raters, RATER_GROUPS)
    group = np.arange(n_raters) * n_groups // n_raters
    left_out = np.array([without(group == each) for each in range(n_groups)])
    spread = ((left_out - left_out.mean(axis=0)) ** 2).sum(axis=0) * (n_groups - 1) / n_groups
    reach = np.sqrt(spread) * stdtrit(n_groups - 1, (1 + CONFIDENCE) / 2)
    over = f"jackknife of {n_groups} {'raters' if n_groups == n_raters else 'groups of raters'}"
    return [
        basis.result(value, (value - half, value + half), over)
        if not np.isnan(half)
        else _without_interval([basis], [value], UNDEFINED_WITHOUT)[0]
        for basis, value, half in zip(bases, values, reach, strict=True)
    ]


def _without_interval(bases: list[Basis], values: Iterable[float], why: str) -> list[Result]:
    """Values that have no interval, for a reason; what is undefined has its own."""
    results = [basis.result(value, None) for basis, value in zip(bases, values, strict=True)]
    return [each if each.value is None else replace(each, interval=why) for each in results]


def _too_few(n_raters: int) -> str:
    return f"none over raters: there are {n_raters}, and it takes {FEWEST_RATERS}"


def without_each_rater(outputs: OfRaters, n_raters: int) -> FloatArray:
    """The outputs (raters, outputs) when one rater is left out, for each in turn."""
    return np.array([outputs(row) for row in 1.0 - np.eye(n_raters)])


def _with_intervals(
    bases: list[Basis], values: FloatArray, drawn: FloatArray, over: str
) -> list[Result]:
    return [
        basis.result(value, interval(column), over)
        for basis, value, column in zip(bases, values, drawn.T, strict=True)
    ]


def resample(coefficient: Coefficient, resamples: int, rng: Generator) -> FloatArray:
    """Alphas (resamples, outputs) of units drawn again; NaN where a draw has no variation."""
    weight = coefficient.weight.astype(np.int64)
    return _in_chunks(
        resamples,
        len(weight),
        lambda draws: coefficient.alphas(draw_weights(weight, draws, rng)),
    )


def resample_clusters(
    coefficient: Coefficient, clusters: NDArray[np.int64], resamples: int, rng: Generator
) -> FloatArray:
    """The same of clusters drawn again; `clusters` (units,) are numbered from 0."""
    pattern = coefficient.pattern
    pattern = np.arange(len(clusters)) if pattern is None else pattern
    n_clusters, n_patterns = int(clusters.max()) + 1, len(coefficient.weight)
    units = csr_array((np.ones(len(clusters)), (clusters, pattern)), shape=(n_clusters, n_patterns))
    chances = np.full(n_clusters, 1 / n_clusters)

    def drawn(draws: int) -> FloatArray:
        times = rng.multinomial(n_clusters, chances, size=draws).astype(np.float64)
        return coefficient.alphas(np.asarray(times @ units))

    return _in_chunks(resamples, n_patterns + n_clusters, drawn)


def _in_chunks(resamples: int, columns: int, drawn: Callable[[int], FloatArray]) -> FloatArray:
    chunk = max(1, CHUNK_BYTES // (8 * columns))
    return np.concatenate(
        [drawn(min(chunk, resamples - start)) for start in range(0, resamples, chunk)]
    )


def draw_weights(weight: NDArray[np.int64], draws: int, rng: Generator) -> FloatArray:
    """How often each pattern comes up in `draws` resamples, float64 (draws, patterns)."""
    n_units = int(weight.sum())
    if n_units >= UNITS_PER_PATTERN * len(weight):
        return rng.multinomial(n_units, weight / n_units, size=draws).astype(np.float64)
    drawn = np.empty((draws, len(weight)))
    pattern = None if n_units == len(weight) else np.repeat(np.arange(len(weight)), weight)
    for row in drawn:
        units = rng.integers(0, n_units, n_units)
        row[:] = np.bincount(units if pattern is None else pattern[units], minlength=len(weight))
    return drawn


def interval(alphas: FloatArray) -> tuple[float, float] | None:
    """The middle 95 % of the resampled values; None where most draws had no variation."""
    defined = alphas[~np.isnan(alphas)]
    if 2 * len(defined) < len(alphas):
        return None
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return float(low), float(high)
