"""Gold and attention items within the work; training and quiz before it."""

import copy
import uuid

import pytest
from django.test import Client

from accounts.errors import Conflict, Refused
from affect.questions import load_scheme
from annotation.assignment.checks import expected_problems, is_due, is_right
from annotation.models import CheckResult, Expected, Item, Project, Qualification, Rater, Rating
from annotation.selectors.projects.projects import project_counts
from annotation.selectors.projects.schemes import current_scheme
from annotation.selectors.rating.work import task_of, work_of
from annotation.services.assignment import (
    assignment_next,
    assignment_reopen,
    assignment_skip,
)
from annotation.services.people.qualifications import rater_grant
from annotation.services.projects.known_items import item_known_set
from annotation.services.projects.schemes import scheme_set
from annotation.services.rating.ratings import Submission, rating_submit
from tests.annotation.acts import known, submit, under, work
from tests.cast import PASSWORD, Cast, answers, text_items


@pytest.fixture
def project(people: Cast) -> Project:
    """24 items more than the cast has."""
    text_items(people.project, 24, prefix="more")
    people.project.refresh_from_db()
    return people.project


def test_known_items_are_mixed_in_once_in_every_run_and_never_twice(
    people: Cast, project: Project
) -> None:
    known(project, "gold", 20)
    known(project, "attention", 20)
    project = under(project, gold={"every": 4, "attention_every": 10, "max_misses": None})
    roles = [a.item.role for a in work(people.rater, project)]
    assert roles.count("normal") == 28
    done = len(roles)
    assert done // 4 - 1 <= roles.count("gold") <= done // 4 + 1
    assert done // 10 - 1 <= roles.count("attention") <= done // 10 + 1
    for start in range(0, done - 4, 4):
        assert roles[start : start + 4].count("gold") <= 1
    pairs = Rating.objects.values_list("item", "rater")
    assert len(set(pairs)) == len(pairs)


def test_their_place_is_drawn_for_each_rater() -> None:
    places = {
        tuple(n for n in range(10) if is_due(f"talks {rater} gold", n, 10)) for rater in range(30)
    }
    assert len(places) > 5
    assert all(place[-1] == 9 for place in places), "due from its place to the end of the run"


def test_known_items_count_for_nothing(people: Cast, project: Project) -> None:
    before = project_counts(project)
    known(project, "gold", 5)
    project.refresh_from_db()
    assert project_counts(project) == before
    project = under(project, gold={"every": 2})
    roles = [a.item.role for a in work(people.rater, project)]
    gold = roles.count("gold")
    assert gold == 5
    rater = Rater.objects.get(user=people.rater)
    assert (rater.submitted, rater.checks) == (28, 5)
    assert project_counts(project)["ratings"] == 28
    assert set(Item.objects.filter(role="gold").values_list("taken", "rated")) == {(0, 0)}
    assert Rating.objects.filter(role="gold").count() == 5


def test_the_progress_that_a_rater_sees_does_not_give_them_away(
    people: Cast, project: Project
) -> None:
    known(project, "gold", 20)
    project = under(project, gold={"every": 4})
    seen = [task_of(a)["progress"] for a in work(people.rater, project, most=20)]
    assert [progress["submitted"] for progress in seen] == list(range(20))
    assert len({progress["total"] for progress in seen}) == 1
    assert {task_of(a)["presentation"]["role"] for a in work(people.second_rater, project, 9)} == {
        "normal"
    }


def test_too_many_misses_stop_a_rater_kindly_and_tell_the_researcher(
    people: Cast, project: Project
) -> None:
    known(project, "gold", 10, emotion="anger")
    project = under(project, gold={"every": 2, "max_misses": 2})
    with pytest.raises(Conflict, match="Thank you for your work") as caught:
        list(work(people.rater, project, emotion="joy"))
    assert caught.value.extra["blocked"]["code"] == "stopped"
    rater = Rater.objects.get(user=people.rater)
    assert rater.misses == 2
    assert rater.stopped_at is not None
    assert work_of(people.rater)[0]["blocked"]["code"] == "stopped"
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    told = client.get("/api/projects/talks/quality/").json()["raters"][0]
    assert told["gold"] == {"seen": 2, "correct": 0}
    assert "missed 2" in told["stop_reason"]
    rater_grant(project=project, username="ana", by=people.researcher, resume=True)
    assert assignment_next(project=project, user=people.rater) is not None


