"""Correcting turns: split, merge, move, another speaker; what becomes of answers and of leases."""

from typing import Any

import pytest
from django.test import Client

from accounts.errors import Conflict, Refused
from annotation.models import Item, Project, Rating
from annotation.selectors.projects.projects import project_counts
from annotation.selectors.projects.turns import turns_of, version_of
from annotation.selectors.rating.task_media import Shown, context_of
from annotation.selectors.results.results import progress_of
from annotation.services.assignment import assignment_next, assignment_skip
from annotation.services.ingest.job import ingest_start
from annotation.services.ingest.sources import sources_of
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.known_items import item_known_set
from annotation.services.projects.projects import project_update
from autolabel.models import Card, Prediction, Run
from ingestion.models import Recording, Segment, Segmentation
from ingestion.samples import SAMPLES
from jobs.runner import job_run
from tests.annotation.acts import raters, submit, under, work
from tests.annotation.turns.making import WORDS, correct, listed, recorded, split
from tests.cast import PASSWORD, Cast, project


@pytest.fixture
def recording(people: Cast) -> Recording:
    """The four turns as items of the cast's project, instead of its own."""
    Item.objects.all().delete()
    made, segments = recorded()
    items_add(
        project=people.project,
        items=[NewItem(f"call_{n}", one, {"film": "x"}) for n, one in enumerate(segments)],
    )
    people.project.refresh_from_db()
    return made


def keys(project: Project) -> list[str]:
    return list(project.items.order_by("place", "pk").values_list("key", flat=True))


def test_a_turn_is_split_where_it_stands(people: Cast, recording: Recording) -> None:
    project = people.project
    old = project.items.get(key="call_1").segment
    done = correct(project, recording, split(listed(project, recording)))
    assert (done.kept, done.added, done.removed, done.retired) == (3, 2, 1, 0)
    assert keys(project) == [
        "call_0", "call_00003000_00004500", "call_00004500_00006000", "call_2", "call_3",
    ]  # fmt: skip
    left = project.items.get(key="call_00003000_00004500")
    assert left.segment is not None
    assert list(left.segment.parents.all()) == [old]
    assert (left.segment.end_sample, left.segment.speaker) == (72_000, "B")
    assert (left.segment.transcript, left.segment.flags) == ("I said", ["short"])
    assert left.attributes == {"film": "x"}
    assert (left.wanted, left.taken) == (5, 0)
    assert Segment.objects.filter(pk=old.pk).exists(), "old segments stay"
    project.refresh_from_db()
    assert project.item_count == 5


def test_corrected_turns_stand_where_they_stood_in_another_order_too(
    people: Cast, recording: Recording
) -> None:
    project = people.project
    _, others = recorded("next.wav")
    items_add(project=project, items=[NewItem(f"next_{n}", one) for n, one in enumerate(others)])
    assert assignment_next(project=project, user=people.rater) is not None
    for at, seconds in ((1, 4.5), (1, 4.0), (0, 1.5)):
        correct(project, recording, split(listed(project, recording), at, seconds))
    before = keys(project)
    assert before[0] == "call_0", "which is with its rater"
    assert before[-6:] == ["call_2", "call_3", *(f"next_{n}" for n in range(4))]
    under(under(project, order="random"), order="dialogue")
    assert keys(project) == before
    correct(project, recording, split(listed(project, recording), 4, 5.0))
    before = keys(project)
    under(project, order="priority")
    assert keys(project) == before


