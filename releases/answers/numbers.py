"""Answers of one number, or of a number for each label."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from affect.questions import Question
from releases.answers.layout import Layout, WholeLayout, answered, numbers


class NumberLayout(WholeLayout[Question]):
    """`QUESTION`: the number."""

    value_type = pa.float64()

    def values(self, ratings: pa.Table) -> NDArray[np.float64]:
        """NaN where missing."""
        return numbers(ratings[self.name])

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """There are no labels to count."""
        return answered(ratings[self.name]), {}


class NumbersLayout(Layout[Question]):
    """`QUESTION.LABEL`: the label's number, null where it was not rated."""

    number = pa.float64()

    @property
    def names(self) -> list[str]:
        """A column per label."""
        return [self.part_name(label) for label in self.question.label_ids]

    @property
    def value_type(self) -> pa.DataType:
        """An object of labels and numbers."""
        return pa.struct([(label, pa.float64()) for label in self.question.label_ids])

    def fields(self) -> list[pa.Field]:
        """A column per label."""
        return [pa.field(name, self.number) for name in self.names]

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """The numbers as they are."""
        return [pc.struct_field(value, label) for label in self.question.label_ids]

    def value_in(self, row: Mapping[str, Any]) -> Any:
        """The labels that have a number, with it."""
        return self._given(row) or None

    def _given(self, row: Mapping[str, Any]) -> dict[str, Any]:
        labels = zip(self.question.label_ids, self.names, strict=True)
        return {label: row[name] for label, name in labels if row[name] is not None}

    def values(self, ratings: pa.Table) -> NDArray[np.float64]:
        """NaN where missing."""
        return np.stack([numbers(ratings[name]) for name in self.names], axis=1)

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """How often each label has a number."""
        there = np.stack([ratings[name].is_valid().to_numpy() for name in self.names], axis=1)
        of_labels = zip(self.question.label_ids, there.sum(axis=0).tolist(), strict=True)
        return int(there.any(axis=1).sum()), dict(of_labels)


class SharesLayout(NumbersLayout):
    """`QUESTION.LABEL`: the label's share; all null where nobody answered."""

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """The rest of a whole that was shared out went to others: a label left out has 0."""
        there = value.is_valid()
        shares = super().columns(value)
        return [pc.if_else(there, pc.fill_null(share, 0.0), None) for share in shares]

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """How often each label has more than nothing."""
        labels = zip(self.question.label_ids, self.names, strict=True)
        given = {label: pc.sum(pc.greater(ratings[name], 0)).as_py() or 0 for label, name in labels}
        return answered(ratings[self.names[0]]), given


class RankLayout(NumbersLayout):
    """`QUESTION.LABEL`: the label's rank from 1, null where it has none."""

    number = pa.int16()

    def value_in(self, row: Mapping[str, Any]) -> list[str] | None:
        """The labels, the best first."""
        ranks = self._given(row)
        return sorted(ranks, key=lambda label: ranks[label]) or None

    @property
    def value_type(self) -> pa.DataType:
        """Labels, the best first."""
        return pa.list_(pa.string())

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """The place of each label in the list."""
        labels = pa.array(self.question.label_ids, pa.string())
        codes = pc.index_in(value.flatten(), labels).to_numpy(zero_copy_only=False)
        rows = pc.list_parent_indices(value).to_numpy()
        begins = np.searchsorted(rows, rows)  # where each row's list begins
        ranks = np.zeros((len(value), len(labels)), np.int16)
        ranks[rows, codes.astype(np.int64)] = np.arange(len(rows)) - begins + 1
        return [pa.array(column, mask=column == 0) for column in ranks.T]
