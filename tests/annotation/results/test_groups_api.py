"""Agreement by group and repeats, as researchers get them."""

from typing import Any

import pytest

from affect.agreement import alpha
from annotation.models import Item, Qualification, Rater
from annotation.services.projects.items import NewItem, items_add
from tests.annotation.results.test_diagnostics_api import get, rate
from tests.cast import Cast, answers, text_items

EMOTIONS = ("joy", "anger", "fear")


def given(rater: int, item: int) -> str:
    """Raters 0 to 2 are of one mind; raters 3 to 5 see every other item otherwise."""
    shift = 1 if rater >= 3 and item % 2 else 0
    slip = 1 if item % 7 == rater else 0
    return EMOTIONS[(item + shift + slip) % 3]


@pytest.fixture
def grouped(people: Cast) -> Cast:
    """Six raters of two languages on 24 items of two speakers."""
    text_items(people.project, 20, prefix="more")
    items = list(people.project.items.order_by("place"))
    for at, item in enumerate(items):
        Item.objects.filter(pk=item.pk).update(attributes={"genre": "play" if at < 12 else "film"})
    for number in range(6):
        rater = Rater.objects.create(project=people.project, external_id=f"r{number}", submitted=4)
        language = "en" if number < 3 else "pt"
        Qualification.objects.create(rater=rater, languages=[language])
        for at, item in enumerate(items):
            rate(people.project, item, rater, answers(given(number, at)))
    return people


def groups(**query: Any) -> Any:
    return get("agreement/groups/", question="emotion", **query)


def test_raters_by_language(grouped: Cast) -> None:
    found = groups(by="rater-language")
    assert (found["of"], found["fewest_raters"], found["fewest_units"]) == ("raters", 3, 10)
    assert [one["id"] for one in found["groupings"]] == ["rater-language", "column:genre"]
    en, pt = found["groups"]
    assert [(one["name"], one["raters"], one["ratings"]) for one in (en, pt)] == [
        ("en", 3, 72), ("pt", 3, 72),
    ]  # fmt: skip
    table = [[EMOTIONS.index(given(r, i)) for i in range(24)] for r in range(3)]
    assert en["within"]["value"] == pytest.approx(alpha(table, "nominal").value)
    assert en["within"]["low"] < en["within"]["value"] < en["within"]["high"]
    assert en["across"]["value"] < en["within"]["value"]
    assert en["association"]["value"] > 1


def test_items_by_a_column_have_no_figure_across(grouped: Cast) -> None:
    found = groups(by="column:genre")
    assert found["of"] == "items"
    assert {one["name"]: one["ratings"] for one in found["groups"]} == {"film": 72, "play": 72}
    assert all(one["across"] is None for one in found["groups"])
    table = [[EMOTIONS.index(given(r, i)) for i in range(12)] for r in range(6)]
    play = next(one for one in found["groups"] if one["name"] == "play")
    assert play["within"]["value"] == pytest.approx(alpha(table, "nominal").value)


def test_small_cells_are_not_told(grouped: Cast) -> None:
    Qualification.objects.filter(rater__external_id="r5").update(languages=["fi"])
    alone = next(one for one in groups(by="rater-language")["groups"] if one["name"] == "fi")
    assert alone["within"]["value"] is None
    assert alone["within"]["reason"] == "1 raters; at least 3 keep single answers private"
    few = list(grouped.project.items.order_by("place")[:5])
    for item in few:
        Item.objects.filter(pk=item.pk).update(attributes={"genre": "song"})
    song = next(one for one in groups(by="column:genre")["groups"] if one["name"] == "song")
    assert song["within"]["reason"] == "5 items with pairs; at least 10 tell more than chance"


def test_what_cannot_be_grouped_says_what_can(grouped: Cast) -> None:
    refused = groups(by="mood")
    assert refused["status"] == 400
    assert "there are: rater-language, column:genre" in refused["message"]
    assert groups()["by"] == "rater-language"
    assert get("agreement/groups/", question="mood")["status"] == 400


def test_a_project_that_nothing_parts(people: Cast) -> None:
    found = groups()
    assert (found["groupings"], found["groups"], found["status"]) == ([], None, 200)
    assert groups(by="arm")["status"] == 400


def test_the_largest_of_many_groups(grouped: Cast) -> None:
    for at, item in enumerate(grouped.project.items.order_by("place")):
        Item.objects.filter(pk=item.pk).update(attributes={"genre": "a", "scene": str(at % 3)})
    assert [one["id"] for one in groups()["groupings"]] == ["rater-language", "column:scene"]
    text_items(grouped.project, 60, prefix="scenes")
    for at, item in enumerate(grouped.project.items.filter(key__startswith="scenes")):
        Item.objects.filter(pk=item.pk).update(attributes={"scene": f"s{at % 50}"})
    found = groups(by="column:scene")
    assert (len(found["groups"]), found["left_out"]) == (40, 13)
    assert {one["name"] for one in found["groups"][:3]} == {"0", "1", "2"}


def test_repeats_of_raters(grouped: Cast) -> None:
    assert get("agreement/repeats/", question="emotion")["raters"] == []
    first = list(grouped.project.items.order_by("place")[:2])
    items_add(
        project=grouped.project,
        items=[
            NewItem(f"again-{item.key}", item.segment, item.attributes, shares_segment=True)
            for item in first
        ],
    )
    rater = Rater.objects.get(external_id="r1")
    again = grouped.project.items.filter(key__startswith="again-").order_by("place")
    for item, emotion in zip(again, (given(1, 0), "sadness"), strict=True):
        rate(grouped.project, item, rater, answers(emotion))
    (found,) = get("agreement/repeats/", question="emotion")["raters"]
    assert (found["name"], found["units"], found["pairs"], found["same"]) == ("r1", 2, 2, 1)
    assert found["consistency"]["n"] == 4
    assert get("agreement/repeats/", question="mood")["status"] == 400
