"""One spelling for words, by steps that have names, an order, and a report of what each changed."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


class SpellingError(ValueError):
    """There is no such step; names those there are."""


@dataclass(frozen=True)
class Step:
    """How many of the words a step changed."""

    name: str
    changed: int


def _without_marks(word: str) -> str:
    """Without signs round a word and between its parts; an apostrophe within a word stays."""
    kept = [
        c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") or c in "'’" else " "
        for c in word
    ]
    return " ".join(part.strip("'’") for part in "".join(kept).split())


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")


STEPS: dict[str, Callable[[str], str]] = {
    "nfkc": lambda word: unicodedata.normalize("NFKC", word),
    "lower": str.lower,
    "punctuation": _without_marks,
    "accents": _without_accents,
    "spaces": lambda word: " ".join(word.split()),
}
"""nfkc: one code for what looks the same; lower: small letters; punctuation: signs become spaces;
accents: letters without them, which makes other words of some; spaces: single ones."""
DEFAULT_STEPS = ("nfkc", "lower", "punctuation", "spaces")


def spelled(
    words: Iterable[str], steps: Sequence[str] = DEFAULT_STEPS
) -> tuple[list[str], tuple[Step, ...]]:
    """The words after all steps in their order, and how many each step changed.

    Raises
    ------
    SpellingError: an unknown step.
    """
    unknown = [step for step in steps if step not in STEPS]
    if unknown:
        raise SpellingError(f"unknown step {', '.join(unknown)}; allowed: {', '.join(STEPS)}")
    found, report = list(words), []
    for name in steps:
        after = [STEPS[name](word) for word in found]
        report.append(Step(name, sum(a != b for a, b in zip(found, after, strict=True))))
        found = after
    return found, tuple(report)
