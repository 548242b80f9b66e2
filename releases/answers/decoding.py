"""From answers as JSON text to typed columns, many at a time."""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import json as arrow_json

from releases.answers.columns import AnswerColumns, answers_schema

PARSE_BLOCK = 1 << 20


def decode_answers(
    answers: pa.Array,
    versions: NDArray[np.int32],
    columns: Sequence[AnswerColumns],
    asked: Mapping[int, frozenset[str]],
) -> pa.Table:
    """The columns of all questions, in the order of `AnswerColumns.fields`, one row per answer.

    `answers` holds JSON objects and `versions` the version of the scheme behind each. An answer
    counts for a question only where its version is `asked` that very question; elsewhere it is
    missing here and stands in the JSON text alone.
    """
    by_version = np.argsort(versions, kind="stable")
    present, counts = np.unique(versions, return_counts=True)
    parts, start = [answers_schema(columns).empty_table()], 0
    for version, count in zip(present, counts, strict=True):
        rows = pa.array(by_version[start : start + count])
        parts.append(_decode(answers.take(rows), columns, asked[int(version)]))
        start += count
    return pa.concat_tables(parts).take(pa.array(np.argsort(by_version)))


def _decode(answers: pa.Array, columns: Sequence[AnswerColumns], asked: frozenset[str]) -> pa.Table:
    """Answers to one version of the scheme. Each text is read once, however often it was given."""
    texts = answers.dictionary_encode()
    shared = [column for column in columns if column.question.id in asked]
    parsed = _parse(texts.dictionary, shared) if shared else None
    decoded: list[pa.Array] = []
    for column in columns:
        if parsed is not None and column in shared:
            decoded += _columns(column, parsed[column.question.id].combine_chunks())
        else:
            decoded += [pa.nulls(len(texts.dictionary), field.type) for field in column.fields()]
    return pa.table(decoded, schema=answers_schema(columns)).take(texts.indices)


def _parse(answers: pa.Array, columns: Sequence[AnswerColumns]) -> pa.Table:
    """One struct column per question. Arrow's reader splits the text where its lines end."""
    schema = pa.schema([(column.question.id, _answer_type(column)) for column in columns])
    longest = pc.max(pc.binary_length(answers)).as_py()
    return arrow_json.read_json(
        pa.BufferReader("\n".join(answers.to_pylist()).encode()),
        read_options=arrow_json.ReadOptions(block_size=max(PARSE_BLOCK, 2 * longest)),
        parse_options=arrow_json.ParseOptions(
            explicit_schema=schema, unexpected_field_behavior="ignore"
        ),
    )


def _answer_type(column: AnswerColumns) -> pa.DataType:
    return pa.struct(
        [
            ("value", column.layout.value_type),
            ("confidence", pa.float64()),
            ("cannot_tell", pa.bool_()),
        ]
    )


def _columns(column: AnswerColumns, answer: pa.Array) -> list[pa.Array]:
    value = pc.struct_field(answer, "value")
    decoded = column.layout.columns(value)
    if column.confidence is not None:
        decoded.append(pc.struct_field(answer, "confidence").cast(pa.int8()))
    if column.cannot_tell is not None:
        told = pc.struct_field(answer, "cannot_tell")
        # false where there is a value instead, null where there is neither
        answered = pc.if_else(value.is_valid(), False, pa.scalar(None, pa.bool_()))
        decoded.append(pc.coalesce(told, answered))
    return decoded
