"""Numbers of a scale, points of a plane, and ranks."""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from affect.questions import Grid, Scale
from affect.questions.grid import Axis
from annotation.selectors.answers.batches import CodedAnswers
from annotation.selectors.distributions.labels import mean

MOST_VALUES = 101
MANY_VALUES_BINS = 50
PLANE_BINS = 20
MOST_POINTS = 2_000
"""Points that are drawn one by one; beyond that only cells say how many there are."""


def histogram_reading(answers: CodedAnswers) -> dict[str, Any]:
    """Every point of the scale with its count, also those nobody chose."""
    coded = answers.coded
    question = cast(Scale, answers.question)
    return {"histogram": _histogram(question, coded.values[coded.answered()])}


def _histogram(question: Scale, values: NDArray[np.float64]) -> list[dict[str, Any]]:
    """Many points go into bins."""
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


def plane(answers: CodedAnswers) -> dict[str, Any]:
    """Cells of the plane that hold points, and the points themselves while they are few.

    `plane`: both axes with their range and the mean along them, `cells` by the middle of each, and
    `points`, empty where there are more than can be told apart.
    """
    question, coded = cast(Grid, answers.question), answers.coded
    values = coded.values[coded.answered()]
    whole = values[~np.isnan(values).any(axis=1)]
    edges = [np.linspace(axis.min, axis.max, PLANE_BINS + 1) for axis in question.axes]
    counts, _, _ = np.histogram2d(whole[:, 0], whole[:, 1], edges)
    middles = [(edge[:-1] + edge[1:]) / 2 for edge in edges]
    return {
        "plane": {
            "axes": [
                _axis(axis, column) for axis, column in zip(question.axes, whole.T, strict=True)
            ],
            "cells": [
                {"x": float(middles[0][x]), "y": float(middles[1][y]), "count": int(counts[x, y])}
                for x, y in zip(*np.nonzero(counts), strict=True)
            ],
            "points": [{"x": x, "y": y} for x, y in whole.tolist()]
            if len(whole) <= MOST_POINTS
            else [],
        }
    }


def _axis(axis: Axis, column: NDArray[np.float64]) -> dict[str, Any]:
    return {
        "id": axis.id,
        "text": axis.text,
        "min": axis.min,
        "max": axis.max,
        "anchors": list(axis.anchors),
        "mean": mean(column),
    }


def ranks(answers: CodedAnswers) -> dict[str, Any]:
    """For each label the ratings that rank it, the share that put it first, and its mean rank."""
    question, coded = answers.question, answers.coded
    values = coded.values[coded.answered()]
    n = len(values)
    return {
        "labels": [
            {
                "id": label.id,
                "text": label.text,
                "count": int((~np.isnan(column)).sum()),
                "share": float((column == 1).sum() / n) if n else None,
                "mean": mean(column),
            }
            for label, column in zip(question.labels, values.T, strict=True)
        ]
    }
