"""What real tables do, line by line, through the public command: nothing is lost in silence."""

from pathlib import Path
from typing import Any

import pytest

from annotation.models import Item, Project, Rating
from ingestion.models import Segment
from tests.annotation.imports.importing import Import, import_file
from tests.cast import project as make_project
from tests.cast import text_items

pytestmark = pytest.mark.django_db


def given(question: str) -> list[Any]:
    """The stored values of a question, in the order of the rows."""
    values = Rating.objects.order_by("pk").values_list(f"answers__{question}__value", flat=True)
    return list(values)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_first_name(
    study: Project, import_table: Import, mark: str
) -> None:
    done = import_table("study", "item,rater,emotion\nü,r,joy\n".encode(mark))
    assert done.counts == (1, 0, 0)
    assert Item.objects.get().key == "ü"


def test_leading_zeros_stay_in_ids(study: Project, import_table: Import) -> None:
    assert import_table("study", "item,rater,emotion\n007,01,joy\n7,1,fear\n").counts == (2, 0, 0)
    assert set(Item.objects.values_list("key", flat=True)) == {"007", "7"}


def test_zeros_that_a_spreadsheet_lost_are_told(study: Project, import_table: Import) -> None:
    text_items(study, 1, prefix="x")
    Item.objects.update(key="0007")
    done = import_table("study", "item,rater,emotion\n7,r,joy\n")
    assert done.counts == (0, 0, 1)
    assert "there is '0007': were zeros before the number lost?" in done.reasons[1]


def test_none_is_a_label_and_empty_is_missing(study: Project, import_table: Import) -> None:
    done = import_table("study", "item,rater,emotion,arousal\na,r,None,\nb,r,,5\n")
    assert done.counts == (2, 0, 0)
    assert given("emotion") == ["none", None]


def test_minus_one_fails_until_it_is_said_to_be_missing(
    study: Project, import_table: Import
) -> None:
    table = "item,rater,arousal,sentiment\na,r,-1,-1\nb,r,5,2\n"
    refused = import_table("study", table)
    assert refused.counts == (1, 0, 1)
    assert "if '-1' stands for missing, say --missing -1" in refused.reasons[1]
    done = import_table("study", table, missing=["arousal:-1"])
    assert (done.counts, done.report["missing"]) == ((1, 1, 0), 1)
    assert sorted(given("sentiment")) == [-1, 2]


def test_a_sign_for_missing_that_no_cell_has_is_told(study: Project, import_table: Import) -> None:
    done = import_table("study", "item,rater,arousal\na,r,5\n", missing=["-9"])
    assert done.report["notes"] == ["no cell says '-9'"]


def test_labels_that_tie_are_several_or_refused(study: Project, import_table: Import) -> None:
    table = "item,rater,emotion,felt\na,r,,ANG:HAP\nb,r,ANG:HAP,\n"
    done = import_table("study", table)
    assert done.counts == (1, 0, 1)
    assert given("felt") == [["anger", "joy"]]
    assert "it names anger and joy, and one answer to emotion is one label" in done.reasons[2]


@pytest.mark.parametrize("cross", ["X", "x", " x "])
def test_a_cross_marks_a_label(study: Project, import_table: Import, cross: str) -> None:
    maps = [f"felt.{label}={label}" for label in ("anger", "joy", "fear")]
    table = f"item,rater,anger,joy,fear\na,r,,{cross},{cross}\nb,r,,,\nc,r,{cross},,\n"
    done = import_table("study", table, *maps)
    assert done.counts == (2, 0, 1)
    assert done.reasons[2] == "no question is answered"
    assert given("felt") == [["joy", "fear"], ["anger"]]


def test_marks_of_one_label_and_of_none(study: Project, import_table: Import) -> None:
    emotion = [f"emotion.{label}={label}" for label in ("anger", "joy")]
    table = "item,rater,anger,joy\na,r,1,0\nb,r,1,1\nc,r,0,0\nd,r,0,\ne,r,8,0\n"
    done = import_table("study", table, *emotion)
    assert done.counts == (1, 0, 4)
    assert done.reasons == {
        2: "emotion: one label is chosen, not anger and joy",
        3: "emotion: one label is chosen, not none of its labels",
        4: "emotion: joy is empty, and other labels are said no to: write 0",
        5: "emotion: anger: true or false is needed, not '8'; for numbers of votes, "
        "--map votes.anger=COLUMN",
    }
    felt = [f"felt.{label}={label}" for label in ("anger", "joy")]
    again = import_table("study", "item,rater,anger,joy\nf,r,0.0,0.0\n", *felt)
    assert (again.counts, given("felt")[-1]) == ((1, 0, 0), [])


