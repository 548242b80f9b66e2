"""The policy of a project: read, checked with its questions, and changed."""

import re
from typing import Any

import pytest

from accounts.errors import Conflict, Refused
from affect.presets import preset, preset_names
from affect.questions import load_scheme
from annotation.models import Item, Rater
from annotation.policy import (
    POLICY_KEYS,
    Limits,
    Policy,
    PolicyError,
    policy_from,
)
from annotation.policy_fit import check_with_scheme
from annotation.services.assignment import assignment_next
from annotation.services.projects.items import NewItem, items_add, items_prioritise
from annotation.services.projects.projects import project_create, project_update
from ingestion.models import Segment
from tests.cast import Cast, text_items


def test_what_is_absent_has_its_default() -> None:
    assert policy_from({}) == Policy()
    assert Policy().limits == Limits(break_after_minutes=25)


def test_a_whole_policy_is_read() -> None:
    policy = policy_from(
        {
            "raters_per_item": 3,
            "order": "priority",
            "extra_raters": {
                "question": "emotion", "rule": "entropy_above", "threshold": 1.5, "up_to": 5,
                "budget": None,
            },
            "arms": {"presentations": ["audio", "face", "both"], "rule": "separate"},
            "assistance": {"card": "imported", "arms": {"blind": 1, "upfront": 1}},
            "gold": {"every": 10, "attention_every": None, "max_misses": 3},
            "qualification": {"quiz": True, "languages": "item", "certificates": ["FACS"]},
            "training": {"items": 5},
            "limits": {"per_rater": 100, "per_day": None, "break_after_minutes": None},
            "randomise": {"options": True, "sides": False},
        }
    )  # fmt: skip
    assert policy.extra_raters is not None
    assert policy.extra_raters.threshold == 1.5
    assert policy.arms is not None
    assert policy.arms.presentations == ("audio", "face", "both")
    assert policy.gold is not None
    assert policy.gold.attention_every is None
    assert policy.qualification is not None
    assert policy.qualification.languages == "item"
    assert policy.qualification.pass_share == 0.8
    assert policy.limits == Limits(per_rater=100, break_after_minutes=None)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"raters_per_item": 0}, r"raters_per_item: is a whole number from 1 to 1000, not 0"),
        ({"order": "shuffled"}, "order: is one of: dialogue, random, priority; not 'shuffled'"),
        ({"colour": "red"}, "colour: unknown setting; allowed: raters_per_item, order"),
        ({"gold": {"each": 3}}, "gold.each: unknown setting; allowed: every"),
        ({"gold": {}}, "gold.every: is missing"),
        ({"gold": []}, r"gold: is an object or null, not \[\]"),
        ({"arms": {"presentations": ["audio", "smell"], "rule": "separate"}},
         "'smell' is unknown; it is one of: audio, face, both, text"),
        ({"arms": {"presentations": ["audio"], "rule": "separate"}}, "names two or more"),
        ({"assistance": {"card": "x", "arms": {"blind": 0}}}, "weight above 0"),
        ({"assistance": {"card": "x", "arms": {"late": 1}}}, "assistance.arms.late: unknown"),
        ({"extra_raters": {"question": "emotion", "rule": "entropy_above", "up_to": 5}},
         "extra_raters.threshold: is missing"),
        ({"extra_raters": {"question": "emotion", "rule": "no_majority", "up_to": 1}},
         "up_to: 1 is not above raters_per_item, 1"),
        ({"qualification": {"pass_share": 80}}, "pass_share: is a number from 0 to 1, not 80"),
        ({"qualification": {"languages": "pt"}}, "languages: is a list of texts, not 'pt'"),
        ({"training": {}}, "training.items: is missing"),
        ({"limits": {"per_day": True}}, "limits.per_day: is a whole number"),
        ({"first_rater": {"field": "author", "readers": 3}}, "one of: writer, subject"),
        ({"randomise": {"sides": "yes"}}, "randomise.sides: is true or false, not 'yes'"),
    ],
)  # fmt: skip
def test_what_is_unfit_is_named_with_what_is_allowed(body: dict[str, Any], message: str) -> None:
    with pytest.raises(PolicyError, match=message):
        policy_from(body)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(PolicyError) as caught:
        policy_from({"order": "x", "gold": {"every": 1}, "arm": None})
    assert [problem.setting for problem in caught.value.problems] == ["order", "gold.every", "arm"]


@pytest.mark.parametrize("name", preset_names())
def test_the_policy_of_each_preset_fits_its_questions(name: str) -> None:
    body = preset(name)
    policy = policy_from({key: value for key, value in body.items() if key in POLICY_KEYS})
    check_with_scheme(policy, load_scheme(body["scheme"]))


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"question": "colour", "rule": "no_majority", "up_to": 9}, "no question 'colour'"),
        ({"question": "emotion", "rule": "range_above", "threshold": 2, "up_to": 9},
         "'range_above' is for questions of scale; 'emotion' is a choice"),
    ],
)  # fmt: skip
def test_a_policy_that_the_questions_do_not_fit_is_refused(
    people: Cast, extra: dict[str, Any], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        project_update(project=people.project, changes={"policy": {"extra_raters": extra}})
    people.project.refresh_from_db()
    assert "extra_raters" not in people.project.policy


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("mean", "rules.emotion: rule 'mean' does not apply to 'emotion', a distribution question"),
        ("dirichlet:b=1", "rules.emotion: rule 'dirichlet' has no parameter 'b=1'; it has: a=1"),
    ],
)
def test_a_rule_that_the_question_has_not_is_refused(rule: str, message: str) -> None:
    scheme = load_scheme(preset("soft-turns")["scheme"])
    with pytest.raises(PolicyError, match=re.escape(message)):
        check_with_scheme(policy_from({"rules": {"emotion": rule}}), scheme)
    check_with_scheme(policy_from({"rules": {"emotion": "dirichlet:a=0.5"}}), scheme)


