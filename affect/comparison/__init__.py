"""A model's answers beside those of humans, and how well one human does against the others."""

from affect.comparison.compare import KINDS, Comparison, compare
from affect.comparison.divergences import EPSILON
from affect.comparison.figures import Bootstrap, Figure
from affect.comparison.metric import ComparisonError
from affect.comparison.perspectivist import absolute_distance, error_rate
from affect.comparison.pieces import PIECE_KINDS

__all__ = [
    "EPSILON",
    "KINDS",
    "PIECE_KINDS",
    "Bootstrap",
    "Comparison",
    "ComparisonError",
    "Figure",
    "absolute_distance",
    "compare",
    "error_rate",
]
