"""Continuous traces: curves on one grid of times, reaction lags, warping, fusion."""

from affect.traces.alignment import ALIGNMENTS, Aligned, aligned
from affect.traces.canonical import canonical_warps
from affect.traces.concordance import ccc, pearson, rank_correlation, sda
from affect.traces.curves import (
    GRID_HZ,
    TraceError,
    grid_times,
    mean_curve,
    on_grid,
    resampled,
    standardised,
    thinned,
)
from affect.traces.fusion import METHODS, Fused, fused, in_units, raters_scale
from affect.traces.lags import Lag, lags, moved
from affect.traces.smoothing import smoothed
from affect.traces.warping import Warping, warped, warping

__all__ = [
    "ALIGNMENTS",
    "GRID_HZ",
    "METHODS",
    "Aligned",
    "Fused",
    "Lag",
    "TraceError",
    "Warping",
    "aligned",
    "canonical_warps",
    "ccc",
    "fused",
    "grid_times",
    "in_units",
    "lags",
    "mean_curve",
    "moved",
    "on_grid",
    "pearson",
    "rank_correlation",
    "raters_scale",
    "resampled",
    "sda",
    "smoothed",
    "standardised",
    "thinned",
    "warped",
    "warping",
]
