"""What is told of recordings beside their content, which never changes."""

from collections.abc import Iterable

from ingestion.models import Recording


def recordings_session_set(recordings: Iterable[int], session: str) -> None:
    """Say in which session recordings were made; empty: nobody knows."""
    Recording.objects.filter(pk__in=recordings).exclude(session=session).update(session=session)
