"""Answers as the results of Label Studio: a list of regions, each of one control."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from affect.questions import Question
from releases.exports.annotation.label_studio.config import (
    CANNOT_TELL,
    NUMBERS,
    can_mark,
    mark_label,
    shown_in,
)

Result = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What a task shows: the kind of its medium, and the pixels of a picture."""

    kind: str
    width: int | None = None
    height: int | None = None


def results(question: Question, answer: dict[str, Any], shown: Shown) -> Iterator[Result]:
    """The results of an answer, which has a value or says that the rater cannot tell."""
    where = shown_in(question, shown.kind)
    if "value" in answer:
        yield from _of_value(question, answer["value"], shown)
    if "confidence" in answer:
        rating = {"rating": answer["confidence"]}
        yield _result(f"{question.id}.confidence", where, "rating", rating)
    if answer.get("cannot_tell"):
        yield _chosen(f"{question.id}.cannot_tell", where, [CANNOT_TELL])


def _of_value(question: Question, value: Any, shown: Shown) -> Iterator[Result]:
    name, where = question.id, shown_in(question, shown.kind)
    if question.kind in ("timeline", "spans", "regions"):
        if can_mark(question, shown.kind):
            yield from _marks(question, value, shown)
    elif question.family == "label":
        yield _chosen(name, where, [value])
    elif question.kind == "multi":
        yield _chosen(name, where, value)
    elif question.family == "number":
        yield _result(name, where, "number", {"number": value})
    elif question.kind in NUMBERS:
        for label, number in _numbers(value).items():
            yield _result(f"{name}.{label}", where, "number", {"number": number})
    elif question.kind == "review":
        yield _chosen(name, where, [value["verdict"]])
        for field, text in value.get("fields", value["draft"]).items():
            yield _texts(f"{name}.{field}", where, text if isinstance(text, list) else [text])
    elif question.kind == "text":
        yield _texts(name, where, [value])
    elif question.kind == "words":
        yield _texts(name, where, [word["word"] for word in value])
        reasons = [word.get("reason", "") for word in value]
        if any(reasons):
            yield _texts(f"{name}.reasons", where, reasons)


def _numbers(value: Any) -> dict[str, float]:
    """The number of each label; of a rank its place, from 1."""
    if isinstance(value, list):
        return {label: float(place) for place, label in enumerate(value, start=1)}
    return dict(value)


def _marks(question: Question, marks: list[dict[str, Any]], shown: Shown) -> Iterator[Result]:
    name, where = question.id, shown_in(question, shown.kind)
    for number, mark in enumerate(marks, start=1):
        label = mark_label(question, mark["label"], mark.get("track"))
        if question.kind == "timeline":
            value = {"start": mark["start"], "end": mark["end"], "labels": [label], "channel": 0}
            found = _result(name, where, "labels", value)
        elif question.kind == "regions":
            value = {side: mark[side] * 100 for side in ("x", "y", "width", "height")}
            value |= {"rotation": 0, "rectanglelabels": [label]}
            size = {"original_width": shown.width, "original_height": shown.height}
            found = _result(name, where, "rectanglelabels", value) | size | {"image_rotation": 0}
        elif mark["turn"] == 0:
            value = {"start": mark["start"], "end": mark["end"], "text": mark["text"]}
            found = _result(name, where, "labels", value | {"labels": [label]})
        else:
            continue  # another turn's words are not in this task
        yield {**found, "id": f"{name}-{number}"}


def _chosen(name: str, where: str, values: list[str]) -> Result:
    return _result(name, where, "choices", {"choices": values})


def _texts(name: str, where: str, texts: list[str | None]) -> Result:
    return _result(name, where, "textarea", {"text": [text or "" for text in texts]})


def _result(name: str, where: str, kind: str, value: dict[str, Any]) -> Result:
    return {"id": name, "from_name": name, "to_name": where, "type": kind, "value": value}
