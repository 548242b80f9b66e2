"""A rater's own work page: own days, repeats and checks, and what the project lets them see."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from annotation.errors import AnnotationRefused
from annotation.models import CheckResult, Item, Project, Rater, Rating
from annotation.models.projects import ProjectState
from annotation.selectors.answers.batches import item_ids_of
from annotation.selectors.results.same_items import same_items
from annotation.services.assignment import assignment_next
from annotation.services.projects.items import NewItem, items_add
from tests.annotation.acts import known, submit, under
from tests.annotation.results.test_diagnostics_api import rate
from tests.annotation.results.test_results_api import client_of
from tests.cast import Cast, answers, text_items


def own(name: str = "ana") -> Any:
    response = client_of(name).get("/api/projects/talks/my-work/")
    assert response.status_code == 200, response.content
    return response.json()


def rater_of(people: Cast, user: User | None = None) -> Rater:
    found, _ = Rater.objects.get_or_create(project=people.project, user=user or people.rater)
    return found


def asked_twice(project: Project, items: int) -> list[Item]:
    """Further items that show the segments of the first ones again."""
    first = list(project.items.order_by("place")[:items])
    items_add(
        project=project,
        items=[
            NewItem(key=f"again-{item.key}", segment=item.segment, shares_segment=True)
            for item in first
        ],
    )
    return list(project.items.filter(key__startswith="again-").order_by("place"))


def test_who_did_nothing_has_nothing(people: Cast) -> None:
    found = own()
    assert found == {
        "submitted": 0, "seconds_per_item": None, "days": [], "repeats": [], "checks": None,
        "agreement": None,
    }  # fmt: skip


def test_own_days_and_pace(people: Cast) -> None:
    for emotion in ("joy", "anger"):
        assignment = assignment_next(project=people.project, user=people.rater)
        assert assignment is not None
        submit(people.rater, assignment, emotion=emotion)
    found = own()
    today = timezone.now().date().isoformat()
    assert found["days"] == [{"day": today, "answers": 2, "median_seconds": 1.0}]
    assert (found["submitted"], found["seconds_per_item"]) == (2, 1.0)
    assert own("ben")["days"] == []


def test_items_that_show_the_same(people: Cast) -> None:
    again = asked_twice(people.project, 2)
    ids = item_ids_of(people.project)
    assert same_items(people.project, ids).tolist() == [0, 1, 2, 3, 0, 1]
    Item.objects.filter(pk=again[0].pk).update(arm="audio")  # another presentation of it
    named = {"about": "Ann"}
    Item.objects.filter(pk=again[1].pk).update(attributes=named)
    assert same_items(people.project, ids).tolist() == [0, 1, 2, 3, 4, 1]
    project = under(people.project, about=True)
    assert same_items(project, ids).tolist() == [0, 1, 2, 3, 4, 5]


def test_names_without_anything_to_show_are_all_different(people: Cast) -> None:
    items_add(project=people.project, items=[NewItem("a", None), NewItem("b", None)])
    ids = item_ids_of(people.project)
    assert same_items(people.project, ids).tolist() == list(range(6))


def test_own_repeats(people: Cast) -> None:
    again = asked_twice(people.project, 3)
    first = list(people.project.items.order_by("place")[:3])
    mine, other = rater_of(people), rater_of(people, people.second_rater)
    for item, emotion in zip(
        [*first, *again], ["joy", "anger", "fear", "joy", "anger", "joy"], strict=True
    ):
        rate(people.project, item, mine, answers(emotion))
        rate(people.project, item, other, answers("sadness"))  # never in another's figures
    (found,) = [one for one in own()["repeats"] if one["question"] == "emotion"]
    assert (found["units"], found["pairs"], found["same"]) == (3, 3, 2)
    # two of six ratings differ from the other of their pair: D_o 1/3, D_e 1 - (6 + 2 + 0) / 30
    assert found["consistency"]["value"] == pytest.approx(1 - (1 / 3) / (1 - 8 / 30))
    sentiment = [one for one in own()["repeats"] if one["question"] != "emotion"]
    assert all(one["pairs"] == 3 or one["pairs"] == 0 for one in sentiment)


def test_checks_are_shown_only_where_the_project_says_so(people: Cast) -> None:
    known(people.project, "gold", 3)
    mine = rater_of(people)
    for item, emotion in zip(
        people.project.items.filter(role="gold"), ("joy", "joy", "fear"), strict=True
    ):
        check(mine, item, emotion, days=1)
    assert own()["checks"] is None
    under(people.project, own_figures={"checks": "closed", "agreement": "never"})
    assert own()["checks"] is None
    under(people.project, own_figures={"checks": "daily"})
    found = own()["checks"]
    assert (found["seen"], found["correct"]) == (3, 2)
    Project.objects.update(state=ProjectState.CLOSED)
    under(people.project, own_figures={"checks": "closed"})
    assert own()["checks"] == {"seen": 3, "correct": 2, "until": None}
    assert own("ben")["checks"] is None or own("ben")["checks"]["seen"] == 0


def check(rater: Rater, item: Item, emotion: str, *, days: int) -> None:
    """An answer to a known item, judged so many days ago."""
    rating = Rating.objects.create(
        project=rater.project, item=item, rater=rater, scheme=rater.project.schemes.get(),
        client_key=uuid.uuid4(), answers=answers(emotion), role=item.role,
    )  # fmt: skip
    CheckResult.objects.create(
        rating=rating, rater=rater, item=item, role=item.role, correct=emotion == "joy",
        at=timezone.now() - timedelta(days=days),
    )  # fmt: skip


def test_a_check_of_today_moves_no_number(people: Cast) -> None:
    (item,) = known(people.project, "gold")
    under(people.project, own_figures={"checks": "daily"})
    mine = rater_of(people)
    before = own()["checks"]
    check(mine, item, "fear", days=0)
    assert own()["checks"] == before
    assert before["seen"] == 0


def crowd(people: Cast, others: int, items: int) -> Rater:
    mine = rater_of(people)
    text_items(people.project, items, prefix="more")
    for name in range(others):
        rater = Rater.objects.create(project=people.project, external_id=f"r{name}", submitted=1)
        for at, item in enumerate(people.project.items.order_by("place")):
            rate(people.project, item, rater, answers("joy" if at % 2 else "anger"))
    for at, item in enumerate(people.project.items.order_by("place")):
        rate(people.project, item, mine, answers("joy" if at % 3 else "anger"))
    return mine


def emotion_of(found: Any) -> Any:
    return next(one for one in found["agreement"]["questions"] if one["question"] == "emotion")


def test_agreement_only_where_the_project_says_so_and_from_ten_answers_and_three_others(
    people: Cast,
) -> None:
    crowd(people, others=2, items=16)
    assert own()["agreement"] is None
    under(people.project, own_figures={"agreement": "closed"})
    assert own()["agreement"] is None
    Project.objects.update(state=ProjectState.CLOSED)
    few = emotion_of(own())["figure"]
    assert few["value"] is None
    assert "at least 3" in few["reason"]
    rater = Rater.objects.create(project=people.project, external_id="third", submitted=1)
    for item in people.project.items.all():
        rate(people.project, item, rater, answers("joy"))
    found = emotion_of(own())
    assert 0 < found["figure"]["value"] < 1
    assert found["alpha"] is not None
    # who answered nothing is told so, and nothing else
    assert own("ben")["agreement"] is None


def test_agreement_of_a_running_project_stands_still_for_the_day(people: Cast) -> None:
    mine = crowd(people, others=3, items=16)
    under(people.project, own_figures={"agreement": "daily"})
    before = emotion_of(own())
    item = people.project.items.order_by("place").last()
    again = Rating.objects.create(
        project=people.project, item=item, rater=mine, scheme=people.project.schemes.get(),
        client_key=uuid.uuid4(), answers=answers("fear"), revision=2, submitted_at=timezone.now(),
    )  # fmt: skip
    assert again.pk
    assert emotion_of(own()) == before
    assert before["figure"]["n"] >= 10


def test_nothing_of_others_is_in_it(people: Cast) -> None:
    crowd(people, others=3, items=16)
    under(people.project, own_figures={"agreement": "daily", "checks": "daily"})
    text = json.dumps(own())
    assert "r0" not in text and "r1" not in text
    assert "item-0" not in text


def test_a_wrong_setting_is_refused(people: Cast) -> None:
    with pytest.raises(AnnotationRefused, match=r"own_figures.checks: is one of: never, closed"):
        under(people.project, own_figures={"checks": "sometimes"})
    with pytest.raises(AnnotationRefused, match="unknown setting; allowed: checks, agreement"):
        under(people.project, own_figures={"soft_label": "daily"})
