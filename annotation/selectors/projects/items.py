"""The table of a project's items, for those who study it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from annotation.errors import AnnotationRefused
from annotation.models import Item, ItemClip, ItemRole, Project
from annotation.selectors.projects.schemes import current_scheme
from annotation.selectors.rating.task_media import (
    Shown,
    about_of,
    clips_of,
    context_of,
    fields_of,
    language_of,
    media_of,
    words_of,
)
from annotation.services.projects.items import COMPLETE
from ingestion.models import Segment

OPEN = Shown({})
"""Everything that an item has; what raters may see is another matter."""

STATUSES = {
    "unrated": Q(rated=0),
    "partial": Q(rated__gt=0, rated__lt=F("wanted")),
    "complete": COMPLETE,
    "flagged": ~Q(segment__flags=[]),
    "replaced": Q(replaced_at__isnull=False),
}
ORDERINGS = ("place", "-place", "key", "-key", "rated", "-rated")


FACETS = ("role", "arm", "language")


@dataclass(frozen=True)
class ItemFilter:
    """What to list: empty is any. `search` looks at key, words and speaker."""

    search: str = ""
    status: str = ""
    role: str = ""
    arm: str = ""
    language: str = ""
    ordering: str = ""


def items_listed(project: Project, asked: ItemFilter) -> QuerySet[Item]:
    """Items of a project with their segments and clips.

    Raises:
        AnnotationRefused: status, role or ordering is unknown
    """
    known = (
        ("Status", asked.status, STATUSES),
        ("Role", asked.role, ItemRole.values),
        ("Ordering", asked.ordering, ORDERINGS),
    )
    for what, value, allowed in known:
        if value and value not in allowed:
            raise AnnotationRefused(
                f"{what} '{value}' is unknown; it is one of: {', '.join(allowed)}."
            )
    items = project.items.select_related("segment__recording").prefetch_related(
        "clips__segment__recording", "segment__parents"
    )
    if asked.status:
        items = items.filter(STATUSES[asked.status])
    items = items.filter(**{n: value for n in FACETS if (value := getattr(asked, n))})
    if asked.search:
        items = items.filter(
            Q(key__icontains=asked.search)
            | Q(segment__transcript__icontains=asked.search)
            | Q(segment__speaker__icontains=asked.search)
        )
    return items.order_by(asked.ordering or "place", "pk")


def segments_of(project: Project) -> QuerySet[Segment]:
    """Everything that a project's items show, alone or as one clip of several."""
    return Segment.objects.filter(
        Q(pk__in=project.items.filter(segment__isnull=False).values("segment"))
        | Q(pk__in=ItemClip.objects.filter(item__project=project).values("segment"))
    )


def item_facets(project: Project) -> dict[str, list[dict[str, Any]]]:
    """Values of role, arm and language with their number of items; one query each."""
    return {
        name: [
            {"value": value, "count": count}
            for value, count in project.items.exclude(**{name: ""})
            .values_list(name)
            .annotate(count=Count("pk"))
            .order_by(name)
        ]
        for name in FACETS
    }


def item_row(item: Item, project: Project, labels: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """One row of the table; `labels` holds the soft labels of the page's items, by item.

    Whoever studies a project sees all that an item has, whatever its raters are shown.
    """
    segment = item.segment
    recording = segment.recording if segment else None
    found = labels.get(item.pk, {})
    return {
        "id": item.pk,
        "key": item.key,
        "position": item.place,
        "role": item.role,
        "arm": item.arm,
        "about": about_of(item, Shown({"about": True})),
        "language": language_of(item),
        "segment_id": segment.pk if segment else None,
        "recording": recording.name if recording else None,
        "media": media_of(segment, OPEN),
        "clips": [media_of(clip.segment, OPEN) for clip in item.clips.all()],
        "speaker": segment.speaker or None if segment else None,
        "transcript": segment.transcript or None if segment else None,
        "flags": segment.flags if segment else [],
        "gates": segment.gates if segment else {},
        "ratings": item.rated,
        "wanted": item.wanted,
        "extra": item.extra,
        "replaced": item.replaced_at is not None,
        "parents": _parents_of(segment) if segment else [],
        "labels": found.get("labels"),
        "entropy": found.get("entropy"),
    }


def _parents_of(segment: Segment) -> list[dict[str, Any]]:
    """Ranges that it was cut from. A turn that stood as it is was cut again as well: no parent."""

    def content(one: Segment) -> tuple[Any, ...]:
        return one.start_sample, one.end_sample, one.speaker, one.transcript

    return [
        {"start_seconds": parent.start_seconds, "end_seconds": parent.end_seconds}
        for parent in segment.parents.all()
        if content(parent) != content(segment)
    ]


def item_shown(item: Item, project: Project) -> dict[str, Any]:
    """What the rating page would show of an item: its arm and the policy hold as for a rater."""
    segment, scheme = item.segment, current_scheme(project.pk)
    shown = Shown(project.policy, item.arm)
    return {
        "project": {
            "slug": project.slug,
            "title": project.title,
            "guidelines": project.guidelines,
            "content_warning": project.content_warning,
            "seconds_per_item": None,
        },
        "scheme": {**scheme.body, "version": scheme.version},
        "item": item.key,
        "media": media_of(segment, shown),
        "clips": clips_of(item, shown),
        "transcript": segment.transcript or None if segment and shown.words else None,
        "words": words_of(segment, shown),
        "speaker": segment.speaker or None if segment else None,
        "fields": fields_of(item, shown, scheme.body["questions"]),
        "about": about_of(item, shown),
        "language": language_of(item),
        "context": context_of(segment, shown),
    }
