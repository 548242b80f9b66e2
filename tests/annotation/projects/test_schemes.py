"""Questions that change: versions, what becomes of answers, drafts and pages that are open."""

import copy
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from accounts.errors import Conflict, Refused
from affect.questions import scheme_hash
from annotation.models import Draft, Rating, Scheme
from annotation.selectors.answers.batches import coded_answers
from annotation.selectors.projects.schemes import current_scheme, questions_of
from annotation.selectors.rating.work import task_of
from annotation.services.assignment import assignment_next, assignment_of
from annotation.services.projects.projects import project_update
from annotation.services.projects.schemes import scheme_set, scheme_versions
from annotation.services.rating.ratings import Submission, draft_save, rating_submit
from tests.annotation.acts import known, under
from tests.annotation.test_races import patiently
from tests.cast import PASSWORD, Cast, answers, cast

AROUSAL = {"id": "arousal", "kind": "scale", "text": "How active?", "min": 1, "max": 5}


def body_of(people: Cast) -> dict[str, Any]:
    return copy.deepcopy(current_scheme(people.project.pk).body)


def reworded(people: Cast) -> dict[str, Any]:
    """Emotion as it was, sentiment asked otherwise, arousal new."""
    body = body_of(people)
    body["questions"][1]["text"] = "And the mood?"
    body["questions"].append(dict(AROUSAL))
    return body


def rated(people: Cast) -> Rating:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    rating, _ = rating_submit(
        user=people.rater,
        assignment_id=assignment.pk,
        submission=Submission(uuid.uuid4(), answers(), scheme_version=1),
    )
    return rating


def test_before_anybody_rates_the_version_itself_changes(people: Cast) -> None:
    change = scheme_set(project=people.project, body=reworded(people), by=people.researcher)
    assert (change.version, change.is_new_version) == (1, False)
    assert Scheme.objects.get().body["questions"][2] == AROUSAL
    assert Scheme.objects.get().created_by == people.researcher


def test_afterwards_it_is_a_new_version_and_says_what_becomes_of_answers(people: Cast) -> None:
    rated(people)
    body = reworded(people)
    change = scheme_set(project=people.project, body=body)
    assert (change.version, change.is_new_version) == (2, True)
    assert [(q.id, q.change, q.answers) for q in change.questions] == [
        ("emotion", "same", 1),
        ("sentiment", "changed", 1),
        ("arousal", "new", 0),
    ]
    assert Rating.objects.get().answers == answers()
    assert [(v["version"], v["ratings"]) for v in scheme_versions(people.project)] == [
        (2, 0),
        (1, 1),
    ]
    newest, first = scheme_versions(people.project)
    assert first["changes"] == []
    assert newest["changes"] == [
        {"id": "sentiment", "change": "changed"},
        {"id": "arousal", "change": "new"},
    ]
    people.project.refresh_from_db()
    assert people.project.policy["rules"]["arousal"] == "mean"
    assert len(coded_answers(people.project, "emotion").coded.unit) == 1
    counted = coded_answers(people.project, "sentiment").coded
    assert counted.values.tolist() == [-1], "an answer to the other wording does not count"


def test_a_removed_question_takes_its_rule_and_figure_along(people: Cast) -> None:
    rated(people)
    body = body_of(people)
    del body["questions"][1]
    change = scheme_set(project=people.project, body=body)
    assert change.questions[-1].id == "sentiment"
    assert change.questions[-1].change == "removed"
    assert any("sentiment" in line for line in change.policy)
    people.project.refresh_from_db()
    assert set(people.project.policy["rules"]) == {"emotion"}
    assert {f["question"] for f in people.project.policy["agreement"]} == {"emotion"}


def test_what_the_policy_needs_cannot_be_removed(people: Cast) -> None:
    extra = {"question": "sentiment", "rule": "no_majority", "up_to": 9}
    project_update(project=people.project, changes={"policy": {"extra_raters": extra}})
    people.project.refresh_from_db()
    body = body_of(people)
    del body["questions"][1]
    with pytest.raises(Refused, match=r"extra_raters\.question: no question 'sentiment'"):
        scheme_set(project=people.project, body=body)
    assert len(current_scheme(people.project.pk).body["questions"]) == 2


