"""Delete the rows of what was withdrawn, and put right what counted them."""

import shutil
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from annotation.models import (
    Assignment,
    CachedResult,
    Decision,
    Exposure,
    Item,
    Project,
    Rater,
    Rating,
)
from annotation.services.assignment.sequences import GOES_ON
from annotation.services.projects.items import items_count
from ingestion.media_store import recording_folder
from ingestion.models import Dialogue, Recording, Segment
from jobs.models import JobItem
from releases.withdrawal.targets import Gone

WITHDRAWN = "(withdrawn)"
"""What the history of jobs calls a file whose name is nobody's business any more."""


@transaction.atomic
def rows_purge(gone: Gone) -> dict[str, int]:
    """Delete all of it at once; returns how many items and ratings there were.

    The tables that only ever grow let nothing go unless the session says that it purges.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL emotate.purge = 'on'")
    counts = {"items": 0, "ratings": 0}
    for project in Project.objects.filter(pk__in=gone.projects).order_by("pk"):
        raters = gone.raters.get(project.pk, ())
        items = project.items.filter(key__in=gone.items.get(project.pk, ()))
        ids = list(items.values_list("pk", flat=True))
        counts["items"] += len(ids)
        counts["ratings"] += _ratings_purge(project, ids, raters)
        deciders = gone.deciders.get(project.pk, ())
        Decision.objects.filter(project=project, by__in=deciders).delete()
        items.delete()
        items_count(project)
        CachedResult.objects.filter(project=project).delete()
    _recordings_purge(gone.recordings)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL emotate.purge = 'off'")
    return counts


def ratings_held(gone: Gone) -> int:
    """How many ratings would go, a changed one counted once."""
    theirs = (
        (Q(item__key__in=gone.items.get(project, ())) | Q(rater__in=gone.raters.get(project, ())))
        & Q(project=project)
        for project in gone.projects
    )
    return sum(Rating.objects.filter(own, revision=1).count() for own in theirs)


def media_purge(gone: Gone) -> None:
    """Delete the stored files of recordings: originals and all that was made from them."""
    for sha256 in gone.recordings:
        shutil.rmtree(recording_folder(sha256), ignore_errors=True)


def _ratings_purge(project: Project, items: Sequence[int], raters: Sequence[int]) -> int:
    theirs = Q(item__in=items) | Q(rater__in=raters)
    ratings = Rating.objects.filter(theirs, project=project)
    _uncount_raters(project, items)
    _uncount_items(raters)
    latest = ratings.filter(revision=1).count()
    ratings.delete()
    Decision.objects.filter(item__in=items).delete()
    held = Assignment.objects.filter(theirs)
    Exposure.objects.filter(assignment__in=held).delete()
    held.delete()
    Rater.objects.filter(pk__in=raters).delete()
    return latest


def _uncount_raters(project: Project, items: Sequence[int]) -> None:
    """What raters did on items that go is no part of their progress and pace any more."""
    first = Rating.objects.filter(project=project, item__in=items, role="normal", revision=1)
    done: dict[int, list[int]] = {}
    for rater, milliseconds in first.exclude(rater=None).values_list("rater_id", "elapsed_ms"):
        done.setdefault(rater, []).append(milliseconds or 0)
    for rater, times in done.items():
        Rater.objects.filter(pk=rater).update(
            submitted=Greatest(F("submitted") - len(times), 0),
            elapsed_ms=Greatest(F("elapsed_ms") - sum(times), 0),
        )


def _uncount_items(raters: Sequence[int]) -> None:
    """Items that raters who go had answered or hold want somebody again."""
    rated = Rating.objects.filter(rater__in=raters, role="normal", revision=1)
    held = Assignment.objects.filter(rater__in=raters, state__in=GOES_ON, item__role="normal")
    for item, n in _counted(rated.values_list("item_id", flat=True)).items():
        Item.objects.filter(pk=item).update(rated=Greatest(F("rated") - n, 0))
    places = {(item, rater) for item, rater in rated.values_list("item_id", "rater_id")}
    places |= {(item, rater) for item, rater in held.values_list("item_id", "rater_id")}
    for item, n in _counted(item for item, _ in places).items():
        Item.objects.filter(pk=item).update(taken=Greatest(F("taken") - n, 0))


def _counted(values: Any) -> dict[int, int]:
    counts: dict[int, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _recordings_purge(hashes: Sequence[str]) -> None:
    """Recordings with their segments, predictions and stages; nothing shows them any more."""
    recordings = Recording.objects.filter(sha256__in=hashes)
    for item in JobItem.objects.filter(name__in=recordings.values("name")):
        item.name, item.key = WITHDRAWN, f"{WITHDRAWN} {item.pk}"
        item.params, item.result, item.error = {}, {}, ""
        item.save()
    Segment.objects.filter(Q(recording__in=recordings) | Q(sensors__in=recordings)).delete()
    Dialogue.objects.filter(recording__in=recordings).delete()
    recordings.delete()
