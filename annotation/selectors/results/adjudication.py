"""Items whose raters disagree, and all that was answered to one of them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from affect.aggregation import aggregate
from affect.questions import Question
from annotation.models import Decision, Item, ItemRole, Project, Rating
from annotation.selectors.answers.batches import coded_answers
from annotation.selectors.projects.items import item_shown
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.selectors.rating.task_media import Shown

ENTROPY, SPREAD = "entropy", "sd"


@dataclass(frozen=True)
class Measure:
    """By what items are ordered: entropy in bits, or the standard deviation of a scale."""

    question: str
    measure: str
    rule: str


def measure_of(project: Project) -> Measure | None:
    """The first question whose answers can disagree in a way that one number says."""
    for question in questions_of(current_scheme(project.pk)).questions:
        found = _measure(question)
        if found is not None:
            return found
    return None


def _measure(question: Question) -> Measure | None:
    if question.family == "label" or question.kind == "distribution":
        return Measure(question.id, ENTROPY, "soft")
    return Measure(question.id, SPREAD, "mean") if question.family == "number" else None


def disagreement_of(project: Project) -> dict[str, float]:
    """Item id (as text, for JSON) to disagreement, of items with two answers or more."""
    measure = measure_of(project)
    if measure is None:
        return {}
    answers = coded_answers(project, measure.question)
    result = aggregate(answers.question, answers.coded, len(answers.item_ids), measure.rule)
    values = result.entropy if measure.measure == ENTROPY else result.sd
    if values is None:
        return {}
    rows = np.flatnonzero((result.n >= 2) & ~np.isnan(values))
    return {str(answers.item_ids[row]): float(values[row]) for row in rows}


def queue_of(
    project: Project, disagreement: dict[str, float], *, decided: bool | None, start: int, end: int
) -> dict[str, Any]:
    """Items with several answers, the most divided first; a slice of them, and how many.

    decided: only those that have a decision, or have none; None: both.
    """
    done = set(Decision.objects.filter(project=project).values_list("item_id", flat=True))
    rated = project.items.filter(role=ItemRole.NORMAL, rated__gte=2)
    ids = [
        item
        for item in rated.order_by("place").values_list("pk", flat=True)
        if decided is None or (item in done) is decided
    ]
    ids.sort(key=lambda item: -disagreement.get(str(item), -1.0))
    items = Item.objects.select_related("segment").in_bulk(ids[start:end])
    return {
        "count": len(ids),
        "results": [
            {
                "id": item,
                "key": items[item].key,
                "transcript": _words(items[item], project),
                "ratings": items[item].rated,
                "disagreement": disagreement.get(str(item)),
                "decided": item in done,
            }
            for item in ids[start:end]
        ],
    }


def _words(item: Item, project: Project) -> str | None:
    """The words of an item where its raters see them."""
    shown = Shown(project.policy, item.arm)
    return item.segment.transcript or None if item.segment and shown.words else None


def answers_beside(item: Item, project: Project) -> dict[str, Any]:
    """An item as raters saw it, everything that was answered, and the decisions so far.

    Raters are called by letters in the order of their answers, so that nobody is judged by name.
    """
    return {
        **item_shown(item, project),
        "id": item.pk,
        "answers": _answers(item),
        "decisions": [_decision(one) for one in _decisions(item)],
    }


def _answers(item: Item) -> list[dict[str, Any]]:
    ratings = Rating.objects.filter(item=item).select_related("scheme").order_by("pk")
    by_rater: dict[int, list[Rating]] = defaultdict(list)
    for rating in ratings:
        by_rater[rating.rater_id or -rating.pk].append(rating)  # unknown raters: one vote each
    return [
        {
            "rater": _letters(position),
            **_answer(given[-1]),
            "earlier": [_answer(one) for one in given[:-1]],
        }
        for position, given in enumerate(by_rater.values())
    ]


def _answer(rating: Rating) -> dict[str, Any]:
    return {
        "answers": rating.answers,
        "scheme_version": rating.scheme.version,
        "revision": rating.revision,
        "assisted": rating.assisted,
        "submitted_at": rating.submitted_at,
    }


def _letters(position: int) -> str:
    """A, B ... Z, AA, AB ..."""
    letters = ""
    while position >= 0:
        letters = chr(ord("A") + position % 26) + letters
        position = position // 26 - 1
    return letters


def _decisions(item: Item) -> list[Decision]:
    found = Decision.objects.filter(item=item).select_related("by", "scheme")
    return list(found.order_by("-pk"))


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "answers": decision.answers,
        "scheme_version": decision.scheme.version,
        "note": decision.note,
        "by": decision.by.username if decision.by else None,
        "at": decision.at,
    }
