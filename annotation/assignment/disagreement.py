"""Whether those who rated an item disagree so much that one more should. Pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from affect.diagnostics import votes_needed
from annotation.policy import ExtraRaters


def disagree(values: Sequence[Any], extra: ExtraRaters, n_labels: int) -> bool:
    """Whether the rule calls for another rater. Values that are missing are no votes.

    n_labels: that the question offers, also those nobody gave; for `width_above`.
    """
    given = [value for value in values if value is not None]
    if extra.rule == "range_above":
        numbers = [value for value in given if isinstance(value, int | float)]
        threshold = extra.threshold or 0.0
        return len(numbers) > 1 and max(numbers) - min(numbers) > threshold
    votes = votes_of(given)
    if extra.rule == "entropy_above":
        return entropy_bits(votes.values()) > (extra.threshold or 0.0)
    if extra.rule == "width_above":
        return widest(votes.values(), n_labels) > (extra.threshold or 0.0)
    return not has_majority(votes, voters=len(given))


def votes_of(values: Iterable[Any]) -> dict[str, float]:
    """Votes per label. A distribution splits one vote; of several labels each gets one."""
    votes: dict[str, float] = {}
    for value in values:
        for label, share in _shares(value).items():
            votes[label] = votes.get(label, 0.0) + share
    return votes


def _shares(value: Any) -> dict[str, float]:
    if isinstance(value, Mapping):
        numbers = {k: float(v) for k, v in value.items() if isinstance(v, int | float) and v > 0}
        total = sum(numbers.values())
        return {label: number / total for label, number in numbers.items()} if total else {}
    if isinstance(value, list):
        return {str(label): 1.0 for label in value} or {"": 1.0}  # "none of these" is a vote, too
    return {str(value): 1.0}


def has_majority(votes: Mapping[str, float], *, voters: int) -> bool:
    """Whether more than half of those who gave a value gave the same."""
    return voters > 0 and max(votes.values(), default=0.0) > voters / 2


def widest(votes: Iterable[float], n_labels: int) -> float:
    """Width of the widest interval (95 %) of a label's share among raters, 0 to 1."""
    given = list(votes)
    padded = given + [0.0] * (max(n_labels, 2) - len(given))
    return float(votes_needed([padded], target=1.0).width[0])


def entropy_bits(votes: Iterable[float]) -> float:
    """Entropy of the shares of votes, in bits; 0 without votes."""
    counts = [vote for vote in votes if vote > 0]
    total = sum(counts)
    return -sum(c / total * math.log2(c / total) for c in counts) if total else 0.0
