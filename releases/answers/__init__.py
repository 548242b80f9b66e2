"""Answers as columns: their names and types, and the way there and back."""

from releases.answers.columns import (
    AnswerColumns,
    answer_columns,
    answers_schema,
    clip_fields,
    decisions_schema,
    ratings_schema,
)
from releases.answers.decoding import decode_answers

__all__ = [
    "AnswerColumns",
    "answer_columns",
    "answers_schema",
    "clip_fields",
    "decisions_schema",
    "decode_answers",
    "ratings_schema",
]
