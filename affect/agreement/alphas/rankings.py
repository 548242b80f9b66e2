"""Agreement of rankings: do raters put the labels of an item in the same order?

alpha-rank is alpha over the ranks of an item's labels. Each label of each item is a unit, a rank is
its value, and the distance of two ranks is (r - s)^2, so complete rankings are compared by
Spearman's sum of squared rank differences, and chance is a random order:

    D_o ~ sum_i sum_c 2 [m_ic sum r^2 - (sum r)^2] / (m_ic - 1),    D_e over all these ranks.

A label without a rank is missing. Intervals draw whole items again, for the ranks of one item hang
together.

kendall-w is Kendall's coefficient of concordance (Kendall and Babington Smith 1939) of each item
with two complete rankings or more, and its mean over these items. With m raters, k labels and R_c
the sum of the ranks of label c

    W = 12 sum_c (R_c - m (k + 1) / 2)^2 / (m^2 (k^3 - k)).

W is 1 where all orders are the same; m random orders give 1 / m on average, not 0.

Where raters are drawn, rater r counts t_r times, m = sum t_r, Q = sum t_r^2, and nobody is compared
with a copy of himself: with the mean rank correlation of two different raters

    c = (m^2 W - Q) / (m^2 - Q),    W becomes (1 + (m - 1) c) / m,

which with t = 1 is W again.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.alphas.spread import Spread, weighted_count
from affect.agreement.draws.bootstrap import Draw, measure_raters_or_groups, measure_units
from affect.agreement.draws.rater_columns import RaterColumns, number_columns
from affect.agreement.rated.pairable import Pairable, from_coded, numbered, pairable
from affect.agreement.result import FloatArray, Result
from affect.coded import Coded


@dataclass(frozen=True)
class MeanOfUnits:
    """A coefficient of each unit, averaged; one pattern per unit."""

    each: FloatArray
    pattern: None = None

    @property
    def weight(self) -> NDArray[np.int64]:
        """Every unit stands for itself."""
        return np.ones(len(self.each), np.int64)

    def alphas(self, weights: FloatArray) -> FloatArray:
        """(resamples, 1)."""
        means: FloatArray = weights @ self.each / weights.sum(axis=1)
        return means[:, None]


def alpha_rank(coded: Coded, draw: Draw) -> Result:
    """Alpha of the ranks (n, labels), NaN where a label has none."""
    rated = from_coded(coded)
    if draw.raters and rated.rater is not None:
        return rank_columns(rated).measured([rated.basis] * 2, draw)[0]
    spread = rank_spread(rated.unit, rated.values, rated.basis.units)
    return measure_units(spread, [rated.basis] * 2, rated.kept, draw)[0]


def rank_columns(rated: Pairable) -> RaterColumns:
    """One column of ranks for all labels, whose units are the labels of the items."""
    row, label = np.nonzero(~np.isnan(rated.values))
    cell = rated.unit[row] * rated.values.shape[1] + label
    rater = np.zeros(0, np.int64) if rated.rater is None else rated.rater[row]
    return number_columns(cell, rater, rated.values[row, label][:, None])


def rank_spread(unit: NDArray[np.integer], ranks: FloatArray, n_units: int) -> Spread:
    """One column of ranks for all labels, and one pattern per unit."""
    n_labels = ranks.shape[1]
    row, label = np.nonzero(~np.isnan(ranks))
    cells = unit[row].astype(np.int64) * n_labels + label
    # near zero nothing cancels; alpha does not see the shift
    rank = ranks[row, label] - (n_labels + 1) / 2
    size, total, square = (
        weighted_count(cells, part, n_units * n_labels)[:, None]
        for part in (np.ones(len(rank)), rank, rank**2)
    )
    each = Spread.of(size, total, square, np.ones(len(size), np.int64))
    sums = each.sums.reshape(n_units, n_labels, 4).sum(axis=1)
    return Spread(np.ones(n_units, np.int64), sums)


def kendall_w(coded: Coded, draw: Draw) -> Result:
    """Mean W of the units; rankings that leave labels out have no W and do not count."""
    complete = coded.answered() & ~np.isnan(coded.values).any(axis=1)
    rated = pairable(coded.unit[complete], coded.values[complete], coded.rater[complete])
    rater = numbered(rated.rater)
    if draw.raters and rater is not None:
        drawn = DrawnRankings(rated.unit, rater, rated.values, rated.basis.units)
        n_raters, numbers = int(rater.max(initial=-1)) + 1, rated.values.size
        return measure_raters_or_groups(drawn.outputs, n_raters, [rated.basis], draw, numbers)[0]
    w = concordance(rated.unit, rated.values, rated.basis.units)
    return measure_units(MeanOfUnits(w), [rated.basis], rated.kept, draw)[0]


@dataclass(frozen=True)
class DrawnRankings:
    """Complete rankings (n, labels) of units and raters (n,), both numbered from 0."""

    unit: NDArray[np.int64]
    rater: NDArray[np.int64]
    ranks: FloatArray
    n_units: int

    def outputs(self, times: FloatArray) -> FloatArray:
        """The mean of W over the units with two different raters, as an array of one."""
        t, k = times[self.rater], self.ranks.shape[1]
        m, own = (weighted_count(self.unit, each, self.n_units) for each in (t, t**2))
        others = m**2 - own
        paired = others > 0
        if not paired.any():
            return np.array([np.nan])
        ranks = (self.ranks - (k + 1) / 2).T
        sums = [weighted_count(self.unit, t * column, self.n_units)[paired] for column in ranks]
        squared_w = 12 * np.sum(np.square(sums), axis=0) / (k**3 - k)
        m, own, others = m[paired], own[paired], others[paired]
        w = (1 + (m - 1) * (squared_w - own) / others) / m
        return np.array([w.mean()])


def concordance(unit: NDArray[np.integer], ranks: FloatArray, n_units: int) -> FloatArray:
    """W of each unit from complete rankings (n, labels), float64 (n_units,)."""
    k = ranks.shape[1]
    m = np.bincount(unit, minlength=n_units)
    sums = np.stack([weighted_count(unit, column, n_units) for column in ranks.T], axis=1)
    apart = ((sums - m[:, None] * (k + 1) / 2) ** 2).sum(axis=1)
    w: FloatArray = 12 * apart / (m**2 * (k**3 - k))
    return w
