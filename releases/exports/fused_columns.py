"""Columns of fused traces and of fused pieces: lists, one entry per time or per stretch."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from affect.aggregation.fused import Curve, FusedPiece
from affect.questions import Question, Spans, Trace
from affect.traces import Fused

Column = tuple[str, pa.Array]
NUMBERS = pa.list_(pa.float64())
COUNTS = pa.list_(pa.int32())
RATERS = pa.list_(
    pa.struct(
        [
            ("rater", pa.string()),
            ("dimension", pa.string()),
            ("weight", pa.float64()),
            ("shift_seconds", pa.float64()),
            ("warp_seconds", pa.list_(pa.float64())),
            ("lag_seconds", pa.float64()),
            ("lag_low", pa.float64()),
            ("lag_high", pa.float64()),
            ("reason", pa.string()),
        ]
    )
)
STRETCH = [("start", pa.float64()), ("end", pa.float64()), ("label", pa.string())]
STRETCHES = pa.list_(pa.struct([*STRETCH, ("track", pa.string()), ("share", pa.float64())]))
SPANS = pa.list_(
    pa.struct(
        [
            ("turn", pa.int32()),
            ("start", pa.int32()),
            ("end", pa.int32()),
            ("label", pa.string()),
            ("share", pa.float64()),
        ]
    )
)
WEIGHING = ("ewe", "raaw")
"""Rules that say something of raters."""
BESIDE_DIMENSIONS = ("times", "raters")


def curve_columns(
    question: Trace, rule: str, curves: Sequence[Curve | None], raters: pa.ChunkedArray
) -> Iterator[Column]:
    """Times, curve, band and number of raters; `raters` are the pseudonyms of the ratings."""
    prefix = f"{question.id}.{rule}"
    times = [None if curve is None else curve.times for curve in curves]
    yield f"{prefix}.times", pa.array(times, NUMBERS)
    for dimension in question.dimension_ids:
        own = [None if curve is None else curve.dimensions[dimension] for curve in curves]
        between = "dimension." if dimension in BESIDE_DIMENSIONS else ""
        values = [None if each is None else each.value for each in own]
        yield f"{prefix}.{between}{dimension}", _lists(values)
        spreads = [None if each is None else each.sd for each in own]
        yield f"{question.id}.sd.{dimension}", _lists(spreads)
        counts = [None if each is None else each.n for each in own]
        yield f"{question.id}.used.{dimension}", pa.array(counts, COUNTS)
    if rule in WEIGHING:
        rows = [None if curve is None else list(_raters(curve, raters)) for curve in curves]
        yield f"{prefix}.raters", pa.array(rows, RATERS)


def _lists(rows: Sequence[NDArray[np.float64] | None]) -> pa.Array:
    """Lists of numbers, null in them where nobody has a value."""
    lists = [None if row is None else pa.array(row, mask=np.isnan(row)) for row in rows]
    return pa.array(lists, NUMBERS)


def _raters(curve: Curve, raters: pa.ChunkedArray) -> Iterator[dict[str, Any]]:
    names = raters.take(pa.array(curve.rows)).to_pylist()
    for dimension, fused in curve.dimensions.items():
        for place, name in enumerate(names):
            yield {"rater": name, "dimension": dimension, **_of_rater(fused, place)}


def _of_rater(fused: Fused, place: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "weight": float(fused.weight[place]),
        "shift_seconds": float(fused.shift[place]),
    }
    if fused.warp is not None:
        found["warp_seconds"] = _nullable(fused.warp[place])
    if fused.lag:
        lag = fused.lag[place]
        found["lag_seconds"], found["reason"] = lag.seconds, lag.reason
        found["lag_low"], found["lag_high"] = lag.low, lag.high
    return found


def _nullable(row: NDArray[np.float64]) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in row]


def piece_columns(
    question: Question, rule: str, pieces: Sequence[tuple[FusedPiece, ...] | None]
) -> Iterator[Column]:
    """One list of stretches: on tracks of a timeline, or in turns of text."""
    part, kind = ("turn", SPANS) if isinstance(question, Spans) else ("track", STRETCHES)
    rows = [None if given is None else [_stretch(each, part) for each in given] for given in pieces]
    yield f"{question.id}.{rule}", pa.array(rows, kind)


def _stretch(piece: FusedPiece, part: str) -> dict[str, Any]:
    return {
        part: piece.part,
        "start": piece.start,
        "end": piece.end,
        "label": piece.label,
        "share": piece.share,
    }
