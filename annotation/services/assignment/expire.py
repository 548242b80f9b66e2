"""Leases that ran out."""

from datetime import datetime

from django.db import connection
from django.db.models import F

from annotation.models import Assignment, AssignmentState, Item, ItemRole, Rater
from annotation.services.projects.items import items_lock

EXPIRED_AT_ONCE = 100

# What somebody else is just using is left to the next time: who takes leases of others back while
# holding a rater, as who is about to be sent away does, must wait for nothing.
EXPIRE = """
WITH late AS (
    UPDATE annotation_assignment SET state = 'expired', ended_at = %(now)s
    WHERE id IN (
        SELECT lease.id FROM annotation_assignment AS lease
        JOIN annotation_item AS held ON held.id = lease.item_id
        WHERE lease.state = 'leased' AND lease.lease_until < %(now)s
        ORDER BY lease.lease_until LIMIT %(limit)s
        FOR UPDATE OF lease SKIP LOCKED FOR NO KEY UPDATE OF held SKIP LOCKED)
    RETURNING item_id),
freed AS (SELECT item_id, count(*) AS n FROM late GROUP BY item_id)
UPDATE annotation_item AS item SET taken = taken - n
FROM freed WHERE item.id = freed.item_id AND role = 'normal'
"""


def leases_expire(*, now: datetime, limit: int = EXPIRED_AT_ONCE) -> int:
    """Take back leases that ran out, so that their items go to others. Returns items freed."""
    with connection.cursor() as cursor:
        cursor.execute(EXPIRE, {"now": now, "limit": limit})
        freed: int = cursor.rowcount
        return freed


def leases_end(rater: Rater, *, now: datetime) -> None:
    """Take back all that a rater, who is locked, holds. Within a transaction."""
    held = rater.assignments.filter(state=AssignmentState.LEASED)
    keys = list(held.select_for_update().values_list("pk", flat=True))
    items = Item.objects.filter(assignments__in=keys, role=ItemRole.NORMAL)
    items_lock(items)
    items.update(taken=F("taken") - 1)
    Assignment.objects.filter(pk__in=keys).update(state=AssignmentState.EXPIRED, ended_at=now)
