"""People who come by a recruiting link: the link, joining, and how a participation ends."""

from annotation.services.people.participations import CLOSED, why_closed
from annotation.services.recruiting.ending import (
    participant_return,
    participants_abandon,
    participants_review,
)
from annotation.services.recruiting.joining import link_by_token, participant_join
from annotation.services.recruiting.links import link_create, link_update

__all__ = [
    "CLOSED",
    "link_by_token",
    "link_create",
    "link_update",
    "participant_join",
    "participant_return",
    "participants_abandon",
    "participants_review",
    "why_closed",
]
