"""`emotate project set|policy|scheme`."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, load_command_class

from annotation.models import Project, Scheme
from tests.cast import Cast


def run(*words: str) -> str:
    out = StringIO()
    call_command("project", *words, stdout=out)
    return out.getvalue()


def test_settings_of_all_depths_are_set_and_brought_back(people: Cast) -> None:
    run("set", "talks", "raters_per_item=3", "gold.every=10", "gold.max_misses=2", "state=paused",
        "title=Kitchen 2", "limits.per_day=50")  # fmt: skip
    project = Project.objects.get()
    assert (project.state, project.title) == ("paused", "Kitchen 2")
    assert project.policy["gold"] == {"every": 10, "max_misses": 2}
    assert project.policy["limits"] == {"per_day": 50}
    run("set", "talks", "gold.every=20", "limits=")
    project.refresh_from_db()
    assert project.policy["gold"] == {"every": 20, "max_misses": 2}
    assert "limits" not in project.policy
    assert json.loads(run("policy", "talks", "--json"))["raters_per_item"] == 3
    assert "gold" in run("policy", "talks")


def test_changes_are_not_taken_for_the_settings_of_django() -> None:
    """Every command has an option `--settings`, which the program reads before the database."""
    parser = load_command_class("annotation", "project").create_parser("emotate", "project")
    parsed = parser.parse_args(["set", "talks", "state=paused"])
    assert (parsed.settings, parsed.changes) == (None, ["state=paused"])


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("gold", "not KEY=VALUE"),
        ("golden=3", "'golden' is no setting; there are: title"),
        ("gold.every=often", r"gold.every: is a whole number"),
        ("state=asleep", "State 'asleep' is unknown"),
    ],
)
def test_what_is_unfit_is_named_and_nothing_changes(people: Cast, word: str, message: str) -> None:
    before = Project.objects.values().get()
    with pytest.raises(CommandError, match=message) as caught:
        run("set", "talks", word)
    assert caught.value.returncode == 2
    assert Project.objects.values().get() == before


def test_questions_are_shown_and_set(people: Cast, tmp_path: Path) -> None:
    body = json.loads(run("scheme", "talks"))
    body["questions"][0]["text"] = "Which emotion do you hear?"
    file = tmp_path / "scheme.json"
    file.write_text(json.dumps(body))
    told = run("scheme", "talks", str(file), "--dry-run")
    assert "Version 1 would be asked" in told
    assert "changed  emotion" in told
    assert json.loads(run("scheme", "talks", str(file), "--json"))["version"] == 1
    assert Scheme.objects.get().body == body
    file.write_text("{")
    with pytest.raises(CommandError, match="not JSON"):
        run("scheme", "talks", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        run("scheme", "talks", str(tmp_path / "none.json"))
