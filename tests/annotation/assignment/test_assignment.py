"""Handing out items: N raters an item, nobody twice, leases that come back."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.errors import Conflict
from accounts.models import Role
from annotation.errors import AssignmentMissing
from annotation.models import Assignment, AssignmentState, Item, MemberRole, Rater, Rating
from annotation.services.assignment import (
    assignment_next,
    assignment_of,
    assignment_reopen,
    assignment_skip,
    leases_expire,
)
from annotation.services.projects.projects import member_add, member_remove, project_update
from annotation.services.rating.ratings import Submission, draft_save, rating_submit
from tests.cast import Cast, answers, cast, user


def submit(people: Cast, who: str, assignment: Assignment, **given: str) -> Rating:
    import uuid

    rating, _ = rating_submit(
        user=getattr(people, who),
        assignment_id=assignment.pk,
        submission=Submission(uuid.uuid4(), answers(**given), elapsed_ms=1000),
    )
    return rating


def expire(assignment: Assignment) -> None:
    """Let the lease run out and the worker's clock take it back."""
    Assignment.objects.filter(pk=assignment.pk).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )
    assert leases_expire(now=timezone.now()) == 1


def test_the_lease_in_hand_is_given_again(people: Cast) -> None:
    first = assignment_next(project=people.project, user=people.rater)
    again = assignment_next(project=people.project, user=people.rater)
    assert first is not None
    assert again == first
    assert Item.objects.get(pk=first.item_id).taken == 1


def test_items_come_in_dialogue_order_and_never_twice(people: Cast) -> None:
    seen = []
    while assignment := assignment_next(project=people.project, user=people.rater):
        seen.append(assignment.item.key)
        submit(people, "rater", assignment)
    assert seen == ["item-00000", "item-00001", "item-00002", "item-00003"]
    assert Rater.objects.get(user=people.rater).submitted == 4


def test_no_more_raters_than_the_project_wants(people: Cast) -> None:
    project_update(project=people.project, changes={"raters_per_item": 1})
    people.project.refresh_from_db()
    mine = assignment_next(project=people.project, user=people.rater)
    theirs = assignment_next(project=people.project, user=people.second_rater)
    assert mine is not None
    assert theirs is not None
    assert mine.item_id != theirs.item_id


def test_an_expired_lease_goes_to_another_and_may_come_back(people: Cast) -> None:
    project_update(project=people.project, changes={"raters_per_item": 1})
    people.project.refresh_from_db()
    first = assignment_next(project=people.project, user=people.rater)
    assert first is not None
    expire(first)
    other = assignment_next(project=people.project, user=people.second_rater)
    assert other is not None
    assert other.item_id == first.item_id
    first.refresh_from_db()
    assert first.state == AssignmentState.EXPIRED
    assert Item.objects.get(pk=first.item_id).taken == 1
    assignment_skip(user=people.second_rater, assignment_id=other.pk, reason="too loud")
    Rater.objects.update(cursor=-1)
    back = assignment_next(project=people.project, user=people.rater)
    assert back is not None
    assert back.pk == first.pk
    assert back.state == AssignmentState.LEASED


def test_an_own_lease_that_nobody_took_goes_on(people: Cast) -> None:
    first = assignment_next(project=people.project, user=people.rater)
    assert first is not None
    Assignment.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    again = assignment_next(project=people.project, user=people.rater)
    assert again is not None
    assert again.pk == first.pk
    assert again.lease_until > timezone.now()


def test_no_rater_is_sent_away_while_a_lease_has_run_out(people: Cast) -> None:
    project_update(project=people.project, changes={"raters_per_item": 1})
    people.project.refresh_from_db()
    Item.objects.filter(place__gt=0).delete()
    held = assignment_next(project=people.project, user=people.rater)
    assert held is not None
    assert assignment_next(project=people.project, user=people.second_rater) is None
    Assignment.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    taken = assignment_next(project=people.project, user=people.second_rater)
    assert taken is not None
    assert taken.item_id == held.item_id


def test_a_late_answer_counts_while_the_item_wants_one(people: Cast) -> None:
    project_update(project=people.project, changes={"raters_per_item": 1})
    people.project.refresh_from_db()
    late = assignment_next(project=people.project, user=people.rater)
    assert late is not None
    expire(late)
    other = assignment_next(project=people.project, user=people.second_rater)
    assert other is not None
    assignment_skip(user=people.second_rater, assignment_id=other.pk, reason="not for me")
    rating = submit(people, "rater", late)
    assert rating.revision == 1
    assert Item.objects.get(pk=late.item_id).taken == 1


def test_a_late_answer_is_refused_when_others_completed_the_item(people: Cast) -> None:
    project_update(project=people.project, changes={"raters_per_item": 1})
    people.project.refresh_from_db()
    late = assignment_next(project=people.project, user=people.rater)
    assert late is not None
    expire(late)
    other = assignment_next(project=people.project, user=people.second_rater)
    assert other is not None
    submit(people, "second_rater", other)
    with pytest.raises(Conflict, match="completed this item"):
        submit(people, "rater", late)
    assert Rating.objects.count() == 1


