"""What an item shows: addresses by medium and arm, several clips, texts beside them."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from annotation.models import Item, Project
from annotation.selectors.rating.task_media import (
    Shown,
    about_of,
    clips_of,
    context_of,
    fields_of,
    language_of,
    media_of,
)
from annotation.services.projects.items import NewItem, items_add
from annotation.services.projects.projects import project_update
from ingestion.models import Dialogue, Recording, Segment
from tests.cast import project

pytestmark = pytest.mark.django_db

SOUND = {"url", "peaks_url", "spectrogram_url"}
PICTURE = {"video_url", "poster_url", "width", "height"}
KEYS = SOUND | PICTURE | {
    "kind", "image_url", "sensors_url", "duration_seconds", "start_seconds", "end_seconds",
}  # fmt: skip


def recording(media: str = "audio", **facts: Any) -> Recording:
    """A recording without files, two seconds long."""
    known: dict[str, Any] = {
        "sha256": f"{Recording.objects.count():064x}", "name": f"clip.{media}", "bytes": 1,
        "container": "x", "codec": "x", "samples": 2000, "rate_hz": 1000, "duration_seconds": 2.0,
    }  # fmt: skip
    if media == "image":
        known.update(samples=None, rate_hz=None, duration_seconds=None)
    if media in ("video", "image"):
        known.update(width=320, height=240)
    if media == "audio":
        known.update(channels=1)
    return Recording.objects.create(media=media, **{**known, **facts})


def segment(of: Recording, **facts: Any) -> Segment:
    known: dict[str, Any] = {"recording": of, "identity": "x"}
    if of.media != "image":
        known.update(start_sample=0, end_sample=2000, start_seconds=0.0, end_seconds=2.0)
    return Segment.objects.create(**{**known, **facts})


def shown(arm: str = "", **policy: Any) -> Shown:
    return Shown(policy, arm)


def there(media: dict[str, Any] | None) -> set[str]:
    assert media is not None
    assert set(media) == KEYS
    return {name for name, value in media.items() if value is not None}


TIMES = {"kind", "duration_seconds", "start_seconds", "end_seconds"}


@pytest.mark.parametrize(
    ("media", "facts", "expected"),
    [
        ("audio", {}, TIMES | SOUND),
        ("video", {"channels": 2}, TIMES | SOUND | PICTURE),
        ("video", {}, TIMES | PICTURE),
        ("image", {}, {"kind", "image_url", "width", "height"}),
        ("sensor", {}, TIMES | {"sensors_url"}),
    ],
)
def test_each_medium_has_its_addresses(
    media: str, facts: dict[str, Any], expected: set[str]
) -> None:
    found = media_of(segment(recording(media, **facts)), shown())
    assert there(found) == expected
    assert found is not None
    assert found["kind"] == media


def test_a_text_has_no_media() -> None:
    assert media_of(Segment.objects.create(transcript="Only words.", identity="x"), shown()) is None


def test_an_arm_withholds_what_it_must_not_show() -> None:
    film = segment(recording("video", channels=1))
    voice = media_of(film, shown("audio"))
    assert voice is not None
    assert there(voice) == TIMES | SOUND
    assert voice["kind"] == "audio"
    face = media_of(film, shown("face"))
    assert face is not None
    assert there(face) == TIMES | PICTURE
    assert "/muted?" in face["video_url"]
    both = media_of(film, shown("both"))
    assert both is not None
    assert "/video?" in both["video_url"]
    assert media_of(film, shown("text")) is None


def test_an_arm_that_nobody_knows_shows_words_alone() -> None:
    assert media_of(segment(recording("video", channels=1)), shown("smell")) is None


def test_a_sensor_table_is_shown_beside_the_video() -> None:
    table = recording("sensor")
    film = segment(recording("video"), sensors=table)
    found = media_of(film, shown())
    assert found is not None
    assert found["kind"] == "video"
    assert found["sensors_url"] == f"/api/recordings/{table.pk}/sensors/"


def two_clips(name: str = "pair") -> tuple[Project, Item]:
    made = project("pairs")
    clips = (segment(recording()), segment(recording()))
    items_add(project=made, items=[NewItem(name, None, clips=clips)])
    return made, made.items.get()


def test_clips_come_in_the_order_that_answers_speak_of() -> None:
    made, item = two_clips()
    addresses = [clip["url"] for clip in clips_of(item, shown()) if clip]
    segments = [clip.segment.recording for clip in item.clips.all()]
    assert addresses == [f"/media/recordings/{r.pk}/proxy.flac?v={r.sha256[:12]}" for r in segments]
    assert item.wanted == made.policy["raters_per_item"] > 0


def test_an_item_of_clips_wants_raters_when_their_number_changes() -> None:
    made, item = two_clips()
    items_add(project=made, items=[NewItem("a name only", None)])
    project_update(project=made, changes={"raters_per_item": 9})
    wanted = dict(made.items.values_list("key", "wanted"))
    assert wanted == {item.key: 9, "a name only": 0}


def test_two_items_may_share_a_segment_when_they_say_so() -> None:
    made = project("people")
    scene = segment(recording("video"))
    items = [
        NewItem(f"scene-{n}", scene, {"about": n}, shares_segment=True) for n in ("Anna", "Ben")
    ]
    assert items_add(project=made, items=items) == 2
    assert items_add(project=made, items=[NewItem("again", scene)]) == 0


def test_fields_are_those_of_the_policy_that_the_item_has() -> None:
    attributes = {"statement": "Ana is sad.", "seen": ["a", "b"], "other": "x", "gone": None}
    item = Item(key="k", attributes=attributes)
    policy = {"show_fields": ["statement", "seen", "gone", "never"]}
    assert fields_of(item, Shown(policy), []) == {
        "statement": "Ana is sad.",
        "seen": '["a", "b"]',
    }


def test_a_statement_is_shown_where_a_question_is_about_it() -> None:
    item = Item(key="k", attributes={"statement": "Ana is sad.", "claim": "So is Ben."})
    asked = [{"kind": "statement"}, {"kind": "statement", "field": "claim"}, {"kind": "text"}]
    assert fields_of(item, Shown({}), asked) == item.attributes
    assert fields_of(item, Shown({}), [{"kind": "text"}]) == {}


def test_a_target_and_a_language_are_attributes() -> None:
    item = Item(key="k", attributes={"about": "Anna", "language": "zh-Hant"})
    assert about_of(item, shown(about=True)) == "Anna"
    assert about_of(item, shown()) is None
    assert language_of(item) == "zh-Hant"
    assert language_of(Item(key="k")) is None


def test_turns_around_an_item_are_numbered_from_it() -> None:
    talk = Dialogue.objects.create(name="talk")
    turns = [
        Segment.objects.create(dialogue=talk, position=n, transcript=f"t{n}", identity=str(n))
        for n in range(6)
    ]
    found = context_of(turns[3], shown(context={"before": 2, "after": 1}))
    assert [(t["turn"], t["transcript"]) for t in found["before"]] == [(-2, "t1"), (-1, "t2")]
    assert [(t["turn"], t["transcript"]) for t in found["after"]] == [(1, "t4")]
    muted = context_of(turns[3], shown("face", context={"before": 1, "after": 0}))
    assert muted["before"][0]["transcript"] is None


@pytest.mark.parametrize(
    ("media", "facts"),
    [
        ("audio", {"samples": None}),
        ("audio", {"channels": 0}),
        ("image", {"rate_hz": 1000}),
        ("video", {"width": None}),
        ("film", {}),
    ],
)
def test_a_recording_that_cannot_be_is_refused(media: str, facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        recording(media, **facts)
