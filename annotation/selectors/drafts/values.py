"""What a model says of one item, as values of the project's questions."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from affect.questions import Grid, Intensity, Question, Review, Scale, Scheme
from annotation.models import Item
from annotation.policy import IMPORTED
from autolabel.models import Prediction

COLUMN = "draft."
SEPARATORS = re.compile(r"[|;,\n]")
CHOSEN_FROM = 0.5
"""The score from which a label of several is in the draft."""


@dataclass(frozen=True)
class ModelDraft:
    """`values` maps questions to values, or for a review to the texts of its fields."""

    card: str
    values: dict[str, Any]


def model_draft_of(item: Item, card: str, questions: Scheme) -> ModelDraft | None:
    """The draft of a card, or the one that came with the item; None where there is nothing.

    Imported drafts are attributes of the item: `draft.QUESTION`, for a review
    `draft.QUESTION.FIELD`. A review has all its fields, blank where nothing came for one: what is
    shown is what the answer must carry.
    """
    if card == IMPORTED:
        values = _imported(item.attributes, questions)
    else:
        values = _predicted(item, card, questions)
    return ModelDraft(card, values) if values else None


def _imported(attributes: Mapping[str, Any], questions: Scheme) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in questions.questions:
        name = COLUMN + question.id
        if isinstance(question, Review):
            said = {field: attributes.get(f"{name}.{field.id}") for field in question.fields}
            if any(value is not None for value in said.values()):
                found[question.id] = {
                    field.id: _words(value) if field.kind == "words" else _text(value)
                    for field, value in said.items()
                }
        elif name in attributes:
            value = _fitting(question, attributes[name])
            if value is not None:
                found[question.id] = value
    return found


def _text(given: Any) -> str:
    """What stands in a cell of a text or a label; blank where the model said nothing of it."""
    if given is None:
        return ""
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)


def _words(given: Any) -> list[str]:
    """Words of a list, which may stand as JSON in a cell, or apart by commas and the like."""
    value = _read(given)
    if isinstance(value, list):
        return [str(word) for word in value]
    parts = SEPARATORS.split("" if value is None else str(given))
    return [part.strip() for part in parts if part.strip()]


def _fitting(question: Question, given: Any) -> Any:
    """The given value, or what its text says in JSON, whichever answers the question."""
    for value in (_read(given), given):
        if value is not None and not question.check({"value": value}, draft=True):
            return value
    return None


def _read(given: Any) -> Any:
    """A list, an object or a number that stands as JSON in a cell; else the text itself."""
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except ValueError:
        return given


def _predicted(item: Item, card: str, questions: Scheme) -> dict[str, Any]:
    if item.segment_id is None:
        return {}
    found = (
        Prediction.objects.filter(
            segment_id=item.segment_id, run__card__card_id=card, derived__isnull=False
        )
        .order_by("-run__created_at")
        .values_list("derived", "run__card__body")
        .first()
    )
    if found is None:
        return {}
    scores = scaled_scores(*found)
    values = {question.id: value_of_scores(question, scores) for question in questions.questions}
    return {name: value for name, value in values.items() if value is not None}


def scaled_scores(derived: Mapping[str, Any] | None, body: Mapping[str, Any]) -> dict[str, float]:
    """The numbers of a derived view, from the lowest (0) to the highest (1) of its card's range."""
    low, high = body["output"]["range"]
    return {
        label: (float(score) - low) / (high - low)
        for label, score in (derived or {}).items()
        if isinstance(score, int | float) and math.isfinite(score)
    }


def rates_of_scores(question: Question, scores: Mapping[str, float]) -> list[float] | None:
    """Scores as a distribution over the question's labels, as a rate or number for each, or as one
    number of a scale: what a model is compared by. None where they say nothing.

    A label that the model does not know has share and rate 0, and no number (NaN).
    """
    if isinstance(question, Scale):
        score = scores.get(name_of_scale(question))
        length = question.max - question.min
        return None if score is None else [question.min + length * score]
    shared = _shared(question, scores)
    if not shared:
        return None
    if isinstance(question, Grid):
        return [
            axis.min + (axis.max - axis.min) * shared.get(axis.id, math.nan)
            for axis in question.axes
        ]
    if isinstance(question, Intensity):
        length = question.max - question.min
        numbers = (shared.get(label, math.nan) for label in question.label_ids)
        return [question.min + length * number for number in numbers]
    rates = [max(shared.get(label, 0.0), 0.0) for label in question.label_ids]
    if question.kind == "multi":
        return rates
    total = sum(rates)
    return [rate / total for rate in rates] if total > 0 else None


def _shared(question: Question, scores: Mapping[str, float]) -> dict[str, float]:
    """Scores by the question's labels, which meet the model's by id or alias."""
    return {
        label.id: max(scores[name] for name in (label.id, *label.aliases) if name in scores)
        for label in question.labels
        if any(name in scores for name in (label.id, *label.aliases))
    }


def name_of_scale(question: Scale) -> str:
    """By which name a model's score meets a scale: its dimension, or the question itself."""
    return question.dimension or question.id


def value_of_scores(question: Question, scores: Mapping[str, float]) -> Any:
    """A value from a model's scores (0..1 by its own labels); None where they say nothing.

    Labels meet by id or alias. What the question does not have is left out.
    """
    shared = _shared(question, scores)
    match question.kind:
        case "scale":
            value: Any = _on_scale(question, scores)
        case "choice" | "statement" | "pair" if shared:
            value = max(shared, key=lambda label: shared[label])
        case "multi" if shared:
            value = [label for label, score in shared.items() if score >= CHOSEN_FROM]
        case "distribution" if shared:
            value = _shares(shared)
        case "intensity" if shared:
            value = {label: _step(question, score) for label, score in shared.items()}
        case "grid" if len(shared) == len(question.labels):
            value = {axis.id: _step(axis, shared[axis.id]) for axis in question.axes}  # type: ignore[attr-defined]
        case _:
            value = None
    return value


def _shares(scores: Mapping[str, float]) -> dict[str, float] | None:
    """Hundredths that sum to one: what is left by rounding goes to the highest."""
    total = sum(scores.values())
    if total <= 0:
        return None
    hundredths = {label: round(100 * score / total) for label, score in scores.items()}
    top = max(scores, key=lambda label: scores[label])
    hundredths[top] += 100 - sum(hundredths.values())
    return {label: share / 100 for label, share in hundredths.items() if share}


def _on_scale(question: Any, scores: Mapping[str, float]) -> float | None:
    score = scores.get(name_of_scale(question))
    return None if score is None else _step(question, score)


def _step(question: Any, score: float) -> float:
    """The step of a scale that is nearest to a score of 0..1."""
    steps = round((question.max - question.min) * score / question.step)
    value = question.min + steps * question.step
    return int(value) if value == int(value) else round(value, 9)