def test_a_dry_run_says_the_same_and_changes_nothing(people: Cast) -> None:
    rated(people)
    would = scheme_set(project=people.project, body=reworded(people), dry_run=True)
    assert Scheme.objects.count() == 1
    assert scheme_set(project=people.project, body=reworded(people)) == would


def test_the_same_questions_again_are_no_change(people: Cast) -> None:
    rated(people)
    change = scheme_set(project=people.project, body=body_of(people))
    assert (change.version, change.is_new_version) == (1, False)
    assert {question.change for question in change.questions} == {"same"}
    assert Scheme.objects.count() == 1


def test_everything_that_is_wrong_is_told(people: Cast) -> None:
    body = body_of(people)
    body["questions"][0]["kind"] = "chioce"
    body["questions"][1]["colour"] = "red"
    with pytest.raises(Refused) as caught:
        scheme_set(project=people.project, body=body)
    assert {p["question"] for p in caught.value.extra["problems"]} == {"emotion", "sentiment"}
    wrongs: list[Any] = [[], {"questions": [1]}, {"questions": None}]
    for wrong in wrongs:
        with pytest.raises(Refused):
            scheme_set(project=people.project, body=wrong)


def test_labels_may_be_named_by_their_taxonomy(people: Cast) -> None:
    body = body_of(people)
    body["questions"][0]["labels"] = {"taxonomy": "no-such-set"}
    with pytest.raises(Refused, match="no-such-set"):
        scheme_set(project=people.project, body=body)


def test_a_label_without_a_text_is_shown_by_its_id(people: Cast) -> None:
    body = body_of(people)
    calm, tense = {"id": "calm", "key": "c"}, {"id": "tense", "text": "On edge"}
    body["questions"][0]["labels"] = [calm, tense]
    scheme_set(project=people.project, body=body)
    labels = current_scheme(people.project.pk).body["questions"][0]["labels"]
    assert [label["text"] for label in labels] == ["calm", "On edge"]
    assert labels[0]["key"] == "c"


def test_a_draft_keeps_what_no_longer_fits_aside_and_the_page_is_told(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    draft_save(user=people.rater, assignment_id=assignment.pk, answers=answers(), seq=3)
    body = body_of(people)
    del body["questions"][1]
    change = scheme_set(project=people.project, body=body)
    assert change.drafts == 1
    task = task_of(assignment_of(user=people.rater, assignment_id=assignment.pk))
    assert task["draft"]["answers"] == {"emotion": {"value": "joy"}}
    assert task["draft"]["set_aside"] == {"sentiment": {"value": "positive"}}
    draft_save(
        user=people.rater,
        assignment_id=assignment.pk,
        answers={"emotion": {"value": "fear"}},
        seq=4,
    )
    assert Draft.objects.get().set_aside == {"sentiment": {"value": "positive"}}


@pytest.mark.django_db(transaction=True)
def test_an_edit_that_is_saved_meanwhile_is_kept() -> None:
    people = cast()
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    draft_save(user=people.rater, assignment_id=assignment.pk, answers=answers(), seq=1)
    body = body_of(people)
    del body["questions"][1]

    def change() -> None:
        scheme_set(project=people.project, body=body)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            edit = answers(emotion="fear")
            draft_save(user=people.rater, assignment_id=assignment.pk, answers=edit, seq=2)
            changing = pool.submit(change)
            wait_until_somebody_waits_for_a_lock()
        changing.result()
    draft = Draft.objects.get()
    assert draft.answers == {"emotion": {"value": "fear"}}
    assert (draft.seq, draft.set_aside) == (2, {"sentiment": {"value": "positive"}})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["normal", "training"])
def test_questions_that_somebody_is_just_getting_become_a_new_version(role: str) -> None:
    people = prepared(role)

    def change() -> int:
        try:
            return scheme_set(project=people.project, body=reworded(people)).version
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assignment = assignment_next(project=people.project, user=people.rater)
            changing = pool.submit(change)
            wait_until_somebody_waits_for_a_lock()
        assert changing.result() == 2
    assert assignment is not None
    assert task_of(assignment)["scheme"]["version"] == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["normal", "training"])
