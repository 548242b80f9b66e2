"""A model's traces from a table of samples: a row per item and time, a column per dimension."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.questions import Scheme, Trace
from annotation.errors import AnnotationRefused
from annotation.imports.cells.numbers import CellError, number_of, shown
from annotation.imports.predictions.columns import ITEM
from annotation.imports.predictions.rows import Predictions, place_of
from annotation.imports.report import Failure, Place
from annotation.imports.tables.fields import TIME, Canonical, mapping_of
from annotation.imports.tables.table import Cell, Row, Table

Samples = dict[float, tuple[Place, list[float]]]
"""By time in seconds: the row, and a number for each dimension in the order of the columns."""


@dataclass(frozen=True)
class SampleColumns:
    """Positions of the columns: the item, the time in seconds, each question's dimensions."""

    item: int
    time: int
    dimensions: dict[Trace, dict[str, int]]


def has_samples(table: Table, maps: Sequence[str], scheme: Scheme) -> bool:
    """Whether a table is one of samples: the scheme has traces, and the table a column of times."""
    mapped = {text.partition("=")[0].strip().casefold() for text in maps}
    named = {column.casefold() for column in table.columns}
    return bool(_traces(scheme)) and TIME in mapped | named


def sample_columns_of(
    table: Table, maps: Sequence[str], scheme: Scheme, only: str | None
) -> SampleColumns:
    """The columns of a table of samples.

    Raises
    ------
    AnnotationRefused: no column holds items, times or predictions; the question is no trace; or a
        dimension of a question that is predicted has no column.
    """
    traces = _traces(scheme)
    asked = [each for each in traces if only in (None, each.id)]
    if not asked:
        raise AnnotationRefused(
            f"Question '{only}' is no trace, and {table.name} holds samples of traces; a model's "
            f"samples are scored on: {', '.join(each.id for each in traces)}."
        )
    fields = [f"{each.id}.{name}" for each in asked for name in each.dimension_ids]
    positions = mapping_of(table, maps, _canonical(asked), [ITEM, TIME, *fields]).positions
    for needed in (ITEM, TIME):
        if needed not in positions:
            raise table.lacks(needed)
    found = {each: _dimensions(each, positions) for each in asked}
    predicted = {each: own for each, own in found.items() if own}
    if not predicted:
        raise table.lacks(fields[0])
    return SampleColumns(positions[ITEM], positions[TIME], predicted)


def _traces(scheme: Scheme) -> list[Trace]:
    return [each for each in scheme.questions if isinstance(each, Trace)]


def _canonical(asked: Sequence[Trace]) -> Canonical:
    """`QUESTION.DIMENSION`; also either of them alone where that can only mean one field."""
    fields = {f"{each.id}.{name}": (each, name) for each in asked for name in each.dimension_ids}

    def canonical(written: str) -> str | None:
        name = written.casefold()
        if name in (ITEM, TIME):
            return name
        meant = [
            field
            for field, (question, dimension) in fields.items()
            if name in (field.casefold(), dimension.casefold())
            or (name == question.id.casefold() and len(question.dimensions) == 1)
        ]
        return meant[0] if len(meant) == 1 else None

    return canonical


def _dimensions(question: Trace, positions: Mapping[str, int]) -> dict[str, int]:
    own = {
        name: positions[f"{question.id}.{name}"]
        for name in question.dimension_ids
        if f"{question.id}.{name}" in positions
    }
    lacking = [name for name in question.dimension_ids if name not in own]
    if own and lacking:
        raise AnnotationRefused(
            f"'{question.id}' has columns for {', '.join(own)} and none for {', '.join(lacking)}. "
            f"Say which they are: --map {question.id}.{lacking[0]}=COLUMN"
        )
    return own


def samples_read(
    rows: Iterable[Row],
    columns: SampleColumns,
    places: Mapping[str, int],
    inside: NDArray[np.bool_],
) -> Predictions:
    """`numbers` of each question is object (items, 1): times and values, None without samples.

    `places` is the row of each item in the release, `inside` those to score. A time that an item
    has twice is told, and the first row of it is taken.
    """
    found = Predictions(
        {each.id: np.full((len(inside), 1), None, object) for each in columns.dimensions}
    )
    samples: dict[int, Samples] = {}
    for row in rows:
        found.rows += 1
        try:
            at, time, values = _sample(row, columns, places)
            if inside[at]:
                _add(samples.setdefault(at, {}), time, (row.place, values))
        except CellError as error:
            found.failures.append(Failure(row.place, str(error)))
        else:
            found.outside += not inside[at]
    for at, own in samples.items():
        _keep(found, columns, at, own)
    found.used = len(samples)
    return found


def _sample(
    row: Row, columns: SampleColumns, places: Mapping[str, int]
) -> tuple[int, float, list[float]]:
    """The place of its item, its time and its values."""
    if row.problem:
        raise CellError(row.problem)
    at = place_of(row.cells[columns.item], places, "the release")
    order = [one for own in columns.dimensions.values() for one in own.values()]
    return at, _seconds(row.cells[columns.time]), [_value(row.cells[one]) for one in order]


def _add(own: Samples, time: float, sample: tuple[Place, list[float]]) -> None:
    if time in own:
        raise CellError(f"the item has a sample at {time:g} s in {own[time][0]}, too")
    own[time] = sample


def _keep(
    found: Predictions,
    columns: SampleColumns,
    at: int,
    samples: Samples,
) -> None:
    """The samples of one item in the order of time; of each dimension those that have a value."""
    times = sorted(samples)
    table = np.array([samples[time][1] for time in times], np.float64)
    found.where[at] = samples[times[0]][0]
    column = 0
    for question, own in columns.dimensions.items():
        values = {name: table[:, column + n].tolist() for n, name in enumerate(own)}
        found.numbers[question.id][at, 0] = {"times": times, "values": values}
        column += len(own)


def _seconds(cell: Cell) -> float:
    time = float(number_of(cell))
    if time < 0:
        raise CellError(f"time is in seconds from the item's start, from 0, not {shown(cell)}")
    return time


def _value(cell: Cell) -> float:
    """A number; NaN where the model says nothing at that time."""
    return np.nan if cell is None else float(number_of(cell))
