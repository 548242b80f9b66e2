"""How far the making of a release is, for whoever waits for it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What takes time, in its order."""

    RATINGS = "ratings"
    ITEMS = "items"
    SPLITS = "splits"
    AGREEMENT = "agreement"
    CARDS = "cards"


STARTS = {
    Step.RATINGS: 0.0,
    Step.ITEMS: 0.45,
    Step.SPLITS: 0.55,
    Step.AGREEMENT: 0.6,
    Step.CARDS: 0.95,
}
"""Part of the time that is over when a step begins, as measured with a million soft ratings."""


def unheard(stage: str, progress: float) -> None:
    """Nobody waits."""


@dataclass(frozen=True)
class Steps:
    """Tells `report(step, progress)`, with progress from 0 to 1 over all steps."""

    report: Callable[[str, float], None] = unheard

    def at(self, step: Step, done: float = 0.0) -> None:
        """A part (0 to 1) of a step is done."""
        start = STARTS[step]
        end = min((each for each in STARTS.values() if each > start), default=1.0)
        self.report(step.value, start + done * (end - start))