def test_who_asks_while_questions_are_replaced_gets_the_new_ones(role: str) -> None:
    people = prepared(role)

    def ask() -> Any:
        try:
            return task_of(patiently(people.project, people.rater))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert scheme_set(project=people.project, body=reworded(people)).version == 1
            asking = pool.submit(ask)
            wait_until_somebody_waits_for_a_lock()
        shown = asking.result()["scheme"]
    assert [one["id"] for one in shown["questions"]] == ["emotion", "sentiment", "arousal"]


def prepared(role: str) -> Cast:
    people = cast()
    if role == "training":
        known(people.project, "training")
        under(people.project, training={"items": 1})
        people.project.refresh_from_db()
    return people


def test_questions_that_were_read_before_a_change_stay_what_they_were(people: Cast) -> None:
    """Also where another process changed them, and this one had not asked for them yet."""
    Scheme.objects.update(hash=str(uuid.uuid4()))  # which nobody has asked for
    read = current_scheme(people.project.pk)
    body = reworded(people)
    Scheme.objects.update(body=body, hash=scheme_hash(body))
    assert [one.id for one in questions_of(read).questions] == ["emotion", "sentiment"]
    now = questions_of(current_scheme(people.project.pk))
    assert [one.id for one in now.questions] == ["emotion", "sentiment", "arousal"]


def wait_until_somebody_waits_for_a_lock() -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    deadline = time.monotonic() + 60
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits for a lock")


def test_answers_to_older_questions_become_a_draft(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    scheme_set(project=people.project, body=reworded(people))
    with pytest.raises(Conflict, match="changed while you answered") as caught:
        rating_submit(
            user=people.rater,
            assignment_id=assignment.pk,
            submission=Submission(uuid.uuid4(), answers(), scheme_version=1),
        )
    assert caught.value.extra == {"scheme_version": 2}
    assert not Rating.objects.exists()
    assert Draft.objects.get().answers == answers()
    rating_submit(
        user=people.rater,
        assignment_id=assignment.pk,
        submission=Submission(
            uuid.uuid4(), {**answers(), "arousal": {"value": 3}}, scheme_version=2
        ),
    )
    assert Rating.objects.get().scheme.version == 2


def test_a_draft_of_older_questions_is_kept_where_it_fits(people: Cast) -> None:
    assignment = assignment_next(project=people.project, user=people.rater)
    assert assignment is not None
    body = body_of(people)
    del body["questions"][1]
    scheme_set(project=people.project, body=body)

    def save(answers: dict[str, Any], seq: int) -> None:
        draft_save(
            user=people.rater,
            assignment_id=assignment.pk,
            answers=answers,
            seq=seq,
            scheme_version=1,
        )

    with pytest.raises(Conflict, match="changed while you answered") as caught:
        save(answers(), 5)
    assert caught.value.extra == {"scheme_version": 2}
    draft = Draft.objects.get()
    assert draft.answers == {"emotion": {"value": "joy"}}
    assert draft.set_aside == {"sentiment": {"value": "positive"}}
    assert draft.seq == 5
    with pytest.raises(Conflict):
        save({"emotion": {"value": "fear"}}, 4)  # overtaken on its way
    assert Draft.objects.get().answers == {"emotion": {"value": "joy"}}


def test_options_of_items_in_hand_are_drawn_anew(people: Cast) -> None:
    project = project_update(
        project=people.project, changes={"policy": {"randomise": {"options": True}}}
    )
    assignment = assignment_next(project=project, user=people.rater)
    assert assignment is not None
    body = body_of(people)
    body["questions"][0]["labels"].append({"id": "calm", "text": "Calm"})
    scheme_set(project=project, body=body)
    assignment.refresh_from_db()
    assert "calm" in assignment.presentation["options"]["emotion"]


def test_the_endpoint(people: Cast) -> None:
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    url = "/api/projects/talks/scheme/"
    read = client.get(url).json()
    assert read["version"] == 1
    assert read["versions"][0]["questions"] == ["emotion", "sentiment"]
    send = {"scheme": reworded(people), "dry_run": True}
    preview = client.post(url, send, content_type="application/json")
    assert preview.status_code == 200, preview.content
    assert [q["change"] for q in preview.json()["questions"]] == ["same", "changed", "new"]
    assert client.get(url).json()["scheme"] == read["scheme"]
    refused = client.post(url, {"scheme": {}}, content_type="application/json")
    assert refused.status_code == 400
    assert client.put(url, {}, content_type="application/json").status_code == 405
