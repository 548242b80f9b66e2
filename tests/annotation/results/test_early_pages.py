"""Pages of results while a project begins: nobody has answered, one person has, some have.

Every kind of question, and every preset's questions; nothing may fail for want of answers.
"""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Role, User
from affect.presets import preset_names
from affect.questions import scheme_hash
from annotation.models import MemberRole, Project, Rater, Scheme
from annotation.services.projects.projects import member_add
from tests.annotation.results.test_answers_out import EVERY_KIND, VALUES, rate
from tests.cast import project as make_project
from tests.cast import text_items, user

OF_ALL = ("", "progress/", "quality/", "members/", "items/", "items/facets/", "agreement/",
          "agreement/raters/", "agreement/groups/", "disagreement/", "drafts/",
          "release-settings/", "release-makings/", "adjudication/")  # fmt: skip
OF_ONE = ("agreement/", "agreement/raters/", "agreement/pairs/", "agreement/groups/",
          "agreement/repeats/", "disagreement/", "distributions/", "adjudication/")  # fmt: skip
OWN = ("my-work/", "my-ratings/")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def read(client: Client, project: Project, *paths: str, **query: str) -> None:
    """Each is there, or says what is wrong with the question; a fault is raised by the client."""
    for path in paths:
        answer = client.get(f"/api/projects/{project.slug}/{path}", query)
        assert answer.status_code in (200, 400), (path, query, answer.content[:500])
        if answer.status_code == 400:
            assert answer.json()["message"], (path, query)


def read_all(project: Project, rater: Client) -> None:
    admin = signed_in("admin", Role.ADMIN)
    read(admin, project, *OF_ALL)
    for question in project.schemes.get().body["questions"]:
        read(admin, project, *OF_ONE, question=question["id"])
    read(rater, project, *OWN)


def signed_in(name: str, role: Role, project: Project | None = None) -> Client:
    client = Client()
    person = User.objects.filter(username=name).first() or user(name, role)
    if project is not None:
        member_add(project=project, user=person, role=MemberRole.RATER)
    client.force_login(person)
    return client


@pytest.mark.parametrize("name", preset_names())
def test_nobody_has_answered(db: None, name: str) -> None:
    project = make_project("early", name)
    text_items(project, 2)
    read_all(project, signed_in("ana", Role.ANNOTATOR, project))


@pytest.fixture
def kinds(db: None) -> Project:
    made = make_project("kinds", "meld")
    Scheme.objects.filter(project=made).update(body=EVERY_KIND, hash=scheme_hash(EVERY_KIND))
    policy = {**made.policy, "own_figures": {"checks": "daily", "agreement": "daily"}}
    Project.objects.filter(pk=made.pk).update(policy=policy)
    made.refresh_from_db()
    text_items(made, len(VALUES["choice"]))
    return made


@pytest.mark.parametrize("raters", [0, 1, 2, 4])
@pytest.mark.parametrize("state", ["open", "closed"])
def test_some_have_answered(kinds: Project, raters: int, state: str) -> None:
    own = signed_in("ana", Role.ANNOTATOR, kinds)
    ana = User.objects.get(username="ana")
    people = [Rater.objects.get_or_create(project=kinds, user=ana)[0]][:raters]
    people += [Rater.objects.create(project=kinds, external_id=f"p{n}") for n in range(1, raters)]
    for nth, rater in enumerate(people):
        for at, item in enumerate(kinds.items.order_by("place")):
            rate(kinds, item.pk, rater, _answers(at + nth), role="normal")
    Project.objects.filter(pk=kinds.pk).update(state=state)
    kinds.refresh_from_db()
    read_all(kinds, own)


def _answers(at: int) -> dict[str, Any]:
    """The answer with this number of every kind; null is no answer."""
    given = {kind: values[at % len(values)] for kind, values in VALUES.items()}
    return {kind: {"value": value} for kind, value in given.items() if value is not None}
