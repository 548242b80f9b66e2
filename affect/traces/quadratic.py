"""A convex quadratic programme whose bounds link neighbours alone, by an interior point.

    least 1/2 x' H x + g' x    subject to    low <= x_j <= high,  x_(j+1) - x_j >= -step_j

Primal-dual path following with Mehrotra's predictor and corrector (Nocedal and Wright 2006,
Numerical Optimization, section 16.6). It draws nothing at random and takes a few dozen solutions of
a linear system as large as x, whatever the bounds are.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve

from affect.traces.curves import FloatArray

MOST_PASSES = 60
CLOSE = 1e-9
"""Mean product of slack and price, in units of the slope, at which a point is the best one."""
SHORT_OF_THE_WALL = 0.995
"""Share of the way to the nearest bound that a step may go."""


def least_between(
    curvature: FloatArray, slope: FloatArray, low: FloatArray, high: FloatArray, steps: FloatArray
) -> FloatArray:
    """The best x, float64 (n,).

    curvature: float64 (n, n), positive definite; slope: (n,).
    low, high: (n,), low < 0 < high; steps: (n - 1,), above 0: x = 0 lies inside all bounds.
    """
    room = np.concatenate([high, -low, steps])
    scale = max(float(np.abs(slope).max(initial=0)), np.finfo(float).tiny)
    x, slack, price = np.zeros(len(slope)), room.copy(), scale / room
    for _ in range(MOST_PASSES):
        tilt = curvature @ x + slope + _back(price)
        gap = _bounded(x) + slack - room
        mean = float(slack @ price) / len(room)
        if mean <= CLOSE * scale and np.abs(tilt).max() <= CLOSE * scale:
            break
        factor = cho_factor(curvature + _between(price / slack))
        here = _Point(tilt, gap, slack, price, factor)
        ahead = here.towards(slack * price)
        reach = here.reach(ahead)
        after = (slack + reach * ahead.slack) @ (price + reach * ahead.price) / len(room)
        centre = mean * (after / mean) ** 3
        step = here.towards(slack * price + ahead.slack * ahead.price - centre)
        reach = SHORT_OF_THE_WALL * here.reach(step)
        x, slack = x + reach * step.x, slack + reach * step.slack
        price = price + reach * step.price
    return x


def _bounded(x: FloatArray) -> FloatArray:
    """A x: what `high`, -`low` and `steps` are upper bounds of."""
    return np.concatenate([x, -x, x[:-1] - x[1:]])


def _back(price: FloatArray) -> FloatArray:
    """A' price."""
    n = (len(price) + 1) // 3
    found: FloatArray = price[:n] - price[n : 2 * n]
    found[:-1] += price[2 * n :]
    found[1:] -= price[2 * n :]
    return found


def _between(weight: FloatArray) -> FloatArray:
    """A' diag(weight) A, which only neighbours are in."""
    n = (len(weight) + 1) // 3
    links = weight[2 * n :]
    middle = weight[:n] + weight[n : 2 * n]
    middle[:-1] += links
    middle[1:] += links
    return np.diag(middle) - np.diag(links, 1) - np.diag(links, -1)


@dataclass(frozen=True)
class _Step:
    """A change of x, of the slack of each bound, and of its price."""

    x: FloatArray
    slack: FloatArray
    price: FloatArray


@dataclass(frozen=True)
class _Point:
    """Where a pass begins: what is left to do there, and the system factored."""

    tilt: FloatArray
    gap: FloatArray
    slack: FloatArray
    price: FloatArray
    factor: Any

    def towards(self, goal: FloatArray) -> _Step:
        """The Newton step that lowers slack x price by `goal`."""
        inside = (self.price * self.gap - goal) / self.slack
        dx = cho_solve(self.factor, -self.tilt - _back(inside))
        ds = -self.gap - _bounded(dx)
        return _Step(dx, ds, (-goal - self.price * ds) / self.slack)

    def reach(self, step: _Step) -> float:
        """How much of a step keeps every slack and price from 0 on, at most all of it."""
        now = np.concatenate([self.slack, self.price])
        change = np.concatenate([step.slack, step.price])
        falling = change < 0
        return float(min(1.0, (-now[falling] / change[falling]).min(initial=1.0)))
