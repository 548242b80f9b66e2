"""The labels of FER+ for one face, read out of the paper step by step, without arrays.

It takes the votes as a mapping from label to number, in the order of the scheme with the labels
that are set aside last, and gives the target as a mapping, or None for a face that is discarded.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

Votes = dict[str, int]
Target = dict[str, Fraction]

ASIDE = ("unknown", "NF")


def majority(votes: Mapping[str, int], aside: tuple[str, ...] = ASIDE) -> Target | None:
    left = _without_single_votes(votes)
    for label, number in left.items():
        if number > Fraction(sum(left.values()), 2):
            return _target({label: number}, aside)
    return None


def probability(votes: Mapping[str, int], aside: tuple[str, ...] = ASIDE) -> Target | None:
    left = _without_single_votes(votes)
    total = sum(left.values())
    taken: Votes = {}
    met_aside = False
    for number in sorted(set(left.values()), reverse=True):
        if sum(taken.values()) >= Fraction(3, 4) * total or len(taken) >= 3 or met_aside:
            break
        for label in left:
            if left[label] != number or met_aside:
                continue
            met_aside = label in aside
            if not met_aside or not taken:
                taken[label] = number
    if sum(taken.values()) <= Fraction(total, 2) or len(taken) > 3:
        return None
    return _target(taken, aside)


def multi_target(votes: Mapping[str, int], aside: tuple[str, ...] = ASIDE) -> Target | None:
    left = _without_single_votes(votes)
    total = sum(left.values())
    taken = {label: n for label, n in left.items() if n >= Fraction(3, 10) * total}
    if sum(taken.values()) <= Fraction(total, 2):
        return None
    return _target(taken, aside)


MODES: dict[str, Callable[..., Target | None]] = {
    "majority": majority,
    "probability": probability,
    "multi-target": multi_target,
}


def _without_single_votes(votes: Mapping[str, int]) -> Votes:
    return {label: number for label, number in votes.items() if number > 1}


def _target(taken: Votes, aside: tuple[str, ...]) -> Target | None:
    first = max(taken, key=lambda label: taken[label])  # of those that tie the first of the scheme
    if first in aside:
        return None
    answers = {label: number for label, number in taken.items() if label not in aside}
    return {label: Fraction(n, sum(answers.values())) for label, n in answers.items()}
