"""What was answered in a project, question by question, for plots."""

from collections.abc import Callable
from typing import Any

import numpy as np

from annotation.selectors.answers.batches import CodedAnswers
from annotation.selectors.answers.kept import Moment, answers_read
from annotation.selectors.distributions.labels import labels_and_entropy, review_reading
from annotation.selectors.distributions.numbers import histogram_reading, plane, ranks
from annotation.selectors.distributions.parts import boxes, intervals, spans
from annotation.selectors.distributions.systems import systems_reading
from annotation.selectors.distributions.texts import texts, words
from annotation.selectors.distributions.traces import traces
from annotation.selectors.projects.schemes import current_scheme, questions_of

Reading = Callable[[CodedAnswers], dict[str, Any]]

READINGS: dict[str, Reading] = {
    "choice": labels_and_entropy,
    "multi": labels_and_entropy,
    "intensity": labels_and_entropy,
    "distribution": labels_and_entropy,
    "scale": histogram_reading,
    "grid": plane,
    "statement": labels_and_entropy,
    "pair": labels_and_entropy,
    "rank": ranks,
    "text": texts,
    "words": words,
    "trace": traces,
    "timeline": intervals,
    "spans": spans,
    "regions": boxes,
    "review": review_reading,
}


def distributions_of(moment: Moment) -> dict[str, Any]:
    """Counts of the latest answers: `{"questions": [...]}`.

    Each question has `n_ratings` with a value, the `n_items` that have one, how many said
    `cannot_tell`, and the reading of its kind:

    labels: for each label the `count` of ratings that give it anything (choose it, give it a share,
        rate it above the lowest point, rank it), its `share` (of ratings; for distributions the
        mean share; for ranks the ratings that put it first) and its `mean` number or rank.
    entropy: items by the entropy of their soft label, where shares sum to 1.
    histogram: the numbers of a scale. plane: points of a grid.
    words, texts, traces: see `texts` and `traces`. parts: what was marked, see `parts`.
    edits: how far drafts were edited.
    systems: what the systems score that made the clips, where items tell it.
    """
    questions = questions_of(current_scheme(moment.project.pk)).questions
    return {"questions": [_distribution(moment, each.id) for each in questions]}


def _distribution(moment: Moment, question_id: str) -> dict[str, Any]:
    answers = answers_read(moment, question_id)
    question, coded = answers.question, answers.coded
    answered = coded.answered()
    return {
        "id": question.id,
        "kind": question.kind,
        "text": question.text,
        "n_ratings": int(answered.sum()),
        "n_items": len(np.unique(coded.unit[answered])),
        "cannot_tell": int(coded.cannot_tell.sum()),
        **READINGS[question.kind](answers),
        **systems_reading(moment.project, answers),
    }
