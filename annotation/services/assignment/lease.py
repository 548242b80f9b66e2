"""A lease: an item in a rater's hands for a while."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from psycopg.types.json import Jsonb

from annotation.assignment.presentation import presentation_of, seed_of
from annotation.errors import AnnotationConflict
from annotation.models import Assignment, AssignmentState, Item, ItemRole, Project, Rater
from annotation.policy import Policy
from annotation.selectors.drafts.values import ModelDraft, model_draft_of
from annotation.selectors.projects.schemes import current_scheme, questions_of, scheme_of
from annotation.services.rating.assistance import exposure_record

PRACTICE = (ItemRole.TRAINING, ItemRole.QUIZ)
LEASE = timedelta(minutes=30)
"""How long an item stays with a rater who neither answers nor edits a draft."""


def lease_length(rater: Rater) -> timedelta:
    """How long: people who came by a recruiting link have the time that the link says."""
    if rater.participation_id is None or rater.participation is None:
        return LEASE
    return timedelta(minutes=rater.participation.link.inactivity_minutes)


LEASE_ITEM = """
WITH item AS (
        UPDATE annotation_item SET taken = taken + 1 WHERE id = %(item)s AND role = 'normal'),
     rater AS (
        UPDATE annotation_rater SET cursor = %(place)s, handed = handed + %(handed)s
        WHERE id = %(rater)s AND (cursor <> %(place)s OR %(handed)s > 0))
INSERT INTO annotation_assignment AS assignment
    (item_id, rater_id, state, leased_at, lease_until, skip_reason, order_index, presentation)
VALUES (%(item)s, %(rater)s, 'leased', %(now)s, %(until)s, '', %(order_index)s, %(presentation)s)
ON CONFLICT (item_id, rater_id) DO UPDATE  -- this rater's own lease had run out
    SET state = 'leased', leased_at = %(now)s, lease_until = %(until)s, ended_at = NULL
RETURNING assignment.id, assignment.presentation, xmax = 0, (
    SELECT id FROM annotation_assignment
    WHERE rater_id = %(rater)s AND state IN ('submitted', 'skipped')
    ORDER BY ended_at DESC LIMIT 1)
"""


def lease_take(
    project: Project,
    item: Item,
    rater: Rater,
    policy: Policy,
    *,
    now: datetime,
) -> Assignment:
    """Give an item to a rater: one statement, the busiest write but for submissions.

    How the item is shown is drawn here, once; a lease that is taken again keeps it.
    """
    if not rater.handed:  # once somebody had an item, questions change by new versions only
        project.scheme_found = current_scheme(project.pk, hold=True)
    draft = _draft(project, item, policy)
    presentation = _presentation(project, item, rater, policy, draft)
    assignment = Assignment(
        item=item,
        rater=rater,
        state=AssignmentState.LEASED,
        leased_at=now,
        lease_until=now + lease_length(rater),
        order_index=rater.handed,
    )
    values: dict[str, Any] = {
        "item": item.pk,
        "rater": rater.pk,
        "place": item.place if item.role == ItemRole.NORMAL else rater.cursor,
        "handed": int(item.role not in PRACTICE),
        "now": now,
        "until": assignment.lease_until,
        "order_index": assignment.order_index,
        "presentation": Jsonb(presentation),
    }
    with connection.cursor() as cursor:
        cursor.execute(LEASE_ITEM, values)
        pk, shown, is_fresh, previous_id = cursor.fetchone()
    assignment.pk, assignment.presentation = pk, json.loads(shown)
    assignment.is_fresh, assignment.previous_id = is_fresh, previous_id
    if draft is not None and assignment.presentation.get("assistance") == "upfront":
        exposure_record(assignment, draft, now=now)
    return assignment


def _draft(project: Project, item: Item, policy: Policy) -> ModelDraft | None:
    if policy.assistance is None or item.role in PRACTICE:
        return None
    return model_draft_of(item, policy.assistance.card, questions_of(scheme_of(project)))


def _presentation(
    project: Project, item: Item, rater: Rater, policy: Policy, draft: ModelDraft | None
) -> Mapping[str, Any]:
    return presentation_of(
        seed_of(project.pseudonym_key, item.key, rater.pk),
        scheme_of(project).body["questions"],
        policy,
        arm=item.arm,
        role=item.role,
        has_draft=draft is not None,
    )


def slot_take(assignment: Assignment) -> None:
    """Take a place on an item again; items of a role have room for everybody.

    Raises:
        AnnotationConflict: others have completed the item
    """
    if assignment.item.role != ItemRole.NORMAL:
        return
    if not Item.objects.filter(pk=assignment.item_id, taken__lt=F("wanted")).update(
        taken=F("taken") + 1
    ):
        raise AnnotationConflict(
            "Other raters have completed this item in the meantime; go on with the next one.",
            reason="complete",
        )


def slot_leave(assignment: Assignment) -> None:
    """Give the place on an item to somebody else."""
    if assignment.item.role == ItemRole.NORMAL:
        Item.objects.filter(pk=assignment.item_id).update(taken=F("taken") - 1)
