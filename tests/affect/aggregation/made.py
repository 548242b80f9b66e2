"""Questions and ratings for the tests of rules."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from affect.aggregation import Coded
from affect.questions import Question, load_scheme


def question(kind: str, labels: Sequence[str] = "", **settings: Any) -> Question:
    """A question; a text of labels gives one-letter labels."""
    body = {"id": "q", "kind": kind, "text": "?", "cannot_tell": True, **settings}
    if labels:
        body["labels"] = [{"id": label} for label in labels]
    return load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]


def coded(asked: Question, rows: list[tuple[int, Any]], cannot_tell: Any = None) -> Coded:
    """Rows of unit and value, each by a rater of its own."""
    units, values = [unit for unit, _ in rows], [value for _, value in rows]
    return Coded.of(asked, units, range(len(rows)), values, cannot_tell)


def rated(asked: Question, rows: list[tuple[int, int, Any]]) -> Coded:
    """Rows of unit, rater and value."""
    unit, rater, value = zip(*rows, strict=True)
    return Coded.of(asked, unit, rater, value)


def table(units_by_raters: ArrayLike) -> Coded:
    """Numbers of raters (columns) for units (rows); NaN or None is missing."""
    numbers = np.asarray(units_by_raters, np.float64)
    unit, rater = np.nonzero(~np.isnan(numbers))
    return Coded(
        unit=unit.astype(np.int32),
        rater=rater.astype(np.int32),
        values=numbers[unit, rater],
        cannot_tell=np.zeros(len(unit), bool),
    )


def answer(shared_data: Path, case_id: str) -> dict[str, Any]:
    """A case of the answer book."""
    book = json.loads((shared_data / "agreement_cases.json").read_text())["cases"]
    return next(case for case in book if case["id"] == case_id)
