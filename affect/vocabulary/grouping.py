"""Answers in words as sets of families, with what was not covered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from affect.vocabulary.spelling import spelled
from affect.vocabulary.wheel import Wheel


@dataclass(frozen=True)
class Grouped:
    """One entry per answer.

    families: the families of its words that are covered; empty where none is.
    words, known: how many words it has, and how many of them are covered.
    unknown: words that are not covered and how often they were given, the most frequent first.
    """

    families: tuple[frozenset[str], ...]
    words: tuple[int, ...]
    known: tuple[int, ...]
    unknown: tuple[tuple[str, int], ...]

    @property
    def coverage(self) -> float | None:
        """Share of all words that are covered; None where there are no words."""
        total = sum(self.words)
        return sum(self.known) / total if total else None


def grouped(answers: Iterable[Iterable[str]], wheel: Wheel) -> Grouped:
    """The families of the words of each answer."""
    families, words, known = [], [], []
    unknown: Counter[str] = Counter()
    for answer in answers:
        given = spelled(answer)[0]
        found = [wheel.family(word) for word in given]
        families.append(frozenset(family for family in found if family is not None))
        words.append(len(given))
        known.append(sum(family is not None for family in found))
        unknown.update(w for w, family in zip(given, found, strict=True) if family is None)
    ordered = sorted(unknown.items(), key=lambda each: (-each[1], each[0]))
    return Grouped(tuple(families), tuple(words), tuple(known), tuple(ordered))
