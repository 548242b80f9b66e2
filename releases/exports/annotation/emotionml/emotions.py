"""What is said of one item and one question, as an EmotionML <emotion>."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from affect.aggregation import default_rule, rule_name
from releases.exports.annotation.emotionml.vocabularies import OURS, Vocabulary
from releases.exports.records import Row, shares
from releases.exports.xml_text import attribute

Values = list[tuple[str, float]]
"""Terms with their number from 0 to 1."""
SURE = (1, 5)
"""The ends of a rater's confidence."""


@dataclass(frozen=True)
class Place:
    """Where an item is: the address of its recording, and its range there in seconds.

    uri: None where the item has no recording. start, end: None where it is the whole, or timeless.
    """

    uri: str | None
    start: float | None
    end: float | None

    @property
    def attributes(self) -> str:
        """Milliseconds from the start of the recording; EmotionML has whole ones."""
        if self.uri is None or self.start is None or self.end is None:
            return ""
        first, last = round(self.start * 1000), round(self.end * 1000)
        anchor = f" time-ref-uri={attribute(self.uri)}"
        return f'{anchor} offset-to-start="{first}" duration="{last - first}"'

    def lines(self) -> Iterator[str]:
        """The exact range, as a media fragment."""
        if self.uri is None:
            return
        range_ = "" if self.start is None or self.end is None else f"#t={self.start:g},{self.end:g}"
        yield f'    <reference uri={attribute(self.uri + range_)} role="expressedBy"/>'


def label_values(
    vocabulary: Vocabulary, item: Row, rules: Mapping[str, str | None]
) -> tuple[Values, int]:
    """What all raters say, and how many numbers have no place on their scale (z-scores)."""
    question = vocabulary.question
    if vocabulary.type == "category":
        return list((shares(question, item) or {}).items()), 0
    rule = rule_name(rules[question.id] or default_rule(question.kind))
    single = len(vocabulary.terms) == 1 and not question.labels
    columns = [f"{question.id}.{rule}" + ("" if single else f".{t.name}") for t in vocabulary.terms]
    return _numbers(vocabulary, [item.get(column) for column in columns])


def answer_values(vocabulary: Vocabulary, answer: Mapping[str, Any]) -> tuple[Values, int]:
    """The same of one rater's answer; nothing where it holds no value."""
    value = answer.get("value")
    if value is None:
        return [], 0
    if vocabulary.type == "category":
        return _votes(value), 0
    if isinstance(value, Mapping):
        return _numbers(vocabulary, [value.get(term.name) for term in vocabulary.terms])
    return _numbers(vocabulary, [value])


def _votes(value: Any) -> Values:
    """Shares as they were given; a label, or each of a set of them, counts whole."""
    if isinstance(value, Mapping):
        return [(name, float(share)) for name, share in value.items()]
    labels = value if isinstance(value, list) else [value]
    return [(str(label), 1.0) for label in labels]


def _numbers(vocabulary: Vocabulary, given: list[Any]) -> tuple[Values, int]:
    found, beyond = [], 0
    for term, number in zip(vocabulary.terms, given, strict=True):
        unit = None if number is None else term.on_unit(float(number))
        if unit is not None:
            found.append((term.name, unit))
        beyond += number is not None and unit is None
    return found, beyond


@dataclass(frozen=True)
class Emotion:
    """What is said of an item, by all raters or by one.

    values: not empty. about: texts and numbers for <info>, those that are None left out.
    confidence: of a rater, 1 to 5.
    """

    vocabulary: Vocabulary
    values: Values
    place: Place
    about: Mapping[str, Any]
    confidence: float | None = None

    def lines(self, number: int) -> Iterator[str]:
        """An <emotion> with its terms, where it is, and of whom, in the order of the schema."""
        type_, name = self.vocabulary.type, self.vocabulary.id
        yield f'  <emotion id="e{number}" {type_}-set="#{name}"{self.place.attributes}>'
        for term, value in self.values:
            yield f'    <{type_} name={attribute(term)} value="{value:.9g}"{self._sure()}/>'
        yield from self.place.lines()
        told = "".join(f" {x}={attribute(str(y))}" for x, y in self.about.items() if y is not None)
        yield f"    <info><about {OURS}{told}/></info>"
        yield "  </emotion>"

    def _sure(self) -> str:
        low, high = SURE
        if self.confidence is None:
            return ""
        return f' confidence="{(self.confidence - low) / (high - low):g}"'