def test_a_miss_that_the_rater_puts_right_is_none(people: Cast, project: Project) -> None:
    known(project, "gold", 3, emotion="anger")
    project = under(project, gold={"every": 2, "max_misses": 3})
    for assignment in work(people.rater, project, emotion="joy"):
        gold = assignment
        if assignment.item.role == "gold":
            break
    submit(people.rater, gold, emotion="joy")
    assert Rater.objects.get(user=people.rater).misses == 1
    assignment_reopen(user=people.rater, assignment_id=gold.pk)
    submit(people.rater, gold, emotion="anger")
    rater = Rater.objects.get(user=people.rater)
    assert (rater.misses, rater.checks) == (0, 1)
    assert CheckResult.objects.count() == 2


def test_a_skipped_known_item_does_not_come_again(people: Cast, project: Project) -> None:
    (gold,) = known(project, "gold", 1)
    project = under(project, gold={"every": 2})
    seen = 0
    for _ in range(12):
        assignment = assignment_next(project=project, user=people.rater)
        assert assignment is not None
        if assignment.item_id == gold.pk:
            seen += 1
            assignment_skip(user=people.rater, assignment_id=assignment.pk, reason="distressing")
            continue
        submit(people.rater, assignment)
    assert seen == 1


def test_training_comes_first_with_feedback(people: Cast, project: Project) -> None:
    known(project, "training", 3)
    project = under(project, training={"items": 2})
    assert work_of(people.rater)[0]["stage"] == "training"
    roles = []
    for assignment in work(people.rater, project, most=3, emotion="anger"):
        roles.append(task_of(assignment)["presentation"]["role"])
    assert roles == ["training", "training", "normal"]
    rater = Rater.objects.get(user=people.rater)
    assert (rater.practised, rater.submitted) == (2, 1)
    training = assignment_next(project=project, user=people.second_rater)
    assert training is not None
    rating = submit(people.second_rater, training, emotion="anger")
    assert rating.judgement.feedback == [
        {
            "question": "emotion",
            "correct": False,
            "expected": {"any_of": ["joy"]},
            "explanation": "The voice trembles.",
        }
    ]
    with pytest.raises(Conflict, match="cannot be changed"):
        assignment_reopen(user=people.second_rater, assignment_id=training.pk)


def test_a_quiz_is_passed_or_tried_again_until_it_is_over(people: Cast, project: Project) -> None:
    known(project, "quiz", 2)
    project = under(project, qualification={"quiz": True, "pass_share": 1, "attempts": 2})
    wrong = list(work(people.rater, project, most=2, emotion="anger"))
    assert [a.item.role for a in wrong] == ["quiz", "quiz"]
    has = Qualification.objects.get()
    assert (has.attempts, has.score, has.passed_at) == (1, 0.0, None)
    assert work_of(people.rater)[0]["quiz"]["attempts_left"] == 1
    again = list(work(people.rater, project, most=2, emotion="fear"))
    assert [a.pk for a in again] == [a.pk for a in wrong], "the same items, as new revisions"
    assert set(Rating.objects.values_list("revision", flat=True)) == {1, 2}
    with pytest.raises(Conflict, match="not passed in 2 attempts") as caught:
        assignment_next(project=project, user=people.rater)
    assert caught.value.extra["blocked"]["code"] == "quiz"
    rater_grant(project=project, username="ana", by=people.researcher, another_quiz=True)
    right = list(work(people.rater, project, most=3, emotion="joy"))
    assert [a.item.role for a in right] == ["quiz", "quiz", "normal"]
    assert Qualification.objects.get().passed_at is not None
    with pytest.raises(Conflict, match="nothing is to allow"):
        rater_grant(project=project, username="ana", by=people.researcher, another_quiz=True)


def test_the_last_answer_of_a_quiz_tells_the_score(people: Cast, project: Project) -> None:
    known(project, "quiz", 2)
    project = under(project, qualification={"quiz": True, "pass_share": 0.5, "feedback": False})
    first = assignment_next(project=project, user=people.rater)
    assert first is not None
    with pytest.raises(Conflict, match="answered whole"):
        assignment_skip(user=people.rater, assignment_id=first.pk, reason="no idea")
    assert submit(people.rater, first, emotion="anger").judgement.quiz is None
    second = assignment_next(project=project, user=people.rater)
    assert second is not None
    judgement = submit(people.rater, second, emotion="joy").judgement
    assert judgement.feedback is None
    assert (judgement.quiz.score, judgement.quiz.passed) == (0.5, True)


