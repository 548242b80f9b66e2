"""Every kind of answer through a release and each format, and nothing made up on the way."""

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affect.agreement import question_agreement
from affect.coded import Coded
from affect.questions import KINDS, load_scheme
from releases.answers import answer_columns, answers_schema, decode_answers
from releases.exports import TABLES
from tests.every_kind import ANSWERS, IDS, SETTINGS, VALUES, question_of, scheme_body

COLUMNS = answer_columns(load_scheme(scheme_body()))
SCHEMA = answers_schema(COLUMNS)
LAYOUTS = {column.question.id: column.layout for column in COLUMNS}
NAMES = {column.question.id: [field.name for field in column.fields()] for column in COLUMNS}


def part(question: str, label: str) -> str:
    return f"{question}.label.{label}" if label == "confidence" else f"{question}.{label}"


def value_of(kind: str, row: dict[str, Any]) -> Any:
    """The value that an answer had, from the cells of its columns."""
    value = LAYOUTS[kind].value_in(row)
    if kind == "distribution":
        return {label: share for label, share in value.items() if share}
    if kind == "review" and value["verdict"] != "reject":
        left = {name: row[f"review.{name}"] for name in ("caption", "clues", "mood")}
        assert left == value["fields" if value["verdict"] == "edit" else "draft"]
    return value


def decoded(answers: list[dict[str, Any]]) -> pa.Table:
    texts = pa.array([json.dumps(answer) for answer in answers], pa.string())
    return decode_answers(texts, np.ones(len(answers), np.int32), COLUMNS, {1: frozenset(KINDS)})


def check_rows(answers: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    """What was answered is there, and of what was not there is nothing."""
    for answer, row in zip(answers, rows, strict=True):
        for kind, names in NAMES.items():
            if kind not in answer:
                assert {name: row[name] for name in names} == dict.fromkeys(names)
                assert LAYOUTS[kind].value_in(row) is None
                continue
            value = answer[kind]["value"]
            expected = sorted(value, key=IDS.index) if kind == "multi" else value
            assert value_of(kind, row) == expected


def test_there_is_a_strategy_and_a_layout_for_every_kind() -> None:
    assert set(SETTINGS) == set(VALUES) == set(NAMES) == set(KINDS)
    every = [name for names in NAMES.values() for name in names]
    assert len(set(every)) == len(every)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, min_size=1, max_size=8))
def test_what_is_answered_is_decoded_and_nothing_else(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        for kind, given_value in answer.items():
            assert question_of(kind).check(given_value, draft=False) == []
    check_rows(answers, decoded(answers).to_pylist())


def from_csv(cell: str, kind: pa.DataType) -> Any:
    """A cell as somebody reads it who knows the type of its column."""
    if cell == "":
        return None
    if pa.types.is_string(kind):
        return cell
    return json.loads(cell)


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=st.lists(ANSWERS, min_size=1, max_size=8))
def test_every_format_keeps_every_answer(name: str, answers: list[dict[str, Any]]) -> None:
    from tests.releases.test_release_export import read

    table = decoded(answers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"rows.{TABLES[name].suffix}"
        with TABLES[name].open(path, SCHEMA) as writer:
            writer.write_table(table)
        rows = read(Path(folder), "rows")
        assert TABLES[name].rows(path) == len(answers)
    if name == "csv":  # an empty text and a missing one look alike there
        rows = [{f.name: from_csv(row[f.name], f.type) for f in SCHEMA} for row in rows]
        blank = {f.name: "" for f in SCHEMA if pa.types.is_string(f.type)}
        filled = [
            {k: blank[k] if v is None and t.get(k) == "" else v for k, v in row.items()}
            for row, t in zip(rows, table.to_pylist(), strict=True)
        ]
        rows = filled
    check_rows(answers, rows)


def test_coded_columns_are_what_the_question_encodes() -> None:
    for column in COLUMNS:
        kind = column.question.kind
        if column.question.family == "structured":
            continue
        value = {
            "choice": "c-s", "multi": ["anger"], "intensity": {"anger": 0}, "scale": 0.5,
            "distribution": {"anger": 1}, "grid": {"valence": 0, "arousal": 1},
            "statement": "false", "pair": "none", "rank": ["c-s", "anger"],
        }[kind]  # fmt: skip
        table = decoded([{kind: {"value": value}}, {}])
        found = column.layout.values(table)
        expected = column.question.encode([value, None])
        assert found.dtype == expected.dtype
        np.testing.assert_array_equal(found, expected)


def test_an_empty_list_is_an_answer_in_every_column() -> None:
    empty: dict[str, Any] = {
        kind: {"value": []} for kind in ("multi", "words", "timeline", "spans", "regions")
    }
    row, missing = decoded([empty, {}]).to_pylist()
    for kind in ("words", "timeline", "spans", "regions"):
        assert (row[kind], missing[kind]) == ([], None)
    assert [row[part("multi", label)] for label in IDS] == [0, 0, 0]
    assert [missing[part("multi", label)] for label in IDS] == [None] * 3


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, min_size=8, max_size=8))
def test_agreement_is_that_of_the_answers_as_they_were_given(answers: list[dict[str, Any]]) -> None:
    table = decoded(answers)
    unit, rater = (part.astype(np.int32) for part in np.divmod(np.arange(len(answers)), 2))
    for kind, layout in LAYOUTS.items():
        asked, nobody = question_of(kind), np.zeros(len(answers), bool)
        given_values = asked.encode([answer.get(kind, {}).get("value") for answer in answers])
        read, told = (
            question_agreement(asked, Coded(unit, rater, values, nobody))
            for values in (layout.whole_values(table), given_values)
        )
        for one, other in zip(read.statistics, told.statistics, strict=True):
            assert one.result.reason == other.result.reason, kind
            assert one.result.value == pytest.approx(other.result.value, abs=1e-9), kind
