"""Answers kept between requests are those that reading all of them anew would give."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affect.coded import Coded
from annotation.models import Project, Rater, Rating
from annotation.selectors.answers import kept as kept_answers
from annotation.selectors.answers.batches import CodedAnswers, Rows, coded_answers, coded_rows
from annotation.selectors.answers.kept import Moment, fitted_in, ratings_state
from tests.annotation.results.test_answers_out import rate
from tests.cast import Cast, answers, text_items


def same(found: CodedAnswers, expected: CodedAnswers) -> bool:
    return all(
        np.array_equal(getattr(found.coded, name), getattr(expected.coded, name))
        for name in ("unit", "rater", "values", "cannot_tell")
    ) and all(
        np.array_equal(getattr(found, name), getattr(expected, name))
        for name in ("rating_ids", "item_ids", "rater_ids")
    )


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The conditions under which answers were read."""
    seen: list[str] = []
    original = kept_answers.packed_rows

    def noted(project: Project, question: Any, which: Any) -> Rows:
        seen.append(which.as_string(None))
        return original(project, question, which)

    monkeypatch.setattr(kept_answers, "packed_rows", noted)
    return seen


def test_only_what_came_is_read(people: Cast, reads: list[str]) -> None:
    items = list(people.project.items.order_by("place"))
    first = Rater.objects.create(project=people.project, external_id="first")
    rate(people.project, items[1].pk, first, answers("joy"))
    rate(people.project, items[0].pk, None, answers("fear"))
    kept = Moment(people.project).answers("emotion")
    assert same(kept, coded_answers(people.project, "emotion"))
    assert Moment(people.project).answers("emotion") is kept
    assert len(reads) == 1

    second = Rater.objects.create(project=people.project, external_id="second")
    rate(people.project, items[1].pk, second, answers("anger"))
    rate(people.project, items[1].pk, first, answers("sadness"), revision=2)
    rate(people.project, items[3].pk, None, {"emotion": {"cannot_tell": True}})
    last = Rating.objects.order_by("pk").values_list("pk", flat=True)[1]
    renewed = Moment(people.project).answers("emotion")
    assert same(renewed, coded_answers(people.project, "emotion"))
    assert len(renewed.coded.unit) == 4
    assert reads[1].startswith(f"rating.id > {last} AND")


def test_other_items_units_and_questions_are_read_anew(people: Cast, reads: list[str]) -> None:
    item = people.project.items.order_by("place").first()
    rate(people.project, item.pk, None, answers("joy"))
    Moment(people.project).answers("emotion")
    text_items(people.project, 2, prefix="further")
    assert same(Moment(people.project).answers("emotion"), coded_answers(people.project, "emotion"))
    Moment(people.project).answers("sentiment")
    assert len(reads) == 3


def test_a_late_commit_is_not_missed(people: Cast, reads: list[str]) -> None:
    """A rating with a lower id than the last that was seen: the sum of ids tells."""
    item = people.project.items.order_by("place").first()
    rate(people.project, item.pk, None, answers("joy"), id=10_001_000)
    Moment(people.project).answers("emotion")
    rate(people.project, item.pk, None, answers("fear"), id=10_000_500)
    rate(people.project, item.pk, None, answers("anger"), id=10_002_000)
    assert same(Moment(people.project).answers("emotion"), coded_answers(people.project, "emotion"))
    assert len(reads) == 2
    assert ">" not in reads[1]


def test_nobody_writes_to_what_is_kept(people: Cast) -> None:
    item = people.project.items.order_by("place").first()
    rate(people.project, item.pk, None, answers("joy"))
    found = Moment(people.project).answers("emotion")
    with pytest.raises(ValueError, match="read-only"):
        found.coded.values[0] = 3


def test_no_more_is_kept_than_there_is_room_for(
    people: Cast, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_answers, "MOST_BYTES", 1)
    monkeypatch.setattr(kept_answers, "KEPT", kept_answers.KeptAnswers())
    for question in ("emotion", "sentiment", "sentiment", "emotion"):
        Moment(people.project).answers(question)
    assert len(reads) == 3, "the last one stays"


def test_the_state_is_of_the_project_alone(people: Cast) -> None:
    assert ratings_state(people.project) == (0, None, None)
    item = people.project.items.order_by("place").first()
    rating = rate(people.project, item.pk, None, answers("joy"))
    assert ratings_state(people.project) == (1, rating.pk, rating.pk)


ROWS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(-1, 3), st.integers(0, 6)), min_size=0, max_size=25
)


@given(given_rows=ROWS, cut=st.integers(0, 25))
@settings(deadline=None)
def test_fitting_in_is_reading_all(given_rows: list[tuple[int, int, int]], cut: int) -> None:
    """Of each rater and item the latest counts, wherever the rows are cut."""
    item_ids = np.array([30, 10, 50, 20, 40])

    def latest(rows: list[tuple[int, int, int, int]]) -> Rows:
        newest = {(item, rater) if rater >= 0 else pk: pk for pk, item, rater, _ in rows}
        left = [row for row in rows if row[0] in set(newest.values())]
        ids, items, raters, values = (
            np.array(column, np.int64) for column in (zip(*left, strict=True) if left else [[]] * 4)
        )
        return Rows(ids, item_ids[items], raters, np.zeros(len(left), bool), values)

    rows = [(pk, *row) for pk, row in enumerate(given_rows, start=1)]
    question: Any = None
    whole = coded_rows(question, latest(rows), item_ids)
    fitted = fitted_in(coded_rows(question, latest(rows[:cut]), item_ids), latest(rows[cut:]))
    assert same_people(fitted) == same_people(whole)


def same_people(found: CodedAnswers) -> list[tuple[int, int, int, int]]:
    """Rows with raters by id; who has nothing left that counts may still have a code."""
    coded: Coded = found.coded
    raters = [int(found.rater_ids[code]) if code >= 0 else -1 for code in coded.rater]
    return list(
        zip(found.rating_ids.tolist(), coded.unit.tolist(), raters, coded.values.tolist(),
            strict=True)
    )  # fmt: skip
