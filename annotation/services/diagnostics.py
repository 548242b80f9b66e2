"""Diagnostics of raters, computed once per state of the ratings."""

import hashlib
from typing import Any

from annotation.models import Project
from annotation.selectors.answers import question_of
from annotation.selectors.diagnostics.raters import (
    pairs_compared,
    rater_names,
    raters_compared,
)
from annotation.selectors.kept_answers import Moment
from annotation.services.cached import cached_result, input_hash


def raters_diagnosed(project: Project, question_id: str) -> dict[str, Any]:
    """See `raters_compared`; with the name and pace that each rater has now.

    Raises:
        AnnotationRefused: there is no such question
    """
    moment = Moment(project)
    question = question_of(project, question_id)
    key = input_hash(project, state=moment.state, name="raters", question=question.id)
    name = "raters " + hashlib.sha256(question.id.encode()).hexdigest()[:30]
    result = cached_result(
        project=project, name=name, key=key, compute=lambda: raters_compared(moment, question.id)
    )
    names = rater_names(project)
    raters = result.body["raters"]
    known = None if raters is None else [names[one["rater"]] | one for one in raters]
    return {**result.body, "raters": known, "computed_at": result.computed_at}


def pairs_of_labels(project: Project, question_id: str, rater: int | None) -> dict[str, Any]:
    """See `pairs_compared`.

    Raises:
        AnnotationRefused: there is no such question, or the rater did not answer it
    """
    return pairs_compared(Moment(project), question_of(project, question_id).id, rater)
