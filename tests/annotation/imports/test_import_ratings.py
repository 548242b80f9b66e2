"""One row per rating: what goes in, what is told of the rest, and that twice is once."""

from datetime import UTC, datetime

import pytest

from annotation.imports.ratings.staging import Staging
from annotation.models import Item, Project, Rater, Rating
from annotation.selectors.answers.batches import coded_answers
from annotation.selectors.projects.schemes import current_scheme
from annotation.services.projects.projects import project_update
from annotation.services.projects.schemes import scheme_set
from tests.annotation.acts import known
from tests.annotation.imports.importing import Import
from tests.cast import Cast, questions_of_preset, text_items
from tests.cast import project as make_project


def test_rows_become_ratings(clips: Project, import_table: Import) -> None:
    done = import_table(
        "clips",
        "item,rater,emotion,intensity.anger,intensity.fear,elapsed_ms,plays,submitted_at,mood\n"
        "007,r01,Anger,80,,1200,2,2026-03-01T14:30:00Z,x\n"
        "007,r02,neutral,,0,,,,x\n",
    )
    assert done.status == 0
    assert done.counts == (2, 0, 0)
    assert done.report["unused_columns"] == ["mood"]
    first, second = Rating.objects.order_by("pk").select_related("item", "rater")
    assert (first.item.key, first.rater and first.rater.external_id) == ("007", "r01")
    assert first.answers == {"emotion": {"value": "anger"}, "intensity": {"value": {"anger": 80}}}
    assert second.answers == {"emotion": {"value": "neutral"}, "intensity": {"value": {"fear": 0}}}
    assert (first.elapsed_ms, first.plays, first.source) == (1200, 2, "import")
    assert first.submitted_at == datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
    assert (second.elapsed_ms, second.plays, second.submitted_at) == (None, None, None)


