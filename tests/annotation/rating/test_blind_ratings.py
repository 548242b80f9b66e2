"""Each rating says whether its rater could have seen what others answered."""

import uuid

import pytest

from accounts.models import Role, User
from annotation.models import Assignment, Member, MemberRole, Rating
from annotation.services.assignment import assignment_next
from annotation.services.assignment.undo import assignment_reopen
from annotation.services.projects.projects import member_add
from annotation.services.rating.decisions import decision_add
from annotation.services.rating.ratings import Submission, rating_submit
from tests.cast import Cast, answers, user


def leased(people: Cast, rater: User) -> Assignment:
    found = assignment_next(project=people.project, user=rater)
    assert found is not None
    return found


def submitted(rater: User, assignment: Assignment) -> bool | None:
    rating, _ = rating_submit(
        user=rater,
        assignment_id=assignment.pk,
        submission=Submission(uuid.uuid4(), answers()),
    )
    return Rating.objects.get(pk=rating.pk).blind


def test_a_rater_who_only_rates_is_blind(people: Cast) -> None:
    assert submitted(people.rater, leased(people, people.rater)) is True


@pytest.mark.parametrize("who", ["researcher", "admin"])
def test_whoever_may_see_all_answers_is_not(people: Cast, who: str) -> None:
    person = getattr(people, who)
    member_add(project=people.project, user=person, role=MemberRole.RATER)
    assert submitted(person, leased(people, person)) is False


def test_a_researcher_elsewhere_is_blind_here(people: Cast) -> None:
    other = user("petra", Role.RESEARCHER)
    member_add(project=people.project, user=other, role=MemberRole.RATER)
    assert submitted(other, leased(people, other)) is True


def test_a_role_that_was_taken_away_counts_from_then_on(people: Cast) -> None:
    person = people.researcher
    member_add(project=people.project, user=person, role=MemberRole.RATER)
    assert submitted(person, leased(people, person)) is False
    Member.objects.filter(user=person, role=MemberRole.RESEARCHER).delete()
    assert submitted(person, leased(people, person)) is True
    assert list(Rating.objects.order_by("pk").values_list("blind", flat=True)) == [False, True]


def test_who_decided_an_item_has_seen_its_answers_whatever_their_role_is_now(people: Cast) -> None:
    person = people.adjudicator
    first = leased(people, people.rater)
    submitted(people.rater, first)
    decision_add(item=first.item, answers=answers(), note="", by=person)
    Member.objects.filter(user=person).delete()
    member_add(project=people.project, user=person, role=MemberRole.RATER)
    seen = {}
    while (assignment := assignment_next(project=people.project, user=person)) is not None:
        seen[assignment.item_id] = submitted(person, assignment)
    assert seen.pop(first.item_id) is False
    assert seen
    assert set(seen.values()) == {True}


def test_a_changed_answer_is_judged_anew(people: Cast) -> None:
    person = people.researcher
    Member.objects.filter(user=person).delete()
    member_add(project=people.project, user=person, role=MemberRole.RATER)
    assignment = leased(people, person)
    assert submitted(person, assignment) is True
    member_add(project=people.project, user=person, role=MemberRole.RESEARCHER)
    assignment_reopen(user=person, assignment_id=assignment.pk)
    assert submitted(person, assignment) is False
