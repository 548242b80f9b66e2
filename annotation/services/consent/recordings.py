"""What is told of recordings beside their content, which never changes."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from annotation.models import CachedResult, Project
from ingestion.models import Recording


@transaction.atomic
def recordings_session_set(recordings: Iterable[int], session: str) -> None:
    """Say in which session recordings were made; empty: nobody knows.

    Results that were drawn over sessions are computed anew.
    """
    ids = list(recordings)
    changed = Recording.objects.filter(pk__in=ids).exclude(session=session)
    if changed.update(session=session):
        shown = Q(items__segment__recording__in=ids)
        projects = Project.objects.filter(shown).distinct()
        CachedResult.objects.filter(project__in=projects, name__startswith="agreement").delete()
