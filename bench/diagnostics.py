"""How fast the diagnostics are on a million ratings: 200,000 units, five raters, eight labels."""

from collections.abc import Callable
from typing import Any

import numpy as np

from affect.diagnostics import (
    agreement_drift,
    agreement_with_others,
    carelessness,
    division,
    group_agreement,
    label_bias,
    label_pairs,
    leave_one_out,
    number_bias,
    number_division,
    numbers_needed,
    shared_ratings,
    votes_needed,
)
from bench.affect import LABELS, RATERS, UNITS, Row, coded_ratings, labels, seconds

GOAL_SECONDS = 1.0
TARGET = 0.6


def figures() -> list[Row]:
    """Every diagnostic once, on labels and on sliders; what they share is made anew each time."""
    rng = np.random.default_rng(1)
    return [
        seconds(f"{name}, 1 M ratings", work, GOAL_SECONDS)
        for name, work in [*label_work(rng).items(), *number_work(rng).items()]
    ]


def label_work(rng: np.random.Generator) -> dict[str, Callable[[], Any]]:
    coded = coded_ratings(labels(rng, LABELS))
    order = rng.permutation(len(coded.unit))
    groups = coded.rater % 2
    votes = shared_ratings(coded, LABELS).counts
    return {
        "agreement of each rater with the others": lambda: agreement_with_others(
            shared_ratings(coded, LABELS)
        ),
        "alpha without each rater": lambda: leave_one_out(shared_ratings(coded, LABELS)),
        "bias by label and rater": lambda: label_bias(shared_ratings(coded, LABELS)),
        "drift of agreement": lambda: agreement_drift(shared_ratings(coded, LABELS), order),
        "ambiguous items and careless raters": lambda: carelessness(shared_ratings(coded, LABELS)),
        "agreement within and across two groups": lambda: group_agreement(
            coded, groups, ["a", "b"], fewest_raters=2, n_labels=LABELS
        ),
        "pairs of labels": lambda: label_pairs(shared_ratings(coded, LABELS)),
        "division of 200,000 items": lambda: division(votes),
        "further raters for 200,000 items": lambda: votes_needed(votes, TARGET),
    }


def number_work(rng: np.random.Generator) -> dict[str, Callable[[], Any]]:
    values = np.repeat(rng.normal(size=UNITS), RATERS) + rng.normal(size=UNITS * RATERS)
    coded = coded_ratings(values)
    unit = coded.unit
    return {
        "alpha of sliders without each rater": lambda: leave_one_out(shared_ratings(coded)),
        "severity and spread": lambda: number_bias(shared_ratings(coded)),
        "bimodality of 200,000 items": lambda: number_division(unit, values, UNITS),
        "further raters for 200,000 means": lambda: numbers_needed(unit, values, UNITS, 0.5),
    }
