"""Words of raters' own: one spelling by named steps, and families of words on an emotion wheel."""

from affect.vocabulary.grouping import Grouped, grouped
from affect.vocabulary.spelling import DEFAULT_STEPS, STEPS, SpellingError, Step, spelled
from affect.vocabulary.wheel import WHEELS, Wheel, WheelError, wheel

__all__ = [
    "DEFAULT_STEPS",
    "STEPS",
    "WHEELS",
    "Grouped",
    "SpellingError",
    "Step",
    "Wheel",
    "WheelError",
    "grouped",
    "spelled",
    "wheel",
]
