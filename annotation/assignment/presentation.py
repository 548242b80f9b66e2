"""How an item is shown to one rater: drawn from a seed, so that it can be drawn again. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from annotation.policy import Policy

SEED_BYTES = 6  # as a number below 2**53, which JavaScript holds exactly
SHUFFLED = ("choice", "multi", "intensity", "distribution", "rank")
"""Kinds whose options have no order of their own."""


class Presentation(TypedDict):
    """`options` has the label ids of shuffled questions as they are shown; `sides` of a pair."""

    seed: int
    arm: str | None
    sides: list[str] | None
    options: dict[str, list[str]]
    assistance: str | None
    role: str


def seed_of(key: str, item: str, rater: int) -> int:
    """The seed of one item in the hands of one rater.

    key: the project's secret one. Seeds, and orders drawn from them, are in releases; without the
        key nobody can try which rater's number they were made of.
    """
    digest = hashlib.sha256(f"{key}\0{item}\0{rater}".encode()).digest()
    return int.from_bytes(digest[:SEED_BYTES], "big")


def presentation_of(
    seed: int,
    questions: Iterable[Mapping[str, Any]],
    policy: Policy,
    *,
    arm: str,
    role: str,
    has_draft: bool,
) -> Presentation:
    """How an item is shown.

    questions: as the scheme's JSON has them.
    role: the item's; gold and attention items look like normal ones.
    has_draft: whether a model said something of the item; without, there is nothing to assist.
    """
    asked = list(questions)
    assistance = policy.assistance if has_draft else None
    return {
        "seed": seed,
        "arm": arm or None,
        "sides": sides_of(seed, asked) if policy.randomise.sides else None,
        "options": options_of(seed, asked, always=policy.randomise.options),
        "assistance": drawn(seed, assistance.arms) if assistance else None,
        "role": role if role in ("training", "quiz") else "normal",
    }


def options_of(
    seed: int, questions: Iterable[Mapping[str, Any]], *, always: bool
) -> dict[str, list[str]]:
    """The order of options of each question that has one drawn."""
    return {
        question["id"]: shuffled(seed, question["id"], [one["id"] for one in question["labels"]])
        for question in questions
        if _is_shuffled(question, always)
    }


def _is_shuffled(question: Mapping[str, Any], always: bool) -> bool:
    """A wheel keeps its neighbours, whatever the project says."""
    if question["kind"] not in SHUFFLED or question.get("layout") == "wheel":
        return False
    return always or question.get("order") == "random"


def shuffled(seed: int, name: str, values: Sequence[str]) -> list[str]:
    """The values in an order that seed and name alone decide, on any machine."""
    return sorted(values, key=lambda value: _digest(seed, name, value))


def sides_of(seed: int, questions: Iterable[Mapping[str, Any]]) -> list[str] | None:
    """Which clip of a pair stands left, which right; None where no pair is compared."""
    if not any(question["kind"] == "pair" for question in questions):
        return None
    return shuffled(seed, "sides", ["first", "second"])


def drawn(seed: int, weights: Mapping[str, float]) -> str:
    """One of the names, each as often as its weight says."""
    share = int.from_bytes(_digest(seed, "arm", "")[:SEED_BYTES], "big") / (1 << 8 * SEED_BYTES)
    left = share * sum(weights.values())
    for name, weight in weights.items():
        left -= weight
        if left < 0:
            return name
    return next(name for name in reversed(list(weights)) if weights[name] > 0)


def _digest(seed: int, name: str, value: str) -> bytes:
    return hashlib.sha256(f"{seed}\0{name}\0{value}".encode()).digest()