def test_saving_a_draft_keeps_the_lease(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    Assignment.objects.update(lease_until=timezone.now() + timedelta(seconds=5))
    draft_save(user=people.rater, assignment_id=assignment.pk, answers={}, seq=1)
    assignment.refresh_from_db()
    assert assignment.lease_until > timezone.now() + timedelta(minutes=20)


def test_a_skipped_item_goes_to_others_and_not_back(people: Cast) -> None:
    first = assignment_next(project=people.project, user=people.rater)
    assert first is not None
    assignment_skip(user=people.rater, assignment_id=first.pk, reason="distressing")
    assignment_skip(user=people.rater, assignment_id=first.pk, reason="sent twice")
    assert Item.objects.get(pk=first.item_id).taken == 0
    first.refresh_from_db()
    assert first.skip_reason == "distressing"
    keys = set()
    while assignment := assignment_next(project=people.project, user=people.rater):
        keys.add(assignment.item_id)
        submit(people, "rater", assignment)
    assert first.item_id not in keys
    assert len(keys) == 3


def test_undo_brings_the_answer_back_and_a_new_submission_revises_it(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    submit(people, "rater", assignment, emotion="joy")
    reopened = assignment_reopen(user=people.rater, assignment_id=assignment.pk)
    assert reopened.draft.answers == answers("joy")
    assert Rating.objects.count() == 1, "the answer stands until it is revised"
    revised = submit(people, "rater", assignment, emotion="anger")
    assert revised.revision == 2
    assert Item.objects.get(pk=assignment.item_id).rated == 1
    assert Rater.objects.get(user=people.rater).submitted == 1


def test_an_answer_opened_again_is_newer_than_any_draft_before_it(people: Cast) -> None:
    """Another computer may still keep a draft, and sends it: it changes nothing."""
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    earlier = 900
    for _ in range(2):
        submit(people, "rater", assignment, emotion="joy")
        opened = assignment_reopen(user=people.rater, assignment_id=assignment.pk).draft
        draft, kept = draft_save(
            user=people.rater, assignment_id=assignment.pk, answers=answers("fear"), seq=earlier
        )
        assert not kept
        assert (draft.answers, draft.seq) == (answers("joy"), opened.seq)
        earlier = opened.seq + 1
        _, kept = draft_save(
            user=people.rater, assignment_id=assignment.pk, answers=answers("anger"), seq=earlier
        )
        assert kept


def test_undo_of_a_skip_takes_the_item_back(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    assignment_skip(user=people.rater, assignment_id=assignment.pk, reason="by mistake")
    back = assignment_reopen(user=people.rater, assignment_id=assignment.pk)
    assert back.state == AssignmentState.LEASED
    assert Item.objects.get(pk=assignment.item_id).taken == 1


def test_what_is_in_progress_cannot_be_reopened(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    with pytest.raises(Conflict, match="nothing to take back"):
        assignment_reopen(user=people.rater, assignment_id=assignment.pk)


def test_another_raters_assignment_does_not_exist(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    with pytest.raises(AssignmentMissing):
        assignment_of(user=people.second_rater, assignment_id=assignment.pk)


def test_who_is_no_rater_any_more_cannot_answer(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    member_remove(project=people.project, user=people.rater, role=MemberRole.RATER)
    with pytest.raises(AssignmentMissing):
        submit(people, "rater", assignment)
    assert not Rating.objects.exists()


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_a_project_that_is_not_open_hands_nothing_out(people: Cast, state: str) -> None:
    project = project_update(project=people.project, changes={"state": state})
    with pytest.raises(Conflict, match=state):
        assignment_next(project=project, user=people.rater)
    assert not Assignment.objects.exists()


def test_random_order_covers_everything_from_different_starts(db: None) -> None:
    people = cast("clips", "crema-d", items=40)
    firsts = set()
    for n in range(6):
        rater = user(f"r{n}", Role.ANNOTATOR)
        member_add(project=people.project, user=rater, role=MemberRole.RATER)
        got = assignment_next(project=people.project, user=rater)
        assert got is not None
        firsts.add(got.item_id)
    assert len(firsts) > 3, "raters start in different places"


@pytest.mark.django_db(transaction=True)
def test_raters_at_once_never_share_a_place() -> None:
    """Eight raters draw and answer at the same time, through real connections."""
    people = cast(items=20)
    project = project_update(project=people.project, changes={"raters_per_item": 3})
    raters = [user(f"t{n}", Role.ANNOTATOR) for n in range(8)]
    for rater in raters:
        member_add(project=project, user=rater, role=MemberRole.RATER)
    errors: list[BaseException] = []

    def work(rater: object) -> None:
        import uuid

        try:
            while assignment := assignment_next(project=project, user=rater):  # type: ignore[arg-type]
                rating_submit(
                    user=rater,  # type: ignore[arg-type]
                    assignment_id=assignment.pk,
                    submission=Submission(uuid.uuid4(), answers()),
                )
        except BaseException as error:  # told to the main thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(rater,)) for rater in raters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    per_item = Counter(Rating.objects.values_list("item_id", flat=True))
    assert set(per_item.values()) == {3}
    assert len(per_item) == 20
    pairs = Rating.objects.values_list("item_id", "rater_id")
    assert len(set(pairs)) == len(pairs) == 60
    assert set(Item.objects.values_list("taken", "rated")) == {(3, 3)}
