"""Who may do what in a project: one pure function per act."""

from accounts.models import User
from annotation.models.people import MemberRole

Roles = frozenset[str]
"""A person's roles in one project; empty for an outsider."""


def may_see(user: User, roles: Roles) -> bool:
    return user.is_admin or bool(roles)


def may_rate(user: User, roles: Roles) -> bool:
    """Only who was added as a rater: being an admin gives no answers of one's own."""
    return MemberRole.RATER in roles


def may_study(user: User, roles: Roles) -> bool:
    """See everybody's answers, agreement and models' drafts; make releases; change the project."""
    return user.is_admin or (user.is_researcher and MemberRole.RESEARCHER in roles)


def may_adjudicate(user: User, roles: Roles) -> bool:
    """See all answers to an item beside each other, under letters, and decide it."""
    return may_study(user, roles) or MemberRole.ADJUDICATOR in roles


def may_bring_media(user: User, roles: Roles) -> bool:
    return user.is_admin
