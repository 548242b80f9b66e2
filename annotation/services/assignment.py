"""Hand out items: N raters per item, never the same item twice to one rater."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from annotation.assignment.strategies import start_of_rater
from annotation.errors import AnnotationConflict, AssignmentMissing
from annotation.models import (
    Assignment,
    AssignmentState,
    Draft,
    Item,
    Member,
    MemberRole,
    Project,
    Rater,
    Rating,
)
from annotation.models.projects import ProjectState

LEASE = timedelta(minutes=30)
"""How long an item stays with a rater who neither answers nor edits a draft."""

EXPIRED_AT_ONCE = 100


def _rater_locked(project: Project, user: User) -> Rater:
    """The rater that a person is in a project, made when they first ask for work.

    The row lock makes two tabs of one rater wait for each other and get the same lease.
    """
    locked = Rater.objects.select_for_update()
    rater = locked.filter(project=project, user=user).first()
    if rater is not None:
        return rater
    made, created = Rater.objects.get_or_create(project=project, user=user)
    if created:
        made.cursor = start_of_rater(made.pk, order=project.policy["order"], seed=project.slug)
        made.save(update_fields=["cursor"])
    return locked.get(pk=made.pk)


@transaction.atomic
def assignment_next(*, project: Project, user: User) -> Assignment | None:
    """The lease this person holds, or a new one, or None when nothing is left for them.

    Raises:
        AnnotationConflict: the project is paused or closed
    """
    if project.state != ProjectState.OPEN:
        raise AnnotationConflict(
            f"'{project.title}' is {project.get_state_display().lower()}; "
            "your answers are kept. Ask its researcher when it goes on."
        )
    rater = _rater_locked(project, user)
    now = timezone.now()
    held = (
        rater.assignments.filter(state=AssignmentState.LEASED)
        .select_related("item__segment__recording")
        .order_by("-leased_at")
        .first()
    )
    if held is None:
        item = _open_item(project, rater, now)
        held = None if item is None else _lease(item, rater, now)
    elif held.lease_until < now:  # nobody has taken it over, so it is still theirs
        held.lease_until = now + LEASE
        held.save(update_fields=["lease_until"])
    if held is not None:
        held.rater, held.item.project = rater, project
    return held


def _open_item(project: Project, rater: Rater, now: datetime) -> Item | None:
    """The first item after the rater's cursor that wants one more rater, else from the beginning.

    Each is one index scan of `item_open`. The cursor passes over what this rater has done, so
    that the scan stays short on any number of items. Leases that ran out are taken back by the
    worker's clock, and here before a rater is sent away.
    """
    seen = Assignment.objects.filter(item=OuterRef("pk"), rater=rater).exclude(
        state=AssignmentState.EXPIRED
    )
    open_items: QuerySet[Item] = (
        Item.objects.filter(~Exists(seen), project=project, taken__lt=F("wanted"))
        .select_related("segment__recording")
        .order_by("place")
        .select_for_update(skip_locked=True, of=("self",))
    )
    following = open_items.filter(place__gt=rater.cursor).first()
    if following is not None:
        return following
    leases_expire(now=now)
    return open_items.first()


LEASE_ITEM = """
WITH item AS (UPDATE annotation_item SET taken = taken + 1 WHERE id = %(item)s),
     rater AS (UPDATE annotation_rater SET cursor = %(place)s WHERE id = %(rater)s)
INSERT INTO annotation_assignment AS assignment
    (item_id, rater_id, state, leased_at, lease_until, skip_reason, order_index)
VALUES (%(item)s, %(rater)s, 'leased', %(now)s, %(until)s, '', %(order_index)s)
ON CONFLICT (item_id, rater_id) DO UPDATE  -- this rater's own lease had run out
    SET state = 'leased', leased_at = %(now)s, lease_until = %(until)s, ended_at = NULL
RETURNING assignment.id, xmax = 0, (
    SELECT id FROM annotation_assignment
    WHERE rater_id = %(rater)s AND state IN ('submitted', 'skipped')
    ORDER BY ended_at DESC LIMIT 1)
