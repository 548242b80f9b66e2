"""A rater's own work page; what it tells of others is computed once a day."""

import hashlib
from typing import Any

import numpy as np

from accounts.models import User
from affect.diagnostics import agreement_with_others, comparable, leave_one_out, others_met
from affect.diagnostics.figure import Figure, undefined
from affect.questions import Question
from annotation.models import CachedResult, Project, Rater, Rating
from annotation.models.projects import ProjectState
from annotation.policy import Policy
from annotation.selectors.answers.batches import CodedAnswers
from annotation.selectors.answers.kept import Moment
from annotation.selectors.diagnostics.raters import figure_json
from annotation.selectors.people.own_work import (
    checks_of,
    days_of,
    may_see_own,
    own_pace,
    repeats_of,
    start_of_today,
)
from annotation.selectors.projects.schemes import current_scheme, policy_of, questions_of
from annotation.services.results.cached import cached_result, input_hash

FEWEST_OTHERS = 3
"""So that no figure tells what one or two people answered."""
FEWEST_SHARED = 10
"""Answers that others gave, too, so that a figure is more than chance."""


def own_work(user: User, project: Project) -> dict[str, Any]:
    """A rater's own days, pace and repeats; `checks` and `agreement` are null where the project
    does not show them. Nothing of any single other rater, and no label of an item."""
    rater = Rater.objects.filter(project=project, user=user).first()
    policy = policy_of(project)
    if rater is None:
        nothing = {"submitted": 0, "seconds_per_item": None}
        return {**nothing, "days": [], "repeats": [], "checks": None, "agreement": None}
    return {
        **own_pace(rater),
        "days": days_of(rater),
        "repeats": repeats_of(project, rater),
        "checks": checks_of(project, rater, policy),
        "agreement": _agreement(project, rater, policy),
    }


def _agreement(project: Project, rater: Rater, policy: Policy) -> dict[str, Any] | None:
    """The rater's agreement with the others, question by question."""
    if not may_see_own(project, policy.own_figures.agreement):
        return None
    result = _agreements(project)
    own = [
        {"question": one["question"], "text": one["text"], "alpha": one["alpha"],
         "figure": one["raters"].get(str(rater.pk), figure_json(undefined("no answer yet")))}
        for one in result.body["questions"]
    ]  # fmt: skip
    return {"computed_at": result.computed_at, "questions": own}


def _agreements(project: Project) -> CachedResult:
    """Of all raters: of a closed project as it is, else as it stood when the day (UTC) began."""
    moment = Moment(project)
    if project.state == ProjectState.CLOSED:
        key, before = input_hash(project, moment=moment, name="own agreement"), None
    else:
        day = start_of_today()
        scheme = current_scheme(project.pk)
        key = hashlib.sha256(f"{project.pk} {scheme.hash} {day.isoformat()}".encode()).hexdigest()
        today = Rating.objects.filter(project=project, submitted_at__gte=day)
        before = today.order_by("pk").values_list("pk", flat=True).first()
    questions = questions_of(current_scheme(project.pk)).questions
    return cached_result(
        project=project,
        name="own agreement",
        key=key,
        compute=lambda: {
            "questions": [
                found
                for question in questions
                if question.family != "structured"
                and (found := _question(moment, question, before)) is not None
            ]
        },
    )


def _question(moment: Moment, question: Question, before: int | None) -> dict[str, Any] | None:
    answers = moment.answers(question.id)
    kept = np.flatnonzero(answers.rating_ids < before) if before else slice(None)
    rows = np.arange(len(answers.rating_ids))[kept]
    asked = comparable(question, answers.coded.take(rows, answers.coded.unit[rows]))
    if asked is None:
        return None
    shared = asked.shared()
    met, figures = others_met(shared), agreement_with_others(shared)
    return {
        "question": question.id,
        "text": question.text,
        "alpha": leave_one_out(shared).alpha,
        "raters": _by_rater(answers, figures, met.tolist()),
    }


def _by_rater(
    answers: CodedAnswers, figures: list[Figure], met: list[int]
) -> dict[str, dict[str, Any]]:
    return {
        str(answers.rater_ids[at]): figure_json(_kept_private(figure, others))
        for at, (figure, others) in enumerate(zip(figures, met, strict=True))
    }


def _kept_private(figure: Figure, others: int) -> Figure:
    if others < FEWEST_OTHERS:
        reason = f"{others} others answered the same items; at least {FEWEST_OTHERS} are needed"
        return undefined(reason, figure.n)
    if figure.n < FEWEST_SHARED:
        reason = f"{figure.n} answers that others gave, too; at least {FEWEST_SHARED} are needed"
        return undefined(reason, figure.n)
    return figure
