"""Levenshtein distance against the textbook recurrence, and what a review makes of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affect.edit_distance import levenshtein, set_difference
from affect.questions import Review, load_scheme


def by_the_book(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        above, row = row, [i]
        for j, y in enumerate(b, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
        ("flaw", "lawn", 2),
        ("intention", "execution", 5),
        ("same", "same", 0),
        ("שלום", "שלומות", 3),
        ("😀!", "!", 1),
    ],
)
def test_known_distances(a: str, b: str, edits: int) -> None:
    assert levenshtein(a, b) == levenshtein(b, a) == edits


few = st.text(alphabet="ab😀é", max_size=12)


@given(few, few)
def test_it_is_the_recurrence(a: str, b: str) -> None:
    assert levenshtein(a, b) == by_the_book(a, b)


@given(few, few, few)
def test_it_is_a_distance(a: str, b: str, c: str) -> None:
    assert levenshtein(a, c) <= levenshtein(a, b) + levenshtein(b, c)
    assert (levenshtein(a, b) == 0) == (a == b)


def test_words_differ_by_those_that_one_side_has_alone() -> None:
    assert set_difference(["a", "b"], ["b", "c", "d"]) == 3
    assert set_difference([], []) == 0


LABELS = [{"id": "joy"}, {"id": "fear"}]
FIELDS = [
    {"id": "label", "kind": "label", "labels": LABELS},
    {"id": "clues", "kind": "words"},
    {"id": "caption", "kind": "text"},
]
DRAFT = {"label": "joy", "clues": ["Smile", "loud"], "caption": "He is glad."}


def distances(value: dict[str, Any]) -> dict[str, int] | None:
    body = {"id": "q", "kind": "review", "text": "?", "fields": FIELDS}
    review = load_scheme({"name": "s", "title": "S", "questions": [body]}).questions[0]
    assert isinstance(review, Review)
    assert review.check({"value": value}, draft=False) == []
    return review.distances(value)


def test_a_review_counts_edits_field_by_field() -> None:
    edited = {"label": "fear", "clues": ["smile", "slow"], "caption": "He is very glad."}
    assert distances({"verdict": "edit", "draft": DRAFT, "fields": edited}) == {
        "label": 1,
        "clues": 2,
        "caption": 5,
    }


def test_accepted_is_no_edit_and_rejected_has_no_distance() -> None:
    assert distances({"verdict": "accept", "draft": DRAFT}) == {
        "label": 0,
        "clues": 0,
        "caption": 0,
    }
    assert distances({"verdict": "reject", "draft": DRAFT, "reason": "Empty."}) is None
