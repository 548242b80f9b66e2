"""Presentation arms: apart over raters, or in turn for the same one."""

from collections import defaultdict
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import Refused
from annotation.models import Assignment, Item, Project
from annotation.selectors.people.quality import quality_of
from annotation.selectors.projects.schemes import policy_of
from annotation.services.assignment import assignment_next, assignment_reopen, assignment_skip
from annotation.services.assignment.lease import lease_take
from annotation.services.assignment.next import rater_of
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.known_items import item_known_set
from annotation.services.projects.projects import project_create
from ingestion.models import Segment
from tests.annotation.acts import raters, submit, under, work

ARMS = ["audio", "face", "both"]


def clips(n: int, rule: str, **policy: Any) -> Project:
    project = project_create(slug="acted", preset_name="meld")
    return clips_of(under(project, arms={"presentations": ARMS, "rule": rule}, **policy), n)


def clips_of(project: Project, n: int) -> Project:
    segments = [
        Segment.objects.create(transcript=f"clip {k}", identity=f"clip {k}") for k in range(n)
    ]
    items_add(project=project, items=[NewItem(f"clip{k}", s) for k, s in enumerate(segments)])
    project.refresh_from_db()
    return project


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["dialogue", "random"])
def test_nobody_meets_a_clip_in_two_arms_and_every_arm_is_filled(order: str) -> None:
    project = clips(6, "separate", raters_per_item=2, order=order)
    met = defaultdict(list)
    for person in raters(project, 6):
        for assignment in work(person, project):
            met[person.pk].append((assignment.item.group, assignment.item.arm))
            assert assignment.presentation["arm"] == assignment.item.arm
    for pairs in met.values():
        groups = [group for group, _ in pairs]
        assert len(set(groups)) == len(groups) == 6
        assert len({arm for _, arm in pairs}) > 1, "no rater meets one arm alone"
    assert set(Item.objects.values_list("taken", "rated")) == {(2, 2)}


@pytest.mark.django_db
def test_a_clip_whose_lease_ran_out_was_seen() -> None:
    project = clips(1, "separate", raters_per_item=1)
    (person,) = raters(project, 1)
    first = assignment_next(project=project, user=person)
    assert first is not None
    Assignment.objects.update(state="expired")
    Item.objects.update(taken=0)
    again = assignment_next(project=project, user=person)
    assert again is not None
    assert again.item_id == first.item_id, "the same presentation may come again, no other"


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["dialogue", "random"])
def test_the_same_rater_meets_all_arms_in_turn(order: str) -> None:
    project = clips(3, "sequence", raters_per_item=2, order=order)
    for person in raters(project, 2):
        seen = [(a.item.group, a.item.arm) for a in work(person, project)]
        assert [arm for _, arm in seen] == ARMS * 3
        assert all(len({g for g, _ in seen[k : k + 3]}) == 1 for k in (0, 3, 6))
    assert set(Item.objects.values_list("rated", flat=True)) == {2}
    arms = quality_of(project)["arms"]
    assert [(row["arm"], row["items"], row["given"]) for row in arms] == [
        ("audio", 3, 6),
        ("both", 3, 6),
        ("face", 3, 6),
    ]


@pytest.mark.django_db
def test_who_skips_a_later_arm_leaves_the_clip_to_another() -> None:
    project = clips(1, "sequence", raters_per_item=1)
    leaver, other = raters(project, 2)
    first = assignment_next(project=project, user=leaver)
    assert first is not None
    submit(leaver, first)
    second = assignment_next(project=project, user=leaver)
    assert second is not None
    assignment_skip(user=leaver, assignment_id=second.pk, reason="too hard")
    assert Item.objects.get(arm="audio").wanted == 2
    assignment_reopen(user=leaver, assignment_id=second.pk)
    assert Item.objects.get(arm="audio").wanted == 1
    assignment_skip(user=leaver, assignment_id=second.pk, reason="too hard after all")
    assert [a.item.arm for a in work(other, project)] == ARMS
    assert set(Item.objects.exclude(arm="audio").values_list("rated", flat=True)) == {1}


@pytest.mark.django_db
def test_more_raters_per_item_come_on_top_of_who_begins_a_clip_again() -> None:
    project = clips(1, "sequence", raters_per_item=1)
    leaver, *others = raters(project, 3)
    list(work(leaver, project, most=1))
    second = assignment_next(project=project, user=leaver)
    assert second is not None
    assignment_skip(user=leaver, assignment_id=second.pk, reason="too hard")
    under(project, raters_per_item=2)
    assert dict(Item.objects.values_list("arm", "wanted")) == {"audio": 3, "face": 2, "both": 2}
    for person in others:
        assert [a.item.arm for a in work(person, project)] == ARMS
    with pytest.raises(Refused, match="below the 2"):
        under(project, raters_per_item=1)


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "met"), [("separate", 1), ("sequence", 3)])
def test_known_clips_are_met_as_the_arms_say(rule: str, met: int) -> None:
    project = clips(9, rule, gold={"every": 2})
    expected = {"emotion": {"any_of": ["joy"]}}
    for item in project.items.filter(group__in=["clip0", "clip1"]):
        item_known_set(item=item, role="gold", expected=expected)
    project.refresh_from_db()
    (person,) = raters(project, 1)
    seen = defaultdict(list)
    for assignment in work(person, project):
        if assignment.item.role == "gold":
            seen[assignment.item.group].append(assignment.item.arm)
    assert set(seen) == {"clip0", "clip1"}
    assert {len(arms) for arms in seen.values()} == {met}
    if rule == "sequence":
        assert list(seen.values()) == [ARMS, ARMS]


@pytest.mark.django_db
def test_another_order_keeps_the_arms_of_a_clip_together() -> None:
    """Also beside names of imported ratings, which have no arms."""
    project = project_create(slug="acted", preset_name="meld")
    project = under(project, arms={"presentations": ARMS, "rule": "separate"})
    Item.objects.create(project=project, key="only a name", place=0, wanted=0)
    made = clips_of(project, 4)
    for order in ("random", "dialogue"):
        under(made, order=order)
        placed = list(made.items.exclude(group="").order_by("place"))
        groups = [item.group for item in placed]
        assert all(len(set(groups[k : k + 3])) == 1 for k in range(0, 12, 3)), order
    assert groups[::3] == ["clip0", "clip1", "clip2", "clip3"]


@pytest.mark.django_db
def test_who_skips_a_known_clip_in_a_later_arm_asks_nobody_else() -> None:
    project = clips(1, "sequence", gold={"every": 2})
    expected = {"emotion": {"any_of": ["joy"]}}
    for item in project.items.all():
        item_known_set(item=item, role="gold", expected=expected)
    (person,) = raters(project, 1)
    gold = project.items.get(arm="both")
    held = lease_take(
        project, gold, rater_of(project, person), policy_of(project), now=timezone.now()
    )
    assignment_skip(user=person, assignment_id=held.pk, reason="too hard")
    assert set(project.items.values_list("wanted", flat=True)) == {0}
