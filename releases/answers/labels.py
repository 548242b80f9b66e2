"""Answers of one label or of a set of labels."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from affect.questions import Question
from releases.answers.layout import Layout, WholeLayout, answered


class LabelLayout(WholeLayout[Question]):
    """`QUESTION`: the label's id."""

    value_type = pa.string()

    def values(self, ratings: pa.Table) -> NDArray[np.int16]:
        """Positions of labels, -1 where missing."""
        labels = pa.array(self.question.label_ids, pa.string())
        codes = pc.index_in(ratings[self.name], labels)
        return np.asarray(codes.fill_null(-1).to_numpy(), np.int16)

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """How often each label was chosen."""
        column = ratings[self.name]
        found = pc.value_counts(column.drop_null()).to_pylist()
        return answered(column), {each["values"]: each["counts"] for each in found}


class SetLayout(Layout[Question]):
    """`QUESTION.LABEL`: 1 chosen, 0 not; all null where nobody answered."""

    value_type = pa.list_(pa.string())

    @property
    def names(self) -> list[str]:
        """A column per label."""
        return [self.part_name(label) for label in self.question.label_ids]

    def fields(self) -> list[pa.Field]:
        """Small whole numbers, so that columns can be summed."""
        return [pa.field(name, pa.int8()) for name in self.names]

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """1 where a label was chosen, 0 where it was not, null where nobody answered."""
        labels = self.question.label_ids
        missing = value.is_null().to_numpy(zero_copy_only=False)
        chosen = np.zeros((len(value), len(labels)), np.int8)
        rows = pc.list_parent_indices(value).to_numpy()
        codes: Any = pc.index_in(value.flatten(), pa.array(labels, pa.string()))
        known = codes.is_valid().to_numpy(zero_copy_only=False)
        chosen[rows[known], codes.drop_null().to_numpy()] = 1
        return [pa.array(column, mask=missing) for column in chosen.T]

    def value_in(self, row: Mapping[str, Any]) -> list[str] | None:
        """The labels that were chosen, in the order of the scheme."""
        if row[self.names[0]] is None:
            return None
        labels = zip(self.question.label_ids, self.names, strict=True)
        return [label for label, name in labels if row[name]]

    def values(self, ratings: pa.Table) -> NDArray[Any]:
        """1, 0, or -1 in a missing row."""
        return np.stack([ratings[name].fill_null(-1).to_numpy() for name in self.names], axis=1)

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """How often each label was chosen."""
        labels = zip(self.question.label_ids, self.names, strict=True)
        chosen = {label: pc.sum(ratings[name]).as_py() or 0 for label, name in labels}
        return answered(ratings[self.names[0]]), chosen
