"""One curve from the traces of several raters: plain and weighted means, RAAW, ordinal.

All methods take the traces of one item and dimension on one even grid and give, at each time, the
(weighted) mean over the raters who have a value there, the standard deviation around it, and how
many they are. Weights w_k are renormalised over those raters.

mean        w_k = 1.
ewe         w_k = max(0, r(x_k, mean of the others)) (Grimm and Kroschel 2005), over time.
raaw        rater aligned annotation weighting (Stappen et al. 2021, MuSe-Toolbox): each trace is
            smoothed by a moving mean, standardised, moved by its lag or warped (see `alignment`),
            and weighted by the mean CCC of the raw trace with those of the others, at least 0. The
            curve is in standard deviations of the raters, and each rater's shift or warp is told.
ordinal     the mean of each rater's ranks over time, from 0 to 1 (ties share the mean rank): what
            is left when only ups and downs are believed (Yannakakis, Cowie and Busso 2018).

MuSe-Toolbox differs in three points that we do not follow: its CCC mixes divisors n and n - 1, its
EWE rounds in the loop, and it standardises by the whole set where here a trace is standardised by
itself, so that an item's curve depends on that item alone.

Where all weights are 0 the plain mean stands and a warning says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.random import Generator

from affect.traces.alignment import ALIGN, ALIGNMENTS, Alignment
from affect.traces.concordance import ccc, pearson
from affect.traces.curves import FloatArray, TraceError, mean_curve, standardised
from affect.traces.lags import MOST_SECONDS, Lag
from affect.traces.smoothing import smoothed

METHODS = ("mean", "ewe", "raaw", "ordinal")
SMOOTHING_SECONDS = 1.0
"""Half of the moving mean's window."""
ALL_ZERO = "no rater goes with the others, so the plain mean stands"


@dataclass(frozen=True)
class Fused:
    """value, sd: float64 (times,), NaN where nobody has a value (sd: fewer than two).

    n: int64 (times,), raters with a value and a weight above 0.
    weight: float64 (raters,). shift: float64 (raters,), seconds by which each was moved earlier; 0
        where it was not; where it was warped, the mean. warp: float64 (raters, times), the seconds
        at each time, NaN where the trace is missing there; None where none was warped.
    lag: what was found out about each rater, where lags were sought.
    """

    value: FloatArray
    sd: FloatArray
    n: np.ndarray
    weight: FloatArray
    shift: FloatArray
    warp: FloatArray | None = None
    lag: tuple[Lag, ...] = ()
    warnings: tuple[str, ...] = field(default=())


def fused(
    rows: FloatArray,
    step_seconds: float,
    method: str,
    *,
    align: str = "lag",
    most_seconds: float = MOST_SECONDS,
    rng: Generator | None = None,
) -> Fused:
    """The curve of traces (raters, times), NaN where missing, by one of `METHODS`.

    align, most_seconds and rng (for the intervals of lags) matter to `raaw` alone.

    Raises
    ------
    TraceError: unknown method or alignment; names those there are.
    """
    if method not in METHODS or align not in ALIGNMENTS:
        raise TraceError(
            f"unknown method {method!r} or alignment {align!r}; allowed: {', '.join(METHODS)}; "
            f"{', '.join(ALIGNMENTS)}"
        )
    if method == "raaw":
        return _raaw(rows, Alignment(step_seconds, align, most_seconds, rng))
    return _SIMPLE[method](rows)


def in_units(rows: FloatArray, found: Fused) -> FloatArray:
    """A curve in standard deviations, as `raaw` makes it, on the scale of the traces (times,)."""
    middle, scale = raters_scale(rows, found)
    return middle + scale * found.value


def raters_scale(rows: FloatArray, found: Fused) -> tuple[float, float]:
    """Mean and standard deviation of the traces (raters, times), by the weight of each."""
    counted = (found.weight > 0) & ~np.isnan(rows).all(axis=1)
    if not counted.any():
        return 0.0, 1.0
    kept, weight = rows[counted], found.weight[counted]
    middle = np.average(np.nanmean(kept, axis=1), weights=weight)
    return float(middle), float(np.average(np.nanstd(kept, axis=1), weights=weight))


def _weighted(rows: FloatArray, weight: FloatArray) -> Fused:
    """Weighted mean and standard deviation at each time."""
    weight = weight.astype(np.float64)
    usable = ~np.isnan(rows).all(axis=1)
    plain = bool(usable.any()) and not weight[usable].any()
    if plain:
        weight = np.where(usable, 1.0, 0.0)
    there = ~np.isnan(rows) & (weight > 0)[:, None]
    w = np.where(there, weight[:, None], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(there, w * np.nan_to_num(rows), 0.0).sum(axis=0) / w.sum(axis=0)
        apart = np.where(there, np.nan_to_num(rows) - np.nan_to_num(value), 0.0)
        sd = np.sqrt((w * apart**2).sum(axis=0) / w.sum(axis=0))
    n = there.sum(axis=0)
    return Fused(
        value=value,
        sd=np.where(n > 1, sd, np.nan),
        n=n,
        weight=weight,
        shift=np.zeros(len(rows)),
        warnings=(ALL_ZERO,) if plain else (),
    )


def _mean(rows: FloatArray) -> Fused:
    return _weighted(rows, np.ones(len(rows)))


def _ewe(rows: FloatArray) -> Fused:
    others = [mean_curve(np.delete(rows, k, axis=0)) for k in range(len(rows))]
    found = [pearson(row, other) for row, other in zip(rows, others, strict=True)]
    return _weighted(rows, np.maximum(np.nan_to_num(found), 0))


def _ordinal(rows: FloatArray) -> Fused:
    return _weighted(ranks(rows), np.ones(len(rows)))


def ranks(rows: FloatArray) -> FloatArray:
    """The ranks of each trace's values over time, 0 for its lowest to 1 for its highest moment.

    Ties share the mean of their ranks; a trace that does not move has none.
    """
    from scipy.stats import rankdata  # half a second to load, and every command would pay it

    n = (~np.isnan(rows)).sum(axis=1, keepdims=True)
    ranked = rankdata(rows, axis=1, nan_policy="omit")
    still = np.isnan(standardised(rows)).all(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        scaled: FloatArray = (ranked - 1) / (n - 1)
    scaled[still] = np.nan
    return scaled


def _raaw(rows: FloatArray, alignment: Alignment) -> Fused:
    weight = concordance_weights(rows)
    scaled = standardised(smoothed(rows, round(SMOOTHING_SECONDS / alignment.step)))
    found = ALIGN[alignment.how](scaled, alignment)
    together = _weighted(found.rows, weight)
    return replace(together, shift=found.shift, warp=found.warp, lag=found.lag)


def concordance_weights(rows: FloatArray) -> FloatArray:
    """The mean CCC of each raw trace with those of the others, at least 0 (raters,)."""
    n = len(rows)
    found = [[ccc(rows[i], rows[j]) if i != j else np.nan for j in range(n)] for i in range(n)]
    table = np.array(found, np.float64).reshape(n, n)
    there = ~np.isnan(table)
    sums = np.where(there, table, 0.0).sum(axis=1)
    weight: FloatArray = np.maximum(sums / np.maximum(there.sum(axis=1), 1), 0)
    return weight


_SIMPLE: dict[str, Callable[[FloatArray], Fused]] = {
    "mean": _mean,
    "ewe": _ewe,
    "ordinal": _ordinal,
}