"""


def _lease(item: Item, rater: Rater, now: datetime) -> Assignment:
    """One statement, since this is the busiest write but for submissions."""
    values: dict[str, Any] = {
        "item": item.pk,
        "rater": rater.pk,
        "place": item.place,
        "now": now,
        "until": now + LEASE,
        "order_index": rater.submitted,
    }
    with connection.cursor() as cursor:
        cursor.execute(LEASE_ITEM, values)
        pk, is_new, previous_id = cursor.fetchone()
    assignment = Assignment(
        pk=pk,
        item=item,
        rater=rater,
        state=AssignmentState.LEASED,
        leased_at=now,
        lease_until=now + LEASE,
        order_index=rater.submitted,
    )
    assignment.is_fresh, assignment.previous_id = is_new, previous_id
    return assignment


EXPIRE = """
WITH late AS (
    UPDATE annotation_assignment SET state = 'expired', ended_at = %(now)s
    WHERE id IN (
        SELECT id FROM annotation_assignment
        WHERE state = 'leased' AND lease_until < %(now)s
        ORDER BY lease_until LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
    RETURNING item_id)
UPDATE annotation_item SET taken = taken - n
FROM (SELECT item_id, count(*) AS n FROM late GROUP BY item_id) AS freed
WHERE id = freed.item_id
"""


def leases_expire(*, now: datetime, limit: int = EXPIRED_AT_ONCE) -> int:
    """Take back leases that ran out, so that their items go to others. Returns items freed."""
    with connection.cursor() as cursor:
        cursor.execute(EXPIRE, {"now": now, "limit": limit})
        freed: int = cursor.rowcount
        return freed


def assignment_of(*, user: User, assignment_id: int, lock: bool = False) -> Assignment:
    """A person's own assignment, while they are a rater of its project.

    Raises:
        AssignmentMissing: it is not there or not theirs
    """
    found = Assignment.objects.select_related("item__project", "rater")
    if lock:
        found = found.select_for_update(of=("self",))
    member = Member.objects.filter(
        project=OuterRef("item__project"), user=user, role=MemberRole.RATER
    )
    try:
        return found.get(Exists(member), pk=assignment_id, rater__user=user)
    except Assignment.DoesNotExist:
        raise AssignmentMissing(
            "This item is not yours to rate. Open 'My work' and continue from there."
        ) from None


@transaction.atomic
def assignment_skip(*, user: User, assignment_id: int, reason: str) -> Assignment:
    """Give an item to somebody else, with a reason; it does not come back to this rater.

    Raises:
        AnnotationConflict: it was answered already
    """
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    if assignment.state == AssignmentState.SKIPPED:
        return assignment
    if assignment.state not in (AssignmentState.LEASED, AssignmentState.EXPIRED):
        raise AnnotationConflict("This item is answered; open it again to change the answer.")
    if assignment.state == AssignmentState.LEASED:
        Item.objects.filter(pk=assignment.item_id).update(taken=F("taken") - 1)
    assignment.state, assignment.skip_reason = AssignmentState.SKIPPED, reason
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["state", "skip_reason", "ended_at"])
    return assignment


@transaction.atomic
def assignment_reopen(*, user: User, assignment_id: int) -> Assignment:
    """Take a submission back to the page: the answers become a draft, the rating stays valid.

    What is submitted next is a new revision; if nothing is, the old answer stands. A skip is
    taken back too, while the item still wants a rater.

    Raises:
        AnnotationConflict: it is in progress, or somebody else has the skipped item now
    """
    assignment = assignment_of(user=user, assignment_id=assignment_id, lock=True)
    now = timezone.now()
    if assignment.state == AssignmentState.SKIPPED:
        slot_take(assignment)
        assignment.state = AssignmentState.LEASED
    elif assignment.state in (AssignmentState.SUBMITTED, AssignmentState.REOPENED):
        _draft_from_rating(assignment, now)
        assignment.state = AssignmentState.REOPENED
    else:
        raise AnnotationConflict("This item is in progress: there is nothing to take back yet.")
    assignment.lease_until = now + LEASE
    assignment.save(update_fields=["state", "lease_until"])
    return assignment


def slot_take(assignment: Assignment) -> None:
    if not Item.objects.filter(pk=assignment.item_id, taken__lt=F("wanted")).update(
        taken=F("taken") + 1
    ):
        raise AnnotationConflict(
            "Other raters have completed this item in the meantime; go on with the next one."
        )


def _draft_from_rating(assignment: Assignment, now: datetime) -> None:
    last = Rating.objects.filter(assignment=assignment).order_by("-revision").first()
    draft = Draft.objects.filter(assignment=assignment).first()
    if last is None or draft is not None:
        return
    Draft.objects.create(assignment=assignment, answers=last.answers, seq=0, saved_at=now)
