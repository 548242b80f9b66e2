"""Change a project's policy, and what follows from it for the items that are there."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Max

from affect.questions import Scheme as Questions
from annotation.assignment.strategies import start_of_rater
from annotation.errors import AnnotationConflict, AnnotationRefused
from annotation.models import Assignment, Item, ItemRole, Project
from annotation.policy import Policy, PolicyError, policy_from
from annotation.policy_fit import check_with_scheme
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.services.projects.items import (
    first_rater_of,
    items_lock,
    items_shown,
    places_again,
    wanted_of,
)


def policy_checked(body: Mapping[str, Any], questions: Questions) -> Policy:
    """The policy that a JSON object says, if it fits the questions.

    Raises:
        AnnotationRefused: names every setting that is unfit, its value and those allowed
    """
    try:
        policy = policy_from(body)
        check_with_scheme(policy, questions)
    except PolicyError as error:
        raise AnnotationRefused(
            f"The policy is not changed: {error}.",
            problems=[{"setting": p.setting, "message": p.message} for p in error.problems],
        ) from error
    return policy


def policy_change(project: Project, settings: Mapping[str, Any]) -> None:
    """Replace settings of a locked project, which the caller saves; null brings a default back.

    Raises:
        AnnotationRefused: a setting is unfit
        AnnotationConflict: what was handed out already forbids the change
    """
    body = {**project.policy, **settings}
    body = {name: value for name, value in body.items() if value is not None}
    new = policy_checked(body, questions_of(current_scheme(project.pk)))
    old = policy_from(project.policy)
    if new.arms != old.arms and project.items.exists():
        raise AnnotationConflict(
            f"'{project.slug}' has items already, each of one presentation; "
            "arms can only be set while it has none. Make another project for other arms."
        )
    if new.order != old.order:
        _set_order(project, new)  # first, as it locks raters, who are locked before items
    if new.first_rater != old.first_rater:
        _set_first_rater(project, new)
    elif new.raters_per_item != old.raters_per_item:
        _set_raters_per_item(project, new, old)
    project.policy = body


def _set_raters_per_item(project: Project, new: Policy, old: Policy) -> None:
    """Change how many raters items wait for; further raters of some stay on top: extra ones, and
    those who begin a clip again whose later presentations another one left."""
    if new.first_rater is not None:
        return
    counted = _counted(project)
    items_lock(counted)
    on_top = F("wanted") - old.raters_per_item
    most = counted.aggregate(most=Max(F("taken") - on_top))["most"] or 0
    wanted = new.raters_per_item
    if wanted < most:
        raise AnnotationRefused(
            f"{wanted} raters per item is below the {most} that some item has already; "
            f"choose {most} or more."
        )
    counted.update(wanted=wanted + on_top)


def _counted(project: Project) -> Any:
    """Items that raters are asked about: not those that hold repeats of imported ratings."""
    asked = items_shown(project).filter(role=ItemRole.NORMAL, wanted__gt=0)
    return asked.filter(replaced_at__isnull=True)


def _set_first_rater(project: Project, new: Policy) -> None:
    if Assignment.objects.filter(item__project=project).exists():
        raise AnnotationConflict(
            f"Items of '{project.slug}' are with raters already; who answers first can only be "
            "set before."
        )
    items_lock(_counted(project))
    items = list(_counted(project))
    for item in items:
        item.reserved_for = first_rater_of(new, item.attributes)
        item.wanted = wanted_of(new, item.reserved_for)
    Item.objects.bulk_update(items, ["reserved_for", "wanted"], batch_size=5000)


def _set_order(project: Project, new: Policy) -> None:
    """Put the items in their new order, and every rater at its beginning."""
    raters = list(project.raters.select_for_update(no_key=True).order_by("pk"))
    for rater in raters:
        rater.cursor = start_of_rater(rater.pk, order=new.order, seed=project.pseudonym_key)
    project.raters.model.objects.bulk_update(raters, ["cursor"], batch_size=5000)
    items_lock(project.items.all())
    places_again(project, new)
