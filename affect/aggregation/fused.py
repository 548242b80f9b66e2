"""What rules for traces, timelines and spans make of one item: a curve, or stretches."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from affect.agreement.pieces.marked import Part
from affect.traces import Fused


@dataclass(frozen=True)
class Curve:
    """What the raters of one item traced, as one.

    times: float64 (times,), seconds from the item's start.
    dimensions: the curve of each dimension.
    rows: int64 (raters,), the rows of `Coded` that went in, in the order of `Fused.weight`.
    """

    times: NDArray[np.float64]
    dimensions: dict[str, Fused]
    rows: NDArray[np.int64]


@dataclass(frozen=True)
class FusedPiece:
    """A stretch [start, end) of a track or turn with the share of raters who gave it the label."""

    part: Part
    start: float
    end: float
    label: str
    share: float
