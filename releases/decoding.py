"""From answers as JSON text to typed columns, many at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import json as arrow_json

from affect.questions import Choice, Multi, Question, Scale
from releases.columns import AnswerColumns, answers_schema

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
    shared = [column.question for column in columns if column.question.id in asked]
    parsed = _parse(texts.dictionary, shared) if shared else None
    decoded: list[pa.Array] = []
    for column in columns:
        if parsed is not None and column.question in shared:
            decoded += _columns(column, parsed[column.question.id].combine_chunks())
        else:
            decoded += [pa.nulls(len(texts.dictionary), field.type) for field in column.fields()]
    return pa.table(decoded, schema=answers_schema(columns)).take(texts.indices)


def _parse(answers: pa.Array, questions: Sequence[Question]) -> pa.Table:
    """One struct column per question. Arrow's reader splits the text where its lines end."""
    schema = pa.schema([(question.id, _answer_type(question)) for question in questions])
    longest = pc.max(pc.binary_length(answers)).as_py()
    return arrow_json.read_json(
        pa.BufferReader("\n".join(answers.to_pylist()).encode()),
        read_options=arrow_json.ReadOptions(block_size=max(PARSE_BLOCK, 2 * longest)),
        parse_options=arrow_json.ParseOptions(
            explicit_schema=schema, unexpected_field_behavior="ignore"
        ),
    )


def _answer_type(question: Question) -> pa.DataType:
    return pa.struct(
        [
            ("value", _value_type(question)),
            ("confidence", pa.float64()),
            ("cannot_tell", pa.bool_()),
        ]
    )


def _value_type(question: Question) -> pa.DataType:
    if isinstance(question, Choice):
        return pa.string()
    if isinstance(question, Scale):
        return pa.float64()
    if isinstance(question, Multi):
        return pa.list_(pa.string())
    return pa.struct([(label, pa.float64()) for label in question.label_ids])


def _columns(column: AnswerColumns, answer: pa.Array) -> list[pa.Array]:
    value = pc.struct_field(answer, "value")
    decoded = [value] if column.value is not None else _label_columns(column.question, value)
    if column.confidence is not None:
        decoded.append(pc.struct_field(answer, "confidence").cast(pa.int8()))
    if column.cannot_tell is not None:
        told = pc.struct_field(answer, "cannot_tell")
        # false where there is a value instead, null where there is neither
        answered = pc.if_else(value.is_valid(), False, pa.scalar(None, pa.bool_()))
        decoded.append(pc.coalesce(told, answered))
    return decoded


def _label_columns(question: Question, value: pa.Array) -> list[pa.Array]:
    if isinstance(question, Multi):
        return _chosen(question.label_ids, value)
    shares = [pc.struct_field(value, label) for label in question.label_ids]
    if question.kind != "distribution":
        return shares
    # The rest of a whole that was shared out went to others: a label left out has share 0.
    there = value.is_valid()
    return [pc.if_else(there, pc.fill_null(share, 0.0), None) for share in shares]


def _chosen(labels: Sequence[str], value: pa.ListArray) -> list[pa.Array]:
    """1 where a label was chosen, 0 where it was not, null where nobody answered."""
    missing = value.is_null().to_numpy(zero_copy_only=False)
    chosen = np.zeros((len(value), len(labels)), np.int8)
    rows = pc.list_parent_indices(value).to_numpy()
    codes: Any = pc.index_in(value.flatten(), pa.array(labels, pa.string()))
    known = codes.is_valid().to_numpy(zero_copy_only=False)
    chosen[rows[known], codes.drop_null().to_numpy()] = 1
    return [pa.array(column, mask=missing) for column in chosen.T]
