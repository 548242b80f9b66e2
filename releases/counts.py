"""How many ratings, raters and labels a release holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from releases.columns import AnswerColumns


@dataclass
class QuestionCounts:
    """Answers to one question.

    labels: how often each label was given: chosen, rated (an intensity), or given a share above
        0 (a distribution); empty for a scale.
    """

    answered: int = 0
    cannot_tell: int = 0
    labels: dict[str, int] = field(default_factory=dict)


@dataclass
class RatingCounts:
    """Counts of the ratings that count; `add` takes them table by table."""

    columns: Sequence[AnswerColumns]
    ratings: int = 0
    unknown_raters: int = 0
    rated_items: int = 0
    raters: set[str] = field(default_factory=set)
    questions: dict[str, QuestionCounts] = field(default_factory=dict)

    def add(self, table: pa.Table) -> None:
        """Count the rows of whole items."""
        self.ratings += table.num_rows
        self.rated_items += pc.count_distinct(table["item"]).as_py()
        self.unknown_raters += table["rater"].null_count
        self.raters.update(pc.unique(table["rater"].drop_null()).to_pylist())
        for column in self.columns:
            _add(self.questions.setdefault(column.question.id, _none(column)), column, table)

    def body(self) -> dict[str, Any]:
        """The counts as they stand in project.json."""
        return {
            "ratings": self.ratings,
            "raters": len(self.raters),
            "ratings_of_unknown_raters": self.unknown_raters,
            "rated_items": self.rated_items,
            "questions": {name: vars(counts) for name, counts in self.questions.items()},
        }


def _none(column: AnswerColumns) -> QuestionCounts:
    return QuestionCounts(labels=dict.fromkeys(column.question.label_ids, 0))


def _add(counts: QuestionCounts, column: AnswerColumns, table: pa.Table) -> None:
    if column.cannot_tell is not None:
        counts.cannot_tell += pc.sum(table[column.cannot_tell]).as_py() or 0
    if column.value is not None:
        values = table[column.value]
        counts.answered += len(values) - values.null_count
        if column.question.labels:
            for found in pc.value_counts(values.drop_null()).to_pylist():
                counts.labels[found["values"]] += found["counts"]
        return
    answered = np.zeros(table.num_rows, bool)
    for label, name in column.labels.items():
        there = table[name].is_valid()
        answered |= there.to_numpy()
        given = there if column.question.kind == "intensity" else pc.greater(table[name], 0)
        counts.labels[label] += pc.sum(given).as_py() or 0
    counts.answered += int(answered.sum())
