"""People who answer, skip, revise, leave and come back, all at once, under many policies."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.errors import Conflict
from accounts.models import User
from annotation.models import (
    Assignment,
    Exposure,
    Item,
    Participant,
    Project,
    Rater,
    Rating,
    RecruitLink,
)
from annotation.services.assignment import assignment_next, assignment_reopen, assignment_skip
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_create
from annotation.services.recruiting import link_create, participant_join, participant_return
from annotation.tasks import expire
from ingestion.models import Segment
from tests.annotation.acts import at_once, known, raters, submit, under
from tests.annotation.test_races import patiently

PEOPLE, CLIPS, EXPIRERS = 12, 40, 3
LABELS = ("joy", "anger", "fear", "sadness")
HOLDING = ("leased", "submitted", "reopened", "second_look")

pytestmark = pytest.mark.django_db(transaction=True)


def study() -> Project:
    """Three raters an item and up to five, gold and attention, and drafts of a model by arms."""
    project = project_create(slug="study", preset_name="meld")
    segments = [Segment.objects.create(transcript=f"c{k}", identity=f"c{k}") for k in range(CLIPS)]
    items_add(
        project=project,
        items=[
            NewItem(f"c{k}", one, {"draft.emotion": LABELS[k % 4]})
            for k, one in enumerate(segments)
        ],
    )
    known(project, "gold", 6)
    known(project, "attention", 3)
    return under(
        project,
        raters_per_item=3,
        order="random",
        gold={"every": 5, "attention_every": 9, "max_misses": None},
        assistance={"card": "imported", "arms": {"blind": 1, "after": 2, "upfront": 1}},
        extra_raters={"question": "emotion", "rule": "no_majority", "up_to": 5, "budget": 12},
    )


def somebody(project: Project, link: RecruitLink, name: str) -> Callable[[], None]:
    """What one participant does: some of everything, drawn from a seed of their own."""

    def work() -> None:
        draw = random.Random(name)
        user = participant_join(
            token=link.token, external_id=name, parameters={}, consent=True
        ).user
        for _ in range(60):
            try:
                assignment = patiently(project, user)
            except Conflict as error:
                assert "blocked" in error.extra, error
                return
            if assignment is None:
                return
            one_act(draw, user, assignment)
            if draw.random() < 0.02:
                participant_return(link=link, user=user)
                if draw.random() < 0.5:
                    return
                participant_join(token=link.token, external_id=name, parameters={}, consent=True)

    return work


def leaver(link: RecruitLink) -> Callable[[], None]:
    """Somebody who leaves the first item lying and never comes back."""

    def work() -> None:
        user = participant_join(
            token=link.token, external_id="leaver", parameters={}, consent=True
        ).user
        if (assignment := patiently(link.project, user)) is not None:
            let_lie(assignment)

    return work


def let_lie(assignment: Assignment) -> None:
    late = timezone.now() - timedelta(minutes=1)
    Assignment.objects.filter(pk=assignment.pk, state="leased").update(lease_until=late)


def one_act(draw: random.Random, user: User, assignment: Assignment) -> None:
    """Answer, mostly; or skip, leave the item lying, answer too late, or answer and revise."""
    chance = draw.random()
    if chance < 0.08:
        skip_or_answer(user, assignment)
    elif chance < 0.2:
        let_lie(assignment)
        if draw.random() < 0.5:
            expire()
            answer_late(draw, user, assignment)
    else:
        answer_late(draw, user, assignment)
        if draw.random() < 0.15:
            revise(draw, user, assignment)


def skip_or_answer(user: User, assignment: Assignment) -> None:
    try:
        assignment_skip(user=user, assignment_id=assignment.pk, reason="too loud")
    except Conflict:  # a second look at an answered item: it is answered again
        submit(user, assignment)


def answer_late(draw: random.Random, user: User, assignment: Assignment) -> None:
    """An answer, which is refused only where others completed the item while its lease was out."""
    try:
        submit(user, assignment, emotion=draw.choice(LABELS))
    except Conflict as error:
        assert "Other raters have completed this item" in str(error), error


def revise(draw: random.Random, user: User, assignment: Assignment) -> None:
    try:
        assignment_reopen(user=user, assignment_id=assignment.pk)
    except Conflict:  # it is in progress: a second look
        return
    submit(user, assignment, emotion=draw.choice(LABELS))


def assert_sound() -> None:
    """Counters are what the rows say, nothing is over its number, first answers stay blind."""
    held = Counter(
        Assignment.objects.filter(state__in=HOLDING, item__role="normal").values_list(
            "item", flat=True
        )
    )
    given: dict[tuple[int, int], list[Rating]] = defaultdict(list)
    for rating in Rating.objects.select_related("item").order_by("revision"):
        assert rating.rater_id is not None
        given[rating.item_id, rating.rater_id].append(rating)
    rated = Counter(item for item, _ in given)
    for item in Item.objects.all():
        if item.role == "normal":
            assert item.taken == held[item.pk], item.key
            assert item.rated == rated[item.pk] <= item.taken <= item.wanted == 3 + item.extra <= 5
        else:
            assert (item.taken, item.rated, item.wanted) == (0, 0, 0)
    assert sum(Item.objects.values_list("extra", flat=True)) <= 12
    exposed = dict(Exposure.objects.values_list("assignment", "arm"))
    for ratings in given.values():
        assert [rating.revision for rating in ratings] == list(range(1, len(ratings) + 1))
        arm = ratings[0].assignment.presentation["assistance"] if ratings[0].assignment else None
        first, *others = [rating.assisted for rating in ratings]
        expected = {"blind": ("blind", "blind"), "after": ("blind", "after"),
                    "upfront": ("upfront", "upfront"), None: ("", "")}[arm]  # fmt: skip
        assert first == expected[0]
        assert set(others) <= {expected[1]}
        assert (ratings[0].assignment_id in exposed) == (arm in ("after", "upfront"))
    for rater in Rater.objects.all():
        mine = [ratings[0].role for (_, one), ratings in given.items() if one == rater.pk]
        assert rater.submitted == mine.count("normal")
        assert rater.checks == len(mine) - mine.count("normal")


def test_all_policies_hold_while_everybody_does_everything() -> None:
    project = study()
    link = link_create(project=project, by=None, name="wave", items_per_participant=45)

    def expirer() -> None:
        for _ in range(60):
            expire()

    people = [somebody(project, link, f"p{n}") for n in range(PEOPLE)]
    errors = at_once(*people, leaver(link), *[expirer] * EXPIRERS)
    expire()
    assert not errors, errors[:3]
    assert_sound()
    assert Participant.objects.count() == PEOPLE + 1
    met = set(Assignment.objects.values_list("state", flat=True))
    assert {"submitted", "skipped", "expired"} <= met, "chance brought every ending"
    assert set(Exposure.objects.values_list("arm", flat=True)) == {"after", "upfront"}
    assert Rating.objects.filter(revision__gt=2).exists()
    fill(project)
    assert_sound()
    left = Item.objects.filter(role="normal", rated__lt=F("wanted"))
    assert not left.exists(), "no item is stuck"


def fill(project: Project) -> None:
    """Others take what is left, once those who went have lost what they held."""
    Assignment.objects.filter(state="leased").update(lease_until=timezone.now() - timedelta(1))
    expire()
    for person in raters(project, 5):
        while assignment := assignment_next(project=project, user=person):
            submit(person, assignment)
