"""Recipes: what was said about one table is said about the next by a name."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from annotation.models import ImportRecipe, Project, Rating
from tests.annotation.imports.importing import Import
from tests.cast import project as make_project

pytestmark = pytest.mark.django_db
TABLE = "clip,who,mood,level\na,r,happy,-1\n"
MAPS = ("item=clip", "rater=who", "emotion=mood", "arousal=level")
SAID = {"missing": ["-1"], "values": ["happy=joy"]}


def recipe(*args: str, **options: Any) -> str:
    out = StringIO()
    call_command("recipe", *args, stdout=out, **options)
    return out.getvalue()


def test_the_next_table_is_read_as_the_first(study: Project, import_table: Import) -> None:
    assert import_table("study", TABLE, *MAPS, save_recipe="crowd", **SAID).counts == (1, 0, 0)
    done = import_table("study", TABLE.replace("a,", "b,"), recipe="crowd")
    assert done.counts == (1, 0, 0)
    assert set(Rating.objects.values_list("answers__emotion__value", flat=True)) == {"joy"}
    assert ImportRecipe.objects.get().columns == ["clip", "who", "mood", "level"]


def test_what_is_said_beside_a_recipe_goes_before_it(study: Project, import_table: Import) -> None:
    import_table("study", TABLE, *MAPS, save_recipe="crowd", **SAID)
    other = "clip,who,mood,level,second\nb,r,happy,-1,glad\n"
    done = import_table(
        "study", other, "emotion=second", recipe="crowd", values=["glad=fear", "happy=anger"]
    )
    assert done.report["columns"]["emotion"] == "second"
    assert Rating.objects.get(item__key="b").answers == {"emotion": {"value": "fear"}}


def test_a_recipe_of_a_name_is_replaced_and_a_dry_run_keeps_none(
    study: Project, import_table: Import
) -> None:
    import_table("study", TABLE, *MAPS, save_recipe="crowd", dry_run=True, **SAID)
    assert not ImportRecipe.objects.exists()
    for kept in ("-1", "-9"):
        import_table("study", TABLE, *MAPS, save_recipe="crowd", missing=[kept])
    assert ImportRecipe.objects.get().reading["missing"] == ["-9"]


def test_recipes_are_listed_shown_and_deleted(study: Project, import_table: Import) -> None:
    assert "No recipe yet" in recipe("list", "study")
    import_table("study", TABLE, *MAPS, save_recipe="crowd", **SAID)
    (row,) = json.loads(recipe("list", "study", json=True))
    assert (row["name"], row["kind"], row["reading"]["maps"]) == ("crowd", "ratings", list(MAPS))
    assert "values: happy=joy" in recipe("show", "study", "crowd")
    recipe("delete", "study", "crowd")
    with pytest.raises(CommandError, match=r"has no recipe 'crowd'\. It has none yet"):
        recipe("delete", "study", "crowd")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"recipe": "nix"}, "has no recipe 'nix'. There are: crowd."),
        ({"recipe": "crowd", "kind": "items"}, "reads ratings, not items: say --as ratings"),
        ({"save_recipe": "two words"}, "'two words' cannot be the name of a recipe"),
    ],
)
def test_wrong_requests_change_nothing(
    study: Project, import_table: Import, options: dict[str, Any], message: str
) -> None:
    import_table("study", TABLE, *MAPS, save_recipe="crowd", **SAID)
    done = import_table("study", TABLE.replace("a,", "b,"), **options)
    assert (done.status, Rating.objects.count()) == (2, 1)
    assert message in done.errors


def test_a_recipe_is_of_one_project(study: Project, import_table: Import, tmp_path: Path) -> None:
    make_project("other", "meld")
    import_table("study", TABLE, *MAPS, save_recipe="crowd", **SAID)
    assert "has no recipe 'crowd'" in import_table("other", TABLE, recipe="crowd").errors
