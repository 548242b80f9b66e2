"""32 raters at once, through connections of their own: no item over its number, nobody stuck."""

import threading
from collections import Counter, defaultdict
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.errors import Conflict, Missing
from accounts.models import User
from annotation.models import Assignment, Item, Participant, Project, Rater, Rating
from annotation.services.assignment import assignment_next, leases_expire
from annotation.services.assignment.next import rater_of
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create, project_update
from annotation.services.recruiting import link_create, participant_join, participant_return
from ingestion.models import Segment
from tests.annotation.acts import at_once, known, raters, submit, under
from tests.cast import text_items

RATERS = 32

pytestmark = pytest.mark.django_db(transaction=True)


def patiently(project: Project, person: User) -> Assignment | None:
    """The next item, also where all are locked for longer than a request waits: a slow machine."""
    while True:
        try:
            return assignment_next(project=project, user=person)
        except Conflict as error:
            if "ask_again" not in error.extra:
                raise


def rate_all(project: Project, people: list[User], say: Any = None) -> None:
    """Everybody rates until nothing is left for them; raises what went wrong for anybody."""
    errors: list[BaseException] = []

    def work(person: User) -> None:
        given = {} if say is None else {"emotion": say(person)}
        try:
            while assignment := patiently(project, person):
                submit(person, assignment, **given)
        except Conflict as error:
            if "blocked" not in error.extra:
                errors.append(error)
        except BaseException as error:  # told to the main thread
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors[:3]


def assert_sound(per_item: int | None = None) -> None:
    """No rater twice on an item, counters equal to rows, no item over its number."""
    pairs = list(Rating.objects.filter(revision=1).values_list("item_id", "rater_id"))
    assert len(set(pairs)) == len(pairs)
    rows = Counter(Rating.objects.filter(role="normal").values_list("item_id", flat=True))
    for item in Item.objects.filter(role="normal"):
        assert item.rated == item.taken == rows[item.pk] <= item.wanted, item.key
        if per_item is not None:
            assert item.rated == per_item, item.key
    for rater in Rater.objects.all():
        assert rater.submitted == sum(1 for _, one in pairs if one == rater.pk) - rater.checks


def test_500_items_with_3_raters_each() -> None:
    project = project_create(slug="talks", preset_name="meld")
    project = project_update(project=project, changes={"raters_per_item": 3})
    text_items(project, 500)
    rate_all(project, raters(project, RATERS))
    assert_sound(3)
    assert Rating.objects.count() == 1500


def test_with_gold_and_attention_items() -> None:
    project = project_create(slug="talks", preset_name="meld")
    project = project_update(project=project, changes={"raters_per_item": 3})
    text_items(project, 100)
    known(project, "gold", 4)
    known(project, "attention", 2)
    project = under(project, gold={"every": 4, "attention_every": 8, "max_misses": None})
    rate_all(project, raters(project, RATERS))
    assert_sound(3)
    assert Rating.objects.filter(role="normal").count() == 300
    assert Rating.objects.exclude(role="normal").exists()
    assert set(Item.objects.exclude(role="normal").values_list("taken", "rated", "wanted")) == {
        (0, 0, 0)
    }


@pytest.mark.parametrize("rule", ["separate", "sequence"])
def test_with_arms(rule: str) -> None:
    project = project_create(slug="acted", preset_name="meld")
    arms = ["audio", "face", "both"]
    project = under(
        project,
        raters_per_item=3,
        order="random",
        arms={"presentations": arms, "rule": rule},
    )
    segments = [Segment.objects.create(transcript=f"c{k}", identity=f"c{k}") for k in range(40)]
    items_add(project=project, items=[NewItem(f"c{k}", s) for k, s in enumerate(segments)])
    rate_all(project, raters(project, RATERS))
    assert_sound(3)
    met: dict[tuple[int | None, str], list[str]] = defaultdict(list)
    rows = Rating.objects.order_by("pk").values_list("rater_id", "item__group", "item__arm")
    for rater, group, arm in rows:
        met[rater, group].append(arm)
    if rule == "separate":
        assert {len(found) for found in met.values()} == {1}
    else:
        assert all(found == arms for found in met.values())


def test_with_extra_raters_within_a_budget() -> None:
    project = project_create(slug="talks", preset_name="meld")
    budget = 25
    project = under(
        project,
        raters_per_item=2,
        extra_raters={
            "question": "emotion",
            "rule": "no_majority",
            "up_to": 5,
            "budget": budget,
        },
    )
    text_items(project, 60)
    labels = ["joy", "anger", "fear", "sadness", "surprise", "disgust", "neutral"]
    rate_all(project, raters(project, RATERS), say=lambda person: labels[person.pk % len(labels)])
    assert_sound()
    items = Item.objects.all()
    assert all(item.rated == item.wanted == 2 + item.extra <= 5 for item in items)
    used = sum(item.extra for item in items)
    assert used == budget, "spent to the last and not beyond"


