"""Who may get items: languages, certificates, limits, first raters."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.errors import Conflict, Refused
from annotation.models import Certificate, Item, Project, Qualification, Rater
from annotation.selectors.rating.work import work_of
from annotation.services.assignment import assignment_next, assignment_skip
from annotation.services.people.qualifications import rater_grant
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.known_items import item_known_set
from ingestion.models import Segment
from tests.annotation.acts import known, submit, under, work
from tests.cast import PASSWORD, Cast


def blocked(people: Cast, project: Project) -> Any:
    """What is in the way of the first rater, by `next` and by `work` alike."""
    with pytest.raises(Conflict) as caught:
        assignment_next(project=project, user=people.rater)
    told = caught.value.extra["blocked"]
    assert work_of(people.rater)[0]["blocked"] == told
    return told["code"]


def add(project: Project, key: str, **attributes: str) -> None:
    segment = Segment.objects.create(transcript=key, identity=key)
    items_add(project=project, items=[NewItem(key, segment, dict(attributes))])


def signed_in(people: Cast) -> Client:
    client = Client()
    assert client.login(username=people.rater.username, password=PASSWORD)
    return client


def test_languages_of_the_project(people: Cast) -> None:
    project = under(people.project, qualification={"languages": ["pt-BR", "es"]})
    assert blocked(people, project) == "language"
    client = signed_in(people)
    url = "/api/projects/talks/languages/"
    said = client.put(url, {"languages": ["de"]}, content_type="application/json")
    assert said.status_code == 204
    assert blocked(people, project) == "language"
    client.put(url, {"languages": ["pt"]}, content_type="application/json")
    assert assignment_next(project=project, user=people.rater) is not None
    for odd in ([], ["portuguese!"], "pt"):
        refused = client.put(url, {"languages": odd}, content_type="application/json")
        assert refused.status_code == 400
    assert Qualification.objects.get().languages == ["pt"]


def test_languages_of_the_items(people: Cast) -> None:
    add(people.project, "oi", language="pt-BR")
    add(people.project, "hallo", language="de")
    project = under(people.project, qualification={"languages": "item"})
    assert blocked(people, project) == "language"
    rater_grant(project=project, username="ana", by=people.researcher, languages=["PT"])
    keys = [a.item.key for a in work(people.rater, project)]
    assert "oi" in keys
    assert "hallo" not in keys
    assert len(keys) == 5, "items of no language are for everybody"


def quiz(project: Project, *languages: str) -> Project:
    """With a quiz of one item in each language; joy is right."""
    for language in languages:
        add(project, f"quiz {language}", language=language)
        item = project.items.get(key=f"quiz {language}")
        item_known_set(item=item, role="quiz", expected={"emotion": {"any_of": ["joy"]}})
    return under(project, qualification={"languages": "item", "quiz": True, "attempts": 1})


def test_a_quiz_is_in_languages_of_the_items(people: Cast) -> None:
    project = quiz(people.project, "pt", "de")
    client = signed_in(people)
    url = "/api/projects/talks/languages/"
    client.put(url, {"languages": ["fr"]}, content_type="application/json")
    assert blocked(people, project) == "language"
    client.put(url, {"languages": ["pt", "fr"]}, content_type="application/json")
    first = assignment_next(project=project, user=people.rater)
    assert first is not None
    assert first.item.key == "quiz pt"
    assert submit(people.rater, first).judgement.quiz.passed
    second = assignment_next(project=project, user=people.rater)
    assert second is not None
    assert second.item.role == "normal"


def test_who_takes_a_language_back_is_not_let_in_unqualified(people: Cast) -> None:
    project = quiz(people.project, "pt", "de")
    client = signed_in(people)
    url = "/api/projects/talks/languages/"
    client.put(url, {"languages": ["pt", "de"]}, content_type="application/json")
    first = assignment_next(project=project, user=people.rater)
    assert first is not None
    rating = submit(people.rater, first, emotion="anger")
    assert rating.judgement.quiz is None, "an item is left"
    other = "pt" if first.item.language == "de" else "de"
    client.put(url, {"languages": [first.item.language]}, content_type="application/json")
    assert blocked(people, project) == "quiz"
    assert Qualification.objects.get().score == 0
    client.put(url, {"languages": [other]}, content_type="application/json")
    assert blocked(people, project) == "quiz"


def test_checks_are_in_languages_of_the_items(people: Cast) -> None:
    """Who cannot read a known item would miss it, and be stopped."""
    for role in ("gold", "training"):
        Item.objects.filter(pk=known(people.project, role)[0].pk).update(language="de")
    project = under(
        people.project,
        gold={"every": 2},
        training={"items": 1},
        qualification={"languages": "item"},
    )
    rater_grant(project=project, username="ana", by=people.researcher, languages=["pt"])
    assert {a.item.role for a in work(people.rater, project)} == {"normal"}
    rater_grant(project=project, username="ben", by=people.researcher, languages=["de"])
    assert {a.item.role for a in work(people.second_rater, project)} == {
        "training", "gold", "normal"
    }  # fmt: skip


def test_certificates_are_granted_by_a_researcher(people: Cast) -> None:
    project = under(people.project, qualification={"certificates": ["FACS"]})
    assert blocked(people, project) == "certificate"
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    url = "/api/projects/talks/raters/"
    body = {"username": "ana", "certificates": ["FACS", "SAM"]}
    told = client.post(url, body, content_type="application/json").json()["raters"][0]
    assert [(c["name"], c["granted_by"]) for c in told["certificates"]] == [
        ("FACS", "ruth"),
        ("SAM", "ruth"),
    ]
    assert assignment_next(project=project, user=people.rater) is not None
    client.post(url, body | {"certificates": ["FACS"]}, content_type="application/json")
    assert Certificate.objects.get().name == "FACS"
    nobody = client.post(url, {"username": "olga"}, content_type="application/json")
    assert nobody.status_code == 400
    with pytest.raises(Refused, match="1 to 80 characters"):
        rater_grant(project=project, username="ana", by=people.researcher, certificates=[" "])


def test_a_limit_of_all_items(people: Cast) -> None:
    project = under(people.project, limits={"per_rater": 2})
    done: list[object] = []
    with pytest.raises(Conflict, match="as many as one person may"):
        done.extend(work(people.rater, project))
    assert Rater.objects.get(user=people.rater).submitted == 2
    assert blocked(people, project) == "limit_total"


def test_a_limit_of_a_day_ends_with_the_day(people: Cast) -> None:
    project = under(people.project, limits={"per_day": 1})
    first = assignment_next(project=project, user=people.rater)
    assert first is not None
    submit(people.rater, first)
    assert blocked(people, project) == "limit_today"
    Rater.objects.update(day=timezone.now().date() - timedelta(days=1))
    second = assignment_next(project=project, user=people.rater)
    assert second is not None
    submit(people.rater, second)
    rater = Rater.objects.get(user=people.rater)
    assert (rater.day, rater.day_count) == (timezone.now().date(), 1)


def test_the_item_in_hand_can_be_finished_past_a_limit(people: Cast) -> None:
    held = assignment_next(project=people.project, user=people.rater)
    assert held is not None
    project = under(people.project, limits={"per_rater": 1})
    Rater.objects.update(submitted=1)
    again = assignment_next(project=project, user=people.rater)
    assert again is not None
    assert again.pk == held.pk


def test_the_writer_answers_first_then_the_readers(people: Cast) -> None:
    Item.objects.all().delete()
    project = under(people.project, first_rater={"field": "writer", "readers": 1})
    add(project, "post", writer="ana")
    assert assignment_next(project=project, user=people.second_rater) is None
    own = assignment_next(project=project, user=people.rater)
    assert own is not None
    submit(people.rater, own)
    item = Item.objects.get()
    assert (item.reserved_for, item.wanted, item.rated) == ("", 2, 1)
    assert assignment_next(project=project, user=people.rater) is None
    read = assignment_next(project=project, user=people.second_rater)
    assert read is not None
    submit(people.second_rater, read)
    item.refresh_from_db()
    assert (item.wanted, item.rated) == (2, 2)


def test_self_annotation_is_for_the_subject_alone(people: Cast) -> None:
    Item.objects.all().delete()
    project = under(people.project, first_rater={"field": "subject", "readers": 0})
    add(project, "mine", subject="ana")
    add(project, "nobodys")
    assert assignment_next(project=project, user=people.second_rater) is None
    assert [a.item.key for a in work(people.rater, project)] == ["mine"]
    assert Item.objects.get(key="mine").wanted == 1
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    told = client.get("/api/projects/talks/quality/").json()["first_rater"]
    assert told == {"waiting": 0, "unnamed": 1}


def test_a_writer_who_skips_keeps_the_item_from_readers(people: Cast) -> None:
    Item.objects.all().delete()
    project = under(people.project, first_rater={"field": "writer", "readers": 1})
    add(project, "post", writer="ana")
    own = assignment_next(project=project, user=people.rater)
    assert own is not None
    assignment_skip(user=people.rater, assignment_id=own.pk, reason="too personal")
    assert assignment_next(project=project, user=people.second_rater) is None


def test_who_is_first_is_set_before_anything_is_handed_out(people: Cast) -> None:
    assert assignment_next(project=people.project, user=people.rater) is not None
    with pytest.raises(Conflict, match="with raters already"):
        under(people.project, first_rater={"field": "writer", "readers": 1})


def test_the_content_warning_is_accepted_once(people: Cast) -> None:
    client = signed_in(people)
    assert client.get("/api/work/").json()[0]["content_warning_accepted"] is False
    assert client.post("/api/projects/talks/accept/").status_code == 204
    at = Rater.objects.get().accepted_at
    assert client.post("/api/projects/talks/accept/").status_code == 204
    assert Rater.objects.get().accepted_at == at
    assert client.get("/api/work/").json()[0]["content_warning_accepted"] is True
    assert client.get("/api/projects/talks/accept/").status_code == 405