@pytest.mark.django_db
@pytest.mark.parametrize("arms", [None, {"presentations": ["audio", "both"], "rule": "sequence"}])
def test_turns_that_were_missed_stand_between_those_around_them(arms: Any) -> None:
    made = under(project("missed", "meld"), arms=arms)
    recording, segments = recorded("missed.wav")
    items_add(project=made, items=[NewItem(f"t{n}", segments[n]) for n in (1, 3)])
    second, fourth = listed(made, recording)
    first = {**second, "start_seconds": 0.0, "end_seconds": 2.0, "text": "Hello."}
    third = {**second, "start_seconds": 7.0, "end_seconds": 8.0, "text": "Hm."}
    correct(made, recording, [first, second, third, fourth])
    before = keys(made)
    under(made, order="priority")
    assert keys(made) == before
    placed = [key.partition("@")[0] for key in before]
    assert placed[:: len(placed) // 4] == [
        "missed_00000000_00002000", "t1", "missed_00007000_00008000", "t3",
    ]  # fmt: skip


def test_turns_are_merged_moved_and_given_to_another_speaker(
    people: Cast, recording: Recording
) -> None:
    project = people.project
    first, second, third, fourth = listed(project, recording)
    merged = {**first, "end_seconds": 6.0, "text": "You came back. I said I would."}
    moved = {**third, "start_seconds": 6.25}
    other = {**fourth, "speaker": "C"}
    old = {item.key: item.segment_id for item in project.items.all()}
    done = correct(project, recording, [other, merged, moved])
    assert (done.kept, done.added, done.removed) == (0, 3, 4)
    assert [(t["start_seconds"], t["end_seconds"], t["speaker"]) for t in done.turns] == [
        (0.0, 6.0, "A"), (6.25, 9.0, "A"), (9.0, 12.0, "C"),
    ]  # fmt: skip
    assert [turn["parents"] for turn in done.turns] == [
        [old["call_0"], old["call_1"]], [old["call_2"]], [old["call_3"]],
    ]  # fmt: skip
    assert second["text"] in done.turns[0]["text"]


def test_turns_around_are_the_corrected_ones_and_drafts_of_models_come_along(
    people: Cast, recording: Recording
) -> None:
    project = people.project
    run = Run.objects.create(card=Card.objects.create(card_id="c", hash="h" * 64, body={}))
    for item in project.items.all():
        assert item.segment is not None
        Prediction.objects.create(run=run, segment=item.segment, raw={"x": item.pk})
    turns = listed(project, recording)
    turns[1] = {**turns[1], "speaker": "C"}
    correct(project, recording, turns)
    same = project.items.select_related("segment").get(key="call_2")
    before = context_of(same.segment, Shown({"context": {"before": 2, "after": 1}}))["before"]
    assert [(turn["speaker"], turn["transcript"]) for turn in before] == [
        ("A", WORDS[0]), ("C", WORDS[1]),
    ]  # fmt: skip
    assert same.segment is not None
    assert same.segment.gates == {"level": {"value": -20.5}}
    assert same.segment.predictions.get().raw == {"x": same.pk}
    changed = project.items.get(key="call_00003000_00006000")
    assert changed.segment is not None
    assert not changed.segment.predictions.exists()


def test_answers_stay_and_who_holds_a_turn_can_finish(people: Cast, recording: Recording) -> None:
    project = people.project
    first = assignment_next(project=project, user=people.rater)
    assert first is not None
    submit(people.rater, first)
    held = assignment_next(project=project, user=people.rater)
    assert held is not None
    assert (first.item.key, held.item.key) == ("call_0", "call_1")
    turns = split(listed(project, recording))
    turns[0] = {**turns[0], "speaker": "C"}
    tried = correct(project, recording, turns, dry_run=True)
    told = (tried.added, tried.removed, tried.retired, tried.ratings, tried.held)
    assert told == (3, 0, 2, 1, 1)
    assert [turn["id"] is None for turn in tried.turns] == [True, True, True, False, False]
    assert keys(project) == ["call_0", "call_1", "call_2", "call_3"], "a preview changes nothing"
    assert Segmentation.objects.count() == 1
    done = correct(project, recording, turns)
    assert (done.added, done.removed, done.retired, done.ratings, done.held) == told
    old = Item.objects.get(key="call_0")
    assert (old.wanted, old.taken, old.rated) == (1, 1, 1)
    assert old.replaced_at is not None
    submit(people.rater, held)
    assert Rating.objects.filter(item__key="call_1").count() == 1
    given = [a.item.key for a in work(people.second_rater, project)]
    assert given == [
        "call_00000000_00003000", "call_00003000_00004500", "call_00004500_00006000", "call_2",
        "call_3",
    ]  # fmt: skip
    mine = [a.item.key for a in work(people.rater, project)]
    assert mine == given, "who answered the wrong turn gets the right ones, too"


