"""Diagnostics of raters, computed once per state of the ratings."""

import hashlib
from typing import Any

from annotation.models import Project
from annotation.selectors.answers.batches import question_of
from annotation.selectors.answers.kept import Moment
from annotation.selectors.diagnostics.groups import groups_compared, raters_repeated
from annotation.selectors.diagnostics.raters import (
    pairs_compared,
    question_head,
    rater_names,
    raters_compared,
)
from annotation.selectors.results.groupings import grouping_named, groupings_of
from annotation.services.results.cached import cached_result, input_hash


def raters_diagnosed(project: Project, question_id: str) -> dict[str, Any]:
    """See `raters_compared`; with the name and pace that each rater has now.

    Raises:
        AnnotationRefused: there is no such question
    """
    moment = Moment(project)
    question = question_of(project, question_id)
    key = input_hash(project, moment=moment, name="raters", question=question.id)
    name = "raters " + hashlib.sha256(question.id.encode()).hexdigest()[:30]
    result = cached_result(
        project=project, name=name, key=key, compute=lambda: raters_compared(moment, question.id)
    )
    names = rater_names(project)
    raters = result.body["raters"]
    known = None if raters is None else [names[one["rater"]] | one for one in raters]
    return {**result.body, "raters": known, "computed_at": result.computed_at}


def groups_diagnosed(project: Project, question_id: str, by: str) -> dict[str, Any]:
    """See `groups_compared`; with the `groupings` that there are, the first where `by` is empty.
    Where nothing parts the ratings there are no `groupings`, and `groups` is null.

    Raises:
        AnnotationRefused: there is no such question, or no such grouping
    """
    moment = Moment(project)
    question = question_of(project, question_id)
    there = groupings_of(project)
    offered = {"groupings": [{"id": one.id, "of": one.of} for one in there]}
    if not there and not by:
        nothing = {"by": "", "of": "items", "fewest_raters": 0, "fewest_units": 0, "left_out": 0}
        return question_head(question, None) | nothing | offered | {"groups": None}
    grouping = grouping_named(there, by, project)
    return groups_compared(moment, question.id, grouping) | offered


def repeats_diagnosed(project: Project, question_id: str) -> dict[str, Any]:
    """See `raters_repeated`; with the name that each rater has now.

    Raises:
        AnnotationRefused: there is no such question
    """
    found = raters_repeated(Moment(project), question_of(project, question_id).id)
    names = rater_names(project)
    raters = found["raters"]
    known = None if raters is None else [names[one["rater"]] | one for one in raters]
    return {**found, "raters": known}


def pairs_of_labels(project: Project, question_id: str, rater: int | None) -> dict[str, Any]:
    """See `pairs_compared`.

    Raises:
        AnnotationRefused: there is no such question, or the rater did not answer it
    """
    return pairs_compared(Moment(project), question_of(project, question_id).id, rater)