def test_a_receipt_that_is_asked_for_again_tells_the_score_again(
    people: Cast, project: Project
) -> None:
    known(project, "quiz", 2)
    project = under(project, qualification={"quiz": True, "pass_share": 1, "feedback": False})
    first, last = (
        Submission(uuid.uuid4(), answers(emotion=emotion)) for emotion in ("joy", "anger")
    )
    for submission, told in ((first, None), (last, (0.5, False, 1))):
        assignment = assignment_next(project=project, user=people.rater)
        assert assignment is not None
        for _ in range(2):
            rating, _ = rating_submit(
                user=people.rater, assignment_id=assignment.pk, submission=submission
            )
            quiz = rating.judgement.quiz
            assert (quiz and (quiz.score, quiz.passed, quiz.attempts_left)) == told
            assert rating.judgement.feedback is None
    assert Qualification.objects.get().attempts == 1


@pytest.mark.parametrize(("said", "blocked"), [("joy", False), ("anger", True)])
def test_a_quiz_that_loses_its_last_item_is_scored_with_what_was_answered(
    people: Cast, project: Project, said: str, blocked: bool
) -> None:
    _, last = known(project, "quiz", 2)
    project = under(project, qualification={"quiz": True, "pass_share": 1, "attempts": 1})
    list(work(people.rater, project, most=1, emotion=said))
    item_known_set(item=last, role="normal")
    if blocked:
        with pytest.raises(Conflict, match="not passed in 1 attempt"):
            assignment_next(project=project, user=people.rater)
    else:
        following = assignment_next(project=project, user=people.rater)
        assert following is not None
        assert following.item.role == "normal"
    has = Qualification.objects.get()
    assert (has.attempts, has.score, has.passed_at is None) == (1, float(not blocked), blocked)


def test_a_quiz_without_items_is_not_ready(people: Cast, project: Project) -> None:
    project = under(project, qualification={"quiz": True})
    with pytest.raises(Conflict, match="not ready yet"):
        assignment_next(project=project, user=people.rater)


@pytest.mark.parametrize(
    ("accepted", "value", "expected"),
    [
        ({"any_of": ["joy", "love"]}, "love", True),
        ({"any_of": ["joy"]}, "fear", False),
        ({"any_of": ["joy"]}, None, False),
        ({"any_of": [["fear", "anger"]]}, ["anger", "fear"], True),
        ({"any_of": [["fear"]]}, ["anger", "fear"], False),
        ({"any_of": ["joy"]}, {"joy": 0.6, "fear": 0.4}, True),
        ({"any_of": ["joy"]}, {"joy": 0.4, "fear": 0.6}, False),
        ({"min": 2, "max": 4}, 4, True),
        ({"min": 2, "max": 4}, 5, False),
        ({"min": 2}, 7, True),
        ({"min": 0, "max": 1}, True, False),
    ],
)
def test_right_and_wrong(accepted: dict[str, object], value: object, expected: bool) -> None:
    assert is_right(accepted, value) is expected


def test_the_order_of_a_ranking_is_the_answer() -> None:
    assert is_right({"any_of": [["a", "b"]]}, ["a", "b"], in_order=True)
    assert not is_right({"any_of": [["a", "b"]]}, ["b", "a"], in_order=True)


def test_labels_of_a_set_are_expected_as_a_set() -> None:
    """One label alone would never be right, and every rater would miss it."""
    labels = [{"id": "joy"}, {"id": "fear"}]
    questions = [
        {"id": "felt", "kind": "multi", "text": "Which?", "labels": labels},
        {"id": "mix", "kind": "distribution", "text": "How much?", "labels": labels},
    ]
    scheme = load_scheme({"name": "s", "title": "S", "questions": questions})
    assert (
        expected_problems({"felt": {"any_of": [["joy"]]}, "mix": {"any_of": ["joy"]}}, scheme) == []
    )
    (problem,) = expected_problems({"felt": {"any_of": ["joy"]}}, scheme)
    assert "felt: the value is a list of labels, not 'joy'" in problem


