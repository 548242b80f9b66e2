"""How often each label was given, and how divided the items are."""

import math
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from affect.aggregation import aggregate
from affect.aggregation.structured import verdicts_of
from affect.questions import Intensity, Question, Review
from annotation.selectors.answers.batches import CodedAnswers

ENTROPY_STEP = 0.2
"""Width of the bins of item entropy, in bits."""


def labels_and_entropy(answers: CodedAnswers) -> dict[str, Any]:
    """Each label's count and share, and the items by entropy where shares sum to 1."""
    question, coded = answers.question, answers.coded
    found = {"labels": _labels(question, coded.values[coded.answered()])}
    if isinstance(question, Intensity):
        return found
    entropy = aggregate(question, coded, len(answers.item_ids), "soft").entropy
    return found if entropy is None else {**found, "entropy": _entropies(question, entropy)}


def review_reading(answers: CodedAnswers) -> dict[str, Any]:
    """Each verdict's count and share, and the mean edit distance of drafts that were not rejected.

    `edits`: the mean over accepted and edited drafts, in all and field by field; null without any.
    """
    question, coded = cast(Review, answers.question), answers.coded
    values = verdicts_of(question, coded)
    kept = [question.distances(value) for value in coded.values[coded.answered()]]
    distances = [each for each in kept if each is not None]
    entropy = aggregate(question, coded, len(answers.item_ids), "verdicts").entropy
    return {
        "labels": _labels(question, values.values[values.answered()]),
        "entropy": _entropies(question, entropy) if entropy is not None else [],
        "edits": {
            "n": len(distances),
            "mean": _mean_of([sum(each.values()) for each in distances]),
            "fields": [
                {
                    "id": field.id,
                    "text": field.text,
                    "kind": field.kind,
                    "mean": _mean_of([each[field.id] for each in distances]),
                }
                for field in question.fields
            ],
        },
    }


def _mean_of(numbers: list[int]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def _labels(question: Question, values: NDArray[Any]) -> list[dict[str, Any]]:
    n = len(values)
    given = _given(question, values)
    shares = values.mean(axis=0) if question.kind == "distribution" and n else given / max(n, 1)
    return [
        {
            "id": label.id,
            "text": label.text,
            "count": int(given[column]),
            "share": float(shares[column]) if n else None,
            "mean": mean(values[:, column]) if question.kind == "intensity" else None,
        }
        for column, label in enumerate(question.labels)
    ]


def _given(question: Question, values: NDArray[Any]) -> NDArray[np.int64]:
    """How many ratings give each label anything, int64 (labels,)."""
    if values.ndim == 1:
        return np.bincount(values, minlength=len(question.labels))
    least = question.min if isinstance(question, Intensity) else 0
    return np.asarray((values > least).sum(axis=0), np.int64)


def mean(column: NDArray[np.float64]) -> float | None:
    """Mean of the numbers that are there; None without any."""
    rated = column[~np.isnan(column)]
    return float(rated.mean()) if len(rated) else None


def _entropies(question: Question, entropy: NDArray[np.float64]) -> list[dict[str, Any]]:
    """Items by entropy, from 0 to that of an even split over all labels."""
    bins = max(1, math.ceil(math.log2(len(question.labels)) / ENTROPY_STEP))
    defined = entropy[~np.isnan(entropy)]
    # bins are closed above at the last edge only, and rounding must not push 0.2 below it
    counts, _ = np.histogram(defined + 1e-9, bins, (0, bins * ENTROPY_STEP))
    return [
        {
            "from": round(number * ENTROPY_STEP, 6),
            "to": round((number + 1) * ENTROPY_STEP, 6),
            "count": int(count),
        }
        for number, count in enumerate(counts)
    ]
