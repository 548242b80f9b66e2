"""Reviews of a model's draft."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from affect.questions import Review
from affect.questions.review import ReviewField
from releases.answers.layout import Layout, answered, objects
from releases.contents.prose import prose_fields


class ReviewLayout(Layout[Review]):
    """The verdict, how far the draft was edited, and each field as it was and as it was left.

    `QUESTION.FIELD` is the field after the review: as drafted where it was accepted, as edited
    where it was edited, missing where it was rejected. Without prose there is no reason, and of a
    field that is a text only the draft and the distance.
    """

    @property
    def _left(self) -> list[ReviewField]:
        """The fields whose edits are there."""
        gone = () if self.prose else prose_fields(self.question)
        return [field for field in self.question.fields if field.id not in gone]

    @property
    def value_type(self) -> pa.DataType:
        """As it was given."""
        fields = pa.struct([(field.id, _type(field)) for field in self.question.fields])
        return pa.struct(
            [
                ("verdict", pa.string()),
                ("reason", pa.string()),
                ("draft", fields),
                ("fields", fields),
            ]
        )

    def fields(self) -> list[pa.Field]:
        """Distances are whole numbers: characters, words, or 1 for another label."""
        name, fields = self.question.id, self.question.fields
        return [
            pa.field(f"{name}.verdict", pa.string()),
            *([pa.field(f"{name}.reason", pa.string())] if self.prose else []),
            pa.field(f"{name}.edit_distance", pa.int32()),
            *(pa.field(f"{name}.edit_distance.{field.id}", pa.int32()) for field in fields),
            *(pa.field(f"{name}.{field.id}", _type(field)) for field in self._left),
            *(pa.field(f"{name}.draft.{field.id}", _type(field)) for field in fields),
        ]

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """Distances are computed from draft and edit; a rejected draft has none."""
        verdict, draft = pc.struct_field(value, "verdict"), pc.struct_field(value, "draft")
        edited = pc.struct_field(value, "fields")
        kept = pc.not_equal(verdict, "reject")
        drafted = [pc.struct_field(draft, field.id) for field in self.question.fields]
        left = []
        for field in self._left:
            before, after = pc.struct_field(draft, field.id), pc.struct_field(edited, field.id)
            left.append(pc.if_else(kept, pc.coalesce(after, before), None))
        reason = [pc.struct_field(value, "reason")] if self.prose else []
        return [verdict, *reason, *self._distances(value), *left, *drafted]

    def _distances(self, value: pa.Array) -> list[pa.Array]:
        """The sum over fields, then each field's."""
        ids = [field.id for field in self.question.fields]
        rows = np.full((len(value), 1 + len(ids)), -1, np.int64)
        for row, review in enumerate(value.to_pylist()):
            found = None if review is None else self.question.distances(_given(review))
            if found is not None:
                rows[row] = [sum(found.values()), *(found[name] for name in ids)]
        return [pa.array(column, pa.int32(), mask=column < 0) for column in rows.T]

    def value_in(self, row: Mapping[str, Any]) -> dict[str, Any] | None:
        """Verdict and draft, with the fields where they were edited and the reason if any."""
        name, ids = self.question.id, [field.id for field in self.question.fields]
        verdict = row[f"{name}.verdict"]
        if verdict is None:
            return None
        value = {"verdict": verdict, "draft": {each: row[f"{name}.draft.{each}"] for each in ids}}
        if verdict == "edit":
            value["fields"] = {each.id: row[f"{name}.{each.id}"] for each in self._left}
        reason = row[f"{name}.reason"] if self.prose else None
        return value if reason is None else {**value, "reason": reason}

    def values(self, ratings: pa.Table) -> NDArray[Any]:
        """Verdicts alone."""
        column = ratings[f"{self.question.id}.verdict"]
        return objects(column, [{"verdict": verdict} for verdict in column.to_pylist()])

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """How often each verdict was given."""
        column = ratings[f"{self.question.id}.verdict"]
        found = pc.value_counts(column.drop_null()).to_pylist()
        return answered(column), {each["values"]: each["counts"] for each in found}


def _type(field: ReviewField) -> pa.DataType:
    return pa.list_(pa.string()) if field.kind == "words" else pa.string()


def _given(review: dict[str, Any]) -> dict[str, Any]:
    """The value without what it did not have."""
    return {name: part for name, part in review.items() if part is not None}
