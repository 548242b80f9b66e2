"""Put components into splits so that each has its share of the items and of every stratum.

Components cannot be cut, so shares are met as nearly as they allow. With m_g the masses of
component g (items, then strata), each as a part of the whole, and t_s = share_s (1, ..., 1), the
cost

    sum_s |sum_{g in s} m_g - t_s|^2

is made small: the largest components are placed first, each where it costs least, then single
components move as long as that helps.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Codes = NDArray[np.int64]

OPEN = -1
MOST_MOVES = 200
LEAST_GAIN = 1e-12


def assign(
    mass: FloatArray, shares: Sequence[float], placed: Codes, rng: np.random.Generator
) -> Codes:
    """The split of each component, int64 (components,).

    mass: (components, 1 + strata), of items and strata; columns that are all 0 have no say.
    placed: int64 (components,), where a component has to stay; -1 is open.
    """
    total = mass.sum(axis=0)
    part = mass / np.where(total > 0, total, 1.0)
    target = np.outer(shares, np.where(total > 0, 1.0, 0.0))
    split = placed.copy()
    held = np.zeros_like(target)
    fixed = np.flatnonzero(placed != OPEN)
    np.add.at(held, placed[fixed], part[fixed])
    movable = np.flatnonzero(placed == OPEN)
    tie = rng.permutation(len(part))
    for component in movable[np.lexsort((tie[movable], -part[movable, 0]))]:
        # |held + m - t|^2 - |held - t|^2, less what all splits have in common
        split[component] = best = int(np.argmin((held - target) @ part[component]))
        held[best] += part[component]
    _improve(split, held, part, target, movable)
    return split


def _improve(
    split: Codes, held: FloatArray, part: FloatArray, target: FloatArray, movable: Codes
) -> None:
    """Move the component that gains most, again and again; changes `split` and `held`."""
    own = 2 * (part[movable] ** 2).sum(axis=1)
    for _ in range(MOST_MOVES if len(target) > 1 else 0):
        pull = 2 * part[movable] @ (held - target).T  # (movable, splits)
        change = pull - np.take_along_axis(pull, split[movable][:, None], axis=1) + own[:, None]
        change[np.arange(len(movable)), split[movable]] = 0.0
        at, best = np.unravel_index(np.argmin(change), change.shape) if change.size else (0, 0)
        if not change.size or change[at, best] > -LEAST_GAIN:
            return
        component = movable[at]
        held[split[component]] -= part[component]
        held[best] += part[component]
        split[component] = best
