"""Where the rows of a release came from: models, cuts and stages, with their versions."""

import json
from typing import Any

from django.db.models import Count

from annotation.models import Project
from annotation.selectors.projects.items import segments_of
from autolabel.models import Card, Run
from ingestion.models import Recording, Segmentation, Stage


def cards_used(hashes: list[str], project: Project) -> list[dict[str, Any]]:
    """What a release says of the models behind its predictions."""
    return [
        {
            "id": card.card_id,
            "hash": card.hash,
            "title": card.body.get("title"),
            "version": card.body.get("version"),
            "baseline": card.body.get("baseline"),
            "licence": card.body.get("licence"),
            "quality": card.body.get("quality"),
            "versions": _library_versions(card, project),
        }
        for card in Card.objects.filter(hash__in=hashes).order_by("card_id", "hash")
    ]


def _library_versions(card: Card, project: Project) -> list[dict[str, Any]]:
    """Each set of library versions that the card ran under on items of the project."""
    runs = Run.objects.filter(card=card, predictions__segment__in=segments_of(project)).distinct()
    texts = {json.dumps(run.versions, sort_keys=True) for run in runs}
    return [json.loads(text) for text in sorted(texts)]


def segmentations_used(project: Project) -> list[dict[str, Any]]:
    """The ways in which recordings were cut into the project's items."""
    found = (
        Segmentation.objects.filter(segments__items__project=project)
        .values("profile", "key", "settings")
        .annotate(items=Count("segments__items"))
        .order_by("key")
    )
    return [dict(row) for row in found]


def stages_used(project: Project) -> list[dict[str, Any]]:
    """The keys, made of versions and settings, of what was found in the recordings."""
    recordings = Recording.objects.filter(segments__in=segments_of(project))
    found = (
        Stage.objects.filter(recording__in=recordings)
        .values("name", "key")
        .annotate(recordings=Count("recording"))
        .order_by("name", "key")
    )
    return [dict(row) for row in found]
