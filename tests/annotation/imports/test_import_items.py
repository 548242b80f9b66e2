"""One row per item: texts to rate in their dialogues."""

import pytest

from annotation.models import Item, Project
from annotation.selectors.projects.projects import project_counts
from annotation.services.assignment import assignment_next
from ingestion.models import Dialogue, Segment
from tests.annotation.imports.importing import Import
from tests.cast import Cast
from tests.cast import project as make_project

TABLE = (
    "item,text,speaker,dialogue,position,season\n"
    "d1-1,Second.,Ann,d1,1,3\n"
    "d2-0,Hello.,Eve,d2,0,4\n"
    "d1-0,First.,Bob,d1,0,\n"
)


@pytest.fixture
def talks(db: None) -> Project:
    return make_project("talks", "meld")


def test_items_are_texts_in_their_dialogues(talks: Project, import_table: Import) -> None:
    done = import_table("talks", TABLE, kind="items")
    assert (done.status, done.counts) == (0, (3, 0, 0))
    items = list(talks.items.order_by("place").select_related("segment__dialogue"))
    assert [item.key for item in items] == ["d1-0", "d1-1", "d2-0"]
    first, second, _ = [item.segment for item in items if item.segment]
    assert (first.transcript, first.speaker, first.position) == ("First.", "Bob", 0)
    assert first.dialogue_id == second.dialogue_id
    assert first.recording is None
    assert [item.attributes for item in items] == [{}, {"season": "3"}, {"season": "4"}]
    talks.refresh_from_db()
    assert talks.item_count == 3


def test_a_table_tells_the_recording_session(talks: Project, import_table: Import) -> None:
    table = "item,text,Tape\na,Hello.,Ses01\nb,Bye.,\n"
    done = import_table("talks", table, "session=Tape", kind="items")
    assert done.status == 0
    told = [item.attributes for item in talks.items.order_by("place")]
    assert told == [{"session": "Ses01"}, {}]


def test_again_is_unchanged_and_another_text_is_refused(
    talks: Project, import_table: Import
) -> None:
    import_table("talks", TABLE, kind="items")
    assert import_table("talks", TABLE, kind="items").counts == (0, 3, 0)
    changed = TABLE.replace("Hello.", "Goodbye.") + "d2-1,More.,Eve,d2,1,4\n"
    done = import_table("talks", changed, kind="items")
    assert (done.status, done.counts) == (1, (1, 2, 1))
    assert "transcript is 'Hello.' there and 'Goodbye.' here" in done.reasons[2]
    assert Segment.objects.filter(transcript="Goodbye.").count() == 0
    assert Dialogue.objects.count() == 2  # the new turn joined its dialogue


def test_two_rows_of_one_item(talks: Project, import_table: Import) -> None:
    done = import_table("talks", "item,text\na,One.\nb,Same.\na,Two.\nb,Same.\n", kind="items")
    assert done.counts == (1, 1, 2)
    assert "row 3 (line 4)" in done.reasons[1]
    assert list(talks.items.values_list("key", flat=True)) == ["b"]


def test_bad_rows_are_named(talks: Project, import_table: Import) -> None:
    done = import_table(
        "talks",
        f'item,text,position\n,Hi.,1\na,"  ",1\nb,Hi.,first\n{"x" * 301},Hi.,1\nc,Hi.,\n',
        kind="items",
    )
    assert done.counts == (1, 0, 4)
    assert "item is empty" in done.reasons[1]
    assert "blank" in done.reasons[2]
    assert "position: a whole number" in done.reasons[3]
    assert "301 characters" in done.reasons[4]


@pytest.mark.parametrize("bad", ["\\u0000", "\\ud800"])
def test_characters_that_cannot_be_stored(talks: Project, import_table: Import, bad: str) -> None:
    done = import_table(
        "talks",
        f'{{"item": "a{bad}", "text": "Hi."}}\n'
        f'{{"item": "b", "text": "Hi.", "more": ["{bad}"]}}\n'
        '{"item": "c", "text": "Hi."}\n',
        kind="items",
        name="table.jsonl",
    )
    assert done.counts == (1, 0, 2)
    assert "item is a text of valid characters" in done.reasons[1]
    assert "more has characters that cannot be stored" in done.reasons[2]


def test_a_name_without_a_text_is_nobodys_work(people: Cast, import_table: Import) -> None:
    Item.objects.all().delete()
    done = import_table("talks", "item\nsilent\n", kind="items")
    assert done.counts == (1, 0, 0)
    assert done.report["names_only"] == 1
    assert assignment_next(project=people.project, user=people.rater) is None
    assert project_counts(people.project)["complete"] == 0


def test_a_dry_run_makes_nothing(talks: Project, import_table: Import) -> None:
    done = import_table("talks", TABLE, kind="items", dry_run=True)
    assert done.counts == (3, 0, 0)
    assert (Item.objects.count(), Segment.objects.count(), Dialogue.objects.count()) == (0, 0, 0)


def test_the_order_of_the_file_places_turns_without_a_position(
    talks: Project, import_table: Import
) -> None:
    import_table("talks", "item,text,dialogue\na,One.,d\nb,Two.,d\nc,Three.,e\n", kind="items")
    assert list(talks.items.values_list("key", "segment__position")) == [
        ("a", 0),
        ("b", 1),
        ("c", 0),
    ]


@pytest.mark.parametrize("maps", [["words=text"], ["item=nowhere"]])
def test_wrong_requests(talks: Project, import_table: Import, maps: list[str]) -> None:
    assert import_table("talks", TABLE, *maps, kind="items").status == 2
    assert Item.objects.count() == 0


def test_a_table_without_items_is_a_wrong_request(talks: Project, import_table: Import) -> None:
    done = import_table("talks", "text\nHi.\n", kind="items")
    assert done.status == 2
    assert "--map item=COLUMN" in done.errors
