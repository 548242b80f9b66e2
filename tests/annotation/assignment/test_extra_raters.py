"""One more rater where those there disagree, within a budget."""

import uuid
from typing import Any

import pytest

from annotation.assignment.disagreement import disagree
from annotation.models import Item
from annotation.policy import ExtraRaters
from annotation.selectors.people.quality import quality_of
from annotation.services.assignment import assignment_next, assignment_reopen
from annotation.services.rating.ratings import Submission, rating_submit
from tests.annotation.acts import raters, submit, under
from tests.cast import Cast, answers


def extra(**given: Any) -> dict[str, Any]:
    return {"question": "emotion", "rule": "no_majority", "up_to": 4, "budget": None} | given


@pytest.mark.parametrize(
    ("rule", "threshold", "values", "expected"),
    [
        ("no_majority", None, ["joy", "fear"], True),
        ("no_majority", None, ["joy", "joy", "fear"], False),
        ("no_majority", None, ["joy", "joy", "fear", "anger"], True),
        ("no_majority", None, [{"joy": 0.6, "fear": 0.4}, {"joy": 0.5, "fear": 0.5}], False),
        ("no_majority", None, [["joy"], ["joy", "love"]], False),
        ("no_majority", None, [None, None], True),
        ("no_majority", None, ["joy", None], False),
        ("entropy_above", 0.9, ["joy", "fear"], True),
        ("entropy_above", 1.0, ["joy", "fear"], False),
        ("entropy_above", 0.9, [None], False),
        ("width_above", 0.6, ["joy"] * 5, False),
        ("width_above", 0.6, ["joy", "joy", "joy", "fear", "fear"], True),
        ("width_above", 0.6, ["joy"], True),
        ("width_above", 0.6, [{"joy": 0.9, "fear": 0.1}] * 9, False),
        ("width_above", 0.6, [None, None], True),
        ("range_above", 2, [1, 4], True),
        ("range_above", 3, [1, 4], False),
        ("range_above", 1, [1, None], False),
    ],
)
def test_the_rules(rule: str, threshold: float | None, values: list[Any], expected: bool) -> None:
    settings = ExtraRaters("q", rule, threshold, 9, None)
    assert disagree(values, settings, n_labels=4) is expected


def test_disagreement_asks_for_one_more_until_there_is_a_majority(people: Cast) -> None:
    project = under(people.project, raters_per_item=2, extra_raters=extra())
    Item.objects.filter(place__gt=0).delete()
    said = ["joy", "fear", "joy"]
    seen = []
    for person, emotion in zip(raters(project, 3), said, strict=True):
        assignment = assignment_next(project=project, user=person)
        assert assignment is not None
        submit(person, assignment, emotion=emotion)
        seen.append(Item.objects.values_list("wanted", "extra", "rated").get())
    assert seen == [(2, 0, 1), (3, 1, 2), (3, 1, 3)], "joy has a majority of three"


def test_it_ends_at_the_most_raters(people: Cast) -> None:
    project = under(people.project, raters_per_item=2, extra_raters=extra(up_to=3))
    Item.objects.filter(place__gt=0).delete()
    for person, emotion in zip(raters(project, 3), ["joy", "fear", "anger"], strict=True):
        assignment = assignment_next(project=project, user=person)
        assert assignment is not None
        submit(person, assignment, emotion=emotion)
    assert Item.objects.values_list("wanted", "extra").get() == (3, 1)


def test_the_budget_is_for_the_whole_project(people: Cast) -> None:
    project = under(people.project, raters_per_item=2, extra_raters=extra(budget=3))
    for person, emotion in ((people.rater, "joy"), (people.second_rater, "fear")):
        while assignment := assignment_next(project=project, user=person):
            submit(person, assignment, emotion=emotion)
    assert sorted(Item.objects.values_list("extra", flat=True)) == [0, 1, 1, 1]
    assert quality_of(project)["extra_raters"] == {"used": 3, "items": 3, "budget": 3}


def test_a_revision_asks_for_nobody(people: Cast) -> None:
    project = under(people.project, raters_per_item=2, extra_raters=extra())
    Item.objects.filter(place__gt=0).delete()
    for person in (people.rater, people.second_rater):
        assignment = assignment_next(project=project, user=person)
        assert assignment is not None
        submit(person, assignment, emotion="joy")
    assignment_reopen(user=people.second_rater, assignment_id=assignment.pk)
    submit(people.second_rater, assignment, emotion="fear")
    assert Item.objects.get().wanted == 2


def test_a_lower_number_of_raters_keeps_the_extra_ones(people: Cast) -> None:
    project = under(people.project, raters_per_item=2, extra_raters=extra())
    for person, emotion in ((people.rater, "joy"), (people.second_rater, "fear")):
        assignment = assignment_next(project=project, user=person)
        assert assignment is not None
        rating_submit(
            user=person,
            assignment_id=assignment.pk,
            submission=Submission(uuid.uuid4(), answers(emotion=emotion)),
        )
    under(project, raters_per_item=3)
    assert sorted(Item.objects.values_list("wanted", flat=True)) == [3, 3, 3, 4]