@pytest.mark.parametrize("kind", ["text", "rank"])
def test_raters_are_not_asked_for_because_texts_or_orders_differ(kind: str) -> None:
    """Hardly two of them are the same, so every item would get its last extra rater."""
    labels = {"labels": [{"id": "a"}, {"id": "b"}]} if kind == "rank" else {}
    question = {"id": "why", "kind": kind, "text": "Why?", **labels}
    scheme = load_scheme({"name": "s", "title": "S", "questions": [question]})
    extra = {"question": "why", "rule": "no_majority", "up_to": 9}
    with pytest.raises(PolicyError, match=f"'no_majority' is for .*; 'why' is a {kind}"):
        check_with_scheme(policy_from({"extra_raters": extra}), scheme)


def test_a_setting_is_replaced_and_null_brings_the_default_back(people: Cast) -> None:
    changed = project_update(
        project=people.project, changes={"policy": {"gold": {"every": 5}, "raters_per_item": 2}}
    )
    assert changed.policy["gold"] == {"every": 5}
    assert set(Item.objects.values_list("wanted", flat=True)) == {2}
    changed = project_update(project=people.project, changes={"policy": {"gold": None}})
    assert "gold" not in changed.policy
    assert changed.policy["raters_per_item"] == 2


def test_another_order_puts_the_items_and_the_raters_anew(people: Cast) -> None:
    first = assignment_next(project=people.project, user=people.rater)
    assert first is not None
    before = list(people.project.items.values_list("key", flat=True))
    project_update(project=people.project, changes={"policy": {"order": "random"}})
    assert sorted(people.project.items.values_list("place", flat=True))[0] > 4
    assert Rater.objects.get().cursor >= 0
    project_update(project=people.project, changes={"policy": {"order": "dialogue"}})
    assert list(people.project.items.order_by("place").values_list("key", flat=True)) == before
    assert Rater.objects.get().cursor == -1


def test_the_highest_priority_comes_first_also_when_it_is_given_late(people: Cast) -> None:
    project = project_update(project=people.project, changes={"policy": {"order": "priority"}})
    first = assignment_next(project=project, user=people.rater)
    assert first is not None
    assert first.item.key == "item-00000"
    items_prioritise(project=project, priorities={"item-00003": 5})
    second = assignment_next(project=project, user=people.second_rater)
    assert second is not None
    assert second.item.key == "item-00003"
    with pytest.raises(Refused, match="no item 'item-9'"):
        items_prioritise(project=project, priorities={"item-9": 5})


def test_each_clip_is_an_item_in_each_arm(db: None) -> None:
    project = project_create(slug="acted", preset_name="crema-d")
    project = project_update(
        project=project,
        changes={"policy": {"arms": {"presentations": ["audio", "face"], "rule": "sequence"}}},
    )
    segment = Segment.objects.create(transcript="a", identity="a")
    assert items_add(project=project, items=[NewItem("clip", segment)]) == 2
    assert items_add(project=project, items=[NewItem("clip", segment)]) == 0
    found = list(project.items.values_list("key", "arm", "group"))
    assert found == [("clip@audio", "audio", "clip"), ("clip@face", "face", "clip")]
    project.refresh_from_db()
    assert project.item_count == 2
    with pytest.raises(Conflict, match="only be set while it has none"):
        project_update(project=project, changes={"policy": {"arms": None}})


def test_items_wait_for_the_person_they_name(db: None) -> None:
    project = project_create(slug="posts", preset_name="meld")
    project = project_update(
        project=project,
        changes={"policy": {"first_rater": {"field": "writer", "readers": 3}}},
    )
    mine, nobodys = (Segment.objects.create(transcript=t, identity=t) for t in ("a", "b"))
    items_add(
        project=project,
        items=[NewItem("mine", mine, {"writer": "ana"}), NewItem("nobodys", nobodys)],
    )
    assert list(project.items.values_list("key", "reserved_for", "wanted")) == [
        ("mine", "ana", 1),
        ("nobodys", "", 3),
    ]


def test_items_of_a_role_are_not_counted(people: Cast) -> None:
    segment = Segment.objects.create(transcript="known", identity="known")
    items_add(project=people.project, items=[NewItem("known", segment, role="gold")])
    people.project.refresh_from_db()
    assert people.project.item_count == 4
    assert Item.objects.get(key="known").wanted == 0
    with pytest.raises(Refused, match="role 'golden'"):
        items_add(project=people.project, items=[NewItem("x", segment, role="golden")])


def test_more_items_come_after_those_there_are(people: Cast) -> None:
    text_items(people.project, 2, prefix="more")
    keys = list(people.project.items.order_by("place").values_list("key", flat=True))
    assert keys[-2:] == ["more-00000", "more-00001"]
