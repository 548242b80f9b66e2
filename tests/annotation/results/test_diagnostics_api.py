"""Raters, pairs of labels, divided items and asking for more raters, as researchers get them."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from affect.questions import scheme_hash
from annotation.errors import AnnotationRefused
from annotation.models import CachedResult, Item, ItemRole, Project, Rater, Rating
from annotation.selectors.answers.kept import Moment
from annotation.selectors.results.clusters import OVERS, clusters_of
from annotation.services.assignment.extra_asked import AskedFor, raters_ask
from annotation.services.consent.recordings import recordings_session_set
from ingestion.models import Recording, Segment
from tests.annotation.acts import under
from tests.annotation.results.test_results_api import client_of
from tests.cast import Cast, answers, text_items
from tests.cast import project as make_project
from tests.every_kind import scheme_body

EMOTIONS = {"a": "joy joy anger joy", "b": "joy fear anger joy", "c": "joy fear joy anger"}


def rate(project: Project, item: Item, rater: Rater | None, given: dict[str, Any]) -> Rating:
    return Rating.objects.create(
        project=project, item=item, rater=rater, scheme=project.schemes.get(),
        client_key=uuid.uuid4(), answers=given,
    )  # fmt: skip


@pytest.fixture
def rated(people: Cast) -> Cast:
    """Three raters on four items: of one mind, two against one, two against one, again so."""
    for name, emotions in EMOTIONS.items():
        rater = Rater.objects.create(project=people.project, external_id=name, submitted=4)
        for item, emotion in zip(
            people.project.items.order_by("place"), emotions.split(), strict=True
        ):
            rate(people.project, item, rater, answers(emotion))
    return people


def get(path: str, **query: Any) -> Any:
    response = client_of("ruth").get(f"/api/projects/talks/{path}", query)
    return response.json() | {"status": response.status_code}


def test_raters_compared(rated: Cast) -> None:
    found = get("agreement/raters/", question="emotion")
    assert [one["name"] for one in found["raters"]] == ["a", "b", "c"]
    assert [column["id"] for column in found["columns"]][:2] == ["neutral", "surprise"]
    first = found["raters"][0]
    # a differs from one of two on three items: 3/8 against 1 - (42 + 2 + 6) / 132 by chance
    expected = 1 - (42 + 2 + 6) / 132
    labels = [e for each in EMOTIONS.values() for e in each.split()]
    assert (labels.count("joy"), labels.count("fear"), labels.count("anger")) == (7, 2, 3)
    apart = (0 + 2 / 2 + 1 / 2 + 1 / 2) / 4
    assert first["agreement"]["value"] == pytest.approx(1 - apart / expected)
    assert first["without"]["value"] is not None
    assert first["drift"]["value"] is None
    assert "at least 10" in first["drift"]["reason"]
    assert len(first["bias"]) == len(found["columns"])
    assert first["careless"]["value"] < 0.5
    assert "severity" not in first
    assert get("agreement/raters/", question="mood")["status"] == 400
    assert get("agreement/raters/")["status"] == 400


def test_pairs_of_labels(rated: Cast) -> None:
    found = get("agreement/pairs/", question="emotion")
    labels = [column["id"] for column in found["columns"]]
    counts = {
        (one, other): found["counts"][i][j]
        for i, one in enumerate(labels)
        for j, other in enumerate(labels)
        if found["counts"][i][j]
    }
    # of four items of three: six pairs of joy; joy with two of fear; joy with anger, twice
    assert counts == {
        ("joy", "joy"): 6 + 2, ("joy", "fear"): 2, ("fear", "joy"): 2, ("fear", "fear"): 2,
        ("joy", "anger"): 4, ("anger", "joy"): 4, ("anger", "anger"): 2,
    }  # fmt: skip
    rater = Rater.objects.get(external_id="c").pk
    own = get("agreement/pairs/", question="emotion", rater=rater)["counts"]
    assert sum(map(sum, own)) == 8
    refused = get("agreement/pairs/", question="emotion", rater=10**6)
    assert (refused["status"], "answered nothing" in refused["message"]) == (400, True)


def test_items_are_sorted_by_how_divided_they_are(rated: Cast) -> None:
    found = get("disagreement/")
    assert (found["question"], found["sort"], found["count"], found["total"]) == (
        "emotion", "entropy", 4, 4,
    )  # fmt: skip
    assert [row["key"] for row in found["results"]] == [
        "item-00001", "item-00002", "item-00003", "item-00000",
    ]  # fmt: skip
    first = found["results"][0]
    assert [(one["name"], one["answer"]["value"]) for one in first["answers"]] == [
        ("a", "joy"), ("b", "fear"), ("c", "fear"),
    ]  # fmt: skip
    assert first["n"] == 3
    assert first["measures"]["entropy"] == pytest.approx(0.9183, abs=1e-4)
    assert first["why"] in ("ambiguous", "careless")
    assert found["results"][-1]["why"] is None
    assert found["whys"]["ambiguous"] + found["whys"]["careless"] == 3
    assert sum(row["items"] for row in found["need"]) == 4
    assert found["pairs"][0] == {"first": "joy", "second": "anger", "items": 2}


def test_filters(rated: Cast) -> None:
    assert [row["key"] for row in get("disagreement/", pair="anger,joy")["results"]] == [
        "item-00002", "item-00003",
    ]  # fmt: skip
    assert get("disagreement/", needs="true", target=0.99)["count"] == 0
    assert get("disagreement/", sort="n")["results"][0]["key"] == "item-00000"
    assert get("disagreement/", page=2)["results"] == []
    for query, message in (
        ({"sort": "size"}, "sort is one of distance, entropy"),
        ({"pair": "joy,mood"}, "pair names two labels of: neutral"),
        ({"question": "mood"}, "mood"),
    ):
        refused = get("disagreement/", **query)
        assert refused["status"] == 400
        assert message in refused["message"]
    wrong: list[dict[str, Any]] = [{"why": "tired"}, {"pair": "joy"}, {"page": 0}, {"target": 0}]
    for unread in wrong:
        assert get("disagreement/", **unread)["status"] == 400


def test_a_cannot_tell_is_shown_and_is_no_answer(rated: Cast) -> None:
    scheme = rated.project.schemes.get()
    scheme.body["questions"][0]["cannot_tell"] = True
    scheme.hash = "of another scheme"
    scheme.save()
    item = rated.project.items.order_by("place").first()
    rate(rated.project, item, None, {"emotion": {"cannot_tell": True}})
    row = next(r for r in get("disagreement/")["results"] if r["id"] == item.pk)
    assert row["n"] == 3
    unknown = [one for one in row["answers"] if one["rater"] is None]
    assert [(one["name"], one["answer"]) for one in unknown] == [(None, {"cannot_tell": True})]


@pytest.mark.parametrize("body", scheme_body()["questions"], ids=lambda body: body["kind"])
def test_every_kind_has_a_page(people: Cast, body: dict[str, Any]) -> None:
    """Also without an answer; what has no distance is sorted by the number of answers."""
    project = make_project("kinds")
    project.schemes.all().delete()
    from annotation.models import Scheme

    Scheme.objects.create(
        project=project,
        version=1,
        hash=uuid.uuid4().hex,
        body={**scheme_body(), "questions": [body]},
    )
    text_items(project, 2, prefix="kind")
    client = client_of("ada")
    listed = client.get("/api/projects/kinds/disagreement/").json()
    assert (listed["count"], listed["results"], listed["kind"]) == (0, [], body["kind"])
    raters = client.get("/api/projects/kinds/agreement/raters/", {"question": body["id"]}).json()
    assert raters["raters"] in (None, [])
    pairs = client.get("/api/projects/kinds/agreement/pairs/", {"question": body["id"]})
    assert pairs.status_code == 200


def test_asking_for_more(rated: Cast) -> None:
    client = client_of("ruth")
    address = "/api/projects/talks/disagreement/ask/"
    item = rated.project.items.order_by("place").first()
    Item.objects.filter(pk=item.pk).update(taken=4, wanted=5)
    asked = client.post(
        address, {"items": [{"id": item.pk, "raters": 2}]}, content_type="application/json"
    )
    assert asked.json() == {"items": 1, "ratings": 1, "left_out": 0}, "one place was open"
    assert Item.objects.values_list("wanted", "extra").get(pk=item.pk) == (6, 1)
    again = client.post(
        address, {"items": [{"id": item.pk, "raters": 2}]}, content_type="application/json"
    )
    assert again.json() == {"items": 0, "ratings": 0, "left_out": 1}, "two places are open"


def test_asking_for_all_that_need_more(rated: Cast) -> None:
    Item.objects.filter(project=rated.project).update(taken=3, wanted=3)
    asked = client_of("ruth").post(
        "/api/projects/talks/disagreement/ask/",
        {"where": {"pair": "anger,joy", "target": 0.4}, "most": 2},
        content_type="application/json",
    )
    assert asked.json() == {"items": 2, "ratings": 4, "left_out": 0}
    assert list(rated.project.items.order_by("place").values_list("extra", flat=True)) == [
        0, 0, 2, 2,
    ]  # fmt: skip


def test_the_budget_holds_and_nothing_is_half_asked(rated: Cast) -> None:
    extra = {"question": "emotion", "rule": "no_majority", "up_to": 9, "budget": 3}
    project = under(rated.project, raters_per_item=3, extra_raters=extra)
    Item.objects.filter(project=project).update(taken=3, wanted=3)
    ids = list(project.items.values_list("pk", flat=True))
    with pytest.raises(AnnotationRefused, match="asks for 4 ratings more; 0 of the budget of 3"):
        raters_ask(project=project, more=dict.fromkeys(ids, 1))
    assert set(project.items.values_list("wanted", "extra")) == {(3, 0)}
    assert raters_ask(project=project, more=dict.fromkeys(ids[:3], 1)) == AskedFor(3, 3, 0)


def test_what_cannot_be_asked(rated: Cast) -> None:
    item = rated.project.items.order_by("place").first()
    with pytest.raises(AnnotationRefused, match="between 1 and 50"):
        raters_ask(project=rated.project, more={item.pk: 51})
    with pytest.raises(AnnotationRefused, match="1 of the items are not of 'talks'"):
        raters_ask(project=rated.project, more={10**8: 1})
    Item.objects.filter(pk=item.pk).update(segment=None)
    assert raters_ask(project=rated.project, more={item.pk: 1}) == AskedFor(0, 0, 1)


def test_what_stood_before_today(rated: Cast) -> None:
    address = "agreement/?bootstrap=0"
    first = get(address)["questions"][0]
    assert first["before"] is None
    yesterday = timezone.now() - timedelta(days=1)
    CachedResult.objects.update(computed_at=yesterday)
    item = rated.project.items.order_by("place").first()
    rate(rated.project, item, None, answers("fear"))
    changed = get(address)["questions"][0]
    assert changed["before"]["values"][0]["value"] == first["statistics"][0]["value"]
    assert changed["statistics"][0]["value"] != first["statistics"][0]["value"]
    rate(rated.project, item, None, answers("fear"))
    assert get(address)["questions"][0]["before"] == changed["before"], "today's are replaced"
    assert CachedResult.objects.count() == 4, "yesterday's and today's, of two questions"


def recording_of(name: str) -> Recording:
    return Recording.objects.create(
        sha256=name.ljust(64, "0"), name=f"{name}.wav", media="audio", bytes=1, container="wav",
        codec="pcm", samples=2000, rate_hz=1000, channels=1, duration_seconds=2.0,
    )  # fmt: skip


def test_what_is_drawn_again(rated: Cast) -> None:
    """Clusters by speaker: a voice that an engine heard is of its recording alone."""
    recordings = [recording_of(name) for name in ("one", "two")]
    told = [(0, "S1"), (1, "S1"), (0, "Ann"), (1, "Ann")]
    items = rated.project.items.order_by("place")
    for item, (recording, speaker) in zip(items, told, strict=True):
        Segment.objects.filter(pk=item.segment_id).update(
            recording=recordings[recording], speaker=speaker, start_sample=0, end_sample=9,
            start_seconds=0, end_seconds=0.009,
        )  # fmt: skip
    moment = Moment(rated.project)
    assert clusters_of(moment, "items") is None
    assert clusters_of(moment, "recordings").tolist() == [0, 1, 0, 1]
    assert clusters_of(moment, "speakers").tolist() == [0, 1, 2, 2]
    assert clusters_of(moment, "sessions").tolist() == [0, 1, 2, 3]  # nobody told of any
    recordings_session_set([recordings[0].pk], "Ses01")
    last = items[3]
    last.attributes = {"session": "Ses01"}  # its own goes before that of its recording
    last.save()
    assert clusters_of(moment, "sessions").tolist() == [0, 1, 0, 0]
    drawn = {
        over: get("agreement/", bootstrap=50, over=over)["questions"][0]["statistics"][0]
        for over in OVERS
    }
    value = pytest.approx(drawn["items"]["value"])
    assert [one["value"] for one in drawn.values()] == [value] * len(OVERS)
    assert drawn["recordings"]["interval"] == "bootstrap over clusters"
    assert drawn["items"]["interval"] == "bootstrap over units"
    assert drawn["raters"]["interval"] != "bootstrap over units"
    assert get("agreement/", over="moons")["status"] == 400
    Segment.objects.update(speaker="")
    assert clusters_of(moment, "speakers").tolist() == [0, 1, 2, 3]


def test_what_is_kept_follows_the_items_too(rated: Cast) -> None:
    """Without a new rating: another session, an item that counts no more."""

    def agreement(over: str) -> tuple[str, int]:
        found = get("agreement/", bootstrap=50, over=over)
        return found["input_hash"], found["questions"][0]["statistics"][0]["units"]

    before = {over: agreement(over) for over in ("items", "sessions")}
    assert {over: agreement(over) for over in before} == before
    first, last = (rated.project.items.order_by(order).first() for order in ("place", "-place"))
    for item in (first, last):
        item.attributes = {"session": "Ses01"}
        item.save()
    assert agreement("items") == before["items"]  # nothing is drawn over sessions there
    assert agreement("sessions")[0] != before["sessions"][0]
    Item.objects.filter(pk=first.pk).update(role=ItemRole.GOLD, wanted=0, taken=0, rated=0)
    assert agreement("items")[1] == before["items"][1] - 1


def test_a_rater_may_not_look(rated: Cast) -> None:
    for path in ("agreement/raters/?question=emotion", "disagreement/"):
        assert client_of("ana").get(f"/api/projects/talks/{path}").status_code == 403
        assert Client().get(f"/api/projects/talks/{path}").status_code == 403


def test_traces_are_sorted_by_how_far_they_lie_apart(people: Cast) -> None:
    """Two raters alike on the first item, apart on the second; the third has one trace."""
    body = {
        "name": "t", "title": "T",
        "questions": [{"id": "feel", "kind": "trace", "text": "How does it feel?",
                       "min_rate_hz": 0, "dimensions": [{"id": "valence", "min": -1, "max": 1}]}],
    }  # fmt: skip
    people.project.schemes.update(body=body, hash=scheme_hash(body))
    first, second, third, _ = people.project.items.order_by("place")
    given = {"a": {first: 0.5, second: 0.9, third: 0.0}, "b": {first: 0.4, second: -0.9}}
    for name, values in given.items():
        rater = Rater.objects.create(project=people.project, external_id=name, submitted=2)
        for item, value in values.items():
            trace = {"seconds": 10, "times": [0, 10], "values": {"valence": [value, value]},
                     "device": "mouse"}  # fmt: skip
            rate(people.project, item, rater, {"feel": {"value": trace}})
    found = get("disagreement/")
    assert (found["question"], found["sort"], found["measures"]) == (
        "feel",
        "spread",
        ["spread", "n"],
    )
    assert [row["key"] for row in found["results"]] == [second.key, first.key]
    assert [row["measures"]["spread"] for row in found["results"]] == [
        pytest.approx(1.8 / 2**0.5 / 2), pytest.approx(0.1 / 2**0.5 / 2),
    ]  # fmt: skip
