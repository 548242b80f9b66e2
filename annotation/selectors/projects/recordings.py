"""The recordings that a project shows, and what is known of them beside their content."""

import difflib
from typing import Any

from django.db.models import Q, QuerySet

from annotation.errors import AnnotationRefused
from annotation.models import Project
from ingestion.models import Consent, ConsentState, Recording

HASH_LETTERS = 8
"""The least of a sha256 by which a recording is named."""


def recordings_shown(project: Project) -> QuerySet[Recording]:
    """Those behind the items of a project, with sensor tables beside them, by name."""
    ids = project.items.filter(segment__recording__isnull=False).values("segment__recording")
    beside = project.items.filter(segment__sensors__isnull=False).values("segment__sensors")
    clips = project.items.filter(clips__segment__recording__isnull=False).values(
        "clips__segment__recording"
    )
    shown = Q(pk__in=ids) | Q(pk__in=beside) | Q(pk__in=clips)
    return Recording.objects.filter(shown).order_by("name", "sha256")


def recording_shown(project: Project, name: str) -> Recording:
    """One of them by its name, its name without the ending, or the beginning of its sha256.

    Raises:
        AnnotationRefused: there is none, or several; names the nearest, or their hashes
    """
    wanted = name.strip()
    match = Q(name=wanted) | Q(name__startswith=f"{wanted}.")
    if len(wanted) >= HASH_LETTERS and set(wanted) <= set("0123456789abcdef"):
        match |= Q(sha256__startswith=wanted)
    shown = recordings_shown(project)
    found = [one for one in shown.filter(match) if wanted in (one.name, one.stem)
             or one.sha256.startswith(wanted)]  # fmt: skip
    if len(found) == 1:
        return found[0]
    if found:
        hashes = ", ".join(one.sha256[:12] for one in found)
        raise AnnotationRefused(
            f"{len(found)} recordings of '{project.slug}' are called '{name}'; name one by the "
            f"beginning of its sha256: {hashes}."
        )
    near = difflib.get_close_matches(wanted, shown.values_list("name", flat=True), n=1, cutoff=0.5)
    told = f"; did you mean '{near[0]}'?" if near else "."
    raise AnnotationRefused(f"'{project.slug}' shows no recording '{name:.80}'{told}")


def consent_body(recording: Recording) -> dict[str, Any]:
    """A recording's consent as JSON; of one without a row it is unknown."""
    consent: Consent | None = getattr(recording, "consent", None)
    if consent is None:
        return {"state": ConsentState.UNKNOWN, "permits": [], "document": "", "date": None}
    return {
        "state": consent.state,
        "permits": consent.permits,
        "document": consent.document,
        "date": consent.date,
    }
