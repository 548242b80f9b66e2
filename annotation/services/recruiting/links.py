"""Make and change recruiting links."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from accounts.models import User
from annotation.errors import AnnotationRefused
from annotation.models import Project, RecruitLink
from annotation.selectors.projects.schemes import policy_of

PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,80}")
IN_BRACES = re.compile(r"\{([^{}]*)\}")
CHANGEABLE = ("name", "consent_text", "quota", "items_per_participant", "completion_code",
              "return_url", "expires_at", "inactivity_minutes")  # fmt: skip
LONGEST = {"name": 200, "completion_code": 80, "return_url": 1000, "consent_text": 100_000}
CODE = "code"


def link_create(*, project: Project, by: User | None, **given: Any) -> RecruitLink:
    """Make a link. `given` are its fields; those left out have their defaults.

    Raises:
        AnnotationRefused: a field is unfit
    """
    link = RecruitLink(project=project, created_by=by, **given)
    _refuse_unfit(link)
    link.save()
    return link


def link_update(*, link: RecruitLink, changes: dict[str, Any]) -> RecruitLink:
    """Change what is named; `closed` true lets nobody new in, false opens the link again.

    Raises:
        AnnotationRefused: a field is unfit
    """
    for name in CHANGEABLE:
        if name in changes:
            setattr(link, name, changes[name])
    if "closed" in changes:
        link.closed_at = timezone.now() if changes["closed"] else None
    _refuse_unfit(link)
    link.save()
    return link


def _refuse_unfit(link: RecruitLink) -> None:
    if not link.name.strip():
        raise AnnotationRefused("A link has a name, such as 'Prolific, first wave'.")
    for field, longest in LONGEST.items():
        value = getattr(link, field)
        if len(value) > longest or "\0" in value:
            raise AnnotationRefused(
                f"{field} is a text of at most {longest} characters, not {value!r:.40}."
            )
    for name in (link.id_parameter, *_texts(link.kept_parameters)):
        if not PARAMETER.fullmatch(name):
            raise AnnotationRefused(
                f"'{name}' is no name of an address parameter: letters, digits, - and _."
            )
    for field, low in (("quota", 1), ("items_per_participant", 1), ("inactivity_minutes", 5)):
        value = getattr(link, field)
        if value is not None and not low <= value <= 1_000_000:
            raise AnnotationRefused(f"{field} is {value}; it must be between {low} and 1000000.")
    arms, items = policy_of(link.project).arms, link.items_per_participant
    if arms and arms.rule == "sequence" and items is not None and items < len(arms.presentations):
        raise AnnotationRefused(
            f"items_per_participant is {items}, and each rater meets a clip in "
            f"{len(arms.presentations)} presentations: nobody could finish one. "
            f"Ask for a multiple of {len(arms.presentations)}."
        )
    if not link.completion_code.strip():
        raise AnnotationRefused("A link has a completion code, which participants bring back.")
    _refuse_unfit_address(link)


def _texts(values: Any) -> Iterable[str]:
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise AnnotationRefused(f"kept_parameters is a list of names, not {values!r:.60}.")
    return values


def _refuse_unfit_address(link: RecruitLink) -> None:
    if not link.return_url:
        return
    if not link.return_url.startswith(("https://", "http://")):
        raise AnnotationRefused(
            f"'{link.return_url}' is no address of a page: it begins with https://."
        )
    allowed = [CODE, link.id_parameter, *link.kept_parameters]
    for name in IN_BRACES.findall(link.return_url):
        if name not in allowed:
            raise AnnotationRefused(
                f"{{{name}}} in the return address is unknown; it may hold: "
                f"{', '.join('{' + one + '}' for one in allowed)}."
            )
