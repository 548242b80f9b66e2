"""In which order a project's items are handed out. Pure: keys and a seed in, places out."""

import hashlib
from collections.abc import Sequence

ORDERS = ("dialogue", "random", "priority")
RANDOM_RANGE = 1 << 62
MOST_PRIORITY = 1_000_000
PRIORITY_STEP = 1 << 40
"""Places between two priorities: more items than any project has."""


def places(
    keys: Sequence[str],
    *,
    order: str,
    seed: str,
    first: int,
    priorities: Sequence[int] | None = None,
    step: int = 1,
) -> list[int]:
    """A place for each key: rising from `first` in the given order, or scattered.

    The scatter depends on seed and key alone, so that adding items later moves none. By priority
    the highest come first, and among equal ones those that were there before. `step` places are
    kept for each key.

    Raises:
        ValueError: the order is unknown
    """
    rising = [first + step * position for position in range(len(keys))]
    if order == "dialogue":
        return rising
    if order == "random":
        return [_scatter(seed, key) // step * step for key in keys]
    if order == "priority":
        ranks = [0] * len(keys) if priorities is None else priorities
        return [place_of_priority(rank, at) for rank, at in zip(ranks, rising, strict=True)]
    raise ValueError(f"Order '{order}' is unknown; it is one of: {', '.join(ORDERS)}.")


def arm_places(place: int, arms: int, *, turn: int = 0) -> list[int]:
    """The places of one clip's presentations, from the clip's own on, turned by `turn`."""
    return [place + (rank + turn) % arms for rank in range(arms)]


def turn_of(seed: str, key: str) -> int:
    """By how much to turn a clip's presentations, so that no rater meets one of them mostly."""
    return _scatter(seed, f"turn:{key}")


def place_of_priority(priority: int, position: int) -> int:
    """Where an item of this priority stands that is the `position`-th of its project."""
    return (MOST_PRIORITY - priority) * PRIORITY_STEP + position % PRIORITY_STEP


def start_of_rater(rater_id: int, *, order: str, seed: str) -> int:
    """Where a new rater begins: at the first item, or at a place of their own in the scatter.

    With own starting points the raters cover all items early instead of queueing for the same.
    """
    return _scatter(seed, f"rater:{rater_id}") if order == "random" else -1


def _scatter(seed: str, key: str) -> int:
    digest = hashlib.sha256(f"{seed}\0{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % RANDOM_RANGE
