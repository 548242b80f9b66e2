"""Projects as a person may see them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, QuerySet, Sum

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.rows import columns_of, first_row, instance_of
from annotation.errors import ProjectMissing
from annotation.models import Assignment, AssignmentState, MemberRole, Project
from annotation.permissions import Roles, may_see
from annotation.services.items import COMPLETE, items_counted

Act = Callable[[User, Roles], bool]


def project_by_slug(slug: str) -> Project:
    """A project, for commands, which act as an admin.

    Raises:
        ProjectMissing: there is none of this name
    """
    try:
        return Project.objects.get(slug=slug)
    except Project.DoesNotExist:
        raise ProjectMissing(slug) from None


# Every request of a rater begins with this one, see `accounts.rows`.
PROJECT_WITH_ROLES = f"""
SELECT {columns_of(Project, "project")}, ARRAY(
    SELECT role FROM annotation_member WHERE project_id = project.id AND user_id = %s)
FROM annotation_project AS project WHERE slug = %s
"""  # noqa: S608


def project_for(user: User, slug: str, act: Act) -> Project:
    """A project in which this person may do this.

    Raises:
        ProjectMissing: there is none, or this person is an outsider
        NotAllowed: a member whose role does not allow the act
    """
    row = first_row(PROJECT_WITH_ROLES, (user.pk, slug))
    if row is None:
        raise ProjectMissing(slug)
    *columns, found_roles = row
    project, roles = instance_of(Project, columns), frozenset(found_roles)
    if not may_see(user, roles):
        raise ProjectMissing(slug)
    if not act(user, roles):
        raise NotAllowed(f"Your role in '{project.title}' does not allow this.")
    return project


def projects_to_study(user: User) -> QuerySet[Project]:
    """Projects whose results this person may see."""
    if user.is_admin:
        return Project.objects.order_by("slug")
    if not user.is_researcher:
        return Project.objects.none()
    return Project.objects.filter(members__user=user, members__role=MemberRole.RESEARCHER).order_by(
        "slug"
    )


def projects_to_rate(user: User) -> QuerySet[Project]:
    return Project.objects.filter(members__user=user, members__role=MemberRole.RATER).order_by(
        "slug"
    )


def projects_to_adjudicate(user: User) -> QuerySet[Project]:
    return Project.objects.filter(
        members__user=user, members__role=MemberRole.ADJUDICATOR
    ).order_by("slug")


def project_counts(project: Project) -> dict[str, int]:
    """How far a project is: items, complete ones, ratings given and wanted, items skipped."""
    found = items_counted(project).aggregate(
        items=Count("pk"),
        complete=Count("pk", filter=COMPLETE),
        ratings=Sum("rated"),
        wanted=Sum("wanted"),
    )
    skipped = Assignment.objects.filter(item__project=project, state=AssignmentState.SKIPPED)
    return {**{name: value or 0 for name, value in found.items()}, "skipped": skipped.count()}


def project_row(project: Project) -> dict[str, Any]:
    """A project as lists show it."""
    return {
        "slug": project.slug,
        "title": project.title,
        "state": project.state,
        "preset": project.preset,
        "created_at": project.created_at,
        **project_counts(project),
        "raters": project.raters.filter(submitted__gt=0).count(),
    }
