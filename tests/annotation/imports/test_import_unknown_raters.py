"""Ratings of people nobody knows: one row each, or counted in strings of votes."""

from collections import Counter

import pytest

from annotation.models import Project, Rater, Rating
from tests.annotation.imports.importing import Import

TABLE = "item,emotion\na,fear\na,fear\na,anger\nb,fear\n"


def stored() -> Counter[tuple[str, str]]:
    return Counter(Rating.objects.values_list("item__key", "answers__emotion__value"))


def test_equal_rows_are_different_people(clips: Project, import_table: Import) -> None:
    done = import_table("clips", TABLE, "rater=-")
    assert (done.status, done.counts) == (0, (4, 0, 0))
    assert (done.report["new_ratings"], done.report["new_raters"]) == (4, 0)
    assert stored() == {("a", "fear"): 2, ("a", "anger"): 1, ("b", "fear"): 1}
    assert not Rater.objects.exists()
    assert set(Rating.objects.values_list("rater", flat=True)) == {None}
    assert dict(clips.items.values_list("key", "rated")) == {"a": 3, "b": 1}


def test_the_same_table_again_changes_nothing_and_more_rows_come_in(
    clips: Project, import_table: Import
) -> None:
    import_table("clips", TABLE, "rater=-")
    assert import_table("clips", TABLE, "rater=-").counts == (0, 4, 0)
    longer = import_table("clips", TABLE + "a,fear\nb,anger\n", "rater=-")
    assert longer.counts == (2, 4, 0)
    assert stored()["a", "fear"] == 3


def test_a_column_of_raters_is_left_unread_where_they_are_said_to_be_unknown(
    clips: Project, import_table: Import
) -> None:
    done = import_table("clips", "item,rater,emotion\na,x,fear\na,x,fear\n", "rater=-")
    assert done.counts == (2, 0, 0)
    assert done.report["unused_columns"] == ["rater"]


def test_a_forgotten_rater_is_not_taken_for_an_unknown_one(
    clips: Project, import_table: Import
) -> None:
    done = import_table("clips", TABLE)
    assert done.status == 2
    assert "where nobody knows who it was, --map rater=-" in done.errors


def test_a_dry_run_of_unknown_raters_changes_nothing(clips: Project, import_table: Import) -> None:
    done = import_table("clips", TABLE, "rater=-", dry_run=True)
    assert done.counts == (4, 0, 0)
    assert not Rating.objects.exists()


STRING = "votes.fear,anger,neutral=votes"


def test_a_string_has_a_digit_for_each_label(clips: Project, import_table: Import) -> None:
    done = import_table("clips", "item,votes\na,201\nb,030\n", STRING)
    assert (done.status, done.counts) == (0, (2, 0, 0))
    assert stored() == {("a", "fear"): 2, ("a", "neutral"): 1, ("b", "anger"): 3}
    assert import_table("clips", "item,votes\na,201\nb,030\n", STRING).counts == (0, 2, 0)


def test_the_question_may_be_named_before_the_labels(clips: Project, import_table: Import) -> None:
    done = import_table("clips", "item,v\na,11\n", "votes.emotion.FEA,anger=v")
    assert done.counts == (1, 0, 0)
    assert stored() == {("a", "fear"): 1, ("a", "anger"): 1}


@pytest.mark.parametrize("cell", ["20", "2011", "2-1", "x01", ""])
def test_a_string_of_another_length_is_named(
    clips: Project, import_table: Import, cell: str
) -> None:
    done = import_table("clips", f"item,votes\na,{cell}\nb,100\n", STRING)
    assert done.counts == (1, 0, 1)
    assert "3 digits are needed, one for each label in this order, not" in done.reasons[1]


@pytest.mark.parametrize(
    ("maps", "message"),
    [
        (["votes.fear,rage=votes"], "Field 'votes.fear,rage' is unknown"),
        (["votes.fear,fear=votes"], "Field 'votes.fear,fear' is unknown"),
        ([STRING, "votes.fear=n"], "Votes for fear are in two columns"),
    ],
)
def test_wrong_strings_are_refused(
    clips: Project, import_table: Import, maps: list[str], message: str
) -> None:
    done = import_table("clips", "item,votes,n\na,100,1\n", *maps)
    assert done.status == 2
    assert message in done.errors