def test_a_replaced_turn_comes_to_nobody_again(people: Cast, recording: Recording) -> None:
    project = people.project
    held = assignment_next(project=project, user=people.rater)
    assert held is not None
    turns = listed(project, recording)
    turns[0] = {**turns[0], "speaker": "C"}
    correct(project, recording, turns)
    assignment_skip(user=people.rater, assignment_id=held.pk, reason="wrong")
    project_update(project=project, changes={"raters_per_item": 9})
    project = under(
        project, extra_raters={"question": "emotion", "rule": "no_majority", "up_to": 12}
    )
    old = Item.objects.get(key="call_0")
    assert (old.wanted, old.taken) == (1, 0)
    counts = project_counts(project)
    assert (counts["items"], counts["complete"], counts["skipped"]) == (4, 0, 1)
    assert progress_of(project)["items"] == {"0": 4}
    (other,) = raters(project, 1)
    assert "call_0" not in {a.item.key for a in work(other, project)}
    later = {**listed(project, recording)[0], "speaker": "A"}
    again = correct(project, recording, [later, *listed(project, recording)[1:]])
    assert again.turns[0]["items"] == ["call_00000000_00003000~2"]


def test_the_same_list_again_changes_nothing(people: Cast, recording: Recording) -> None:
    project = people.project
    turns, version = split(listed(project, recording)), version_of(turns_of(project, recording))
    first = correct(project, recording, turns)
    again = correct(project, recording, list(reversed(turns)), version=version)
    assert (again.added, again.removed, again.kept) == (0, 0, 5)
    assert again.version == first.version != version
    assert again.turns == first.turns
    assert Segmentation.objects.count() == 2
    turns[0] = {**turns[0], "text": "Something else."}
    with pytest.raises(Conflict, match="corrected since you loaded them") as caught:
        correct(project, recording, turns, version=version)
    assert caught.value.extra["version"] == first.version
    assert Segmentation.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"end_seconds": 3.02}, "a turn lasts 0.1 s or longer"),
        ({"end_seconds": 2.0}, "a turn lasts 0.1 s or longer"),
        ({"start_seconds": -1.0}, r"is from -1.000 s to 6.000 s; 'call.wav' is from 0 to 12.000 s"),
        ({"end_seconds": 12.5, "speaker": "D"}, "'call.wav' is from 0 to 12.000 s"),
        ({"end_seconds": float("nan")}, "some times are unfit"),
        ({"speaker": "A"}, "turns 1 and 2 of 'A' share time"),
        ({"start_seconds": 0.0, "speaker": "A", "end_seconds": 3.0}, "turns 1 and 2 of 'A'"),
        ({"speaker": "x" * 201}, "speaker is a text of at most 200 characters"),
    ],
)
def test_unfit_turns_are_named_and_nothing_changes(
    people: Cast, recording: Recording, change: dict[str, Any], message: str
) -> None:
    project = people.project
    turns = listed(project, recording)
    turns[1] = {**turns[1], **change}
    if change == {"speaker": "A"}:
        turns[1]["start_seconds"] = 2.5
    with pytest.raises(Refused, match=message) as caught:
        correct(project, recording, turns)
    assert [problem["at"] for problem in caught.value.extra["problems"]] == [1]
    assert keys(project) == ["call_0", "call_1", "call_2", "call_3"]
    assert Segmentation.objects.count() == 1


