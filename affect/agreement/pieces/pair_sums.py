"""Coefficients of pieces and boxes whose raters can be drawn: F1 by matches, alpha by tiers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.draws.bootstrap import Draw
from affect.agreement.draws.rater_draws import Members, measure_either
from affect.agreement.draws.ratios import Ratio
from affect.agreement.pieces.unitizing import Tier, UnitizedAlpha
from affect.agreement.result import Basis, FloatArray, Result

Kept = NDArray[np.bool_] | NDArray[np.integer]


@dataclass(frozen=True)
class Matches:
    """F1 = sum 2 T_rs / sum (n_r + n_s) over pairs of raters, each over m - 1 of its unit.

    matched: float64 (pairs,), T; pieces: float64 (ratings,), n.
    """

    members: Members
    matched: FloatArray
    pieces: FloatArray

    def ratio(self, times: FloatArray) -> Ratio:
        """The sums of each unit as raters are drawn (raters,)."""
        members, others = self.members, self.members.over_others(times)
        sizes = self.pieces[members.left] + self.pieces[members.right]
        above = others * members.sums(2 * self.matched, times)
        return Ratio(above[:, None], (others * members.sums(sizes, times))[:, None])

    def measured(self, basis: Basis, kept: Kept, draw: Draw) -> Result:
        """F1 with its interval."""
        once = np.ones((1, self.members.units))
        return measure_either(
            self.ratio(self.members.every()),
            (self.members.raters, lambda times: self.ratio(times).alphas(once)[0]),
            [basis],
            kept,
            draw,
        )[0]


@dataclass(frozen=True)
class PairTier:
    """The sums of `unitizing.Tier`, of each pair of raters and of each rater.

    apart: float64 (pairs,), the length over which two raters have different values.
    lengths: float64 (ratings, values), the length of each value; squares: float64 (ratings,), what
        a rater's pieces share with themselves.
    """

    apart: FloatArray
    lengths: FloatArray
    squares: FloatArray

    def tier(self, members: Members, times: FloatArray) -> Tier:
        """The sums of each unit as raters are drawn; a piece is not paired with its own copies."""
        own = times[members.rater]
        return Tier(
            apart=members.over_others(times) * members.sums(2 * self.apart, times),
            lengths=members.totals(self.lengths, times),
            squares=members.totals(self.squares * own, times),
        )


@dataclass(frozen=True)
class TierPairs:
    """Alpha over `pooled` tiers together, then over each of `alone`."""

    members: Members
    pooled: Sequence[PairTier]
    alone: Sequence[PairTier]

    def alpha(self, times: FloatArray) -> UnitizedAlpha:
        """As raters are drawn."""
        pooled, alone = (
            tuple(each.tier(self.members, times) for each in tiers)
            for tiers in (self.pooled, self.alone)
        )
        return UnitizedAlpha(pooled, alone)

    def outputs(self, times: FloatArray) -> FloatArray:
        """The coefficients (1 + alone,) as raters are drawn."""
        once = np.ones((1, self.members.units))
        found: FloatArray = self.alpha(times).alphas(once)[0]
        return found

    def measured(self, bases: list[Basis], kept: Kept, draw: Draw) -> list[Result]:
        """Each with its interval."""
        whole = self.alpha(self.members.every())
        return measure_either(whole, (self.members.raters, self.outputs), bases, kept, draw)