def test_names_of_columns_may_begin_with_a_blank(study: Project, import_table: Import) -> None:
    done = import_table("study", "item, rater, emotion , note\na,r,joy,x\n")
    assert done.counts == (1, 0, 0)
    assert done.report["unused_columns"] == ["note"]
    mapped = import_table("study", "id, who, mood\nb,r,joy\n",
                          "item=id", "rater= who", "emotion=mood")  # fmt: skip
    assert mapped.counts == (1, 0, 0)


def test_ids_that_begin_anew_in_every_split_are_joined(
    study: Project, import_table: Import
) -> None:
    table = "split,id,rater,emotion\ntrain,0,r,joy\ndev,0,r,fear\n,1,r,joy\n"
    alone = import_table("study", table, "item=id", dry_run=True)
    assert alone.counts == (1, 0, 2)
    assert "join them: --map item={COLUMN}-{item}" in alone.report["notes"][0]
    done = import_table("study", table, "item={split}-{id}")
    assert (done.counts, done.reasons) == ((2, 0, 1), {3: "item is empty"})
    assert set(Item.objects.values_list("key", flat=True)) == {"train-0", "dev-0"}
    assert done.report["unused_columns"] == []


def test_a_split_may_be_the_name_of_its_file(study: Project, tmp_path: Path) -> None:
    for split in ("dev", "train"):
        (tmp_path / f"{split}.csv").write_text("id,text,dialogue\n0,Hello.,0\n1,Bye.,0\n")
    done = import_file("study", tmp_path, "item={@file}-{id}", "dialogue={@file}-{dialogue}",
                       kind="items")  # fmt: skip
    assert done.counts == (4, 0, 0)
    assert Item.objects.filter(segment__dialogue__name="dev-0").count() == 2


def test_equal_rows_count_once_and_rows_that_differ_not_at_all(
    study: Project, import_table: Import
) -> None:
    table = "item,rater,emotion\na,r,joy\na,r,joy\nb,r,joy\nb,r,fear\n"
    done = import_table("study", table)
    assert done.counts == (1, 1, 2)
    assert done.reasons[4].startswith("answers of 'r' to 'b' differ in row 3 (line 4)")


def test_equal_rows_of_unknown_people_are_all_real(study: Project, import_table: Import) -> None:
    done = import_table("study", "item,emotion\na,joy\na,joy\na,fear\n", "rater=-")
    assert (done.counts, Rating.objects.count()) == ((3, 0, 0), 3)


def test_the_nearest_label_is_named(study: Project, import_table: Import) -> None:
    done = import_table("study", "item,rater,emotion\na,r,Angr\nb,r,HAPP\nc,r,zzz\n")
    assert done.counts == (0, 0, 3)
    assert done.reasons[1].endswith("the nearest is 'anger'")
    assert done.reasons[2].endswith("the nearest is 'joy'")
    assert done.reasons[3].endswith("allowed: anger, joy, fear, none")


def test_other_words_are_read_as_values(study: Project, import_table: Import) -> None:
    table = "item,rater,arousal,felt\na,r,A little,happy;scared\nb,r,5,none of them\n"
    done = import_table("study", table, values=["A little=2", "happy=joy", "felt:scared=fear",
                                                "none of them=[]"])  # fmt: skip
    assert done.counts == (2, 0, 0)
    assert (given("arousal"), given("felt")) == ([2, 5], [["joy", "fear"], []])


def test_times_of_nothing_and_of_a_day_and_a_half_are_kept_and_told(
    study: Project, import_table: Import
) -> None:
    table = "item,rater,emotion,lead_time\na,r,joy,0\nb,r,joy,126206\nc,r,joy,11.708\nd,r,joy,-3\n"
    done = import_table("study", table, "elapsed_seconds=lead_time")
    assert done.counts == (3, 0, 1)
    times = Rating.objects.order_by("pk").values_list("elapsed_ms", flat=True)
    assert list(times) == [0, 126_206_000, 11_708]
    assert done.report["notes"] == [
        "1 ratings took 0 s, as the table has it",
        "1 ratings took more than an hour, the longest 126,206 s: pages that were left open, "
        "perhaps. They are kept",
    ]


