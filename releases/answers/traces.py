"""Continuous traces."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from affect.questions import Trace
from releases.answers.layout import BESIDE, Layout, answered, objects

BESIDE_DIMENSIONS = (*BESIDE, "seconds", "device", "times")
SAMPLES = pa.list_(pa.float64())


class TraceLayout(Layout[Trace]):
    """`QUESTION.seconds`, `.device`, `.times`, and each dimension's raw samples."""

    @property
    def value_type(self) -> pa.DataType:
        """As it was recorded."""
        return pa.struct(
            [
                ("seconds", pa.float64()),
                ("device", pa.string()),
                ("times", SAMPLES),
                ("values", pa.struct([(name, SAMPLES) for name in self.question.dimension_ids])),
            ]
        )

    def fields(self) -> list[pa.Field]:
        """Times and samples are lists of the same length."""
        name = self.question.id
        own = [
            (f"{name}.seconds", pa.float64()),
            (f"{name}.device", pa.string()),
            (f"{name}.times", SAMPLES),
        ]
        samples = [(each, SAMPLES) for each in self._dimension_names()]
        return [pa.field(*each) for each in (*own, *samples)]

    def columns(self, value: pa.Array) -> list[pa.Array]:
        """The parts of the trace."""
        own = [pc.struct_field(value, part) for part in ("seconds", "device", "times")]
        samples = pc.struct_field(value, "values")
        return own + [pc.struct_field(samples, name) for name in self.question.dimension_ids]

    def value_in(self, row: Mapping[str, Any]) -> dict[str, Any] | None:
        """The raw trace as it was recorded."""
        name = self.question.id
        if row[f"{name}.seconds"] is None:
            return None
        samples = zip(self.question.dimension_ids, self._dimension_names(), strict=True)
        own = {part: row[f"{name}.{part}"] for part in ("seconds", "device", "times")}
        return {**own, "values": {each: row[column] for each, column in samples}}

    def _dimension_names(self) -> list[str]:
        return [
            self.part_name(each, taken=BESIDE_DIMENSIONS, infix="dimension")
            for each in self.question.dimension_ids
        ]

    def values(self, ratings: pa.Table) -> NDArray[np.object_]:
        """Only whether there is any: most rules do not read traces."""
        return objects(ratings[f"{self.question.id}.seconds"])

    def whole_values(self, ratings: pa.Table) -> NDArray[np.object_]:
        """Traces with arrays for their times and samples."""
        name = self.question.id
        seconds = ratings[f"{name}.seconds"]
        times = _arrays(ratings[f"{name}.times"])
        samples = [
            _arrays(ratings[self._samples_name(each)]) for each in self.question.dimension_ids
        ]
        values = [
            {
                "seconds": length,
                "times": at,
                "values": dict(zip(self.question.dimension_ids, x, strict=True)),
            }
            for length, at, *x in zip(seconds.to_pylist(), times, *samples, strict=True)
        ]
        return objects(seconds, values)

    def _samples_name(self, dimension: str) -> str:
        return self.part_name(dimension, taken=BESIDE_DIMENSIONS, infix="dimension")

    def counts(self, ratings: pa.Table) -> tuple[int, Mapping[str, int]]:
        """There are no labels to count."""
        return answered(ratings[f"{self.question.id}.seconds"]), {}


def _arrays(column: pa.ChunkedArray) -> list[NDArray[np.float64]]:
    """The lists of a column as arrays that share its memory; empty where it is null."""
    lists = column.combine_chunks()
    ends = lists.offsets.to_numpy()
    numbers = lists.values.to_numpy(zero_copy_only=False)
    return [numbers[start:end] for start, end in pairwise(ends.tolist())]
