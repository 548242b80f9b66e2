"""The vocabularies of a scheme: what EmotionML must be told of before an emotion uses it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from affect.questions import Grid, Intensity, Question, Scale
from releases.exports.xml_text import attribute, content

Type = Literal["category", "dimension"]
SHARES = ("choice", "multi", "distribution", "statement", "pair")
"""Kinds whose answers are votes or shares of labels, and so categories with a value."""


@dataclass(frozen=True)
class Term:
    """A word of a vocabulary, and the ends of the numbers that are said of it."""

    name: str
    text: str
    low: float = 0.0
    high: float = 1.0

    def on_unit(self, value: float) -> float | None:
        """A number as EmotionML has it, from 0 to 1; None where it is beyond the ends."""
        unit = (value - self.low) / (self.high - self.low)
        return unit if 0 <= unit <= 1 else None


@dataclass(frozen=True)
class Vocabulary:
    """The terms of one question; `columns` name them in the release, in the same order."""

    question: Question
    type: Type
    terms: tuple[Term, ...]

    @property
    def id(self) -> str:
        """An XML name: the id of a question may begin with a digit."""
        return f"{self.type}-{self.question.id}"

    def lines(self) -> Iterator[str]:
        """The definition, in the words of the question."""
        yield f'  <vocabulary type="{self.type}" id="{self.id}">'
        yield f"    <info><text {OURS}>{content(self.question.text)}</text></info>"
        for term in self.terms:
            ends = f' low="{term.low:g}" high="{term.high:g}"' if self.type == "dimension" else ""
            yield f"    <item name={attribute(term.name)}>"
            yield f"      <info><text {OURS}{ends}>{content(term.text)}</text></info>"
            yield "    </item>"
        yield "  </vocabulary>"


OURS = 'xmlns="https://emotate.org/ns/emotionml"'
"""What stands in <info> must be of a namespace of its own."""


def vocabulary_of(question: Question) -> Vocabulary | None:
    """None of a kind that EmotionML has no words for.

    Labels of votes and shares are categories; numbers are dimensions, also those of labels that
    are rated each for itself, since nothing makes them add up.
    """
    if question.kind in SHARES:
        terms = tuple(Term(label.id, label.text) for label in question.labels)
        return Vocabulary(question, "category", terms)
    if isinstance(question, Scale):
        term = Term(question.dimension or question.id, question.text, question.min, question.max)
        return Vocabulary(question, "dimension", (term,))
    if isinstance(question, Grid):
        axes = tuple(Term(axis.id, axis.text, axis.min, axis.max) for axis in question.axes)
        return Vocabulary(question, "dimension", axes)
    if isinstance(question, Intensity):
        labels = tuple(Term(x.id, x.text, question.min, question.max) for x in question.labels)
        return Vocabulary(question, "dimension", labels)
    return None
