"""Raters who leave between two presentations of a clip: others begin it from the start."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import Conflict, Refused
from accounts.models import User
from annotation.models import Assignment, Item, MemberRole, Participant, Project, Rater, Rating
from annotation.services.assignment import assignment_next, assignment_skip
from annotation.services.projects.projects import member_add, member_remove
from annotation.services.recruiting import (
    link_create,
    participant_join,
    participant_return,
    participants_review,
)
from annotation.tasks import expire
from tests.annotation.acts import at_once, raters, submit, under, work
from tests.annotation.assignment.test_arms import ARMS, clips
from tests.annotation.test_races import patiently


def wanted() -> dict[str, int]:
    return dict(Item.objects.values_list("arm", "wanted"))


def remove(project: Project, person: User) -> None:
    member_remove(project=project, user=person, role=MemberRole.RATER)


def stop(project: Project, person: User) -> None:
    Rater.objects.filter(user=person).update(stopped_at=timezone.now())


def close_account(project: Project, person: User) -> None:
    person.is_active = False
    person.save()


def stay_away(project: Project, person: User) -> None:
    before = timezone.now() - timedelta(days=16)
    Assignment.objects.update(leased_at=before, lease_until=before)
    Rater.objects.update(day=before.date())


@pytest.mark.django_db
@pytest.mark.parametrize("leave", [remove, stop, close_account, stay_away])
def test_who_left_half_way_leaves_the_clip_to_another(
    leave: Callable[[Project, User], None],
) -> None:
    project = clips(1, "sequence", raters_per_item=1)
    leaver, other = raters(project, 2)
    list(work(leaver, project, most=1))
    assert assignment_next(project=project, user=leaver) is not None
    expire()
    assert assignment_next(project=project, user=other) is None, "it waits for who began it"
    leave(project, leaver)
    expire()
    assert wanted() == {"audio": 2, "face": 1, "both": 1}
    assert [one.item.arm for one in work(other, project)] == ARMS
    assert {item.arm: item.rated for item in Item.objects.all()} == wanted()
    assert Rating.objects.filter(rater__user=leaver).count() == 1


@pytest.mark.django_db
def test_what_a_removed_rater_holds_is_free_at_once() -> None:
    project = clips(1, "sequence", raters_per_item=1)
    leaver, other = raters(project, 2)
    assert assignment_next(project=project, user=leaver) is not None
    remove(project, leaver)
    assert assignment_next(project=project, user=other) is not None


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["returned", "abandoned", "completed", "rejected"])
def test_a_participant_who_ends_half_way_leaves_the_clip_to_another(end: str) -> None:
    project = clips(2, "sequence", raters_per_item=1)
    link = link_create(project=project, by=None, name="wave", items_per_participant=4)
    person = participant_join(token=link.token, external_id="p", parameters={}, consent=True).user
    list(work(person, project, most=1 if end in ("returned", "abandoned") else 4))
    if end == "returned":
        participant_return(link=link, user=person)
    elif end == "abandoned":
        Participant.objects.update(seen_at=timezone.now() - timedelta(days=1))
        expire()
    elif end == "rejected":
        participants_review(link=link, external_ids=["p"], state=end, note="", by=None)
    assert Participant.objects.get().state == end
    expire()
    (other,) = raters(project, 1)
    list(work(other, project))
    assert not Item.objects.filter(rated=0).exists(), "both clips are finished"
    assert Item.objects.filter(rated=2).count() == 1


@pytest.mark.django_db
def test_who_comes_back_goes_on_and_nobody_begins_for_them() -> None:
    project = clips(1, "sequence", raters_per_item=1)
    leaver, other = raters(project, 2)
    list(work(leaver, project, most=1))
    remove(project, leaver)
    assert wanted()["audio"] == 2
    member_add(project=project, user=leaver, role=MemberRole.RATER)
    expire()
    assert wanted()["audio"] == 1
    assert assignment_next(project=project, user=other) is None
    assert [one.item.arm for one in work(leaver, project)] == ARMS[1:]


@pytest.mark.django_db
def test_who_comes_back_after_another_began_takes_no_place_twice() -> None:
    project = clips(1, "sequence", raters_per_item=1)
    leaver, other = raters(project, 2)
    list(work(leaver, project, most=1))
    remove(project, leaver)
    list(work(other, project, most=1))
    member_add(project=project, user=leaver, role=MemberRole.RATER)
    expire()
    assert [one.item.arm for one in work(leaver, project)] == ARMS[1:]
    assert list(work(other, project)) == []
    assert dict(Item.objects.values_list("arm", "rated")) == {"audio": 2, "face": 1, "both": 1}


@pytest.mark.django_db
def test_a_late_answer_of_who_left_leaves_the_next_presentation_to_another() -> None:
    project = clips(1, "sequence", raters_per_item=1)
    link = link_create(project=project, by=None, name="wave", quota=1)
    person = participant_join(token=link.token, external_id="p", parameters={}, consent=True).user
    held = assignment_next(project=project, user=person)
    assert held is not None
    submit(person, held)
    held = assignment_next(project=project, user=person)
    assert held is not None
    before = timezone.now() - timedelta(days=1)
    Participant.objects.update(seen_at=before)
    Assignment.objects.update(lease_until=before)
    expire()
    participant_join(token=link.token, external_id="q", parameters={}, consent=True)
    submit(person, held)
    assert wanted() == {"audio": 2, "face": 2, "both": 1}


@pytest.mark.django_db
def test_an_extra_rater_of_a_later_presentation_begins_from_the_start() -> None:
    extra = {"question": "emotion", "rule": "no_majority", "up_to": 3, "budget": 1}
    project = clips(1, "sequence", raters_per_item=2, extra_raters=extra)
    first, second, third = raters(project, 3)
    list(work(first, project, emotion="joy"))
    for assignment in iter(lambda: assignment_next(project=project, user=second), None):
        submit(second, assignment, emotion="anger" if assignment.item.arm == "face" else "joy")
    assert wanted() == {"audio": 3, "face": 3, "both": 2}
    assert [one.item.arm for one in work(third, project)] == ARMS[:2]


@pytest.mark.django_db
def test_less_than_a_clip_is_asked_of_nobody() -> None:
    project = clips(1, "sequence")
    with pytest.raises(Refused, match="nobody could finish one"):
        link_create(project=project, by=None, name="wave", items_per_participant=2)
    with pytest.raises(Refused, match=r"limits\.per_rater: 2 is below the 3 presentations"):
        under(project, limits={"per_rater": 2})


@pytest.mark.django_db(transaction=True)
def test_clips_are_finished_while_raters_skip_leave_and_come_back() -> None:
    project = clips(12, "sequence", raters_per_item=2, order="random")

    def somebody(person: User) -> Callable[[], None]:
        def act() -> None:
            draw = random.Random(person.username)
            for _ in range(40):
                try:
                    held = patiently(project, person)
                    if held is None:
                        return
                    if draw.random() < 0.1:
                        assignment_skip(user=person, assignment_id=held.pk, reason="too loud")
                    else:
                        submit(person, held)
                except Conflict as error:
                    assert "Other raters have completed" in str(error), error
                if draw.random() < 0.1:
                    remove(project, person)
                    if draw.random() < 0.5:
                        return
                    member_add(project=project, user=person, role=MemberRole.RATER)

        return act

    def clock() -> None:
        for _ in range(20):
            expire()

    people = raters(project, 8)
    errors: list[Any] = at_once(*map(somebody, people), clock, clock)
    assert not errors, errors[:3]
    for person in people:
        remove(project, person)
    for n in range(6):
        member_add(project=project, user=people[n], role=MemberRole.RATER)
        list(work(people[n], project))
        expire()
    newcomers = [User.objects.create(username=f"new{n}") for n in range(3)]
    for person in newcomers:
        member_add(project=project, user=person, role=MemberRole.RATER)
        list(work(person, project))
    for item in Item.objects.all():
        rated = Rating.objects.filter(item=item).count()
        assert item.rated == item.taken == rated == item.wanted >= 2
    assert set(Item.objects.filter(arm="both").values_list("wanted", flat=True)) == {2}
