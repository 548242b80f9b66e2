"""Results that are computed once per state of the ratings."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone

from annotation.models import CachedResult, Project
from annotation.selectors.answers.kept import Moment
from annotation.selectors.projects.schemes import current_scheme

COMPUTATION = 8
"""Rises when the same ratings would give another result than before."""


def input_hash(project: Project, *, moment: Moment | None = None, **inputs: Any) -> str:
    """Sha256 (hex) of what a result depends on: scheme, ratings, normal items, and `inputs`.

    moment: where the project was read already.
    """
    moment = moment or Moment(project)
    ratings = [str(number) for number in moment.state]
    items = hashlib.sha256(moment.item_ids.tobytes()).hexdigest()
    scheme = current_scheme(project.pk)
    body = [COMPUTATION, project.pk, scheme.version, scheme.hash, ratings, items, inputs]
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def cached_result(
    *,
    project: Project,
    name: str,
    key: str,
    compute: Callable[[], dict[str, Any]],
    days: int = 0,
) -> CachedResult:
    """The stored result of that name and key, or a new one, stored in place of older ones.

    `name` says what it is and with which settings; `key` is the `input_hash`. days: of so many
    earlier days (UTC) the last result stays, to compare with.
    """
    found = result_stored(project, name, key)
    if found is not None:
        return found
    result, _ = CachedResult.objects.get_or_create(
        project=project, name=name, input_hash=key, defaults={"body": compute()}
    )
    older = CachedResult.objects.filter(project=project, name=name).exclude(pk=result.pk)
    older.exclude(pk__in=_last_of_days(project, name, days)).delete()
    return result


def result_stored(project: Project, name: str, key: str) -> CachedResult | None:
    """The stored result of that name and key."""
    return CachedResult.objects.filter(project=project, name=name, input_hash=key).first()


def _last_of_days(project: Project, name: str, days: int) -> list[int]:
    """Ids of the last results of the last `days` days before today that have any."""
    if not days:
        return []
    found = CachedResult.objects.filter(
        project=project, name=name, computed_at__lt=_start_of_today()
    )
    last: dict[date, int] = {}
    for pk, at in found.order_by("-computed_at").values_list("pk", "computed_at"):
        last.setdefault(at.astimezone(UTC).date(), pk)
    return list(last.values())[:days]


def _start_of_today() -> datetime:
    return datetime.combine(timezone.now().astimezone(UTC).date(), time(), UTC)


def result_before_today(project: Project, name: str) -> CachedResult | None:
    """The newest stored result of that name from before today (UTC)."""
    found = CachedResult.objects.filter(
        project=project, name=name, computed_at__lt=_start_of_today()
    )
    return found.order_by("-computed_at").first()
