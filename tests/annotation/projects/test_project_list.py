"""The list of projects: each with its own counts, in as many queries for many as for one."""

from collections.abc import Callable

from django.test import Client

from annotation.models import MemberRole
from annotation.services.assignment import assignment_next
from annotation.services.projects.items import items_counted
from annotation.services.projects.projects import member_add
from tests.annotation.acts import submit
from tests.cast import PASSWORD, Cast
from tests.cast import project as make_project


def test_each_project_has_its_own_counts(
    people: Cast, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(8):
        other = make_project(f"other-{number}", items=number)
        member_add(project=other, user=people.researcher, role=MemberRole.RESEARCHER)
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    submit(people.rater, assignment)
    client = Client()
    assert client.login(username="ruth", password=PASSWORD)
    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]
        rows = {row["slug"]: row for row in client.get("/api/projects/").json()}
    counts = {slug: (row["items"], row["ratings"], row["raters"]) for slug, row in rows.items()}
    assert counts == {
        "talks": (items_counted(people.project).count(), 1, 1),
        **{f"other-{number}": (number, 0, 0) for number in range(8)},
    }
