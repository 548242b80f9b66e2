"""Which columns the answers to each question have; docs/releases.md says what each one means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from affect.questions import Question, Scheme
from releases.answers.labels import LabelLayout, SetLayout
from releases.answers.layout import Layout
from releases.answers.numbers import NumberLayout, NumbersLayout, RankLayout, SharesLayout
from releases.answers.parts import PartsLayout
from releases.answers.reviews import ReviewLayout
from releases.answers.texts import TextLayout, WordsLayout
from releases.answers.traces import TraceLayout
from releases.columns import (
    DECISIONS,
    LAYOUT,
    RATINGS,
    SINCE_LAYOUT_2,
    SINCE_LAYOUT_3,
    SINCE_LAYOUT_5,
)
from releases.contents.prose import NOTE, without_prose
from releases.rows.clips import pairs_in

LAYOUTS_OF_KINDS: dict[str, Callable[[Any, str, bool], Layout[Any]]] = {
    "choice": LabelLayout,
    "multi": SetLayout,
    "intensity": NumbersLayout,
    "distribution": SharesLayout,
    "scale": NumberLayout,
    "grid": NumbersLayout,
    "statement": LabelLayout,
    "pair": LabelLayout,
    "rank": RankLayout,
    "text": TextLayout,
    "words": WordsLayout,
    "trace": TraceLayout,
    "timeline": PartsLayout,
    "spans": PartsLayout,
    "regions": PartsLayout,
    "review": ReviewLayout,
}


@dataclass(frozen=True)
class AnswerColumns:
    """Where the answers to one question stand in a table of ratings.

    Confidence and cannot tell have columns where the scheme asks for them.
    """

    question: Question
    layout: Layout[Any]
    confidence: str | None
    cannot_tell: str | None

    def fields(self) -> Iterator[pa.Field]:
        """The columns with their types, in their order."""
        yield from self.layout.fields()
        if self.confidence is not None:
            yield pa.field(self.confidence, pa.int8())
        if self.cannot_tell is not None:
            yield pa.field(self.cannot_tell, pa.bool_())


def answer_columns(
    scheme: Scheme, layout: int = LAYOUT, *, prose: bool = True
) -> list[AnswerColumns]:
    """The columns of each question of a scheme, in a layout of releases.

    prose: whether they hold what raters wrote in sentences of their own.

    Ids have no dots, so a question can only meet a column of every rating: then its value is
    `QUESTION.value`.
    """
    taken = {*RATINGS.names, *DECISIONS.names}
    if layout == 1:
        taken = set(RATINGS.names) - set(SINCE_LAYOUT_2)
    if layout < 3:
        taken -= set(SINCE_LAYOUT_3)
    if layout < 5:
        taken -= set(SINCE_LAYOUT_5)
    asked = scheme if prose else without_prose(scheme)
    return [_columns_of(question, taken, prose) for question in asked.questions]


def _columns_of(question: Question, taken: set[str], prose: bool) -> AnswerColumns:
    name = question.id
    whole = f"{name}.value" if name in taken else name
    return AnswerColumns(
        question=question,
        layout=LAYOUTS_OF_KINDS[question.kind](question, whole, prose),
        confidence=f"{name}.confidence" if question.confidence else None,
        cannot_tell=f"{name}.cannot_tell" if question.cannot_tell else None,
    )


def answers_schema(columns: Iterable[AnswerColumns]) -> pa.Schema:
    """The columns of several questions."""
    return pa.schema([field for column in columns for field in column.fields()])


def ratings_schema(columns: Sequence[AnswerColumns]) -> pa.Schema:
    """All columns of ratings.parquet: those of every rating, those of the questions, clips."""
    return pa.schema([*RATINGS, *answers_schema(columns), *clip_fields(columns)])


def decisions_schema(columns: Sequence[AnswerColumns], *, prose: bool = True) -> pa.Schema:
    """All columns of decisions.parquet."""
    own = [field for field in DECISIONS if prose or field.name != NOTE]
    return pa.schema([*own, *answers_schema(columns), *clip_fields(columns)])


def clip_fields(columns: Iterable[AnswerColumns]) -> Iterator[pa.Field]:
    """For each pair, the column with the name of the clip that an answer meant."""
    for name in pairs_in(column.question for column in columns):
        yield pa.field(f"{name}.clip", pa.string())