def test_a_table_that_was_read_for_other_questions_is_not_taken(
    clips: Project, import_table: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_repeated = Staging.drop_repeated

    def meanwhile(staging: Staging) -> None:
        body = current_scheme(clips.pk).body
        scheme_set(project=clips, body={**body, "questions": body["questions"][:1]})
        drop_repeated(staging)

    monkeypatch.setattr(Staging, "drop_repeated", meanwhile)
    done = import_table("clips", "item,rater,emotion,intensity.anger\na,x,anger,80\n")
    assert done.status == 2
    assert "were changed while the table was read" in done.errors
    assert not Rating.objects.exists()


def test_counters_follow(clips: Project, import_table: Import) -> None:
    import_table("clips", "item,rater,emotion,elapsed_ms\na,x,fear,500\na,y,fear,700\nb,x,fear,\n")
    clips.refresh_from_db()
    assert clips.item_count == 2
    assert set(clips.items.values_list("key", "rated", "wanted", "taken")) == {
        ("a", 2, 0, 0),  # nothing to show: nobody is asked
        ("b", 1, 0, 0),
    }
    assert dict(Rater.objects.values_list("external_id", "submitted")) == {"x": 2, "y": 1}
    assert dict(Rater.objects.values_list("external_id", "elapsed_ms")) == {"x": 500, "y": 700}


def test_ratings_of_known_items_count_for_nothing(people: Cast, import_table: Import) -> None:
    (gold,) = known(people.project, "gold")
    rows = f"{gold.key},x,fear,negative\nitem-00000,x,joy,positive\nitem-00003,x,anger,negative\n"
    assert import_table("talks", f"item,rater,emotion,sentiment\n{rows}").counts == (3, 0, 0)
    assert Rating.objects.get(item=gold).role == "gold"
    gold.refresh_from_db()
    assert (gold.rated, gold.taken) == (0, 0)
    assert Rater.objects.get(external_id="x").submitted == 2
    found = coded_answers(people.project, "emotion")
    rated = [found.item_ids[unit] for unit in found.coded.unit]
    assert list(Item.objects.filter(pk__in=rated).values_list("key", flat=True)) == [
        "item-00000",
        "item-00003",
    ]


def test_a_second_import_changes_nothing(clips: Project, import_table: Import) -> None:
    table = "item,rater,emotion\na,x,fear\na,y,anger\n"
    import_table("clips", table)
    before = list(Rating.objects.values())
    again = import_table("clips", table)
    assert (again.status, again.counts) == (0, (0, 2, 0))
    assert list(Rating.objects.values()) == before
    assert dict(clips.items.values_list("key", "rated")) == {"a": 2}


def test_a_stored_answer_is_not_replaced(clips: Project, import_table: Import) -> None:
    import_table("clips", "item,rater,emotion\na,x,fear\n")
    done = import_table("clips", "item,rater,emotion\nb,x,anger\na,x,anger\n")
    assert (done.status, done.counts) == (1, (1, 0, 1))
    assert "'x' to 'a'" in done.reasons[2]
    assert '"emotion": "fear"' in done.reasons[2]
    assert "row 2 (line 3)" in done.errors
    assert Rating.objects.get(item__key="a").answers == {"emotion": {"value": "fear"}}


def test_of_two_rows_that_differ_neither_goes_in(clips: Project, import_table: Import) -> None:
    done = import_table("clips", "item,rater,emotion\na,x,fear\nb,x,fear\na,x,anger\nb,x,fear\n")
    assert (done.status, done.counts) == (1, (1, 1, 2))
    assert "row 3 (line 4)" in done.reasons[1]
    assert "row 1 (line 2)" in done.reasons[3]
    assert [rating.item.key for rating in Rating.objects.select_related("item")] == ["b"]


def test_each_bad_row_is_named_and_the_rest_goes_in(clips: Project, import_table: Import) -> None:
    done = import_table(
        "clips",
        "item,rater,emotion,intensity.anger,elapsed_ms\n"
        "a,x,angre,,\n"
        "b,x,fear,101,\n"
        "c,,fear,,\n"
        ",x,fear,,\n"
        "d,x,,,\n"
        "e,x,fear,,-5\n"
        "f,x,fear\n"
        "g,x,fear,many,\n"
        "good,x,fear,3,10\n",
    )
    assert (done.status, done.counts) == (1, (1, 0, 8))
    assert done.report["rows"] == 9
    assert "emotion: unknown label 'angre'" in done.reasons[1]
    assert "allowed: anger, disgust, fear" in done.reasons[1]
    assert "nearest is 'anger'" in done.reasons[1]
    assert "101 is not between 0 and 100" in done.reasons[2]
    assert "rater is empty" in done.reasons[3]
    assert "item is empty" in done.reasons[4]
    assert "no question is answered" in done.reasons[5]
    assert "elapsed_ms: a whole number" in done.reasons[6]
    assert "3 cells, and the header names 5 columns" in done.reasons[7]
    assert "'many'" in done.reasons[8]
    assert list(Item.objects.values_list("key", flat=True)) == ["good"]
    assert Rater.objects.count() == 1


def test_a_dry_run_tells_all_and_changes_nothing(clips: Project, import_table: Import) -> None:
    done = import_table("clips", "item,rater,emotion\na,x,fear\nb,x,joyful\n", dry_run=True)
    assert (done.status, done.counts) == (1, (1, 0, 1))
    assert (done.report["new_items"], done.report["new_ratings"]) == (1, 1)
    assert (Rating.objects.count(), Item.objects.count(), Rater.objects.count()) == (0, 0, 0)
    clips.refresh_from_db()
    assert clips.item_count == 0


def test_none_is_an_answer_and_only_empty_is_missing(db: None, import_table: Import) -> None:
    made = make_project("talks", "meld")
    scheme = made.schemes.get()
    scheme.body["questions"][0]["labels"].append({"id": "none", "text": "None"})
    scheme.hash = "with none"
    scheme.save()
    done = import_table("talks", 'item,rater,emotion\na,x,None\nNA,None,joy\nb,x,""\n')
    assert done.counts == (2, 0, 1)
    assert dict(Rating.objects.values_list("item__key", "rater__external_id")) == {
        "a": "x",
        "NA": "None",
    }
    assert Rating.objects.get(item__key="a").answers == {"emotion": {"value": "none"}}


def test_lists_of_labels(db: None, import_table: Import) -> None:
    make_project("soft", "ser-soft")
    questions = questions_of_preset("ser-soft")
    first, second = [label["id"] for label in questions[1]["labels"][:2]]
    primary = questions[0]["labels"][0]["id"]
    done = import_table(
        "soft",
        "item\trater\tprimary\tsecondary\n"
        f"a\tx\t{primary}\t{second}|{first}\n"
        f"b\tx\t{primary}\t{first}; {second}\n"
        f"c\tx\t{primary}\t{first},{second}\n"
        f"d\tx\t{primary}\t[]\n"
        f"e\tx\t{primary}\t\n"
        f"f\tx\t{primary}\t{first}|{first}\n",
        name="table.tsv",
    )
    stored = dict(Rating.objects.values_list("item__key", "answers"))
    assert {stored[key]["secondary"]["value"] == [first, second] for key in "abc"} == {True}
    assert stored["d"]["secondary"] == {"value": []}
    assert "secondary" not in stored["e"]
    assert "is there twice" in done.reasons[6]


def test_distributions_confidence_and_cannot_tell(db: None, import_table: Import) -> None:
    make_project("turns", "soft-turns")
    done = import_table(
        "turns",
        '{"item": "a", "rater": "x", "emotion": {"anger": 0.25, "fear": 0.75}, "confidence": 4}\n'
        '{"item": "b", "rater": "x", "emotion": "cannot tell", "arousal": 5}\n'
        '{"item": "c", "rater": "x", "emotion": {"anger": 0.5}}\n'
        '{"item": "d", "rater": "x", "valence": 9}\n'
        "not json\n",
        name="table.jsonl",
    )
    stored = dict(Rating.objects.values_list("item__key", "answers"))
    assert stored == {
        "a": {"emotion": {"value": {"anger": 0.25, "fear": 0.75}, "confidence": 4}},
        "b": {"emotion": {"cannot_tell": True}, "arousal": {"value": 5}},
    }
    assert "the shares sum to 0.5" in done.reasons[3]
    assert "9 is not between 1 and 7" in done.reasons[4]
    assert "not a JSON object" in done.reasons[5]


def test_an_unknown_item_fails_where_the_project_has_texts(db: None, import_table: Import) -> None:
    made = make_project("talks", "meld")
    text_items(made, 2)
    done = import_table("talks", "item,rater,emotion\nitem-00001,x,joy\nitem-9,x,joy\n")
    assert (done.status, done.counts) == (1, (1, 0, 1))
    assert "no item 'item-9'" in done.reasons[2]
    assert dict(made.items.values_list("key", "taken")) == {"item-00000": 0, "item-00001": 1}


@pytest.mark.parametrize(
    ("text", "maps", "message"),
    [
        ("item,rater,emotion\na,x,fear\n", ["mood=emotion"], "Field 'mood' is unknown"),
        ("item,rater,emotion\na,x,fear\n", ["emotion"], "a mapping is field=column"),
        ("item,rater,emotion\na,x,fear\n", ["emotion=mood"], "no column 'mood'"),
        ("clip,rater,emotion\na,x,fear\n", [], "Its columns: 'clip', 'rater', 'emotion'"),
        ("item,who,emotion\na,x,fear\n", [], "no column 'rater'"),
        ("item,rater,mood\na,x,fear\n", [], "No column answers a question"),
        ("item,rater,emotion,emotion\na,x,fear,fear\n", [], "both read as 'emotion'"),
        ("item,rater,emotion,intensity,intensity.fear\n", [], "one of the two"),
        ("", [], "is empty"),
        ("item,rater,emotion\na,x,f\xe9ar\n".encode("latin-1"), [], "no UTF-8 text"),
    ],
)
def test_a_wrong_request_changes_nothing(
    clips: Project, import_table: Import, text: str | bytes, maps: list[str], message: str
) -> None:
    done = import_table("clips", text, *maps)
    assert done.status == 2
    assert message in done.errors
    assert Rating.objects.count() == 0


def test_a_missing_project_or_file_is_a_wrong_request(clips: Project, import_table: Import) -> None:
    assert import_table("nowhere", "item,rater,emotion\n").status == 2
    assert "is empty" in import_table("clips", "  \n").errors


def test_a_closed_project_takes_none(clips: Project, import_table: Import) -> None:
    project_update(project=clips, changes={"state": "closed"})
    done = import_table("clips", "item,rater,emotion\na,x,fear\n")
    assert (done.status, Rating.objects.count()) == (2, 0)
    assert "closed" in done.errors
