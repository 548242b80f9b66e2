"""Words by families of an emotion wheel, as data files beside this module.

Raters who write "glad" and "cheerful" mean much the same, and exact words see nothing of it. As in
open-vocabulary emotion recognition (Lian et al. 2024), words are compared by the family that they
stand in on a wheel. A word list covers some of the words that people write, never all; what it does
not cover is told beside every figure, and is never put anywhere by guess. Two liberties are taken,
both only where they lead to a word of the list: an ending is taken off ("happily", "saddest"), and
of "very sad" or "a bit sad" the word after a word of degree is meant. Negations stay what they are:
"not sad" is in no family.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WHEELS = ("plutchik8",)
ENDINGS = (
    ("ily", "y"), ("ly", ""), ("iness", "y"), ("ness", ""), ("iest", "y"), ("ier", "y"),
    ("est", ""), ("er", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ies", "y"), ("es", ""),
    ("s", ""), ("ing", ""), ("ing", "e"), ("ful", ""),
)  # fmt: skip
DEGREES = frozenset(
    {
        "a", "bit", "completely", "deeply", "extremely", "fairly", "feeling", "feels", "kind",
        "little", "mildly", "of", "quite", "rather", "really", "slightly", "so", "somewhat",
        "sort", "too", "totally", "very",
    }
)  # fmt: skip


class WheelError(ValueError):
    """There is no such wheel; names those there are."""


@dataclass(frozen=True)
class Wheel:
    """families: in the order of the wheel. words: the family of each word, in small letters."""

    name: str
    title: str
    language: str
    source: str
    evidence: str
    notes: tuple[str, ...]
    families: tuple[str, ...]
    words: Mapping[str, str]

    def family(self, word: str) -> str | None:
        """The family of a word in its spelling (see `spelling`), None where it is not covered."""
        return next((self.words[form] for form in _forms(word) if form in self.words), None)


def _forms(word: str) -> Iterator[str]:
    """The word itself, without words of degree, then without its ending."""
    yield word
    parts = word.split()
    while len(parts) > 1 and parts[0] in DEGREES:
        parts = parts[1:]
    bare = " ".join(parts)
    yield bare
    for ending, instead in ENDINGS:
        if bare.endswith(ending):
            stem = bare[: -len(ending)]
            yield stem + instead
            if stem[-1:] == stem[-2:-1]:  # saddest, sad
                yield stem[:-1]


@cache
def wheel(name: str = WHEELS[0]) -> Wheel:
    """The wheel of that name.

    Raises
    ------
    WheelError: no such wheel.
    """
    if name not in WHEELS:
        raise WheelError(f"unknown wheel {name!r}; there are: {', '.join(WHEELS)}")
    body = json.loads((files(__name__.rpartition(".")[0]) / f"{name}.json").read_text("utf-8"))
    families = body.pop("families")
    words = {word: family for family, listed in families.items() for word in listed}
    return Wheel(notes=tuple(body.pop("notes")), families=tuple(families), words=words, **body)
