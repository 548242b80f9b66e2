"""What a rater will most likely get after the item in hand, so that the page can fetch it ahead."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from annotation.models import Project, Rater
from annotation.models.projects import ProjectState
from annotation.selectors.projects.schemes import policy_of
from annotation.selectors.rating.task_media import Shown, clips_of, media_of
from annotation.services.assignment.gates import blocked_by, languages_of
from annotation.services.assignment.known_items import mixed_in
from annotation.services.assignment.open_items import open_item


def upcoming_media(*, project: Project, user: User) -> list[dict[str, Any]]:
    """Media of the next item as its page would show them. A guess that leases nothing.

    Empty where nothing is left, or where something stands between the rater and the next item.
    Checks that are mixed in are foretold as all others are: they could be known by its absence.
    """
    rater = Rater.objects.filter(project=project, user=user).first()
    if rater is None or project.state != ProjectState.OPEN:
        return []
    policy = policy_of(project)
    if blocked_by(project, rater, policy, today=timezone.now().date()) is not None:
        return []
    languages = languages_of(rater, policy)
    item = (
        mixed_in(project, rater, policy, languages)
        or open_item(project, rater, user, policy, languages, after=rater.cursor, locks=False)
        or open_item(project, rater, user, policy, languages, after=None, locks=False)
    )
    if item is None:
        return []
    shown = Shown(project.policy, item.arm)
    media = [media_of(item.segment, shown), *clips_of(item, shown)]
    return [one for one in media if one is not None]
