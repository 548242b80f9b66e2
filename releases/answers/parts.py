"""Labelled parts of an item: intervals of time, spans of text, boxes on an image."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from affect.questions import Question, Timeline
from releases.answers.layout import WholeLayout, answered, objects

INTERVAL = pa.struct(
    [
        ("start", pa.float64()),
        ("end", pa.float64()),
        ("label", pa.string()),
        ("track", pa.string()),
    ]
)
SPAN = pa.struct(
    [
        ("turn", pa.int32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("label", pa.string()),
        ("text", pa.string()),
    ]
)
BOX = pa.struct(
    [
        ("x", pa.float64()),
        ("y", pa.float64()),
        ("width", pa.float64()),
        ("height", pa.float64()),
        ("label", pa.string()),
    ]
)
PARTS = {"timeline": INTERVAL, "spans": SPAN, "regions": BOX}


class PartsLayout(WholeLayout[Question]):
    """`QUESTION`: a list of the parts; an empty one says that there is none."""

    @property
    def value_type(self) -> pa.DataType:
        """Parts of the kind."""
        return pa.list_(PARTS[self.question.kind])

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """The parts as they are; on a timeline of one track all are on it."""
        if isinstance(self.question, Timeline) and len(self.question.tracks) == 1:
            return [_on_track(value, self.question.tracks[0].id)]
        return [value]

    def values(self, ratings: pa.Table) -> NDArray[np.object_]:
        """Only whether there are any: most rules do not read parts."""
        return objects(ratings[self.name])

    def whole_values(self, ratings: pa.Table) -> NDArray[np.object_]:
        """Lists of parts."""
        return objects(ratings[self.name], ratings[self.name].to_pylist())

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """How many parts have each label."""
        column = ratings[self.name]
        labels = pc.struct_field(column.combine_chunks().flatten(), "label")
        found = pc.value_counts(labels).to_pylist()
        return answered(column), {each["values"]: each["counts"] for each in found}


def _on_track(value: pa.Array, track: str) -> pa.Array:
    """The same intervals, with the track that they need not name."""
    intervals = value.flatten()
    parts = [pc.struct_field(intervals, field.name) for field in INTERVAL]
    parts[-1] = parts[-1].fill_null(track)
    lengths = np.asarray(pc.list_value_length(value).fill_null(0).to_numpy(zero_copy_only=False))
    ends = np.concatenate([np.zeros(1, np.int32), np.cumsum(lengths, dtype=np.int32)])
    whole = pa.StructArray.from_arrays(parts, fields=list(INTERVAL))
    return pa.ListArray.from_arrays(pa.array(ends), whole, mask=value.is_null())