def test_intervals_of_no_length_fail_and_long_ones_go_in(
    study: Project, import_table: Import
) -> None:
    maps = [f"when.{part}={part}" for part in ("start", "end", "label")]
    table = "item,rater,start,end,label\na,r,0,126206,joy\nb,r,3,3,joy\n"
    done = import_table("study", table, *maps)
    assert done.counts == (1, 0, 1)
    assert given("when") == [[{"start": 0, "end": 126206, "label": "joy"}]]


@pytest.mark.parametrize("cell", ["[3, -4, 1]", "['3', '-4', '1']", "3;-4;1", "3|-4|1", "3 -4 1"])
def test_one_cell_may_list_the_ratings_of_an_item(
    study: Project, import_table: Import, cell: str
) -> None:
    table = f'item,all\na,"{cell}"\nb,\nc,"[1, 7, x"\n'
    done = import_table("study", table, "ratings.sentiment=all")
    assert (done.counts, done.report["spread"]) == ((3, 0, 2), 3)
    assert sorted(given("sentiment")) == [-4, 1, 3]
    assert done.reasons[2] == "a cell lists 1 to 10,000 ratings, not 0"
    assert done.reasons[3].startswith("'[1, 7, x' is not JSON")
    assert import_table("study", table, "ratings.sentiment=all").counts == (0, 3, 2)


@pytest.mark.parametrize("cell", ["[3, -9, 1]", "3;-9;1", "['3', '-9', '1']"])
def test_a_rating_may_be_missing_in_a_list(study: Project, import_table: Import, cell: str) -> None:
    table = f'item,all\na,"{cell}"\nb,[-9]\n'
    done = import_table("study", table, "ratings.sentiment=all", missing=["sentiment:-9"])
    assert done.counts == (2, 0, 1)
    assert (done.reasons, done.report["missing"]) == ({2: "no rater has answered"}, 2)
    assert sorted(given("sentiment")) == [1, 3]


def test_a_list_of_raters_goes_with_a_list_of_ratings(study: Project, import_table: Import) -> None:
    maps = ["ratings.emotion=labels", "ratings.arousal=levels", "rater=who"]
    table = "item,labels,levels,who\na,joy;fear,5;3,r1;r2\nb,joy,5;3,r1;r2\nc,joy;x,5;3,r1;r2\n"
    done = import_table("study", table, *maps)
    assert done.counts == (3, 0, 2)
    assert done.reasons[2] == "lists of one row have one length, not rater 2, emotion 1, arousal 2"
    assert done.reasons[3].startswith("emotion: unknown label 'x'")
    raters = Rating.objects.filter(item__key="a").values_list("rater__external_id", flat=True)
    assert set(raters) == {"r1", "r2"}


def test_a_column_per_rater(study: Project, import_table: Import) -> None:
    table = "item,rater_1,rater_2,rater_10,mean\na,3,,5,4\nb,,,,\nc,4,12,4,4\na,3,2,5,4\n"
    done = import_table("study", table, "arousal@*=rater_*")
    assert done.counts == (5, 2, 2)
    assert done.reasons[2] == "no rater has answered"
    assert done.reasons[3].startswith("arousal: 12")
    found = Rating.objects.values_list("item__key", "rater__external_id", "answers__arousal__value")
    assert set(found) == {("a", "1", 3), ("a", "2", 2), ("a", "10", 5), ("c", "1", 4),
                          ("c", "10", 4)}  # fmt: skip
    assert done.report["unused_columns"] == ["mean"]


def test_all_columns_but_the_items_may_be_raters(study: Project, import_table: Import) -> None:
    done = import_table("study", "Item,anna,ben\na,3,4\n", "arousal@*=*")
    assert done.counts == (2, 0, 0)
    assert done.report["columns"] == {"arousal@anna": "anna", "arousal@ben": "ben", "item": "Item"}


def test_rows_of_a_wide_table_that_differ_are_named_as_they_stand(
    study: Project, import_table: Import
) -> None:
    done = import_table("study", "item,arousal@x,arousal@y\na,3,4\na,3,5\n")
    assert done.counts == (1, 1, 2)
    reasons = [each["reason"] for each in done.report["failures"]]
    assert reasons[1].startswith("answers of 'y' to 'a' differ in row 1 (line 2)")


