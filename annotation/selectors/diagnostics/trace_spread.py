"""How far the traces of each item lie apart, read a few items at a time."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from psycopg import sql

from affect.questions import Trace
from affect.traces.spread import mean_spread
from annotation.models import Project
from annotation.selectors.answers.batches import CodedAnswers, rows_of

ITEMS_AT_ONCE = 50
"""Traces are long: those of so many items are in memory together, however many there are."""


def trace_spread(project: Project, answers: CodedAnswers) -> NDArray[np.float64]:
    """`mean_spread` of each item with two traces or more, float64 (items,); NaN of the others.

    answers: that there are answers, as `Moment.packed` has them.
    """
    question = cast(Trace, answers.question)
    n = np.bincount(answers.coded.unit[answers.coded.answered()], minlength=len(answers.item_ids))
    found = np.full(len(answers.item_ids), np.nan)
    several = np.flatnonzero(n >= 2)
    for start in range(0, len(several), ITEMS_AT_ONCE):
        units = several[start : start + ITEMS_AT_ONCE]
        ids = answers.item_ids[units]
        which = sql.SQL("item_id IN ({})").format(
            sql.SQL(", ").join(map(sql.Literal, ids.tolist()))
        )
        rows = rows_of(project, question, which)
        for unit, item in zip(units, ids, strict=True):
            of_item = rows.values[(rows.items == item) & ~rows.told]
            given = [value for value in of_item if value is not None]
            found[unit] = mean_spread(given, question)
    return found
