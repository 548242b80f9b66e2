"""What raters see of themselves: their days, their pace, what they rated twice, their checks."""

from datetime import datetime
from typing import Any

import numpy as np
from django.utils import timezone
from psycopg import sql

from accounts.rows import rows
from affect.diagnostics import Repeats, comparable, repeats
from affect.questions import Question
from annotation.models import CheckResult, ItemRole, Project, Rater
from annotation.models.projects import ProjectState
from annotation.policy import Policy
from annotation.selectors.answers.batches import coded_rows, item_ids_of, packed_rows
from annotation.selectors.diagnostics.raters import figure_json
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.selectors.rating.work import seconds_per_item
from annotation.selectors.results.same_items import same_items

# Checks look like any other item, here too. A change of an answer is no further answer.
DAYS = """
SELECT (submitted_at AT TIME ZONE 'UTC')::date, count(*),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY elapsed_ms) / 1000
FROM annotation_rating
WHERE rater_id = %(rater)s AND revision = 1 AND role IN ('normal', 'gold', 'attention')
  AND submitted_at IS NOT NULL
GROUP BY 1 ORDER BY 1
"""


def days_of(rater: Rater) -> list[dict[str, Any]]:
    """Answers and median seconds per item of each day (UTC) with any, the first day first."""
    return [
        {"day": day.isoformat(), "answers": answers, "median_seconds": seconds}
        for day, answers, seconds in rows(DAYS, {"rater": rater.pk})
    ]


def repeats_of(project: Project, rater: Rater) -> list[dict[str, Any]]:
    """Per question what this rater was asked twice, for questions whose answers have a distance.

    `units` that they answered more than once, `pairs` of those answers, how many are the `same`,
    and their `consistency` beyond chance. Nothing of others goes in.
    """
    item_ids = item_ids_of(project)
    same = same_items(project, item_ids)
    return [
        {"question": question.id, "text": question.text, **_as_json(found)}
        for question in questions_of(current_scheme(project.pk)).questions
        if (found := _repeats(project, rater, question, item_ids, same)) is not None
    ]


def _repeats(
    project: Project, rater: Rater, question: Question, item_ids: Any, same: Any
) -> Repeats | None:
    if question.family == "structured":
        return None
    which = sql.SQL("rater_id = {}").format(sql.Literal(rater.pk))
    coded = coded_rows(question, packed_rows(project, question, which), item_ids).coded
    asked = comparable(question, coded)
    if asked is None:
        return None
    once = asked.coded.take(np.arange(len(coded.unit)), same[coded.unit])
    return next(iter(repeats(once, asked.n_labels)), None)


def _as_json(found: Repeats) -> dict[str, Any]:
    return {
        "units": found.units,
        "pairs": found.pairs,
        "same": found.same,
        "consistency": figure_json(found.consistency),
    }


def may_see_own(project: Project, when: str) -> bool:
    """Whether a figure that raters see at `when` (a value of `OwnFigures`) is shown now."""
    return when == "daily" or (when == "closed" and project.state == ProjectState.CLOSED)


def start_of_today() -> datetime:
    """When this day (UTC) began."""
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


def checks_of(project: Project, rater: Rater, policy: Policy) -> dict[str, Any] | None:
    """How the rater did on checks, as a number alone, or None where the project keeps it.

    While it runs those of the days before: a number that moved with an answer would tell a check.
    """
    if not may_see_own(project, policy.own_figures.checks):
        return None
    results = CheckResult.objects.filter(rater=rater, role__in=(ItemRole.GOLD, ItemRole.ATTENTION))
    closed = project.state == ProjectState.CLOSED
    if not closed:
        results = results.filter(at__lt=start_of_today())
    latest = results.order_by("item_id", "-rating_id").distinct("item_id")
    correct = list(latest.values_list("correct", flat=True))
    return {
        "seen": len(correct),
        "correct": sum(correct),
        "until": None if closed else start_of_today(),
    }


def own_pace(rater: Rater) -> dict[str, Any]:
    """Items answered and seconds per item over all of them."""
    return {
        "submitted": rater.submitted + rater.checks,
        "seconds_per_item": seconds_per_item(rater),
    }
