"""What auto-labelers said of a project's segments."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.questions import Question
from affect.taxonomies import taxonomy
from annotation.models import Project
from annotation.selectors.drafts.values import value_of_scores
from annotation.selectors.projects.items import segments_of
from annotation.selectors.projects.schemes import current_scheme, questions_of
from autolabel.models import Card, Prediction, Run

BINS = 10
MOST_OUTPUTS = 8
"""How many labels of a card with many are summed up: those that the model gives most to."""


def drafts_of(project: Project) -> list[dict[str, Any]]:
    """One entry per card that ran on the project: what it covers, and a summary of its outputs.

    Of a card that changed the version that ran last counts; of a segment its latest prediction.
    """
    segments = segments_of(project)
    runs = (
        Run.objects.filter(predictions__segment__in=segments)
        .distinct()
        .select_related("card")
        .order_by("-created_at")
    )
    newest: dict[str, Card] = {}
    for run in runs:
        newest.setdefault(run.card.card_id, run.card)
    total = segments.count()
    questions = questions_of(current_scheme(project.pk)).questions
    return [_draft(card, project, questions, total) for _, card in sorted(newest.items())]


def _draft(
    card: Card, project: Project, questions: Sequence[Question], total: int
) -> dict[str, Any]:
    predictions = (
        Prediction.objects.filter(run__card=card, segment__in=segments_of(project))
        .order_by("segment_id", "-run__created_at")
        .distinct("segment_id")
    )
    views = [view for view in predictions.values_list("derived", flat=True) if view]
    body = card.body
    labels = list(body["output"]["labels"])
    scores = np.array(
        [[_score(view.get(label)) for label in labels] for view in views], np.float64
    ).reshape(len(views), len(labels))
    scored = ~np.isnan(scores).all(axis=1)
    answered = [
        question
        for question in questions
        if value_of_scores(question, dict.fromkeys(labels, 1.0)) is not None
    ]
    texts = _texts(labels, answered, body["output"].get("taxonomy"))
    return {
        "card": card.card_id,
        "title": body["title"],
        "baseline": body["baseline"],
        "quality": body["quality"]["summary"],
        "licence": body["licence"]["spdx"],
        "covered": int(scored.sum()),
        "total": total,
        "questions": [{"id": question.id, "text": question.text} for question in answered],
        "outputs": {
            label: {"text": texts[label], **output}
            for label, output in _outputs(
                labels, scores[scored], tuple(body["output"]["range"])
            ).items()
        },
    }


def _texts(
    labels: Sequence[str], answered: Sequence[Question], taxonomy_name: str | None
) -> dict[str, str]:
    """What each output is called in words: in the project's questions, else in the literature."""
    texts = {label: label.replace("_", " ").capitalize() for label in labels}
    if taxonomy_name is not None:
        texts |= {label.id: label.text for label in taxonomy(taxonomy_name).labels}
    for question in reversed(answered):
        texts |= {
            name: label.text or texts.get(name, name)
            for label in question.labels
            for name in (*label.aliases, label.id)
        }
        dimension = getattr(question, "dimension", None)
        if dimension:
            texts[dimension] = question.text
    return texts


def _score(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")


def _outputs(
    labels: list[str], scores: NDArray[np.float64], span: tuple[float, float]
) -> dict[str, dict[str, Any]]:
    """Per output its mean, spread and histogram; of several outputs also how often it is top."""
    if not len(scores):
        return {}
    means = np.nanmean(scores, axis=0) if len(scores) else np.full(len(labels), np.nan)
    order = np.argsort(-np.nan_to_num(means, nan=-np.inf), kind="stable")[:MOST_OUTPUTS]
    top = np.bincount(np.nan_to_num(scores, nan=-np.inf).argmax(axis=1), minlength=len(labels))
    found = {}
    for at in order:
        column = scores[~np.isnan(scores[:, at]), at]
        if not len(column):
            continue
        counts, edges = np.histogram(column, BINS, span)
        found[labels[at]] = {
            "mean": float(column.mean()),
            "sd": float(column.std()),
            "n": len(column),
            "top_share": float(top[at] / len(scores)) if len(labels) > 1 else None,
            "histogram": [
                {"from": round(float(low), 6), "to": round(float(high), 6), "count": int(count)}
                for low, high, count in zip(edges, edges[1:], counts, strict=False)
            ],
        }
    return found
