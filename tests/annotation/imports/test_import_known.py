"""Known items come in by a table: their role, right answers, reason and priority."""

from typing import TYPE_CHECKING

import pytest

from annotation.models import Expected, Item, Project
from annotation.services.assignment import assignment_next
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.known_items import item_known_set
from ingestion.models import Segment
from tests.annotation.acts import raters, under
from tests.cast import project, text_items
from tests.releases.makers import rate

if TYPE_CHECKING:
    from tests.annotation.imports.importing import Import

JOY = {"emotion": {"any_of": ["joy"]}}
ARMS = ["audio", "face"]


@pytest.fixture
def talks(db: None) -> Project:
    made = project("talks", "meld")
    text_items(made, 3)
    return made


@pytest.fixture
def acted(db: None) -> Project:
    """Two clips in two presentations each."""
    made = under(project("acted", "meld"), arms={"presentations": ARMS, "rule": "separate"})
    clips = [Segment.objects.create(transcript=f"clip {k}", identity=f"clip {k}") for k in range(2)]
    items_add(project=made, items=[NewItem(f"clip{k}", clip) for k, clip in enumerate(clips)])
    return made


def test_rows_say_what_an_item_is(talks: Project, import_table: "Import") -> None:
    table = (
        "item,role,expected.emotion,explanation,priority\n"
        "item-00000,gold,joy | surprise,She laughs.,\n"
        "item-00001,attention,anger,,7\n"
        "item-00002,gold,bliss,,\n"
        "absent,gold,joy,,\n"
    )
    done = import_table("talks", table, kind="known")
    assert (done.status, done.counts) == (1, (2, 0, 2))
    assert "bliss" in done.reasons[3]
    assert "no item 'absent'" in done.reasons[4]
    told = {e.item.key: (e.item.role, e.answers, e.explanation) for e in Expected.objects.all()}
    assert told == {
        "item-00000": ("gold", {"emotion": {"any_of": ["joy", "surprise"]}}, "She laughs."),
        "item-00001": ("attention", {"emotion": {"any_of": ["anger"]}}, ""),
    }
    assert Item.objects.get(key="item-00001").priority == 7
    again = import_table("talks", table, kind="known")
    assert again.counts == (0, 2, 2)


def test_a_clip_is_known_in_all_its_presentations(acted: Project, import_table: "Import") -> None:
    table = "item,role,expected.emotion,priority\nclip0,gold,joy,3\nclip1@face,attention,fear,\n"
    done = import_table("acted", table, kind="known")
    assert (done.status, done.counts) == (0, (2, 0, 0)), done.errors
    assert list(acted.items.order_by("key").values_list("key", "role", "wanted", "priority")) == [
        ("clip0@audio", "gold", 0, 3),
        ("clip0@face", "gold", 0, 3),
        ("clip1@audio", "normal", 5, 0),
        ("clip1@face", "attention", 0, 0),
    ]
    assert {e.item.key: e.answers for e in Expected.objects.filter(item__group="clip0")} == {
        "clip0@audio": JOY,
        "clip0@face": JOY,
    }
    assert import_table("acted", table, kind="known").counts == (0, 2, 0)
    back = import_table("acted", "item,role\nclip0,normal\n", kind="known")
    assert back.counts == (1, 0, 0)
    assert set(acted.items.filter(group="clip0").values_list("role", "wanted")) == {("normal", 5)}


def test_a_clip_that_was_handed_out_in_one_presentation_stays_in_all(
    acted: Project, import_table: "Import"
) -> None:
    (person,) = raters(acted, 1)
    held = assignment_next(project=acted, user=person)
    assert held is not None
    table = f"item,role,expected.emotion\n{held.item.group},gold,joy\n"
    done = import_table("acted", table, kind="known")
    assert (done.status, done.counts) == (1, (0, 0, 1))
    assert f"'{held.item.key}' was handed out as normal" in done.reasons[1]
    assert set(acted.items.values_list("role", flat=True)) == {"normal"}


def test_an_item_of_clips_wants_its_raters_again(talks: Project, import_table: "Import") -> None:
    clips = tuple(Segment.objects.filter(items__project=talks)[:2])
    items_add(project=talks, items=[NewItem("pair", None, clips=clips)])
    assert talks.items.get(key="pair").wanted == 5
    import_table("talks", "item,role,expected.emotion\npair,gold,joy\n", kind="known")
    assert talks.items.get(key="pair").wanted == 0
    done = import_table("talks", "item,role\npair,normal\n", kind="known")
    assert done.status == 0
    item = talks.items.get(key="pair")
    assert (item.role, item.wanted) == ("normal", 5)
    assert not Expected.objects.filter(item=item).exists()


def test_a_name_only_wants_nobody_when_it_is_normal_again(talks: Project) -> None:
    items_add(project=talks, items=[NewItem("name", None)])
    item = item_known_set(item=talks.items.get(key="name"), role="gold", expected=JOY)
    item = item_known_set(item=item, role="normal")
    assert (item.role, item.wanted) == ("normal", 0)


def test_an_item_with_imported_ratings_keeps_its_role(
    talks: Project, import_table: "Import"
) -> None:
    item = talks.items.get(key="item-00000")
    rate(item, None, emotion={"value": "joy"})
    table = "item,role,expected.emotion\nitem-00000,gold,joy\n"
    done = import_table("talks", table, kind="known")
    assert (done.status, done.counts) == (1, (0, 0, 1))
    assert "has imported ratings as normal" in done.reasons[1]
    item.refresh_from_db()
    assert item.role == "normal"
