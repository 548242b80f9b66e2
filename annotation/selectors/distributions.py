"""What was answered in a project, question by question, for plots."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.aggregation import aggregate
from affect.questions import Question, Scale
from annotation.models import Project
from annotation.selectors.answers import CodedAnswers, coded_answers
from annotation.services.ratings import current_scheme, questions_of

ENTROPY_STEP = 0.2
"""Width of the bins of item entropy, in bits."""
MOST_VALUES = 101
MANY_VALUES_BINS = 50


def distributions_of(project: Project) -> dict[str, Any]:
    """Counts of the latest answers: `{"questions": [...]}`.

    Each question has `n_ratings` with a value, the `n_items` that have one, and how many said
    `cannot_tell`. With labels: for each the `count` of ratings that give it anything (choose it,
    give it a share, rate it above the lowest point), its `share` (of ratings; for distributions
    the mean share) and for intensities the `mean` where it was rated. A scale has a `histogram`.
    `entropy` counts items by the entropy of their soft label.
    """
    questions = questions_of(current_scheme(project.pk)).questions
    return {"questions": [_distribution(coded_answers(project, each.id)) for each in questions]}


def _distribution(answers: CodedAnswers) -> dict[str, Any]:
    question, coded = answers.question, answers.coded
    answered = coded.answered()
    values = coded.values[answered]
    found: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "n_ratings": int(answered.sum()),
        "n_items": len(np.unique(coded.unit[answered])),
        "cannot_tell": int(coded.cannot_tell.sum()),
    }
    if isinstance(question, Scale):
        return {**found, "histogram": _histogram(question, values)}
    found["labels"] = _labels(question, values)
    entropy = None
    if question.kind != "intensity":
        entropy = aggregate(question, coded, len(answers.item_ids), "soft").entropy
    return found if entropy is None else {**found, "entropy": _entropies(question, entropy)}


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
            "mean": _mean(values[:, column]) if question.kind == "intensity" else None,
        }
        for column, label in enumerate(question.labels)
    ]


def _given(question: Question, values: NDArray[Any]) -> NDArray[np.int64]:
    """How many ratings give each label anything, int64 (labels,)."""
    if values.ndim == 1:
        return np.bincount(values, minlength=len(question.labels))
    least = getattr(question, "min", 0) if question.kind == "intensity" else 0
    return np.asarray((values > least).sum(axis=0), np.int64)


def _mean(column: NDArray[np.float64]) -> float | None:
    rated = column[~np.isnan(column)]
    return float(rated.mean()) if len(rated) else None


def _histogram(question: Scale, values: NDArray[np.float64]) -> list[dict[str, Any]]:
    """Every point of the scale, also those nobody chose; many points go into bins."""
    points = round((question.max - question.min) / question.step) + 1
    if points <= MOST_VALUES:
        places = np.rint((values - question.min) / question.step).astype(np.int64)
        counts = np.bincount(places, minlength=points)
        middles = question.min + question.step * np.arange(points)
    else:
        counts, edges = np.histogram(values, MANY_VALUES_BINS, (question.min, question.max))
        middles = (edges[:-1] + edges[1:]) / 2
    return [
        {"value": float(middle), "count": int(count)}
        for middle, count in zip(middles, counts, strict=True)
    ]


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
