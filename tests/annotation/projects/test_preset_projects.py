"""Every preset becomes a project, by command and by the API, with its scheme and its policy."""

import io
import json

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from accounts.models import Role, User
from affect.presets import preset, preset_names
from affect.questions import load_scheme
from annotation.models import Project
from annotation.policy import POLICY_KEYS, policy_from
from annotation.selectors.projects.schemes import current_scheme

NAMES = pytest.mark.parametrize("name", preset_names())


def check(project: Project, name: str) -> None:
    shipped = preset(name)
    assert project.preset == name
    assert project.title == shipped["title"]
    assert current_scheme(project.pk).body == shipped["scheme"]
    assert load_scheme(shipped["scheme"]).name == name
    asked = {key: value for key, value in shipped.items() if key in POLICY_KEYS}
    assert project.policy == asked
    assert policy_from(project.policy).raters_per_item == shipped["raters_per_item"]


@NAMES
@pytest.mark.django_db
def test_by_command(name: str) -> None:
    out = io.StringIO()
    call_command("project", "create", f"own-{name}", "--preset", name, "--json", stdout=out)
    assert json.loads(out.getvalue())["slug"] == f"own-{name}"
    check(Project.objects.get(slug=f"own-{name}"), name)


@NAMES
@pytest.mark.django_db
def test_by_the_api(name: str) -> None:
    client = APIClient()
    client.force_login(User.objects.create(username="ruth", role=Role.RESEARCHER))
    made = client.post("/api/projects/", {"slug": f"own-{name}", "preset": name}, format="json")
    assert made.status_code == 201, made.content
    asked = [question["id"] for question in made.json()["scheme"]["questions"]]
    assert asked == [question["id"] for question in preset(name)["scheme"]["questions"]]
    check(Project.objects.get(slug=f"own-{name}"), name)


@pytest.mark.django_db
def test_the_list_has_everything_that_helps_to_choose() -> None:
    client = APIClient()
    client.force_login(User.objects.create(username="ruth", role=Role.RESEARCHER))
    rows = {row["name"]: row for row in client.get("/api/presets/").json()}
    assert tuple(rows) == preset_names()
    assert rows["crema-d"]["modality"] == "video"
    assert rows["crema-d"]["media"] == ["video", "audio"]
    assert all(row["paper"] and row["notes"] for row in rows.values())
