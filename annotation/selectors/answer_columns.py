"""How PostgreSQL packs an answer of each kind into bytes, and how numpy reads them.

From a row with `answers` it needs `value` (what the question's kind packs: text or jsonb, null
where there is none), `told` (cannot tell) and `asked` (false: missing, whatever is there). The
arrays are those of `Question.encode`.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from affect.questions import Question

Reader = Callable[[NDArray[Any]], NDArray[Any]]


class Packing(NamedTuple):
    """SQL for the columns needed and for the bytes made of them; how numpy reads those."""

    needed: sql.Composed
    columns: sql.Composed
    fields: list[Any]
    to_values: Reader


TEXT = sql.SQL("answers #>> {path} AS value, {told} AS told")
JSON = sql.SQL("answers #> {path} AS value, {told} AS told")
TOLD = sql.SQL("coalesce(answers -> {question} ? 'cannot_tell', false)")

CHOICE = sql.SQL(
    "int2send(CASE WHEN asked THEN coalesce(array_position({labels}::text[], value) - 1, -1)"
    " ELSE -1 END::int2)"
)
CHOSEN = sql.SQL(
    "int2send(CASE WHEN asked AND value IS NOT NULL THEN (value ? {label})::int ELSE -1 END::int2)"
)
NUMBER = sql.SQL("float8send(CASE WHEN asked THEN coalesce(value::float8, 'NaN') ELSE 'NaN' END)")
LABEL_NUMBER = sql.SQL(
    "float8send(CASE WHEN asked THEN coalesce((value ->> {label})::float8, 'NaN') ELSE 'NaN' END)"
)
BOTH = sql.SQL("boolsend(asked AND told) || {value}")


def packing(question: Question) -> Packing:
    """How answers to this question go out of the database."""
    labelled = (len(question.labels),)
    whole, field, to_values = {
        "choice": (TEXT, (">i2",), "i2"),
        "scale": (TEXT, (">f8",), "f8"),
        "multi": (JSON, (">i2", labelled), "i1"),
        "intensity": (JSON, (">f8", labelled), "f8"),
        "distribution": (JSON, (">f8", labelled), "f8"),
    }[question.kind]
    needed = whole.format(path=sql.Literal([question.id, "value"]), told=_told(question))
    columns = BOTH.format(value=_value(question))
    fields: list[Any] = [("cannot_tell", "?"), ("value", *field)]
    reader = _shares if question.kind == "distribution" else _as_type(to_values)
    return Packing(needed, columns, fields, reader)


def _told(question: Question) -> sql.Composable:
    if not question.cannot_tell:  # nobody could say so: do not look into each answer
        return sql.SQL("false")
    return TOLD.format(question=sql.Literal(question.id))


def _value(question: Question) -> sql.Composed:
    if question.kind == "choice":
        return CHOICE.format(labels=sql.Literal(list(question.label_ids)))
    if question.kind == "scale":
        return NUMBER.format()
    each = CHOSEN if question.kind == "multi" else LABEL_NUMBER
    return _joined(each.format(label=sql.Literal(label)) for label in question.label_ids)


def _joined(parts: Iterable[sql.Composed]) -> sql.Composed:
    return sql.SQL(" || ").join(parts)


def _as_type(to: str) -> Reader:
    return lambda packed: packed.astype(to)


def _shares(packed: NDArray[Any]) -> NDArray[np.float64]:
    """A label that a rater left out of a distribution has share 0; no distribution is NaN."""
    shares = packed.astype(np.float64)
    absent = np.isnan(shares)
    shares[absent & ~absent.all(axis=1, keepdims=True)] = 0.0
    return shares