def test_speech_of_two_may_overlap_and_an_unknown_speaker_may_be_two(
    people: Cast, recording: Recording
) -> None:
    turns = listed(people.project, recording)
    turns[1] = {**turns[1], "start_seconds": 2.5}
    turns[2] = {**turns[2], "speaker": None}
    turns[3] = {**turns[3], "speaker": "", "start_seconds": 8.5}
    assert correct(people.project, recording, turns).added == 3
    twice = listed(people.project, recording)
    with pytest.raises(Refused, match="turns 1 and 5 are the same"):
        correct(people.project, recording, [*twice, twice[0]])
    with pytest.raises(Refused, match="has 1 to 20000 turns, not 0"):
        correct(people.project, recording, [])


def test_turns_that_cannot_be_replaced_say_why(people: Cast, recording: Recording) -> None:
    project = people.project
    item_known_set(
        item=project.items.get(key="call_0"), role="gold",
        expected={"emotion": {"any_of": ["joy"]}},
    )  # fmt: skip
    second, third = (project.items.get(key=f"call_{n}").segment for n in (1, 2))
    assert second is not None
    assert third is not None
    items_add(project=project, items=[NewItem("about", second, shares_segment=True)])
    items_add(project=project, items=[NewItem("pair", None, clips=(third, second))])
    Segment.objects.filter(items__key="call_3").update(segmentation=None)
    turns = [{**turn, "text": "New."} for turn in listed(project, recording)]
    with pytest.raises(Refused, match="Nothing is changed: ") as caught:
        correct(project, recording, turns)
    told = [problem["message"] for problem in caught.value.extra["problems"]]
    assert told == [
        "'call_0' is a known item (gold); make it normal first",
        "several items show the same turn (call_1, about), each with what is its own",
        "the turn of 'call_1' is also one of several clips of an item",
        "the turn of 'call_2' is also one of several clips of an item",
        "'call_3' came by a table of items; bring the corrected range in as another item",
    ]
    assert {problem["at"] for problem in caught.value.extra["problems"]} == {None}


@pytest.mark.django_db
@pytest.mark.parametrize("order", ["dialogue", "random", "priority"])
def test_arms_are_made_anew_together(order: str) -> None:
    made = under(
        project("arms", "meld"), order=order, arms={"presentations": ["audio", "face"],
        "rule": "separate"},
    )  # fmt: skip
    recording, segments = recorded("arms.wav")
    items_add(project=made, items=[NewItem(f"t{n}", one) for n, one in enumerate(segments)])
    (person,) = raters(made, 1)
    held = assignment_next(project=made, user=person)
    assert held is not None
    turns = listed(made, recording)
    at = [turn["text"] for turn in turns].index(held.item.segment.transcript)  # type: ignore[union-attr]
    turns[at] = {**turns[at], "speaker": "C"}
    done = correct(made, recording, turns)
    assert (done.added, done.retired) == (1, 1)
    arms = dict(made.items.filter(group=held.item.group).values_list("arm", "replaced_at"))
    assert set(arms) == {held.item.arm}, "the presentation that nobody had is gone"
    assert len(done.turns[at]["items"]) == 2
    assert {key.rpartition("@")[2] for key in done.turns[at]["items"]} == {"audio", "face"}
    submit(person, held)
    assert len({a.item.group for a in work(person, made)}) == 4


def test_another_project_keeps_its_turns(people: Cast, recording: Recording) -> None:
    other = project("other", "meld")
    segments = Segment.objects.filter(items__project=people.project).order_by("position")
    items_add(project=other, items=[NewItem(f"o{n}", one) for n, one in enumerate(segments)])
    before = [turn.content for turn in turns_of(other, recording)]
    turns = split(listed(people.project, recording))
    correct(people.project, recording, turns)
    assert [turn.content for turn in turns_of(other, recording)] == before
    correct(other, recording, turns)
    assert Segmentation.objects.count() == 2, "the same correction is one segmentation"
    assert len(turns_of(other, recording)) == 5


