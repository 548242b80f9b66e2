"""The turns of a recording as a project has them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from annotation.models import AssignmentState, Item, Project
from ingestion.keys import key_of
from ingestion.models import Recording, Segment

HELD = (AssignmentState.LEASED, AssignmentState.SECOND_LOOK, AssignmentState.REOPENED)


@dataclass(frozen=True)
class Turn:
    """A segment of a recording with the items that show it: several where there are arms."""

    segment: Segment
    items: tuple[Item, ...]
    ratings: int
    held: int

    @property
    def content(self) -> tuple[int, int, str, str]:
        """Range in ticks, speaker and words: what makes a turn the same."""
        one = self.segment
        return one.start_sample or 0, one.end_sample or 0, one.speaker, one.transcript


def turns_of(project: Project, recording: Recording) -> list[Turn]:
    """Turns in order of time, without those that a correction replaced; three queries."""
    items = (
        project.items.filter(
            segment__recording=recording,
            segment__start_sample__isnull=False,
            replaced_at__isnull=True,
        )
        .select_related("segment__segmentation", "segment__sensors", "segment__dialogue")
        .annotate(held=Count("assignments", filter=Q(assignments__state__in=HELD)))
        .order_by("segment__start_sample", "segment__end_sample", "segment_id", "place", "pk")
    )
    by_segment: dict[int, list[Any]] = defaultdict(list)
    for item in items:
        by_segment[item.segment_id or 0].append(item)
    return [
        Turn(
            segment=shown[0].segment,
            items=tuple(shown),
            ratings=sum(item.rated for item in shown),
            held=sum(item.held for item in shown),
        )
        for shown in by_segment.values()
    ]


def version_of(turns: Sequence[Turn]) -> str:
    """Changes with every correction, so that nobody corrects turns that they have not seen."""
    return key_of([[turn.segment.pk, *turn.content] for turn in turns])[:16]


def turn_rows(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """Turns as the API tells them."""
    parents: dict[int, list[int]] = defaultdict(list)
    segments = [turn.segment.pk for turn in turns]
    links = Segment.parents.through.objects.filter(from_segment__in=segments)
    for new, old in links.order_by("to_segment").values_list("from_segment", "to_segment"):
        parents[new].append(old)
    return [
        {
            "id": turn.segment.pk,
            "start_seconds": turn.segment.start_seconds,
            "end_seconds": turn.segment.end_seconds,
            "speaker": turn.segment.speaker or None,
            "text": turn.segment.transcript or None,
            "words": turn.segment.words,
            "parents": parents[turn.segment.pk],
            "items": [item.key for item in turn.items],
            "ratings": turn.ratings,
            "held": turn.held,
        }
        for turn in turns
    ]
