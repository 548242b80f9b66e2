"""How often one system is preferred to another, with Wilson's interval (1927).

For k successes of n, p = k/n and z = 1.96, the interval has the ends
    (p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4 n^2)) / (1 + z^2 / n),
which stay within 0 and 1 and hold for few comparisons. A tie is half a success for each side.
Judgements of one rater, or of one item, are alike, so the true uncertainty is larger.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from affect.pairs.comparisons import Comparisons

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Preference:
    """`rate` is the share that preferred `system` to `other`, a tie counting one half."""

    system: str
    other: str
    n: int
    wins: int
    losses: int
    ties: int
    rate: float
    low: float
    high: float


def preferences(comparisons: Comparisons) -> list[Preference]:
    """Every two systems that met, in the order of their names."""
    return list(_preferences(comparisons))


def wilson(successes: float, n: float) -> tuple[float, float]:
    """Ends of the 95 % interval of a rate; n is at least 1."""
    z = float(ndtri((1 + CONFIDENCE) / 2))
    rate = successes / n
    middle = rate + z * z / (2 * n)
    reach = z * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    # at 0 and 1 the ends are exact, and rounding would step over them
    low = 0.0 if successes == 0 else float((middle - reach) / scale)
    high = 1.0 if successes == n else float((middle + reach) / scale)
    return low, high


def _preferences(comparisons: Comparisons) -> Iterator[Preference]:
    wins, ties, names = comparisons.wins, comparisons.ties, comparisons.systems
    for a, b in np.argwhere(np.triu(wins + wins.T + ties, 1) > 0).tolist():
        won, lost, tied = int(wins[a, b]), int(wins[b, a]), int(ties[a, b])
        n = won + lost + tied
        low, high = wilson(won + tied / 2, n)
        rate = (won + tied / 2) / n
        yield Preference(names[a], names[b], n, won, lost, tied, rate, low, high)
