"""Generalised canonical time warping of several traces onto one clock (Zhou and De la Torre).

Reference: F. Zhou and F. De la Torre (2016), Generalized canonical time warping, IEEE Transactions
on Pattern Analysis and Machine Intelligence 38:279-294 (first at CVPR 2012).

Trace i of m is read at p_i(t) = t + d_i(t) seconds and scaled by v_i. Sought are the warps and
scales with the least

    sum_i mean_t (v_i x_i(p_i(t)) - mean of all there)^2
        + noise sum_i mean_t [SMOOTHNESS d_i'(t)^2 + NEARNESS d_i(t)^2],

the first of which is 1 / m of the paper's sum over pairs of traces. Two things in turn: the scales
are the multi-set canonical correlation of the warped traces (see `canonical_scales`), and the warps
take one Gauss-Newton step each towards the mean of the others, by a quadratic programme.

p_i is a sum of monotone basis functions with weights from 0 on: I-splines (Ramsay 1988), which the
paper names among its bases, of degree 3 with a knot every KNOT_SECONDS. Written in B-splines, the
weights are the rises from one coefficient to the next. No moment is moved by more than
`most_seconds`, and no trace is read at less than SLOWEST of the clock's speed.

The paper ties both ends of a path to the ends of the sequence. Raters are late at the ends, too, so
here they are free, and what comes to lie outside a recording is missing. MuSe-Toolbox calls the
paper's code with five polynomials and five hyperbolic tangents over the whole trace; splines bend
only nearby, which long recordings need. The search starts from the lags (see `lags`), for a
Gauss-Newton step sees no farther than one slope.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from affect.traces.canonical_scales import LEAST_TIMES, canonical_scales
from affect.traces.curves import FloatArray, mean_curve
from affect.traces.quadratic import least_between

KNOT_SECONDS = 10.0
DEGREE = 3
SMOOTHNESS, NEARNESS = 10.0, 0.04
"""Price of speed off the clock's (squared) and of seconds off it (squared), in units of the noise:
the variance that is left after lags. So a quarter off the speed, or 4 s off the clock, costs about
as much as to be apart as far as traces are apart anyway."""
LEAST_NOISE = 1e-6
"""Of traces that are alike but for their clocks, which would have no price of bending."""
SLOWEST = 0.1
MOST_PASSES, HALVINGS = 30, 6
ENOUGH = 1e-6
"""The search ends where a pass lowers the sum by a smaller part than this."""
LEAST_LEFT = 0.5
"""Part of a trace that must stay on the common clock."""
INSIDE = 0.99
"""Warps begin within their bounds, for an interior point cannot begin on one."""
ROOM = 1e-6
"""Least distance from a bound, in seconds."""


def canonical_warps(
    rows: FloatArray, step_seconds: float, start: FloatArray, most_seconds: float
) -> FloatArray:
    """Seconds after each time of the common clock at which each trace is read (raters, times).

    rows: float64 (raters, times), standardised, NaN where missing. start: float64 (raters,), the
    seconds to begin with, such as lags. A trace with fewer than LEAST_TIMES values stays where it
    is, and so do all where fewer than two have them.
    """
    warps = np.zeros(rows.shape)
    moving = np.flatnonzero((~np.isnan(rows)).sum(axis=1) >= LEAST_TIMES)
    if len(moving) < 2:
        return warps
    bases = Bases.of(rows.shape[1], step_seconds)
    reach = max(most_seconds, step_seconds)
    first = np.clip(start[moving], -INSIDE * reach, INSIDE * reach)
    bend = np.repeat(first[:, None], len(bases.clock), axis=1)
    search = _Search(rows[moving], bases, reach, step_seconds)
    if not np.isfinite(search.apart(bend)):
        bend = np.zeros_like(bend)
    warps[moving] = search.best(bend) @ bases.at.T
    return warps


def read_at(row: FloatArray, places: FloatArray) -> FloatArray:
    """A trace between its samples (times,); NaN before its first and after its last one."""
    there = np.flatnonzero(~np.isnan(row))
    if not len(there):
        return np.full(len(places), np.nan)
    return np.interp(places, there, row[there], left=np.nan, right=np.nan)


@dataclass(frozen=True)
class Bases:
    """What warps are made of, over a grid of times.

    at, speed: (times, n), the B-splines and their change a second. clock: float64 (n,), seconds,
    the coefficients of the clock itself. stiff: float64 (n, n), so that bend' stiff bend is the
    price of a bend over the noise.
    """

    at: csr_array
    speed: csr_array
    clock: FloatArray
    stiff: FloatArray

    @classmethod
    def of(cls, times: int, step: float) -> "Bases":
        """For `times` moments that are `step` seconds apart."""
        from scipy.interpolate import BSpline  # slow to load, and every command would pay it

        seconds = np.arange(times) * step
        end = float(seconds[-1])
        inner = np.linspace(0, end, max(round(end / KNOT_SECONDS), 1) + 1)
        knots = np.concatenate([np.zeros(DEGREE), inner, np.full(DEGREE, end)])
        at = csr_array(BSpline.design_matrix(seconds, knots, DEGREE))
        speed = csr_array(BSpline(knots, np.eye(at.shape[1]), DEGREE)(seconds, 1))
        clock = np.lib.stride_tricks.sliding_window_view(knots[1:-1], DEGREE).mean(axis=1)
        stiff = SMOOTHNESS * (speed.T @ speed) + NEARNESS * (at.T @ at)
        return cls(at, speed, clock, stiff.toarray() / times)


@dataclass(frozen=True)
class _Search:
    """The traces (raters, times), the bases of their warps, the longest move, the grid's step."""

    rows: FloatArray
    bases: Bases
    reach: float
    step_seconds: float

    def best(self, bend: FloatArray) -> FloatArray:
        """Coefficients of the warps (raters, n), from those to begin with."""
        noise = max(self.apart(bend) / len(bend), LEAST_NOISE)
        price = self.price(bend, noise)
        for _ in range(MOST_PASSES):
            nearer, lower = self.lower(bend, price, noise)
            if price - lower <= ENOUGH * price:
                break
            bend, price = nearer, lower
        return np.clip(bend, -self.reach, self.reach)

    def lower(self, bend: FloatArray, price: float, noise: float) -> tuple[FloatArray, float]:
        """A cheaper bend and its price, or the same ones: the step, halved until it helps."""
        step = self.step(bend, noise)
        for _ in range(HALVINGS):
            nearer = bend + step
            lower = self.price(nearer, noise)
            if lower < price:
                return nearer, lower
            step = step / 2
        return bend, price

    def price(self, bend: FloatArray, noise: float) -> float:
        return self.apart(bend) + noise * float(((bend @ self.bases.stiff) * bend).sum())

    def apart(self, bend: FloatArray) -> float:
        """How far the traces are from their mean; infinite where too little is left of one."""
        scaled = self.scaled(bend)
        there = (~np.isnan(scaled)).sum(axis=1)
        if (there < LEAST_LEFT * (~np.isnan(self.rows)).sum(axis=1)).any():
            return np.inf
        return float((np.nansum((scaled - mean_curve(scaled)) ** 2, axis=1) / there).sum())

    def scaled(self, bend: FloatArray) -> FloatArray:
        """The traces on the common clock, each by its scale (raters, times)."""
        at = np.arange(self.rows.shape[1]) + bend @ self.bases.at.T / self.step_seconds
        warped = np.stack([read_at(row, places) for row, places in zip(self.rows, at, strict=True)])
        return canonical_scales(warped)[:, None] * warped

    def step(self, bend: FloatArray, noise: float) -> FloatArray:
        """Each towards the mean of the others; as all move at once, by (m - 1) / m of the way."""
        scaled = self.scaled(bend)
        others = [mean_curve(np.delete(scaled, k, axis=0)) for k in range(len(bend))]
        steps = [self.newton(*each, noise) for each in zip(bend, scaled, others, strict=True)]
        return np.stack(steps) * (len(bend) - 1) / len(bend)

    def newton(
        self, bend: FloatArray, scaled: FloatArray, others: FloatArray, noise: float
    ) -> FloatArray:
        """The best change of one warp's coefficients, were the trace straight at each time."""
        bases = self.bases
        speed = np.maximum(1 + bases.speed @ bend, SLOWEST)
        slope = np.gradient(scaled, self.step_seconds) / speed
        both = np.flatnonzero(~(np.isnan(slope) | np.isnan(others)))
        n = max(len(both), 1)
        pull = bases.at[both].multiply(slope[both, None]).tocsr()
        curvature = (pull.T @ pull).toarray() / n + noise * bases.stiff
        tilt = pull.T @ (scaled - others)[both] / n + noise * bases.stiff @ bend
        slowing = np.maximum((1 - SLOWEST) * np.diff(bases.clock) + np.diff(bend), ROOM)
        low, high = np.minimum(-self.reach - bend, -ROOM), np.maximum(self.reach - bend, ROOM)
        return least_between(curvature, tilt, low, high, slowing)
