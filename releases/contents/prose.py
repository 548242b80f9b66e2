"""What raters wrote in sentences of their own: out of a release unless its project wants it in.

Sentences can name people, places and the rater, and no rule finds such names. Words of an open
vocabulary are answers and stay; the reasons given for them are prose.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from affect.questions import Question, Review, Scheme, Words

PROSE = "free text"
"""Why a column was left out, as project.json says it."""
NOTE = "note"
"""The column of decisions in which adjudicators write."""

Cut = Callable[[dict[str, Any]], object]
"""Takes the prose out of the answer to one question."""


@dataclass(frozen=True)
class LeftOut:
    """A column that a release would have and has not; `question` is empty beside questions."""

    table: str
    column: str
    question: str = ""
    because: str = PROSE

    def body(self) -> dict[str, str]:
        """As it stands in project.json."""
        return dict(vars(self))


def without_prose(scheme: Scheme) -> Scheme:
    """The questions that a release without free text has: no texts, no reasons for words."""
    return replace(scheme, questions=tuple(_kept(scheme.questions)))


def _kept(questions: Iterable[Question]) -> Iterator[Question]:
    for question in questions:
        if isinstance(question, Words):
            yield replace(question, reasons=False)
        elif question.kind != "text":
            yield question


def prose_fields(question: Review) -> tuple[str, ...]:
    """The parts of a draft that raters edit as a text."""
    return tuple(field.id for field in question.fields if field.kind == "text")


def prose_left_out(scheme: Scheme) -> Iterator[LeftOut]:
    """The columns that a release without free text has not, of the whole scheme."""
    for question in scheme.questions:
        for column in _columns(question):
            yield LeftOut("ratings", column, question.id)
    yield LeftOut("decisions", NOTE)


def _columns(question: Question) -> list[str]:
    name = question.id
    if question.kind == "text":
        return [name]
    if isinstance(question, Words) and question.reasons:
        return [f"{name}.reasons"]
    if isinstance(question, Review):
        return [f"{name}.reason", *(f"{name}.{field}" for field in prose_fields(question))]
    return []


class ProseCutter:
    """Takes prose out of answers as JSON text; `schemes` by the version that was answered."""

    def __init__(self, schemes: Mapping[int, Scheme]) -> None:
        self._cuts = {version: dict(_cuts(scheme)) for version, scheme in schemes.items()}

    def cut(self, answers: pa.ChunkedArray, versions: NDArray[np.int32]) -> pa.ChunkedArray:
        """The same answers, one row per rating; those without prose keep their bytes."""
        for version in np.unique(versions).tolist():
            if self._cuts[version]:
                rows = pa.array(versions == version)
                texts = answers.filter(rows).combine_chunks()
                without = _each(texts, self._cuts[version])
                answers = pa.chunked_array(
                    [pc.replace_with_mask(answers.combine_chunks(), rows, without)]
                )
        return answers


def _cuts(scheme: Scheme) -> Iterator[tuple[str, Cut | None]]:
    """How to cut the answer to each question that has prose; None: all of it goes."""
    for question in scheme.questions:
        if question.kind == "text":
            yield question.id, None
        elif isinstance(question, Words) and question.reasons:
            yield question.id, _cut_reasons
        elif isinstance(question, Review):
            yield question.id, _cut_review(prose_fields(question))


def _cut_reasons(answer: dict[str, Any]) -> None:
    for word in answer.get("value") or ():
        word.pop("reason", None)


def _cut_review(fields: Iterable[str]) -> Cut:
    def cut(answer: dict[str, Any]) -> None:
        value = answer.get("value") or {}
        value.pop("reason", None)
        for field in fields:
            value.get("fields", {}).pop(field, None)

    return cut


def _each(texts: pa.Array, cuts: Mapping[str, Cut | None]) -> pa.Array:
    """Every different text cut once."""
    coded = texts.dictionary_encode()
    told = [_without(text, cuts) for text in coded.dictionary.to_pylist()]
    return pa.array(told, pa.string()).take(coded.indices)


def _without(text: str, cuts: Mapping[str, Cut | None]) -> str:
    answers = json.loads(text)
    there = [name for name in cuts if name in answers]
    if not there:
        return text
    for name in there:
        cut = cuts[name]
        if cut is None:
            del answers[name]
        else:
            cut(answers[name])
    return json.dumps(answers, ensure_ascii=False)