def test_leases_that_ran_out_are_taken_back_by_many_at_once() -> None:
    project = under(project_create(slug="talks", preset_name="meld"), raters_per_item=8)
    items = text_items(project, 60)
    late = timezone.now() - timedelta(minutes=1)
    people = [rater_of(project, person) for person in raters(project, 8)]
    for _ in range(3):
        Assignment.objects.all().delete()
        # Each rater's leases ran out in an order of their own, so each batch has other items first.
        Assignment.objects.bulk_create(
            Assignment(
                item=item, rater=rater, leased_at=late, order_index=0,
                lease_until=late - timedelta(seconds=(n * 7 * (k + 1)) % 61),
            )
            for k, rater in enumerate(people)
            for n, item in enumerate(items)
        )  # fmt: skip
        Item.objects.update(taken=8)
        freed = [partial(leases_expire, now=timezone.now(), limit=40) for _ in range(16)]
        assert not at_once(*freed)
        leases_expire(now=timezone.now(), limit=1000)
        assert set(Item.objects.values_list("taken", flat=True)) == {0}
        assert set(Assignment.objects.values_list("state", flat=True)) == {"expired"}


def test_nobody_is_sent_away_from_an_item_that_another_is_just_getting() -> None:
    """Whoever was got a completion code, and no more items."""
    project = under(project_create(slug="talks", preset_name="meld"), raters_per_item=12)
    text_items(project, 1)
    link = link_create(project=project, by=None, name="rush")
    users = [
        participant_join(token=link.token, external_id=f"p{n}", parameters={}, consent=True).user
        for n in range(12)
    ]
    given: list[Assignment | None] = []
    errors = at_once(
        *[
            lambda user=user: given.append(assignment_next(project=project, user=user))
            for user in users
        ]
    )
    assert not errors, errors[:3]
    assert len(given) == 12
    assert None not in given
    assert Item.objects.get().taken == 12
    assert set(Participant.objects.values_list("state", flat=True)) == {"active"}


def test_who_asks_while_all_items_are_locked_is_told_to_ask_again() -> None:
    project = under(project_create(slug="talks", preset_name="meld"), raters_per_item=2)
    text_items(project, 2)
    (person,) = raters(project, 1)
    with transaction.atomic():
        list(Item.objects.select_for_update())
        (error,) = at_once(lambda: assignment_next(project=project, user=person))
    assert isinstance(error, Conflict)
    assert "Ask again in a moment" in str(error)
    assert assignment_next(project=project, user=person) is not None


@pytest.mark.parametrize("state", ["leased", "expired"])
def test_a_tab_that_asks_while_another_submits_after_the_lease_ran_out(state: str) -> None:
    """Neither holds what the other waits for."""
    project = under(project_create(slug="talks", preset_name="meld"), raters_per_item=30)
    text_items(project, 1)
    for person in raters(project, 30):
        held = assignment_next(project=project, user=person)
        assert held is not None
        late = timezone.now() - timedelta(minutes=1)
        Assignment.objects.filter(pk=held.pk).update(lease_until=late, state=state)
        if state == "expired":
            Item.objects.update(taken=F("taken") - 1)
        errors = at_once(
            lambda person=person, held=held: submit(person, held),
            lambda person=person: assignment_next(project=project, user=person),
        )
        assert not errors, errors
    assert_sound(30)


def test_giving_a_participation_back_while_another_tab_answers() -> None:
    """Whoever is first: the answer counts and the item stays taken, or the place is free again."""
    project = under(project_create(slug="talks", preset_name="meld"), raters_per_item=1)
    text_items(project, 40)
    link = link_create(project=project, by=None, name="rush")
    for n in range(20):
        user = participant_join(
            token=link.token, external_id=f"p{n}", parameters={}, consent=True
        ).user
        held = assignment_next(project=project, user=user)
        assert held is not None
        errors = at_once(
            lambda user=user, held=held: submit(user, held),
            lambda user=user: participant_return(link=link, user=user),
            lambda user=user: assignment_next(project=project, user=user),
        )
        assert all(isinstance(error, Conflict | Missing) for error in errors), errors
        assert Participant.objects.get(user=user).state == "returned"
    assert not Assignment.objects.filter(state="leased").exists()
    held_or_rated = Counter(
        Assignment.objects.filter(state="submitted").values_list("item", flat=True)
    )
    assert {item.pk: item.taken for item in Item.objects.filter(taken__gt=0)} == held_or_rated
