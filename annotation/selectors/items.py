"""The table of a project's items, for those who study it."""

from typing import Any

from django.db.models import F, Q, QuerySet

from annotation.errors import AnnotationRefused
from annotation.models import Item, Project

STATUSES = {
    "unrated": Q(rated=0),
    "partial": Q(rated__gt=0, rated__lt=F("wanted")),
    "complete": Q(rated__gte=F("wanted")),
    "flagged": ~Q(segment__flags=[]),
}
ORDERINGS = ("place", "-place", "key", "-key", "rated", "-rated")


def items_listed(
    project: Project, *, search: str = "", status: str = "", ordering: str = ""
) -> QuerySet[Item]:
    """Items of a project with their segments.

    Raises:
        AnnotationRefused: status or ordering is unknown
    """
    items = project.items.select_related("segment__recording")
    if status and status not in STATUSES:
        raise AnnotationRefused(
            f"Status '{status}' is unknown; it is one of: {', '.join(STATUSES)}."
        )
    if ordering and ordering not in ORDERINGS:
        raise AnnotationRefused(
            f"Ordering '{ordering}' is unknown; it is one of: {', '.join(ORDERINGS)}."
        )
    if status:
        items = items.filter(STATUSES[status])
    if search:
        items = items.filter(
            Q(key__icontains=search)
            | Q(segment__transcript__icontains=search)
            | Q(segment__speaker__icontains=search)
        )
    return items.order_by(ordering or "place", "pk")


def item_row(item: Item, labels: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """One row of the table; `labels` holds the soft labels of the page's items, by item."""
    segment = item.segment
    recording = segment.recording if segment else None
    found = labels.get(item.pk, {})
    return {
        "key": item.key,
        "position": item.place,
        "segment_id": segment.pk if segment else None,
        "recording": recording.name if recording else None,
        "media_url": f"/media/recordings/{recording.pk}/proxy.flac" if recording else None,
        "speaker": segment.speaker or None if segment else None,
        "start_seconds": segment.start_seconds if segment else None,
        "end_seconds": segment.end_seconds if segment else None,
        "transcript": segment.transcript or None if segment else None,
        "flags": segment.flags if segment else [],
        "gates": segment.gates if segment else {},
        "ratings": item.rated,
        "wanted": item.wanted,
        "labels": found.get("labels"),
        "entropy": found.get("entropy"),
    }
