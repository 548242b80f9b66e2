"""How PostgreSQL packs an answer of each kind into bytes, and how numpy reads them.

The SQL sees one answer's `value` (jsonb, null where there is none) and gives fixed-width bytes;
the arrays are those of `Question.encode`.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from affect.questions import Question

FieldType = tuple[Any, ...]
"""A numpy field type and, where there are several labels, its shape."""
Reader = Callable[[NDArray[Any]], NDArray[Any]]

CHOICE = sql.SQL(
    "int2send(coalesce(array_position({labels}::text[], value #>> '{{}}') - 1, -1)::int2)"
)
CHOSEN = sql.SQL(
    "int2send(CASE WHEN jsonb_typeof(value) = 'array' THEN (value ? {label})::int ELSE -1 END"
    "::int2)"
)
NUMBER = sql.SQL("float8send(coalesce((value #>> '{{}}')::float8, 'NaN'))")
LABEL_NUMBER = sql.SQL("float8send(coalesce((value ->> {label})::float8, 'NaN'))")


def answer_columns(question: Question) -> sql.Composed:
    """The SQL expression that packs `value` into bytes."""
    if question.kind == "choice":
        return CHOICE.format(labels=sql.Literal(list(question.label_ids)))
    if question.kind == "scale":
        return NUMBER.format()
    each = CHOSEN if question.kind == "multi" else LABEL_NUMBER
    return _joined(each.format(label=sql.Literal(label)) for label in question.label_ids)


def _joined(parts: Iterable[sql.Composed]) -> sql.Composed:
    return sql.SQL(" || ").join(parts)


def answer_values(question: Question) -> tuple[FieldType, Reader]:
    """The numpy type of those bytes, and what makes the arrays of `Question.encode` from it."""
    labels = (len(question.labels),)
    if question.kind == "choice":
        return (">i2",), lambda packed: packed.astype(np.int16)
    if question.kind == "multi":
        return (">i2", labels), lambda packed: packed.astype(np.int8)
    if question.kind == "scale":
        return (">f8",), lambda packed: packed.astype(np.float64)
    if question.kind == "intensity":
        return (">f8", labels), lambda packed: packed.astype(np.float64)
    return (">f8", labels), _shares


def _shares(packed: NDArray[Any]) -> NDArray[np.float64]:
    """A label that a rater left out of a distribution has share 0; no distribution is NaN."""
    shares = packed.astype(np.float64)
    absent = np.isnan(shares)
    shares[absent & ~absent.all(axis=1, keepdims=True)] = 0.0
    return shares
