"""A model's drafts beside the raters' answers: how far apart, and how far one rater is.

The two are compared and never joined: no model's answer is in a soft label, a mean or an agreement.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from affect.comparison import KINDS, Bootstrap, Comparison, Figure, compare
from affect.questions import Question
from annotation.models import Item
from annotation.selectors.answers.batches import question_of
from annotation.selectors.answers.kept import Moment
from annotation.selectors.drafts.values import rates_of_scores, scaled_scores
from autolabel.models import Prediction

RESAMPLES = 200
SEED = 1


def model_beside(moment: Moment, card_id: str, question_id: str) -> dict[str, Any]:
    """What `compare` says of the latest drafts of a card, as JSON.

    `comparisons` is null where drafts of this card answer no such question, or a model is not
    compared on its kind. `human` are the same metrics of each rating against the others' of its
    item: a model that does better does better than one more rater would.
    """
    question = question_of(moment.project, question_id)
    predicted = _predicted(moment, card_id, question) if question.kind in KINDS else None
    found = None
    if predicted is not None:
        bootstrap = Bootstrap(RESAMPLES, np.random.default_rng(SEED))
        coded = moment.answers(question_id).coded
        found = [_as_json(one) for one in compare(question, coded, predicted, bootstrap)]
    return {"card": card_id, "question": question.id, "text": question.text, "comparisons": found}


def _predicted(moment: Moment, card_id: str, question: Question) -> NDArray[np.float64] | None:
    """float64 (units, labels), or (units,) of a scale, NaN where there is no draft.

    None where there is no draft at all.
    """
    scores = _scores_of_items(moment, card_id)
    width = max(len(question.labels), 1)
    predicted = np.full((len(moment.item_ids), width), np.nan)
    for unit, item in enumerate(moment.item_ids.tolist()):
        rates = rates_of_scores(question, scores[item]) if item in scores else None
        if rates is not None:
            predicted[unit] = rates
    if np.isnan(predicted).all():
        return None
    return predicted if question.labels else predicted[:, 0]


def _scores_of_items(moment: Moment, card_id: str) -> dict[int, Mapping[str, float]]:
    """The latest scores (0..1) of each item's segment by a card, by item."""
    shown = Item.objects.filter(project=moment.project, segment__isnull=False)
    latest = (
        Prediction.objects.filter(
            segment__in=shown.values("segment"), run__card__card_id=card_id, derived__isnull=False
        )
        .order_by("segment_id", "-run__created_at")
        .distinct("segment_id")
        .values_list("segment", "derived", "run__card__body")
    )
    found = {segment: scaled_scores(derived, body) for segment, derived, body in latest}
    return {
        item: found[segment]
        for item, segment in shown.values_list("pk", "segment")
        if segment in found
    }


def _as_json(found: Comparison) -> dict[str, Any]:
    return {
        "label": found.label,
        "items": found.items,
        "unrated": found.unrated,
        "unpredicted": found.unpredicted,
        "several": found.several,
        "epsilon": found.epsilon,
        "metrics": [
            {
                "name": model.name,
                "better": model.better,
                "model": _figure(model),
                "human": _figure(human),
            }
            for model, human in zip(found.model, found.human, strict=True)
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "reason": figure.reason,
    }
