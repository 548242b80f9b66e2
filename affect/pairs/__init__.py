"""Systems that were compared two at a time: rates of preference, and strengths behind them."""

from affect.pairs.bradley_terry import Strengths, bradley_terry
from affect.pairs.comparisons import Comparisons, PairsError
from affect.pairs.preference import Preference, preferences, wilson

__all__ = [
    "Comparisons",
    "PairsError",
    "Preference",
    "Strengths",
    "bradley_terry",
    "preferences",
    "wilson",
]
