"""Give items a role and the answers that are right for them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from annotation.assignment.checks import expected_problems
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Expected, Item, ItemRole, Project
from annotation.selectors.projects.schemes import current_scheme, policy_of, questions_of
from annotation.services.projects.items import first_rater_of, items_count, wanted_of
from annotation.services.rating.checks import quizzes_settle


@transaction.atomic
def item_known_set(
    *, item: Item, role: str, expected: Mapping[str, Any] | None = None, explanation: str = ""
) -> Item:
    """Make an item gold, attention, training, quiz or normal, with its expected answers.

    Answers that were judged already stay judged as they were.

    Raises:
        AnnotationRefused: the role is unknown, or expected answers are missing or unfit
        AnnotationConflict: the item was handed out or rated in another role
    """
    if role not in ItemRole.values:
        raise AnnotationRefused(
            f"Role '{role}' is unknown; it is one of: {', '.join(ItemRole.values)}."
        )
    project = Project.objects.select_for_update(no_key=True).get(pk=item.project_id)
    item = Item.objects.select_for_update().get(pk=item.pk)
    item.project = project
    if role != item.role and item.assignments.exists():
        raise AnnotationConflict(
            f"'{item.key}' was handed out as {item.role} already; its role stays. "
            "Choose an item that nobody has had."
        )
    if role != item.role and item.ratings.exists():
        raise AnnotationConflict(
            f"'{item.key}' has imported ratings as {item.role} already; its role stays. "
            "Choose an item that nobody has rated."
        )
    _set_role(item, role)
    if role == ItemRole.NORMAL:
        Expected.objects.filter(item=item).delete()
        if expected:
            raise AnnotationRefused("A normal item has no expected answers; give it a role.")
        return item
    _refuse_unfit(item, expected or {})
    Expected.objects.update_or_create(
        item=item, defaults={"answers": dict(expected or {}), "explanation": explanation}
    )
    return item


def _set_role(item: Item, role: str) -> None:
    if role == item.role:
        return
    policy = policy_of(item.project)
    is_shown = item.segment_id is not None or item.clips.exists()
    normal = role == ItemRole.NORMAL and is_shown
    was_quiz = item.role == ItemRole.QUIZ
    item.role = role
    item.reserved_for = first_rater_of(policy, item.attributes) if normal else ""
    item.wanted = wanted_of(policy, item.reserved_for) if normal else 0
    item.save(update_fields=["role", "reserved_for", "wanted"])
    items_count(item.project)
    if was_quiz:
        quizzes_settle(item.project, policy, now=timezone.now())


def _refuse_unfit(item: Item, expected: Mapping[str, Any]) -> None:
    questions = questions_of(current_scheme(item.project_id))
    problems = expected_problems(expected, questions)
    if problems:
        raise AnnotationRefused(f"'{item.key}': {'; '.join(problems)}.")
