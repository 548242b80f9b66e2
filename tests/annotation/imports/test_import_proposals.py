"""How a table is guessed to be read: by names, by values, by what the project has."""

from typing import Any

import pytest

from affect.questions import Scheme, load_scheme
from annotation.imports.proposing import Known, Proposal, propose

MOODS = [{"id": "anger", "aliases": ["A"]}, {"id": "joy", "aliases": ["J"]}, {"id": "fear"}]


def scheme(*questions: dict[str, Any]) -> Scheme:
    asked = [{"text": "?", **each} for each in questions]
    return load_scheme({"name": "s", "title": "S", "questions": asked})


EMOTION = {"id": "emotion", "kind": "choice", "labels": MOODS}
FELT = {"id": "felt", "kind": "multi", "labels": MOODS}
AROUSAL = {"id": "arousal", "kind": "scale", "min": 1, "max": 9, "dimension": "arousal"}
STRONG = {"id": "strong", "kind": "intensity", "labels": MOODS, "min": 0, "max": 100, "step": 1}
SHARES = {"id": "shares", "kind": "distribution", "labels": MOODS}


def guessed(text: str, *questions: dict[str, Any], **more: Any) -> Proposal:
    """What is guessed of a table whose cells stand apart by bars."""
    names, *rows = [line.split("|") for line in text.splitlines()]
    return propose(names, [[c or None for c in row] for row in rows], scheme(*questions), **more)


def fields(proposal: Proposal) -> list[str]:
    return [guess.field for guess in proposal.guesses]


def test_names_of_fields_and_names_that_are_usual() -> None:
    found = guessed("Clip_ID|workerId|Emotion|lead_time|note\na|w|joy|3|x", EMOTION)
    assert fields(found) == ["item", "rater", "emotion", "elapsed_seconds", ""]
    assert (found.kind, found.unknown_raters, found.header) == ("ratings", False, True)
    assert [guess.reason for guess in found.guesses[:3]] == [
        "columns of this name often hold the item",
        "columns of this name often hold the rater",
        "it has the name of the field",
    ]


def test_values_tell_where_names_do_not() -> None:
    found = guessed("q1|q2|q3\nx-1|joy|7\nx-2|J|3\nx-3|fear|-1", EMOTION, AROUSAL,
                    known=Known(items=frozenset({"x-1", "x-2", "x-3"})))  # fmt: skip
    assert fields(found) == ["item", "emotion", ""]
    assert found.guesses[0].reason == "its values are items of this project"
    assert found.guesses[1].reason == "3 of 3 values are labels of 'emotion'"


def test_a_scale_is_found_by_its_dimension_and_minus_one_is_missing() -> None:
    found = guessed("id|V|A\na|1|5\nb|2|-1\nc|3|4\nd|3|4\ne|3|4", AROUSAL)
    assert fields(found) == ["item", "", "arousal"]
    assert found.missing == ["-1"]
    assert found.unknown_raters


def test_a_misspelt_label_or_two_do_not_hide_a_column() -> None:
    rows = "".join(f"\n{n}|joy" for n in range(9))
    assert fields(guessed(f"id|x{rows}\n9|jpy", EMOTION)) == ["item", "emotion"]
    assert fields(guessed("id|x\n1|joy\n2|calm\n3|awe", EMOTION)) == ["item", ""]


def test_a_column_that_fits_one_question_alone_goes_first() -> None:
    tone = {"id": "tone", "kind": "choice", "labels": [{"id": "joy"}, {"id": "other"}]}
    found = guessed("id|x|y\n1|joy|fear\n2|joy|joy\n3|joy|", EMOTION, tone)
    assert fields(found) == ["item", "tone", "emotion"]


