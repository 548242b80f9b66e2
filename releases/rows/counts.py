"""How many ratings, raters and labels a release holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from releases.answers import AnswerColumns
from releases.columns import NORMAL


@dataclass
class QuestionCounts:
    """Answers to one question.

    labels: how often each label was given: chosen, rated or ranked, given a share above 0 (a
        distribution), or put on a part; empty for kinds without labels.
    """

    answered: int = 0
    cannot_tell: int = 0
    labels: dict[str, int] = field(default_factory=dict)


@dataclass
class RatingCounts:
    """Counts of the latest ratings; `add` takes them table by table.

    `of_checks` of them are of gold, attention, training and quiz items: they have no part in what
    is counted of questions and of rated items. `blind` and `not_blind` are those whose raters could
    not, or could, have seen others' answers; of the rest nobody knows it.
    """

    columns: Sequence[AnswerColumns]
    ratings: int = 0
    of_checks: int = 0
    blind: int = 0
    not_blind: int = 0
    unknown_raters: int = 0
    rated_items: int = 0
    raters: set[str] = field(default_factory=set)
    questions: dict[str, QuestionCounts] = field(default_factory=dict)

    def add(self, table: pa.Table) -> None:
        """Count the rows of whole items."""
        self.ratings += table.num_rows
        if "blind" in table.schema.names:  # from layout 5 on
            self.blind += pc.sum(table["blind"]).as_py() or 0
            self.not_blind += pc.sum(pc.invert(table["blind"])).as_py() or 0
        self.unknown_raters += table["rater"].null_count
        self.raters.update(pc.unique(table["rater"].drop_null()).to_pylist())
        counting = pc.equal(table["role"], NORMAL) if "role" in table.schema.names else None
        if counting is not None and not pc.all(counting).as_py():
            table = table.filter(counting)
            self.of_checks += len(counting) - table.num_rows
        self.rated_items += pc.count_distinct(table["item"]).as_py()
        for column in self.columns:
            _add(self.questions.setdefault(column.question.id, _none(column)), column, table)

    def body(self) -> dict[str, Any]:
        """The counts as they stand in project.json."""
        return {
            "ratings": self.ratings,
            "raters": len(self.raters),
            "ratings_of_unknown_raters": self.unknown_raters,
            "ratings_of_checks": self.of_checks,
            "ratings_blind": self.blind,
            "ratings_not_blind": self.not_blind,
            "rated_items": self.rated_items,
            "questions": {
                column.question.id: vars(self.questions.get(column.question.id) or _none(column))
                for column in self.columns
            },
        }


def _none(column: AnswerColumns) -> QuestionCounts:
    return QuestionCounts(labels=dict.fromkeys(column.question.label_ids, 0))


def _add(counts: QuestionCounts, column: AnswerColumns, table: pa.Table) -> None:
    if column.cannot_tell is not None:
        counts.cannot_tell += pc.sum(table[column.cannot_tell]).as_py() or 0
    answered, labels = column.layout.counts(table)
    counts.answered += answered
    for label, number in labels.items():
        counts.labels[label] += number
