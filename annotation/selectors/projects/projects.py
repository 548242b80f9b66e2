"""Projects as a person may see them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Count, QuerySet, Sum

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.rows import columns_of, first_row, instance_of
from annotation.errors import ProjectMissing
from annotation.models import Assignment, AssignmentState, MemberRole, Project, Rater
from annotation.permissions import Roles, may_see
from annotation.services.projects.items import COMPLETE, items_counted

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


NO_ITEMS = {"items": 0, "complete": 0, "ratings": 0, "wanted": 0}


def project_counts(project: Project) -> dict[str, int]:
    """How far a project is: items, complete ones, ratings given and wanted, items skipped."""
    return _counts([project])[project.pk]


def _counts(projects: Sequence[Project]) -> dict[int, dict[str, int]]:
    found = (
        items_counted(*projects)
        .order_by()
        .values_list("project_id")
        .annotate(
            n=Count("pk"),
            complete=Count("pk", filter=COMPLETE),
            given=Sum("rated"),
            asked=Sum("wanted"),
        )
    )
    rows = {
        project: {"items": n, "complete": complete, "ratings": given, "wanted": asked}
        for project, n, complete, given, asked in found
    }
    skips = Assignment.objects.filter(item__project__in=projects, state=AssignmentState.SKIPPED)
    skipped = dict(skips.order_by().values_list("item__project").annotate(n=Count("pk")))
    return {
        project.pk: {**rows.get(project.pk, NO_ITEMS), "skipped": skipped.get(project.pk, 0)}
        for project in projects
    }


def project_rows(projects: Iterable[Project]) -> list[dict[str, Any]]:
    """Projects as lists show them, in as many queries for a hundred as for one."""
    listed = list(projects)
    counts = _counts(listed)
    at_work = Rater.objects.filter(project__in=listed, submitted__gt=0)
    raters = dict(at_work.order_by().values_list("project").annotate(n=Count("pk")))
    return [
        {
            "slug": project.slug,
            "title": project.title,
            "state": project.state,
            "preset": project.preset,
            "created_at": project.created_at,
            **counts[project.pk],
            "raters": raters.get(project.pk, 0),
        }
        for project in listed
    ]
