"""What researchers know people by, above all those who came by a recruiting link.

Their accounts have drawn names, which tell nobody anything. Outside ids are for those who study a
project: they go to no rater, no adjudicator and into no release.
"""

from typing import Any, TypedDict

from annotation.models import Project, Rater


class Recruited(TypedDict):
    """The id that the recruiting service gave, and the link that it came by last."""

    external_id: str
    link: int
    link_name: str


def recruited_as(rater: Rater) -> Recruited | None:
    """None for who has an account of their own. Reads what `participation__link` selects."""
    if rater.participation is None:
        return None
    link = rater.participation.link
    return {
        "external_id": rater.participation.external_id,
        "link": link.pk,
        "link_name": link.name,
    }


def members_of(project: Project) -> list[dict[str, Any]]:
    """Members by role; in each those with accounts of their own first, then the recruited by id."""
    raters = project.raters.filter(user__isnull=False, participation__isnull=False)
    recruited = {
        rater.user_id: recruited_as(rater) for rater in raters.select_related("participation__link")
    }
    rows = [
        {
            "username": member.user.username,
            "name": member.user.name,
            "role": member.role,
            "added_at": member.added_at,
            "recruited": recruited.get(member.user_id),
        }
        for member in project.members.select_related("user")
    ]
    return sorted(rows, key=_place)


def _place(row: dict[str, Any]) -> tuple[str, bool, str]:
    known: Recruited | None = row["recruited"]
    return row["role"], known is not None, known["external_id"] if known else row["username"]


def rater_name(rater: Rater) -> str:
    """The outside id, the user name, or the name in an imported table, whichever there is."""
    known = recruited_as(rater)
    if known is not None:
        return known["external_id"]
    return rater.user.username if rater.user else rater.external_id
