"""What a comparison of two releases tells."""

import json

import pytest
from django.core.management import CommandError, call_command

from annotation.models import Project, Rater
from annotation.services.projects.items import NewItem, items_add
from releases.services import release_freeze
from tests.releases.makers import rate


def test_items_ratings_and_labels_are_compared(
    soft: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    release_freeze(project=soft, tag="1.0")
    items_add(project=soft, items=[NewItem("soft-4", None)])
    soft.items.filter(key="soft-3").update(attributes={"topic": "money"})
    known = Rater.objects.exclude(external_id="")[0]
    rate(soft.items.get(key="soft-0"), known, revision=2, emotion={"value": {"fear": 1}})
    rate(soft.items.get(key="soft-4"), known, emotion={"value": {"anger": 1}})
    rate(soft.items.get(key="soft-2"), None, emotion={"value": {"neutral": 1}})
    release_freeze(project=soft, tag="1.1")
    call_command("release", "diff", "soft@1.0", "soft@1.1", "--json")
    changes = json.loads(capsys.readouterr().out)
    assert changes["items"] == {"added": 1, "removed": 0, "changed": 1}
    assert changes["ratings"] == {"added": 2, "removed": 0, "changed": 1}
    emotion = changes["labels"]["emotion"]
    assert emotion["anger"] == {"before": 2, "after": 3}
    assert emotion["fear"] == {"before": 1, "after": 2}
    assert emotion["(cannot tell)"] == {"before": 1, "after": 0}
    call_command("release", "diff", "soft@1.1", "soft@1.0", "--json")
    back = json.loads(capsys.readouterr().out)
    assert back["ratings"] == {"added": 0, "removed": 2, "changed": 1}


def test_a_release_does_not_differ_from_itself(
    soft: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    release_freeze(project=soft, tag="1.0")
    call_command("release", "diff", "soft@1.0", "soft@1.0")
    told = capsys.readouterr().out
    assert "items: 0 added, 0 removed, 0 changed" in told
    assert "ratings: 0 added, 0 removed, 0 changed" in told


def test_a_release_that_is_not_there_is_a_wrong_request(soft: Project) -> None:
    release_freeze(project=soft, tag="1.0")
    with pytest.raises(CommandError, match=r"its releases: 1\.0") as refused:
        call_command("release", "diff", "soft@1.0", "soft@2.0")
    assert refused.value.returncode == 2
