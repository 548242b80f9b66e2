"""Drafts and submissions: stored once, never changed, never lost."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from accounts.errors import Conflict, Refused
from annotation.models import Assignment, Draft, Rating
from annotation.services.assignment import assignment_next
from annotation.services.projects.projects import project_update
from annotation.services.rating.ratings import Submission, draft_save, rating_submit
from tests.cast import Cast, answers


@pytest.fixture
def assignment(people: Cast) -> Assignment:
    found = assignment_next(project=people.project, user=people.rater)
    assert found is not None
    return found


def test_the_same_key_stores_once(people: Cast, assignment: Assignment) -> None:
    submission = Submission(uuid.uuid4(), answers(), elapsed_ms=900, plays=2)
    first, created = rating_submit(
        user=people.rater, assignment_id=assignment.pk, submission=submission
    )
    again, created_again = rating_submit(
        user=people.rater, assignment_id=assignment.pk, submission=submission
    )
    assert (created, created_again) == (True, False)
    assert first.pk == again.pk
    assert Rating.objects.count() == 1


def test_another_key_after_the_answer_is_a_conflict(people: Cast, assignment: Assignment) -> None:
    rating_submit(
        user=people.rater,
        assignment_id=assignment.pk,
        submission=Submission(uuid.uuid4(), answers()),
    )
    with pytest.raises(Conflict, match="answered already"):
        rating_submit(
            user=people.rater,
            assignment_id=assignment.pk,
            submission=Submission(uuid.uuid4(), answers("anger")),
        )
    assert Rating.objects.get().answers == answers()


def test_a_key_of_another_item_is_refused(people: Cast, assignment: Assignment) -> None:
    submission = Submission(uuid.uuid4(), answers())
    rating_submit(user=people.rater, assignment_id=assignment.pk, submission=submission)
    following = assignment_next(project=people.project, user=people.rater)
    assert following is not None
    with pytest.raises(Refused, match="another item"):
        rating_submit(user=people.rater, assignment_id=following.pk, submission=submission)
    assert Rating.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "emotion"),
        ({"emotion": {"value": "bliss"}, "sentiment": {"value": "neutral"}}, "bliss"),
        ({**answers(), "colour": {"value": "red"}}, "colour"),
    ],
)
def test_answers_that_do_not_fit_are_refused_by_name(
    people: Cast, assignment: Assignment, given: dict[str, object], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        rating_submit(
            user=people.rater,
            assignment_id=assignment.pk,
            submission=Submission(uuid.uuid4(), given),
        )
    assert not Rating.objects.exists()


def test_a_closed_project_takes_no_answer(people: Cast, assignment: Assignment) -> None:
    project_update(project=people.project, changes={"state": "closed"})
    with pytest.raises(Conflict, match="closed"):
        rating_submit(
            user=people.rater,
            assignment_id=assignment.pk,
            submission=Submission(uuid.uuid4(), answers()),
        )


def test_a_paused_project_still_takes_the_answer_in_hand(
    people: Cast, assignment: Assignment
) -> None:
    project_update(project=people.project, changes={"state": "paused"})
    rating_submit(
        user=people.rater,
        assignment_id=assignment.pk,
        submission=Submission(uuid.uuid4(), answers()),
    )
    assert Rating.objects.count() == 1


def test_an_older_page_does_not_overwrite_a_newer_draft(
    people: Cast, assignment: Assignment
) -> None:
    newer, older = {"emotion": {"value": "fear"}}, {"emotion": {"value": "joy"}}
    draft_save(user=people.rater, assignment_id=assignment.pk, answers=newer, seq=7)
    kept, is_mine = draft_save(user=people.rater, assignment_id=assignment.pk, answers=older, seq=5)
    assert not is_mine
    assert kept.answers == newer
    assert Draft.objects.get().answers == newer


def test_the_draft_goes_when_the_rating_is_there(people: Cast, assignment: Assignment) -> None:
    draft_save(user=people.rater, assignment_id=assignment.pk, answers={}, seq=1)
    rating_submit(
        user=people.rater,
        assignment_id=assignment.pk,
        submission=Submission(uuid.uuid4(), answers()),
    )
    assert not Draft.objects.exists()
    with pytest.raises(Conflict):
        draft_save(user=people.rater, assignment_id=assignment.pk, answers={}, seq=2)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_a_rating(
    people: Cast, assignment: Assignment, act: str
) -> None:
    rating_submit(
        user=people.rater,
        assignment_id=assignment.pk,
        submission=Submission(uuid.uuid4(), answers()),
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if act == "update":
            Rating.objects.update(answers={})
        else:
            Rating.objects.all().delete()
    assert Rating.objects.get().answers == answers()
