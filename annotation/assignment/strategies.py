"""In which order a project's items are handed out. Pure: keys and a seed in, places out."""

import hashlib
from collections.abc import Sequence

ORDERS = ("dialogue", "random")
RANDOM_RANGE = 1 << 62


def places(keys: Sequence[str], *, order: str, seed: str, first: int) -> list[int]:
    """A place for each key: rising from `first` in the given order, or scattered.

    The scatter depends on seed and key alone, so that adding items later moves none.

    Raises:
        ValueError: the order is unknown
    """
    if order == "dialogue":
        return list(range(first, first + len(keys)))
    if order == "random":
        return [_scatter(seed, key) for key in keys]
    raise ValueError(f"Order '{order}' is unknown; it is one of: {', '.join(ORDERS)}.")


def start_of_rater(rater_id: int, *, order: str, seed: str) -> int:
    """Where a new rater begins: at the first item, or at a place of their own in the scatter.

    With own starting points the raters cover all items early instead of queueing for the same.
    """
    return -1 if order == "dialogue" else _scatter(seed, f"rater:{rater_id}")


def _scatter(seed: str, key: str) -> int:
    digest = hashlib.sha256(f"{seed}\0{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % RANDOM_RANGE