@pytest.mark.parametrize("role", ["gold", "training", "quiz"])
def test_nobody_is_judged_by_an_answer_that_changed_questions_cannot_have(
    people: Cast, project: Project, role: str
) -> None:
    known(project, role, 1)
    project = under(
        project,
        gold={"every": 2, "max_misses": 1},
        training={"items": 1},
        qualification={"quiz": role == "quiz", "pass_share": 1},
    )
    body = copy.deepcopy(current_scheme(project.pk).body)
    body["questions"][0]["id"] = "feeling"
    told = scheme_set(project=project, body=body).policy
    assert any("1 known item expects an answer to 'emotion'" in one for one in told)
    given = {"feeling": {"value": "anger"}, "sentiment": {"value": "neutral"}}
    for _ in range(4):
        assignment = assignment_next(project=Project.objects.get(pk=project.pk), user=people.rater)
        assert assignment is not None
        rating, _ = rating_submit(
            user=people.rater,
            assignment_id=assignment.pk,
            submission=Submission(uuid.uuid4(), given),
        )
        assert not rating.judgement.feedback
    assert not CheckResult.objects.filter(correct=False).exists()
    assert Rater.objects.get().stopped_at is None


@pytest.mark.parametrize(
    ("role", "expected", "message"),
    [
        ("golden", {"emotion": {"any_of": ["joy"]}}, "Role 'golden'"),
        ("gold", {}, "at least one question"),
        ("gold", {"colour": {"any_of": ["red"]}}, "no question 'colour'"),
        ("gold", {"emotion": {"any_of": ["bliss"]}}, "bliss"),
        ("gold", {"emotion": {"any_of": []}}, "any_of is a list"),
        ("gold", {"emotion": {"min": 1, "max": 2}}, "'min' is for scales"),
        ("normal", {"emotion": {"any_of": ["joy"]}}, "has no expected answers"),
    ],
)
def test_unfit_roles_and_answers_are_named(
    people: Cast, role: str, expected: dict[str, dict[str, object]], message: str
) -> None:
    item = people.project.items.all()[0]
    with pytest.raises(Refused, match=message):
        item_known_set(item=item, role=role, expected=expected)
    item.refresh_from_db()
    assert item.role == "normal"
    assert not Expected.objects.exists()


def test_an_item_that_was_handed_out_keeps_its_role(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    expected = {"emotion": {"any_of": ["joy"]}}
    with pytest.raises(Conflict, match="handed out as normal"):
        item_known_set(item=assignment.item, role="gold", expected=expected)


def test_a_role_is_given_and_taken_by_the_endpoint(people: Cast) -> None:
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    item = people.project.items.all()[0]
    url = f"/api/projects/talks/items/{item.pk}/known/"
    assert client.get(url).json() == {"role": "normal", "expected": {}, "explanation": ""}
    body = {"role": "gold", "expected": {"emotion": {"any_of": ["joy"]}}, "explanation": "Laughs."}
    assert client.put(url, body, content_type="application/json").json() == body
    item.refresh_from_db()
    assert (item.role, item.wanted) == ("gold", 0)
    normal = client.put(url, {"role": "normal"}, content_type="application/json")
    assert normal.status_code == 200, normal.content
    item.refresh_from_db()
    assert (item.role, item.wanted) == ("normal", 5)
    assert client.post(url, body, content_type="application/json").status_code == 405
    assert client.get("/api/projects/talks/items/999999/known/").status_code == 404


def test_known_items_are_listed_with_how_raters_did(people: Cast, project: Project) -> None:
    known(project, "attention", 2)
    project = under(project, gold={"every": None, "attention_every": 2})
    handed = list(work(people.rater, project, emotion="anger", most=6))
    seen = {a.item_id for a in handed if a.item.role == "attention"}
    assert seen
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    page = client.get("/api/projects/talks/known/?role=attention").json()
    assert page["count"] == 2
    for row in page["results"]:
        asked = int(row["id"] in seen)
        assert row["results"] == {"seen": asked, "correct": 0}
        assert row["expected"] == {"emotion": {"any_of": ["joy"]}}
    assert client.get("/api/projects/talks/known/?role=gold").json()["results"] == []
    assert client.get("/api/projects/talks/known/?role=normal").status_code == 400