@pytest.mark.parametrize(
    ("question", "cells", "head", "reason"),
    [
        (EMOTION, ["8|1|0", "0|4|1"], "votes.emotion", "numbers of votes"),
        (EMOTION, ["1|0|0", "0|1|0"], "emotion", "yes or no"),
        (FELT, ["x||X", "|x|"], "felt", "yes or no"),
        (SHARES, ["0.5|0.5|0", "1|0|0"], "shares", "shares"),
        (STRONG, ["80|0|12.5", "0|100|3"], "strong", "a number"),
    ],
)
def test_columns_named_by_labels(
    question: dict[str, Any], cells: list[str], head: str, reason: str
) -> None:
    table = "id|A|joy|Fear" + "".join(f"\n{n}|{row}" for n, row in enumerate(cells))
    found = guessed(table, question)
    assert fields(found) == ["item", f"{head}.anger", f"{head}.joy", f"{head}.fear"]
    assert found.guesses[1].reason == f"{reason} for a label of '{question['id']}'"


def test_shares_of_a_choice_are_predictions() -> None:
    found = guessed("id|anger|joy|fear\na|0.2|0.7|0.1", EMOTION)
    assert found.kind == "predictions"
    assert fields(found) == ["item", "emotion.anger", "emotion.joy", "emotion.fear"]


def test_columns_that_differ_in_a_number_are_raters() -> None:
    found = guessed("id|r1|r2|r3|mean_x\na|joy|fear|joy|0.5\nb|joy|J||0.1", EMOTION)
    assert fields(found) == ["item", "emotion@r1", "emotion@r2", "emotion@r3", ""]
    assert not found.unknown_raters


def test_lists_in_cells_are_ratings() -> None:
    found = guessed("id|all\na|[1, 5, 9]\nb|[3, 3]", AROUSAL)
    assert fields(found) == ["item", "ratings.arousal"]


def test_a_table_of_items() -> None:
    found = guessed("Sr No.|Utterance|Speaker|Dialogue_ID|Utterance_ID\n1|Hello.|Ann|0|0", EMOTION)
    assert found.kind == "items"
    assert fields(found) == ["", "transcript", "speaker", "dialogue", "item"]
    media = guessed("id|audio|start|end\na|a.wav|0|1", EMOTION)
    assert (media.kind, fields(media)) == ("items", ["item", "media", "start", "end"])


def test_ids_that_begin_anew_are_joined_with_the_dialogue_or_the_split() -> None:
    head = "Utterance|Dialogue_ID|Utterance_ID\n"
    talk = guessed(head + "a|0|0\nb|0|1\nc|1|0\nd|1|1", EMOTION)
    assert talk.joined == "{Dialogue_ID}-{Utterance_ID}"
    assert fields(talk) == ["transcript", "dialogue", "position"]
    rated = "split|id|rater|emotion\ndev|0|r|joy\ntrain|0|r|fear\ntrain|1|r|joy"
    assert guessed(rated, EMOTION).joined == "{split}-{id}"
    alone = "split|id|rater|emotion\ndev|0|r|joy\ntrain|0|s|fear\ntrain|1|r|joy"
    assert guessed(alone, EMOTION).joined == ""
    twice = guessed(head + "a|0|0\nb|0|0\nc|1|0", EMOTION)
    assert (twice.joined, "item" in fields(twice)) == ("", True)


def test_known_items_and_what_somebody_said() -> None:
    table = "item|role|expected.emotion\na|gold|joy"
    assert guessed(table, EMOTION).kind == "known"
    assert fields(guessed(table, EMOTION)) == ["item", "role", "expected.emotion"]
    assert guessed("item|emotion\na|joy", EMOTION, kind="predictions").kind == "predictions"


def test_a_first_row_of_data_is_no_header() -> None:
    assert not guessed("007|joy|5\n008|fear|3", EMOTION).header
    assert not guessed("a|joy|joy\nb|fear|joy", EMOTION).header
    assert guessed("2020|x\na|b", EMOTION).header


def test_empty_and_odd_tables_are_no_trouble() -> None:
    assert fields(guessed("a|b", EMOTION)) == ["", ""]
    assert fields(propose_cells([[None, ["joy"], {"x": 1}]])) == ["", "", ""]
    assert propose([], [], scheme(EMOTION)).guesses == []


def propose_cells(rows: list[list[Any]]) -> Proposal:
    return propose(["a", "b", "c"], rows, scheme(EMOTION))
