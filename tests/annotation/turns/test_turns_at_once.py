"""Corrections of turns by several at once, and while people rate."""

from typing import Any

import pytest

from accounts.errors import Conflict
from annotation.models import Assignment, Item, Rating
from annotation.selectors.projects.turns import turns_of, version_of
from annotation.services.assignment import assignment_next
from annotation.services.projects.items import NewItem, items_add
from tests.annotation.acts import at_once, raters, submit, under
from tests.annotation.turns.making import correct, listed, recorded, split
from tests.cast import project


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_is_told_to_look_again() -> None:
    made = project("race", "meld")
    recording, segments = recorded("race.wav")
    items_add(project=made, items=[NewItem(f"t{n}", one) for n, one in enumerate(segments)])
    turns, version = listed(made, recording), version_of(turns_of(made, recording))
    lists = [split(turns, 1, 4.0), split(turns, 1, 5.0)]
    errors = at_once(
        *(lambda one=one: correct(made, recording, one, version=version) for one in lists)
    )
    assert [type(error).__name__ for error in errors] == ["AnnotationConflict"]
    assert len(turns_of(made, recording)) == 5
    same = split(listed(made, recording), 0, 1.5)
    version = version_of(turns_of(made, recording))
    assert not at_once(*[lambda: correct(made, recording, same, version=version)] * 4)
    assert len(turns_of(made, recording)) == 6


@pytest.mark.django_db(transaction=True)
def test_correcting_while_people_rate_loses_nothing() -> None:
    made = under(project("race", "meld"), raters_per_item=8)
    recording, segments = recorded("race.wav")
    items_add(project=made, items=[NewItem(f"t{n}", one) for n, one in enumerate(segments)])
    people = raters(made, 8)

    def rate(person: Any) -> None:
        for _ in range(12):
            try:
                assignment = assignment_next(project=made, user=person)
            except Conflict as error:
                assert error.extra == {"ask_again": True}
                continue
            if assignment is None:
                return
            submit(person, assignment)

    def edit() -> None:
        for speaker in "CDEFG":
            turns = listed(made, recording)
            turns[2] = {**turns[2], "speaker": speaker}
            correct(made, recording, turns)

    errors = at_once(edit, *(lambda one=one: rate(one) for one in people))
    assert not errors, errors[:3]
    for person in people:
        rate(person)
    now = [key for turn in turns_of(made, recording) for key in (turn.items[0].key,)]
    assert set(Item.objects.filter(key__in=now).values_list("rated", flat=True)) == {8}
    for item in Item.objects.filter(replaced_at__isnull=False):
        rated = Rating.objects.filter(item=item).count()
        assert item.rated == item.taken == rated <= item.wanted
    assert not Assignment.objects.filter(state="leased").exists()
