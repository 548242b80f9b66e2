"""What figures of the science share: a million ratings, and how they are measured.

200,000 units, five raters, eight labels. Reference packages are measured in the same run, so that
the machine's mood cancels.
"""

import time
import tracemalloc
from collections.abc import Callable
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from affect.aggregation import Coded
from affect.presets import preset
from affect.questions import Question, load_scheme

UNITS = 200_000
RATERS = 5
LABELS = 8


class Row(TypedDict):
    """One line of `make bench`."""

    name: str
    value: float
    unit: str
    goal: float | None


def labels(rng: np.random.Generator, n_labels: int) -> NDArray[np.int16]:
    """Codes of raters who see the truth half of the time, unit by unit."""
    truth = np.repeat(rng.integers(0, n_labels, UNITS), RATERS)
    guess = rng.integers(0, n_labels, UNITS * RATERS)
    return np.where(rng.random(UNITS * RATERS) < 0.5, truth, guess).astype(np.int16)


def coded_ratings(values: NDArray[Any]) -> Coded:
    """Every rater on every unit."""
    return Coded(
        unit=np.repeat(np.arange(UNITS, dtype=np.int32), RATERS),
        rater=np.tile(np.arange(RATERS, dtype=np.int32), UNITS),
        values=values,
        cannot_tell=np.zeros(UNITS * RATERS, bool),
    )


def soft_question() -> Question:
    """A distribution over eight emotions."""
    return load_scheme(preset("soft-turns")["scheme"]).questions[0]


def seconds(name: str, work: Callable[[], Any], goal: float | None = None, repeats: int = 3) -> Row:
    """The fastest of some runs."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return {"name": name, "value": best, "unit": "s", "goal": goal}


def megabytes(name: str, work: Callable[[], Any], goal: float | None) -> Row:
    """Most memory that was held at a time beyond the input."""
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return {"name": name, "value": peak / 1e6, "unit": "MB", "goal": goal}
