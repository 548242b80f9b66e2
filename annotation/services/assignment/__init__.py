"""Hand out items, take them back, and find one's own."""

from annotation.services.assignment.expire import leases_expire
from annotation.services.assignment.lease import LEASE, slot_take
from annotation.services.assignment.next import assignment_next
from annotation.services.assignment.own import assignment_of
from annotation.services.assignment.undo import assignment_reopen, assignment_skip

__all__ = [
    "LEASE",
    "assignment_next",
    "assignment_of",
    "assignment_reopen",
    "assignment_skip",
    "leases_expire",
    "slot_take",
]
