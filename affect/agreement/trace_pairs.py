"""What two raters' traces of one item have in common, and the spread of each: sums for `traces`.

Correlations, concordances and changes are over the times that both have; covariances, spreads and
means over the times that all raters of the item have.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from affect.agreement.draws.rater_draws import Members
from affect.agreement.result import FloatArray
from affect.traces.alignment import aligned
from affect.traces.concordance import LEAST_TIMES, ccc, rank_correlation, sda

NO_TIMES = np.nan


@dataclass(frozen=True)
class Together:
    """Of the times that all raters of an item have; the last axis is (as they are, aligned).

    covariance, apart: float64 (pairs, 2), s_rs with n - 1, and (m_r - m_s)^2 / 2.
    variance: float64 (raters, 2), with n - 1. times: float64 (2,), n; NaN below LEAST_TIMES.
    """

    covariance: FloatArray
    apart: FloatArray
    variance: FloatArray
    times: FloatArray


@dataclass(frozen=True)
class ItemPairs:
    """`alike`: float64 (pairs, 4): ccc, ccc of aligned traces, rank correlation, sda."""

    alike: FloatArray
    together: Together


def item_pairs(rows: FloatArray, step: float) -> ItemPairs:
    """Of the traces (raters, times) of one item and dimension on a grid of `step` seconds."""
    moved = aligned(rows, step).rows
    second = max(round(1 / step), 1)
    pairs = list(combinations(range(len(rows)), 2))
    alike = [
        (
            ccc(rows[a], rows[b]),
            ccc(moved[a], moved[b]),
            rank_correlation(rows[a], rows[b]),
            sda(rows[a], rows[b], second),
        )
        for a, b in pairs
    ]
    both = [_together(each, np.array(pairs).reshape(-1, 2)) for each in (rows, moved)]
    parts = (np.stack(part, axis=-1) for part in zip(*both, strict=True))
    return ItemPairs(np.array(alike, np.float64).reshape(-1, 4), Together(*parts))


def _together(
    rows: FloatArray, pairs: np.ndarray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Covariance and distance of means of each pair, variance of each rater, times."""
    complete = rows[:, ~np.isnan(rows).any(axis=0)]
    n = complete.shape[1]
    if n < LEAST_TIMES:
        nothing = np.full(len(pairs), NO_TIMES)
        return nothing, nothing, np.full(len(rows), NO_TIMES), np.array(NO_TIMES)
    mean = complete.mean(axis=1)
    near = complete - mean[:, None]
    covariance = near @ near.T / (n - 1)
    first, second = pairs.T
    apart = (mean[first] - mean[second]) ** 2 / 2
    return covariance[first, second], apart, covariance.diagonal(), np.array(float(n))


@dataclass(frozen=True)
class TracePairs:
    """The same of all items and dimensions: (pairs or ratings, dimensions, ...), by item."""

    members: Members
    alike: FloatArray
    together: Together

    def of_units(self, times: FloatArray) -> FloatArray:
        """The statistics of each item (units, dimensions, statistics) as raters are drawn.

        In the order of `STATISTICS`; NaN where undefined.
        """
        members = self.members
        alike = members.means(self.alike, times)
        reliability = self._reliability(times)
        return np.concatenate([alike, reliability], axis=2)

    def _reliability(self, times: FloatArray) -> FloatArray:
        """Cronbach's alpha, icc2, and icc2 of aligned traces (units, dimensions, 3)."""
        members, own = self.members, self.together
        shared, apart = (members.means(part, times) for part in (own.covariance, own.apart))
        size = members.size(times)[:, None, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            spread = members.totals(own.variance, times) / size
            alpha = size * shared / (spread + (size - 1) * shared)
            # rounding leaves a trace of spread in traces that stand still
            alpha = np.where(spread + (size - 1) * shared > STILL * spread, alpha, np.nan)
            error = spread - shared
            total = spread + apart - error / own.times
            icc = np.where(total > 0, shared / total, np.nan)
        found: FloatArray = np.stack([alpha[..., 0], icc[..., 0], icc[..., 1]], axis=-1)
        return found


STILL = 1e-12
STATISTICS = (
    "ccc",
    "ccc-aligned",
    "rank-correlation",
    "sda",
    "cronbach-alpha",
    "icc2",
    "icc2-aligned",
)
