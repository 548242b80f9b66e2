"""Every kind of question is compared, or says that it is not."""

from typing import cast

import numpy as np
import pytest

from affect.coded import Coded
from affect.diagnostics import (
    agreement_with_others,
    column_ids,
    comparable,
    label_pairs,
    leave_one_out,
    target_width,
    texts_of,
)
from affect.questions import Grid
from tests.every_kind import SETTINGS, question_of

# an answer to each kind that is compared
GIVEN = {
    "choice": "anger",
    "multi": ["anger", "c-s"],
    "intensity": {"anger": 3.0},
    "distribution": {"anger": 0.5, "c-s": 0.5},
    "scale": 0.25,
    "grid": {"valence": 0.5, "arousal": 0.5},
    "statement": "true",
    "pair": "first",
    "rank": ["c-s", "anger"],
    "review": {"verdict": "accept"},
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_every_kind(kind: str) -> None:
    question, value = question_of(kind), GIVEN.get(kind)
    coded = Coded.of(question, [0, 0, 1, 1], [0, 1, 0, 1], [value, value, value, None])
    found = comparable(question, coded)
    assert (found is not None) == (kind in GIVEN)
    if found is None:
        return
    shared = found.shared()
    assert shared.unit.tolist() == [0, 0]
    assert [one.n for one in agreement_with_others(shared)] == [1, 1]
    assert leave_one_out(shared).alpha is None, "all ratings are the same value"
    assert len(texts_of(question, found.columns)) == len(found.columns)
    if found.is_vote:
        assert found.votes(3).sum(axis=1) == pytest.approx([2, 1, 0])
        assert label_pairs(shared).sum() == pytest.approx(2)


def test_targets_and_columns() -> None:
    assert target_width(question_of("scale")) == 0.5
    assert target_width(question_of("choice")) == 0.6
    grid = cast(Grid, question_of("grid"))
    assert column_ids(grid) == tuple(axis.id for axis in grid.axes)


def test_a_set_that_nobody_gave_is_missing_and_not_empty() -> None:
    multi = question_of("multi")
    coded = Coded.of(multi, [0, 0, 0], [0, 1, 2], [[], list(multi.label_ids[:1]), None])
    found = comparable(multi, coded)
    assert len(found.shared().unit) == 2
    assert np.isnan(found.coded.values[2]).all()
