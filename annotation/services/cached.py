"""Results that are computed once per state of the ratings."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Max, Sum

from annotation.models import CachedResult, Project, Rating
from annotation.selectors.schemes import current_scheme

COMPUTATION = 2
"""Rises when the same ratings would give another result than before."""


def input_hash(project: Project, **inputs: Any) -> str:
    """Sha256 (hex) of what a result depends on: the scheme, the ratings, and `inputs`.

    Ratings are only ever added, so how many there are, the last id and the sum of the ids name
    their set: an insert that commits late, with a lower id than the last, changes the number, and
    a purge with as many inserts after it changes the last.
    """
    state = Rating.objects.filter(project=project).aggregate(
        count=Count("pk"), last=Max("pk"), total=Sum("pk")
    )
    ratings = [str(state[name]) for name in ("count", "last", "total")]
    scheme = current_scheme(project.pk)
    body = [COMPUTATION, project.pk, scheme.version, scheme.hash, ratings, inputs]
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def stored_body(*, project: Project, name: str, key: str) -> dict[str, Any] | None:
    """The body of a result that was computed before; None where there is none."""
    found = CachedResult.objects.filter(project=project, name=name, input_hash=key).first()
    return None if found is None else dict(found.body)


def cached_result(
    *, project: Project, name: str, key: str, compute: Callable[[], dict[str, Any]]
) -> CachedResult:
    """The stored result of that name and key, or a new one, stored in place of older ones.

    `name` says what it is and with which settings; `key` is the `input_hash`.
    """
    found = CachedResult.objects.filter(project=project, name=name, input_hash=key).first()
    if found is not None:
        return found
    result, _ = CachedResult.objects.get_or_create(
        project=project, name=name, input_hash=key, defaults={"body": compute()}
    )
    CachedResult.objects.filter(project=project, name=name).exclude(pk=result.pk).delete()
    return result
