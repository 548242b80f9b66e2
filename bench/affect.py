"""How fast the science is on a million ratings: 200,000 units, five raters, eight labels.

The reference package is measured beside it in the same run, so that the machine's mood cancels.
"""

import time
import tracemalloc
from collections.abc import Callable
from typing import Any, TypedDict

import krippendorff
import numpy as np
from numpy.typing import NDArray

from affect.aggregation import Coded
from affect.agreement import alpha, alpha_coded, question_agreement
from affect.presets import preset
from affect.questions import Question, load_scheme

UNITS = 200_000
RATERS = 5
LABELS = 8
RESAMPLES = 1_000


class Row(TypedDict):
    """One line of `make bench`."""

    name: str
    value: float
    unit: str
    goal: float | None


def figures() -> list[Row]:
    """Agreement; `bench.aggregation` has the rules."""
    return agreement_figures()


def agreement_figures() -> list[Row]:
    """Alpha with and without intervals, on labels and on floats."""
    rng = np.random.default_rng(1)
    coded = coded_ratings(labels(rng, LABELS))
    table = coded.values.reshape(UNITS, RATERS).T.astype(np.float64)
    sliders = rng.normal(size=UNITS) + rng.normal(size=(RATERS, UNITS))
    soft = soft_question()
    shares = coded_ratings(rng.dirichlet(np.ones(LABELS), UNITS * RATERS))

    def many(level: str, ratings: NDArray[np.float64] = table) -> Callable[[], Any]:
        return lambda: alpha(ratings, level, resamples=RESAMPLES, rng=np.random.default_rng(2))

    def reference() -> Any:
        return krippendorff.alpha(table, level_of_measurement="nominal")

    def of_codes() -> Any:
        return alpha_coded(coded, "nominal", resamples=RESAMPLES, rng=np.random.default_rng(2))

    return [
        seconds("alpha nominal, 1 M ratings", lambda: alpha_coded(coded, "nominal"), 0.08),
        seconds("the same by the krippendorff package", reference, None),
        seconds("alpha nominal with 1,000 resamples, 1 M ratings", of_codes, 0.5),
        seconds("alpha ordinal with 1,000 resamples, 1 M ratings", many("ordinal"), None),
        seconds("alpha ratio with 1,000 resamples, 1 M ratings", many("ratio"), None),
        seconds("alpha interval on floats, 1 M ratings", lambda: alpha(sliders, "interval"), 0.04),
        seconds(
            "alpha interval on floats with 1,000 resamples, 1 M ratings",
            many("interval", sliders),
            3.0,
            repeats=1,
        ),
        megabytes(
            "peak memory of alpha interval on floats with resamples",
            lambda: alpha(sliders, "interval", resamples=50, rng=np.random.default_rng(2)),
            500.0,
        ),
        seconds(
            "alpha of 1 M distributions, and of each of 8 labels",
            lambda: question_agreement(soft, shares),
            None,
        ),
    ]


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
