"""Traces: how they were recorded, their mean curves, and those of one item over each other."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from affect.agreement.traces import traces_by_item
from affect.questions import Trace
from affect.trace_checks import rate_hz
from affect.traces import grid_times, mean_curve, on_grid, thinned
from annotation.errors import AnnotationRefused
from annotation.models import Item, Project
from annotation.selectors.answers.batches import CodedAnswers, coded_answers
from annotation.selectors.distributions.gold import Gold, gold_of
from annotation.selectors.distributions.of_item import MOST_ITEMS, answers_of_item

CURVE_POINTS = 200
OVERLAY_POINTS = 1_000


def traces(answers: CodedAnswers) -> dict[str, Any]:
    """`traces`: the devices and rates, the dimensions, and the mean curve of some items.

    A curve has a value, or null, at each of `CURVE_POINTS` times from 0 to the item's end.
    """
    question, coded = cast(Trace, answers.question), answers.coded
    rows = np.flatnonzero(coded.answered())
    told = _Told()
    for of_item in traces_by_item(coded, coded.unit[rows], rows):
        for trace in of_item:
            told.add(trace)
    return {
        "traces": {
            "mean_rate_hz": float(np.mean(told.rates)) if told.rates else None,
            "mean_seconds": float(np.mean(told.seconds)) if told.seconds else None,
            "devices": [{"device": name, "count": n} for name, n in told.devices.most_common()],
            "dimensions": _dimensions(question),
            "items": _mean_curves(answers, question, rows),
        }
    }


@dataclass(frozen=True)
class _Told:
    """What is kept of each trace when it has gone by."""

    rates: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    devices: Counter[str] = field(default_factory=Counter)

    def add(self, trace: dict[str, Any]) -> None:
        if len(trace["times"]) > 1:
            self.rates.append(rate_hz(np.asarray(trace["times"])))
        self.seconds.append(trace["seconds"])
        self.devices[trace["device"]] += 1


def _dimensions(question: Trace) -> list[dict[str, Any]]:
    return [
        {"id": each.id, "text": each.text, "min": each.min, "max": each.max}
        for each in question.dimensions
    ]


def _mean_curves(
    answers: CodedAnswers, question: Trace, rows: NDArray[np.int64]
) -> list[dict[str, Any]]:
    coded = answers.coded
    counts = np.bincount(coded.unit[rows], minlength=len(answers.item_ids))
    units = [unit for unit in np.argsort(-counts, kind="stable")[:MOST_ITEMS] if counts[unit]]
    ids = [int(answers.item_ids[unit]) for unit in units]
    keys = dict(Item.objects.filter(pk__in=ids).values_list("pk", "key"))
    found = []
    for unit, item in zip(units, ids, strict=True):
        of_item = coded.values_of(rows[coded.unit[rows] == unit])
        seconds = max(float(trace["seconds"]) for trace in of_item)
        grid = grid_times(seconds, (CURVE_POINTS - 1) / seconds)
        curves = [
            {"dimension": name, "values": _numbers(mean_curve(on_grid(of_item, name, grid)))}
            for name in question.dimension_ids
        ]
        found.append(
            {"item": item, "key": keys[item], "n": len(of_item), "seconds": seconds, "mean": curves}
        )
    return found


def _numbers(curve: NDArray[np.float64]) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in curve]


def trace_overlay(
    project: Project, item_id: int, question_id: str, rule: str = "mean"
) -> dict[str, Any]:
    """The traces of one item over each other, each thinned to `OVERLAY_POINTS` samples, and the
    `gold` that they make by a rule: a curve per dimension, with each trace's weight and shift.

    Raises:
        AnnotationRefused: there is no such question, or it is no trace
        ItemMissing: the project has no such item
    """
    answers = coded_answers(project, question_id, item_id=item_id)
    question = answers.question
    if not isinstance(question, Trace):
        raise AnnotationRefused(f"'{question_id}' is a {question.kind} question, not a trace.")
    given = answers_of_item(project, answers, item_id)
    values = [one.value for one in given]
    gold = [gold_of(values, dimension, rule) for dimension in question.dimension_ids]
    return {
        "item": item_id,
        "question": question.id,
        "text": question.text,
        "dimensions": _dimensions(question),
        "rule": rule,
        "gold": [one.curve for one in gold],
        "traces": [
            {
                "weights": [one_dimension.weight[place] for one_dimension in gold],
                "shifts": [one_dimension.shift[place] for one_dimension in gold],
                "rater": one.rater,
                "name": one.name,
                "seconds": one.value["seconds"],
                "device": one.value["device"],
                "samples": len(one.value["times"]),
                "curves": [
                    _curve(one.value, name, of_dimension, place)
                    for name, of_dimension in zip(question.dimension_ids, gold, strict=True)
                ],
            }
            for place, one in enumerate(given)
        ],
    }


def _curve(trace: dict[str, Any], dimension: str, gold: Gold, place: int) -> dict[str, Any]:
    times, values = thinned(trace["times"], trace["values"][dimension], OVERLAY_POINTS)
    return {
        "dimension": dimension,
        "times": times.tolist(),
        "clock": gold.clock(place, times).tolist(),
        "values": values.tolist(),
    }
