"""The sums of u-alpha for each pair of raters, so that raters can be drawn (see `unitizing`)."""

import numpy as np

from affect.agreement.pieces.continua import Continua
from affect.agreement.pieces.eder import occupancy
from affect.agreement.pieces.marked import Marked
from affect.agreement.pieces.pair_sums import PairTier, TierPairs
from affect.agreement.result import FloatArray


def tier_pairs(found: Marked, *, smallest: float, layered: bool) -> TierPairs:
    """u-alpha of all labels, and of each label against the rest.

    smallest, layered: as `unitized` takes them.
    """
    continua = found.continua
    labels = range(len(continua.labels))
    alone = [_tier(found, continua.of_label(label), smallest) for label in labels]
    pooled = alone if layered else [_tier(found, continua, smallest)]
    return TierPairs(found.members, pooled, alone)


def _tier(found: Marked, continua: Continua, smallest: float) -> PairTier:
    members = found.members
    apart = np.zeros(len(members.left))
    lengths = np.zeros((len(members.unit), len(continua.labels) + 1))
    rating, pair = found.first(), found.first_pair()
    for place, each in enumerate(continua.each()):
        between, valued = _of_continuum(each)
        own = slice(rating[place], rating[place] + len(valued))
        apart[pair[place] : pair[place] + len(between)] += between
        lengths[own, :-1] += valued
        lengths[own, -1] += float(each.length[0]) - valued.sum(axis=1)
    squares = smallest * lengths[:, -1]
    long = continua.end - continua.start
    np.add.at(squares, rating[continua.continuum] + continua.rater, long**2)
    return PairTier(apart, lengths, squares)


def _of_continuum(continuum: Continua) -> tuple[FloatArray, FloatArray]:
    """The length over which two raters differ (pairs,), and that of each value (raters, labels)."""
    lengths, there = occupancy(continuum)
    holds = there.astype(np.float64)
    gap = 1 - holds.sum(axis=2)
    weighted = holds * lengths[:, None, None]
    alike = np.einsum("smc,snc->mn", weighted, holds) + gap.T @ (gap * lengths[:, None])
    first, second = np.triu_indices(there.shape[1], 1)
    return lengths.sum() - alike[first, second], weighted.sum(axis=0)
