"""Missing and zero stay apart on the whole way from the answer to each format."""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.presets import preset
from affect.questions import load_scheme
from releases.answers import answer_columns, answers_schema, decode_answers
from releases.exports import TABLES
from tests.releases.test_release_export import plain

QUESTIONS = load_scheme(preset("crema-d")["scheme"])
COLUMNS = answer_columns(QUESTIONS)
LABELS = QUESTIONS.questions[0].label_ids
NUMBERS = st.one_of(st.integers(0, 100), st.floats(0, 100, allow_subnormal=False))
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "emotion": st.fixed_dictionaries({"value": st.sampled_from(LABELS)}),
        "intensity": st.fixed_dictionaries(
            {"value": st.dictionaries(st.sampled_from(LABELS), NUMBERS, min_size=1)}
        ),
    },
)


def expected(answer: dict[str, Any]) -> list[Any]:
    rated = answer.get("intensity", {}).get("value", {})
    numbers = [float(rated[label]) if label in rated else None for label in LABELS]
    return [answer.get("emotion", {}).get("value"), *numbers]


def decoded(answers: list[dict[str, Any]]) -> pa.Table:
    import json

    texts = pa.array([json.dumps(answer) for answer in answers], pa.string())
    asked = {1: frozenset({"emotion", "intensity"})}
    return decode_answers(texts, np.ones(len(answers), np.int32), COLUMNS, asked)


@settings(max_examples=60, deadline=None)
@given(st.lists(ANSWERS, min_size=1, max_size=30))
def test_what_is_answered_is_decoded_and_nothing_else(answers: list[dict[str, Any]]) -> None:
    rows = [list(row.values()) for row in decoded(answers).to_pylist()]
    assert rows == [expected(answer) for answer in answers]


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=25, deadline=None)
@given(answers=st.lists(ANSWERS, min_size=1, max_size=20))
def test_every_format_keeps_it_to_the_last_digit(name: str, answers: list[dict[str, Any]]) -> None:
    from tests.releases.test_release_export import read

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"rows.{TABLES[name].suffix}"
        with TABLES[name].open(path, answers_schema(COLUMNS)) as writer:
            writer.write_table(decoded(answers))
        rows = [list(row.values()) for row in read(Path(folder), "rows")]
        assert TABLES[name].rows(path) == len(answers)
    wanted = [expected(answer) for answer in answers]
    if name == "csv":  # a cell is a text: its number must be the same, to the last digit
        rows = [[cell if n == 0 or not cell else float(cell) for n, cell in enumerate(row)]
                for row in rows]  # fmt: skip
        wanted = [[plain(None) if value is None else value for value in row] for row in wanted]
    assert rows == wanted