def test_two_questions_of_a_wide_table_meet_in_the_name_of_the_rater(
    study: Project, import_table: Import
) -> None:
    table = "item,a_x,a_y,e_x,e_y\n1,3,4,joy,fear\n"
    done = import_table("study", table, "arousal@*=a_*", "emotion@*=e_*")
    assert done.counts == (2, 0, 0)
    found = Rating.objects.values_list("rater__external_id", "answers__emotion__value")
    assert set(found) == {("x", "joy"), ("y", "fear")}


@pytest.mark.parametrize(
    ("maps", "message"),
    [
        (["arousal@*=nobody_*"], "no column is called so. Its columns: 'item', 'x'"),
        (["arousal@*=x"], "the columns are named with one star"),
        (["mood@*=x*"], "no question is called 'mood'"),
        (["arousal@x=x", "emotion=x"], "has a column per rater, so 'emotion' cannot be read"),
        (["item={nix}-{x}", "arousal@x=x"], "no column 'nix'"),
    ],
)
def test_wrong_mappings_of_wide_tables_change_nothing(
    study: Project, import_table: Import, maps: list[str], message: str
) -> None:
    done = import_table("study", "item,x\na,3\n", *maps)
    assert (done.status, Rating.objects.count()) == (2, 0)
    assert message in done.errors


def test_a_table_without_a_header_says_how_to_name_its_columns(
    study: Project, import_table: Import
) -> None:
    table = "007,joy,5\n008,fear,3\n"
    refused = import_table("study", table, "rater=-")
    assert refused.status == 2
    assert "say --no-header; the columns are then #1, #2" in refused.errors
    maps = ["item=#1", "emotion=#2", "arousal=#3", "rater=-"]
    done = import_table("study", table, *maps, header=False)
    assert done.counts == (2, 0, 0)
    assert given("emotion") == ["joy", "fear"]
    named = import_table("study", '{"item": "a"}\n', header=False, name="t.jsonl")
    assert (named.status, "leave --no-header out" in named.errors) == (2, True)


def test_items_are_read_as_forgivingly(db: None, import_table: Import) -> None:
    make_project("texts", "meld")
    table = "\ufeff id, text,age\n007,Hello.,-1\n008,NA,30\n"
    done = import_table("texts", table, "item=id", kind="items", missing=["-1", "text:NA"])
    assert (done.counts, done.report["names_only"]) == ((2, 0, 0), 1)
    assert Segment.objects.get().transcript == "Hello."
    ages = Item.objects.order_by("key").values_list("attributes", flat=True)
    assert list(ages) == [{}, {"age": "30"}]


def test_what_did_not_go_in_is_written_down(
    study: Project, import_table: Import, tmp_path: Path
) -> None:
    table = 'item,rater,emotion\na,r,"joyy, ""or"""\nb,r,joy\n'
    import_table("study", table, report=tmp_path / "report.csv")
    text = (tmp_path / "report.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "row,line,reason,file"
    assert text.count("\n") == 2
    assert "unknown label" in text


def test_what_spreadsheet_programs_leave_in_a_file(study: Project, import_table: Import) -> None:
    tabs = import_table("study", "sep=\t\nitem\trater\tarousal\nc\tr\t5\n")
    assert tabs.counts == (1, 0, 0)
    table = "sep=;\r\nitem;rater;arousal\r\na;r;5\r\n;;\r\nb;r;x\r\n;;\r\n"
    done = import_table("study", table)
    assert (done.report["rows"], done.counts) == (2, (1, 0, 1))
    (failure,) = done.report["failures"]
    assert (failure["row"], failure["line"]) == (2, 5)
    sheet = import_table("study", b"PK\x03\x04\0\0", name="sheet.xlsx")
    assert (sheet.status, "save the sheet as CSV" in sheet.errors) == (2, True)


def test_a_huge_and_an_empty_table(study: Project, import_table: Import) -> None:
    assert import_table("study", "item,rater,emotion\n").counts == (0, 0, 0)
    assert import_table("study", "").status == 2
    rows = "".join(f"i{n},r,{'joy' if n % 2 else 'jo'}\n" for n in range(20_000))
    done = import_table("study", f"item,rater,emotion\n{rows}")
    assert done.counts == (10_000, 0, 10_000)