@pytest.mark.django_db
def test_measured_sound_is_measured_again_and_wrong_turns_never_come_back() -> None:
    talks = project("talks", "soft-turns")
    sources = sources_of([SAMPLES[0].media])
    job_run(ingest_start(project=talks, sources=sources))
    recording = Recording.objects.get()
    turns = listed(talks, recording)
    n = len(turns)
    turns[0] = {**turns[0], "end_seconds": turns[0]["end_seconds"] - 0.2}
    correct(talks, recording, turns)
    cut = turns_of(talks, recording)[0].segment
    assert set(cut.gates) == {"clipping", "level", "signal_to_noise", "speech_ratio"}
    assert cut.gates["level"]["verdict"] == "pass"
    again = ingest_start(project=talks, sources=sources)
    job_run(again)
    assert again.items.get().result["added"] == 0
    assert talks.items.count() == n


def test_the_endpoint_is_for_who_studies_the_project(people: Cast, recording: Recording) -> None:
    url = f"/api/projects/talks/recordings/{recording.pk}/turns/"
    for user, status in (
        (people.rater, 403),
        (people.outsider, 404),
        (people.other_researcher, 404),
    ):
        client = Client()
        assert client.login(username=user.username, password=PASSWORD)
        assert client.get(url).status_code == status
        nothing = {"version": "x", "turns": []}
        assert client.post(url, nothing, content_type="application/json").status_code == status
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    read = client.get(url).json()
    assert (read["name"], read["duration_seconds"], len(read["turns"])) == ("call.wav", 12.0, 4)
    assert (read["video_url"], read["poster_url"]) == (None, None)
    assert read["turns"][1] == {
        "id": read["turns"][1]["id"], "start_seconds": 3.0, "end_seconds": 6.0, "speaker": "B",
        "text": WORDS[1], "words": [], "parents": [], "items": ["call_1"], "ratings": 0, "held": 0,
    }  # fmt: skip
    body: dict[str, Any] = {
        "version": read["version"],
        "turns": split(read["turns"]),
        "dry_run": True,
    }
    tried = client.post(url, body, content_type="application/json").json()
    assert (tried["dry_run"], tried["added"], tried["version"]) == (True, 2, read["version"])
    assert client.get(url).json() == read
    done = client.post(url, {**body, "dry_run": False}, content_type="application/json").json()
    assert (done["added"], done["removed"], len(done["turns"])) == (2, 1, 5)
    rows = client.get("/api/projects/talks/items/").json()["results"]
    was = [{"start_seconds": 3.0, "end_seconds": 6.0}]
    assert [row["parents"] for row in rows] == [[], was, was, [], []]
    assert client.get(url).json()["version"] == done["version"]
    stale = {**body, "dry_run": False, "turns": read["turns"]}
    refused = client.post(url, stale, content_type="application/json")
    assert refused.status_code == 409
    assert refused.json()["extra"]["version"] == done["version"]
    odd: dict[str, Any]
    for odd in ({"turns": [{"start_seconds": "now"}], "version": "x"}, {"turns": []}, {}):
        assert client.post(url, odd, content_type="application/json").status_code == 400
    assert client.get("/api/projects/talks/recordings/999999/turns/").status_code == 404


def test_a_film_is_seen_while_its_turns_are_corrected(people: Cast, recording: Recording) -> None:
    Recording.objects.filter(pk=recording.pk).update(media="video", width=640, height=360)
    client = Client()
    assert client.login(username=people.researcher.username, password=PASSWORD)
    read = client.get(f"/api/projects/talks/recordings/{recording.pk}/turns/").json()
    assert read["video_url"].startswith(f"/media/recordings/{recording.pk}/video?")
    assert read["poster_url"].startswith(f"/media/recordings/{recording.pk}/poster.jpg?")
    assert (read["width"], read["height"]) == (640, 360)
