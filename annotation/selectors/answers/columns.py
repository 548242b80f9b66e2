"""How PostgreSQL packs an answer of each kind into bytes, and how numpy reads them.

From a row with `answers` it needs `value` (what the question's family packs: text, jsonb or an
array, null where there is none), `told` (cannot tell) and `asked` (false: missing, whatever is
there). The arrays are those of `Question.encode`. Answers with parts have no fixed width: of
them only that they are there is packed.
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
ORDER = sql.SQL(
    "CASE WHEN answers #> {path} IS NOT NULL"
    " THEN ARRAY(SELECT jsonb_array_elements_text(answers #> {path})) END AS value, {told} AS told"
)
TOLD = sql.SQL("coalesce(answers -> {question} ? 'cannot_tell', false)")

CHOICE = sql.SQL(
    "int2send(CASE WHEN asked THEN coalesce(array_position({labels}::text[], value) - 1, -1)"
    " ELSE -1 END::int2)"
)
THERE = sql.SQL("int2send(CASE WHEN asked AND value <> 'null' THEN 1 ELSE -1 END::int2)")
CHOSEN = sql.SQL(
    "int2send(CASE WHEN asked AND value IS NOT NULL THEN (value ? {label})::int ELSE -1 END::int2)"
)
NUMBER = sql.SQL("float8send(CASE WHEN asked THEN coalesce(value::float8, 'NaN') ELSE 'NaN' END)")
LABEL_NUMBER = sql.SQL(
    "float8send(CASE WHEN asked THEN coalesce((value ->> {label})::float8, 'NaN') ELSE 'NaN' END)"
)
PLACE = sql.SQL(
    "float8send(CASE WHEN asked THEN coalesce(array_position(value, {label})::float8, 'NaN')"
    " ELSE 'NaN' END)"
)
# Many raters skip a question with many labels: then none of them is looked for.
WHERE_GIVEN = sql.SQL(
    "CASE WHEN asked AND value IS NOT NULL THEN {given} ELSE {missing}::bytea END"
)
NAN, NOTHING_CHOSEN = "7ff8000000000000", "ffff"
BOTH = sql.SQL("boolsend(asked AND told) || {value}")


def packing(question: Question) -> Packing:
    """How answers to this question go out of the database.

    Of those with parts only whether there is one: int8 1, or -1 where it is missing.
    """
    labelled = (len(question.labels),)
    whole, field, to_values = {
        "label": (TEXT, (">i2",), "i2"),
        "number": (TEXT, (">f8",), "f8"),
        "set": (JSON, (">i2", labelled), "i1"),
        "numbers": (ORDER if question.kind == "rank" else JSON, (">f8", labelled), "f8"),
        "structured": (JSON, (">i2",), "i1"),
    }[question.family]
    needed = whole.format(path=value_path(question), told=told_of(question))
    columns = BOTH.format(value=_value(question))
    fields: list[Any] = [("cannot_tell", "?"), ("value", *field)]
    reader = _shares if question.kind == "distribution" else _as_type(to_values)
    return Packing(needed, columns, fields, reader)


def value_path(question: Question) -> sql.Literal:
    """Where the value of an answer to this question stands in `answers`."""
    return sql.Literal([question.id, "value"])


def told_of(question: Question) -> sql.Composable:
    """Whether an answer says that the rater cannot tell."""
    if not question.cannot_tell:  # nobody could say so: do not look into each answer
        return sql.SQL("false")
    return TOLD.format(question=sql.Literal(question.id))


def _value(question: Question) -> sql.Composed:
    if question.family == "label":
        return CHOICE.format(labels=sql.Literal(list(question.label_ids)))
    if question.family == "number":
        return NUMBER.format()
    if question.family == "structured":
        return THERE.format()
    of_numbers = PLACE if question.kind == "rank" else LABEL_NUMBER
    each, nothing = (CHOSEN, NOTHING_CHOSEN) if question.family == "set" else (of_numbers, NAN)
    given = _joined(each.format(label=sql.Literal(label)) for label in question.label_ids)
    missing = sql.Literal("\\x" + nothing * len(question.label_ids))
    return WHERE_GIVEN.format(given=given, missing=missing)


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
