"""Names and types of the columns of a release; docs/releases.md says what each one means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from affect.questions import Choice, Question, Scale, Scheme

LAYOUT = 1
"""Version of the layout of a release; a reader refuses one that it does not know."""

UTC_TIME = pa.timestamp("us", tz="UTC")

ITEMS = pa.schema(
    [
        ("item", pa.string()),
        ("media", pa.string()),
        ("media_sha256", pa.string()),
        ("start_sample", pa.int64()),
        ("end_sample", pa.int64()),
        ("rate_hz", pa.int32()),
        ("start_seconds", pa.float64()),
        ("end_seconds", pa.float64()),
        ("speaker", pa.string()),
        ("dialogue", pa.string()),
        ("position", pa.int32()),
        ("transcript", pa.string()),
        ("flags", pa.list_(pa.string())),
        ("gates", pa.string()),
        ("attributes", pa.string()),
    ]
)
RATINGS = pa.schema(
    [
        ("item", pa.string()),
        ("rater", pa.string()),
        ("scheme_version", pa.int32()),
        ("revision", pa.int32()),
        ("submitted_at", UTC_TIME),
        ("elapsed_ms", pa.int64()),
        ("plays", pa.int32()),
        ("order_index", pa.int32()),
        ("source", pa.string()),
        ("answers", pa.string()),
    ]
)
PREDICTIONS = pa.schema(
    [
        ("item", pa.string()),
        ("source", pa.string()),
        ("card", pa.string()),
        ("card_hash", pa.string()),
        ("baseline", pa.bool_()),
        ("raw", pa.string()),
        ("derived", pa.string()),
        ("error", pa.string()),
    ]
)
BESIDE_LABELS = ("confidence", "cannot_tell")


@dataclass(frozen=True)
class AnswerColumns:
    """Where the answers to one question stand in a table of ratings.

    A choice and a scale have a `value` column; the other kinds have one column per label, in the
    order of the scheme. Confidence and cannot tell have columns where the scheme asks for them.
    """

    question: Question
    value: str | None
    labels: dict[str, str]
    confidence: str | None
    cannot_tell: str | None

    def fields(self) -> Iterator[pa.Field]:
        """The columns with their types, in their order."""
        if self.value is not None:
            text = isinstance(self.question, Choice)
            yield pa.field(self.value, pa.string() if text else pa.float64())
        kind = pa.int8() if self.question.kind == "multi" else pa.float64()
        for name in self.labels.values():
            yield pa.field(name, kind)
        if self.confidence is not None:
            yield pa.field(self.confidence, pa.int8())
        if self.cannot_tell is not None:
            yield pa.field(self.cannot_tell, pa.bool_())


def answer_columns(scheme: Scheme) -> list[AnswerColumns]:
    """The columns of each question of a scheme.

    Ids have no dots, so only two names can meet: a question called like a column of every rating
    (then `QUESTION.value`) and a label called like what stands beside labels (then
    `QUESTION.label.LABEL`).
    """
    return [_columns_of(question) for question in scheme.questions]


def _columns_of(question: Question) -> AnswerColumns:
    name = question.id
    single = isinstance(question, Choice | Scale)
    return AnswerColumns(
        question=question,
        value=(f"{name}.value" if name in RATINGS.names else name) if single else None,
        labels={} if single else {label: _label_name(name, label) for label in question.label_ids},
        confidence=f"{name}.confidence" if question.confidence else None,
        cannot_tell=f"{name}.cannot_tell" if question.cannot_tell else None,
    )


def _label_name(question: str, label: str) -> str:
    return f"{question}.label.{label}" if label in BESIDE_LABELS else f"{question}.{label}"


def answers_schema(columns: Iterable[AnswerColumns]) -> pa.Schema:
    """The columns of several questions."""
    return pa.schema([field for column in columns for field in column.fields()])


def ratings_schema(columns: Iterable[AnswerColumns]) -> pa.Schema:
    """All columns of ratings.parquet: those of every rating, then those of the questions."""
    return pa.schema([*RATINGS, *answers_schema(columns)])
