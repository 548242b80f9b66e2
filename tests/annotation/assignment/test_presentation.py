"""How an item is shown: drawn once from a seed, the same whenever it is asked for again."""

from collections import Counter
from typing import Any

import pytest

from annotation.assignment.presentation import drawn, options_of, presentation_of, seed_of, sides_of
from annotation.models import Assignment
from annotation.policy import policy_from
from annotation.selectors.rating.work import task_of
from annotation.services.assignment import assignment_next, assignment_of, assignment_skip
from annotation.services.projects.projects import project_update
from tests.cast import Cast

LABELS = [{"id": name} for name in ("anger", "fear", "joy", "sadness", "surprise")]
CHOICE = {"id": "emotion", "kind": "choice", "labels": LABELS}


def shown(policy: dict[str, Any], *questions: dict[str, Any], seed: int = 7, **given: Any) -> Any:
    settings = {"arm": "", "role": "normal", "has_draft": True} | given
    return presentation_of(seed, questions, policy_from(policy), **settings)


def test_in_the_plain_case_nothing_is_drawn() -> None:
    assert shown({}, CHOICE) == {
        "seed": 7, "arm": None, "sides": None, "options": {}, "assistance": None, "role": "normal"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "always", "expected"),
    [
        ({**CHOICE, "order": "random"}, False, True),
        ({**CHOICE, "order": "fixed"}, False, False),
        (CHOICE, True, True),
        ({**CHOICE, "layout": "wheel", "order": "random"}, True, False),
        ({"id": "arousal", "kind": "scale"}, True, False),
        ({"id": "ab", "kind": "pair"}, True, False),
    ],
)
def test_options_are_shuffled_where_they_have_no_order_of_their_own(
    question: dict[str, Any], always: bool, expected: bool
) -> None:
    options = options_of(7, [question], always=always)
    assert (question["id"] in options) is expected
    for order in options.values():
        assert sorted(order) == sorted(label["id"] for label in LABELS)


def test_every_option_comes_first_equally_often() -> None:
    firsts = Counter(
        options_of(seed_of("talks", f"item-{n}", 1), [CHOICE], always=True)["emotion"][0]
        for n in range(2000)
    )
    assert len(firsts) == 5
    assert all(330 < count < 470 for count in firsts.values()), firsts


def test_both_clips_of_a_pair_stand_left_equally_often() -> None:
    pair = {"id": "ab", "kind": "pair"}
    lefts = Counter((sides_of(n, [pair]) or [""])[0] for n in range(1000))
    assert set(lefts) == {"first", "second"}
    assert abs(lefts["first"] - 500) < 70
    assert sides_of(1, [CHOICE]) is None


def test_arms_are_drawn_by_their_weights() -> None:
    arms = Counter(drawn(n, {"blind": 3, "after": 0, "upfront": 1}) for n in range(2000))
    assert arms["after"] == 0
    assert abs(arms["blind"] - 1500) < 90


def test_without_a_draft_there_is_nothing_to_assist() -> None:
    policy = {"assistance": {"card": "imported", "arms": {"upfront": 1}}}
    assert shown(policy, CHOICE)["assistance"] == "upfront"
    assert shown(policy, CHOICE, has_draft=False)["assistance"] is None


@pytest.mark.parametrize(
    ("role", "seen"),
    [("gold", "normal"), ("attention", "normal"), ("quiz", "quiz"), ("training", "training")],
)
def test_gold_items_look_like_others(role: str, seen: str) -> None:
    assert shown({}, CHOICE, role=role)["role"] == seen


def test_seeds_differ_by_rater_and_item_and_fit_javascript() -> None:
    seeds = {seed_of("talks", f"item-{n}", rater) for n in range(50) for rater in range(50)}
    assert len(seeds) == 2500
    assert all(0 <= seed < 2**53 for seed in seeds)


def test_what_was_drawn_is_stored_and_shown_again(people: Cast) -> None:
    project = project_update(
        project=people.project, changes={"policy": {"randomise": {"options": True}}}
    )
    first = assignment_next(project=project, user=people.rater)
    assert first is not None
    stored = Assignment.objects.get(pk=first.pk).presentation
    assert set(stored["options"]) == {"emotion", "sentiment"}
    assert task_of(first)["presentation"] == stored
    again = assignment_of(user=people.rater, assignment_id=first.pk)
    assert task_of(again)["presentation"] == stored
    other = assignment_next(project=project, user=people.second_rater)
    assert other is not None
    assert other.item_id == first.item_id
    assert other.presentation["seed"] != stored["seed"]


def test_a_seed_does_not_tell_the_raters_number_to_who_lacks_the_key(people: Cast) -> None:
    """Seeds are in releases, beside pseudonyms."""
    held = assignment_next(project=people.project, user=people.rater)
    assert held is not None
    seed, key = held.presentation["seed"], people.project.pseudonym_key
    assert seed == seed_of(key, held.item.key, held.rater_id)
    assert seed != seed_of(people.project.slug, held.item.key, held.rater_id)


def test_an_item_that_was_handed_out_before_is_shown_plainly(people: Cast) -> None:
    first = assignment_next(project=people.project, user=people.rater)
    assert first is not None
    Assignment.objects.update(presentation={})
    task = task_of(assignment_of(user=people.rater, assignment_id=first.pk))
    assert task["presentation"]["options"] == {}
    assert task["presentation"]["role"] == "normal"


def test_limits_are_told(people: Cast) -> None:
    limits = {"per_rater": 3, "per_day": 2, "break_after_minutes": 10}
    project = project_update(project=people.project, changes={"policy": {"limits": limits}})
    first = assignment_next(project=project, user=people.rater)
    assert first is not None
    told = {"break_after_minutes": 10, "left_today": 2, "left_total": 3}
    assert task_of(first)["limits"] == told
    assignment_skip(user=people.rater, assignment_id=first.pk, reason="a skip is no answer")
    second = assignment_next(project=project, user=people.rater)
    assert second is not None
    assert task_of(second)["limits"] == told
